//! Listing pages of any size in the seed's shape, the same for the same numbers.

use std::io::{self, Write};

use chrono::{Days, NaiveDate};
use tagleaf::catalog::Catalog;
use tagleaf::ingest;

/// A small generator (xorshift64*, Vigna 2016), so that the pages never change with
/// a crate's version.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).expect("below n")
    }

    fn pick<'a>(&mut self, words: &'a [String]) -> &'a str {
        &words[self.below(words.len())]
    }
}

/// What the seed is made of.
struct Parts {
    sources: Vec<String>,
    categories: Vec<String>,
    titles: Vec<String>,
    summaries: Vec<String>,
    tags: Vec<String>,
}

impl Parts {
    fn of(catalog: &Catalog) -> Self {
        let mut parts = Self {
            sources: Vec::new(),
            categories: Vec::new(),
            titles: Vec::new(),
            summaries: Vec::new(),
            tags: Vec::new(),
        };
        for article in catalog.articles() {
            parts.sources.push(article.source().to_string());
            parts.categories.push(article.category().to_string());
            parts.titles.push(article.title().to_string());
            parts.summaries.push(article.summary().to_string());
            parts.tags.extend(article.tags().map(|tag| tag.to_string()));
        }
        parts.tags.sort();
        parts.tags.dedup();
        parts.tags.retain(|tag| tag != "Backend Architecture");
        parts
    }
}

/// Writes pages of the form A with `articles` articles in all, 100 a page: titles and
/// abstracts recombined from halves of the seed's, tags drawn from the seed's.
///
/// # Errors
/// Those of `out`.
pub fn write_listing(out: &mut impl Write, articles: usize) -> io::Result<()> {
    let seed = ingest::load(&[ingest::Input::Seed], &mut |_| {
        std::ops::ControlFlow::Continue(())
    });
    let parts = Parts::of(&seed.catalog);
    let mut random = Random(0x7461_676c_6561_6600);
    let pages = articles.div_ceil(100);
    for page in 0..pages {
        let count = 100.min(articles - page * 100);
        writeln!(
            out,
            "Tagged articles\n{articles} articles\nPage {} of {pages}",
            page + 1
        )?;
        let newest = NaiveDate::from_ymd_opt(2025, 12, 31).expect("a date");
        for place in 0..count {
            let date = newest - Days::new((page % 40 * 90 + place * 9 / 10) as u64);
            article(out, &parts, &mut random, date, page * 100 + place)?;
        }
    }
    Ok(())
}

fn article(
    out: &mut impl Write,
    parts: &Parts,
    random: &mut Random,
    date: NaiveDate,
    number: usize,
) -> io::Result<()> {
    let source = random.pick(&parts.sources);
    let category = random.pick(&parts.categories);
    let title = recombined(random, &parts.titles);
    let summary = recombined(random, &parts.summaries);
    let mut tags = vec![
        "Backend Architecture",
        random.pick(&parts.tags),
        random.pick(&parts.tags),
    ];
    tags.sort_unstable();
    tags.dedup();
    writeln!(
        out,
        "{source}\n{source}\n{} · {category}\n\n{title} {number}\n\n{summary}\n",
        date.format("%b %-d, %Y")
    )?;
    let (likes, minutes) = (random.below(40), random.below(40) + 1);
    writeln!(
        out,
        "{}\n{likes} likes · {minutes} min read\n{title} {number}",
        tags.concat()
    )
}

/// The first half of one text and the second half of another, cut at a blank.
fn recombined(random: &mut Random, texts: &[String]) -> String {
    let (a, b) = (random.pick(texts), random.pick(texts));
    let cut = |text: &str| {
        (text.len() / 2..text.len())
            .find(|at| text.as_bytes()[*at] == b' ')
            .unwrap_or(text.len())
    };
    format!("{}{}", &a[..cut(a)], &b[cut(b)..])
}
