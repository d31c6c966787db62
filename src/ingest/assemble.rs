//! Parsed files to a catalogue: splits the tags, adds what is new, completes the report.

use super::Loaded;
use super::parse::{PROGRESS_EVERY, Parsed, RawArticle};
use super::report::{DUPLICATE_LINES_MAX, Report, UncertainTags};
use super::tags::{Line, PageTag, Split, Splitter, infer};
use crate::catalog::{Builder, Listing, ListingId, NewArticle, TagSource};
use crate::text::CleanString;

/// Builds the catalogue; the texts move, nothing of them is copied. `progress` hears how
/// many bytes of text are done with.
pub(super) fn assemble(
    mut parsed: Vec<Parsed>,
    mut report: Report,
    progress: &mut dyn FnMut(usize),
) -> Loaded {
    let mut splitter = Splitter::default();
    let mut done = 0;
    let mut splits = Vec::with_capacity(parsed.len());
    for file in &mut parsed {
        splits.push(first_pass(&mut splitter, file, &mut |bytes| {
            progress(done + bytes);
        }));
        done += file.text.len();
        progress(done);
    }
    let mut builder = Builder::default();
    for (mut file, mut splits) in parsed.into_iter().zip(splits) {
        second_pass(&mut splitter, &mut file, &mut splits);
        add(&mut builder, &mut file, &splits);
        report.files.push(file.report);
    }
    Loaded {
        catalog: builder.build(),
        report,
    }
}

fn line<'a>(text: &'a str, article: &RawArticle) -> Line<'a> {
    Line {
        fused: article.fused.of(text),
        title: article.title.of(text),
        summary: article.summary.of(text),
    }
}

fn page_tag(listing: &Listing) -> Option<PageTag> {
    listing
        .tag
        .as_ref()
        .map(|(tag, _)| PageTag::new(tag.as_str()))
}

/// Splits every line on its own, finds the tag of listings that do not print theirs,
/// and remembers tags that are beyond doubt.
fn first_pass(
    splitter: &mut Splitter,
    file: &mut Parsed,
    progress: &mut dyn FnMut(usize),
) -> Vec<Split> {
    let mut splits = Vec::with_capacity(file.articles.len());
    let mut rest = file.articles.as_slice();
    for (place, listing) in (0_u32..).zip(&mut file.report.listings) {
        let (articles, others) = rest.split_at(rest.partition_point(|a| a.listing <= place));
        rest = others;
        let page = page_tag(listing);
        let first = splits.len();
        for article in articles {
            let line = line(&file.text, article);
            splits.push(splitter.split(page.as_ref(), line));
            if splits.len() % PROGRESS_EVERY == 0 {
                progress(article.fused.start as usize);
            }
        }
        if listing.tag.is_none() {
            let lines = articles.iter().map(|article| article.fused.of(&file.text));
            let inferred = infer(&lines.zip(splits[first..].iter().copied()));
            listing.tag = inferred.map(|tag| (CleanString::new(&tag), TagSource::Inferred));
        }
    }
    splits
}

/// Splits again what was in doubt or knew less than is known now.
fn second_pass(splitter: &mut Splitter, file: &mut Parsed, splits: &mut [Split]) {
    let mut current = None;
    for (article, split) in file.articles.iter().zip(splits) {
        let listing = &file.report.listings[article.listing as usize];
        if current
            .as_ref()
            .is_none_or(|(place, _)| *place != article.listing)
        {
            current = Some((article.listing, page_tag(listing)));
        }
        let page = current.as_ref().and_then(|(_, page)| page.as_ref());
        let line = line(&file.text, article);
        if split.certain && page.is_none_or(|page| page.fits(*split, line.fused)) {
            continue;
        }
        *split = splitter.split(page, line);
    }
}

fn add(builder: &mut Builder, file: &mut Parsed, splits: &[Split]) {
    let report = &mut file.report;
    let text_id = builder.add_file(report.path.clone());
    let listings: Vec<ListingId> = report
        .listings
        .iter()
        .map(|listing| builder.add_listing(listing.clone()))
        .collect();
    let mut tags = Vec::new();
    for (article, split) in file.articles.iter().zip(splits) {
        let fused = article.fused.of(&file.text);
        tags.clear();
        tags.extend(split.tags(fused));
        if !split.certain {
            report.uncertain_tags.push(UncertainTags {
                line: article.tags_line,
                fused: CleanString::new(fused),
                tags: split.tags(fused).map(str::to_owned).collect(),
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
            if report.duplicate_lines.len() < DUPLICATE_LINES_MAX {
                report.duplicate_lines.push(article.line);
            }
        }
    }
    builder.set_text(text_id, std::mem::take(&mut file.text));
}
