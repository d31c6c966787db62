//! Parsed files to a catalogue: splits the tags, adds what is new, completes the report.

use super::Loaded;
use super::parse::{Parsed, RawArticle};
use super::report::{Report, UncertainTags};
use super::tags::{Line, Splitter};
use crate::catalog::{Builder, Listing, ListingId, NewArticle, TagSource};
use crate::text::CleanString;

/// Builds the catalogue. The texts move, nothing of them is copied.
pub(super) fn assemble(mut parsed: Vec<Parsed>, mut report: Report) -> Loaded {
    let mut splitter = Splitter::default();
    for file in &mut parsed {
        infer_tags(&mut splitter, file);
    }
    let mut builder = Builder::default();
    for mut file in parsed {
        add(&mut builder, &mut splitter, &mut file);
        report.files.push(file.report);
    }
    Loaded {
        catalog: builder.build(),
        report,
    }
}

/// Gives every listing that does not print its tag the tag its articles show, and
/// teaches the splitter the tags that are beyond doubt.
fn infer_tags(splitter: &mut Splitter, file: &mut Parsed) {
    let mut rest = file.articles.as_slice();
    for (place, listing) in (0_u32..).zip(&mut file.report.listings) {
        let end = rest.partition_point(|article| article.listing <= place);
        let (articles, others) = rest.split_at(end);
        rest = others;
        let known = listing.tag.as_ref().map(|(tag, _)| tag.as_str());
        let inferred = splitter.learn(known, articles.iter().map(|a| line(&file.text, a)));
        if listing.tag.is_none() {
            listing.tag = inferred.map(|tag| (CleanString::new(&tag), TagSource::Inferred));
        }
    }
}

fn line<'a>(text: &'a str, article: &RawArticle) -> Line<'a> {
    Line {
        fused: article.fused.of(text),
        title: article.title.of(text),
        summary: article.summary.of(text),
    }
}

fn add(builder: &mut Builder, splitter: &mut Splitter, file: &mut Parsed) {
    let report = &mut file.report;
    let text_id = builder.add_file(report.path.clone());
    let listings: Vec<ListingId> = report
        .listings
        .iter()
        .map(|listing| builder.add_listing(Listing::clone(listing)))
        .collect();
    let mut tags = Vec::new();
    for article in &file.articles {
        let listing = &report.listings[article.listing as usize];
        let page_tag = listing.tag.as_ref().map(|(tag, _)| tag.as_str());
        let split = splitter.split(page_tag, line(&file.text, article));
        tags.clear();
        tags.extend(split.tags().map(|tag| builder.tag(tag)));
        if !split.certain {
            report.uncertain_tags.push(UncertainTags {
                line: article.tags_line,
                fused: CleanString::new(article.fused.of(&file.text)),
                tags: split.tags().map(str::to_owned).collect(),
            });
        }
        let added = builder.push(NewArticle {
            text: text_id,
            listing: listings[article.listing as usize],
            line: article.line,
            source: article.source.of(&file.text),
            category: article.category.of(&file.text),
            published: article.published,
            title: (article.title.of(&file.text), article.title),
            summary: article.summary,
            tags: &tags,
            tags_certain: split.certain,
            likes: article.likes,
            minutes: article.minutes,
        });
        if !added {
            report.duplicates += 1;
        }
    }
    builder.set_text(text_id, std::mem::take(&mut file.text));
}
