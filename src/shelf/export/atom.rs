//! A feed, RFC 4287.

use chrono::NaiveDateTime;

use super::escaped;
use crate::shelf::Bookmark;
use crate::shelf::record::moment;
use crate::text::push_formatted;

/// The feed's date is that of the newest bookmark, so that the same bookmarks give the
/// same feed.
pub(super) fn text(bookmarks: &[&Bookmark]) -> String {
    let newest = bookmarks
        .iter()
        .filter_map(|bookmark| updated(bookmark))
        .max();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <title>Bookmarks</title>\n<id>urn:tagleaf:bookmarks</id>\n\
         <author><name>tagleaf</name></author>\n<updated>{}</updated>\n",
        moment(newest.unwrap_or_default())
    );
    for bookmark in bookmarks {
        push(&mut out, bookmark);
    }
    out.push_str("</feed>\n");
    out
}

fn updated(bookmark: &Bookmark) -> Option<NaiveDateTime> {
    let published = || bookmark.card.published?.and_hms_opt(0, 0, 0);
    bookmark.added.or_else(published)
}

fn push(out: &mut String, bookmark: &Bookmark) {
    let card = &bookmark.card;
    let midnight = card.published.and_then(|day| day.and_hms_opt(0, 0, 0));
    out.push_str("<entry>\n");
    element(out, "title", bookmark.title());
    element(out, "id", &format!("urn:tagleaf:{}", bookmark.id));
    element(
        out,
        "updated",
        &moment(updated(bookmark).unwrap_or_default()),
    );
    element(out, "published", &midnight.map(moment).unwrap_or_default());
    element(out, "summary", card.summary.as_str());
    element(out, "content", &bookmark.note.to_string());
    if !card.source.as_str().is_empty() {
        let source = escaped(card.source.as_str());
        push_formatted(
            out,
            format_args!("  <author><name>{source}</name></author>\n"),
        );
    }
    if let Some(url) = &card.url {
        push_formatted(
            out,
            format_args!("  <link href=\"{}\"/>\n", escaped(url.as_str())),
        );
    }
    for tag in bookmark.labels.iter().chain(&card.tags) {
        push_formatted(
            out,
            format_args!("  <category term=\"{}\"/>\n", escaped(tag.as_str())),
        );
    }
    out.push_str("</entry>\n");
}

fn element(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        push_formatted(out, format_args!("  <{name}>{}</{name}>\n", escaped(text)));
    }
}
