//! A sitemap of 200,000 addresses beside a page, and the built-in list beside a million
//! articles: time and memory.
//!
//! `cargo bench --bench links`

#![allow(clippy::cast_precision_loss, reason = "figures for people")]

#[path = "generator.rs"]
mod generator;

use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use tagleaf::ingest::load_bytes;
use tagleaf::links::{LinkSettings, LinkText, Links};
use tagleaf::text::{CleanString, slug_into};

const ADDRESSES: usize = 200_000;
const ARTICLES: usize = 1_000_000;

fn main() {
    let mut page = Vec::new();
    generator::write_listing(&mut page, ADDRESSES).expect("a Vec takes all");
    let catalog = load_bytes("generated", &page).catalog;
    drop(page);
    let mut sitemap = "<?xml version=\"1.0\"?>\n<urlset>\n".to_owned();
    for (number, article) in catalog.articles().enumerate() {
        sitemap.push_str("<url><loc>https://www.besthub.dev/articles/");
        slug_into(&mut sitemap, article.title().as_str());
        writeln!(
            sitemap,
            "-{number:012x}</loc><lastmod>2021-10-13</lastmod></url>"
        )
        .expect("a String takes all");
    }
    sitemap.push_str("</urlset>\n");
    let len = sitemap.len();
    let sitemap = [LinkText::given(CleanString::new("sitemap.xml"), sitemap)];
    let first = load_bytes(
        "first",
        include_bytes!("../seeds/backend-architecture-page-6.txt"),
    );
    println!("{ADDRESSES} addresses, {:.1} MB", len as f64 / 1e6);
    let before = resident();
    for (name, catalog) in [
        ("94 articles", &first.catalog),
        ("200,000 articles", &catalog),
    ] {
        let lists = sitemap.to_vec();
        let started = Instant::now();
        let links = Links::of(catalog, lists, &[], LinkSettings::default());
        links.find(catalog);
        let took = started.elapsed().as_secs_f64() * 1e3;
        let matched = catalog
            .articles()
            .filter(|article| links.url(*article).is_some())
            .count();
        println!("{name:<20} {took:>8.1} ms  {matched} matched");
    }
    println!(
        "most memory beside the text {:>8.1} MB",
        (most() - before) / 1024.0
    );
    drop(sitemap);
    let built_in = [LinkText::built_in(|_| true)];
    let best = (0..50).map(|_| {
        let (lists, settings) = (built_in.to_vec(), LinkSettings::default());
        let started = Instant::now();
        let links = Links::of(&first.catalog, lists, &[], settings);
        let made = started.elapsed();
        links.find(&first.catalog);
        [made, started.elapsed()]
    });
    let [made, found] = best.min_by_key(|[_, found]| *found).unwrap_or_default();
    println!(
        "the built-in list beside its page {:>8.0} us, before the first frame {:.1} us",
        found.as_secs_f64() * 1e6,
        made.as_secs_f64() * 1e6
    );

    let mut page = Vec::new();
    generator::write_listing(&mut page, ARTICLES).expect("a Vec takes all");
    let catalog = load_bytes("generated", &page).catalog;
    drop(page);
    let started = Instant::now();
    let links = Links::of(&catalog, built_in.to_vec(), &[], LinkSettings::default());
    links.find(&catalog);
    let took = started.elapsed().as_secs_f64() * 1e3;
    println!(
        "the built-in list beside {} articles {took:>8.1} ms",
        catalog.len()
    );
    drop(links);
}

fn resident() -> f64 {
    memory("VmRSS:")
}

fn most() -> f64 {
    memory("VmHWM:")
}

/// A line of the process's status, in KiB; 0 where the system does not tell it.
fn memory(key: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}
