//! Listings of every form, whole, joined, cut and hostile, read through the public door.

mod cut;
mod forms;
mod hostile;
mod tags;

use tagleaf::catalog::Form;
use tagleaf::ingest::{Loaded, load_bytes};

/// What a page prints of one article.
#[derive(Clone, Debug)]
pub struct Printed {
    pub source: &'static str,
    pub date: &'static str,
    pub title: &'static str,
    pub summary: &'static str,
    pub fused: &'static str,
    pub likes: u32,
    pub minutes: u32,
}

/// Three articles with the oddities that were seen on real pages.
pub const ARTICLES: [Printed; 3] = [
    Printed {
        source: "NetEase Smart Enterprise Tech+",
        date: "Oct 13, 2021 · Backend Development",
        title: "10 Ways to Speed Up Java Locks × CAS & AQS (秒杀)",
        summary: "A na\u{ef}ve e\u{2011}commerce lock, and how CAS and AQS replace it.",
        fused: "AQSCASJava",
        likes: 0,
        minutes: 11,
    },
    Printed {
        source: "政采云技术",
        date: "Oct 8, 2021 · Databases",
        title: "MySQL Index Design",
        summary: "Why the B+ tree serves range queries.",
        fused: "B+ TreeJavaMySQL",
        likes: 3,
        minutes: 1,
    },
    Printed {
        source: "macrozheng",
        date: "Sep 30, 2021 · Operations",
        title: "Distributed Locks with Redis",
        summary: "Fair locks and their price.",
        fused: "JavaRedisdistributed-lock",
        likes: 12,
        minutes: 35,
    },
];

/// The page of `articles` as it is saved in `form`.
pub fn page(form: Form, articles: &[Printed]) -> String {
    let mut text = match form {
        Form::A => "Tagged articles\n273 articles\nPage 1 of 3\n".to_owned(),
        Form::B => "Tagged articles\n\nJava\n\n273 articles · Page 1 of 3\n".to_owned(),
        Form::C => "Tag\n\nJava\n\n1 views collected around this technical thread.\n\n".to_owned(),
        Form::D | Form::E => String::new(),
    };
    for a in articles {
        let (likes, minutes) = (a.likes, a.minutes);
        let numbers = format!("{likes} likes · {minutes} min read");
        let Printed {
            source,
            date,
            title,
            summary,
            fused,
            ..
        } = a;
        let article = match form {
            Form::D => format!("{source}\n{date}\n{title}\n{summary}\n{fused}\n{numbers}\n"),
            _ => format!(
                "{source}\n{source}\n{date}\n\n{title}\n\n{summary}\n\n{fused}\n{numbers}\n{title}\n"
            ),
        };
        text.push_str(&article);
    }
    // Saved pages end without a newline.
    text.pop();
    text
}

/// Asserts that `loaded` holds exactly the articles, in order.
pub fn assert_articles(loaded: &Loaded, want: &[Printed]) {
    let titles: Vec<&str> = loaded
        .catalog
        .articles()
        .map(|a| a.title().as_str())
        .collect();
    let wanted: Vec<&str> = want.iter().map(|a| a.title).collect();
    assert_eq!(titles, wanted, "{:#?}", loaded.report);
    for (got, want) in loaded.catalog.articles().zip(want) {
        assert_eq!(got.source().as_str(), want.source);
        assert_eq!(got.summary().as_str(), want.summary);
        let date = format!(
            "{} · {}",
            got.published().expect("a date").format("%b %-d, %Y"),
            got.category()
        );
        assert_eq!(date, want.date);
        let fused: String = got.tags().map(|tag| tag.to_string()).collect();
        assert_eq!(fused, want.fused);
        let wanted = (Some(want.likes), Some(want.minutes));
        assert_eq!((got.likes(), got.minutes()), wanted);
    }
}

pub fn load(text: &str) -> Loaded {
    load_bytes("page.txt", text.as_bytes())
}
