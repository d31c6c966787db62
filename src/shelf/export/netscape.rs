//! The bookmark file of Netscape, which every browser imports.

use super::{escaped, object};
use crate::shelf::Bookmark;
use crate::text::push_formatted;

/// Title, address, date and tags are where other programs look for them. The whole
/// bookmark stands in an attribute that they pass over.
pub(super) fn text(bookmarks: &[&Bookmark]) -> String {
    let mut out = "\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"
    .to_owned();
    for bookmark in bookmarks {
        push(&mut out, bookmark);
    }
    out.push_str("</DL><p>\n");
    out
}

fn push(out: &mut String, bookmark: &Bookmark) {
    out.push_str("    <DT><A");
    if let Some(url) = &bookmark.card.url {
        push_formatted(out, format_args!(" HREF=\"{}\"", escaped(url.as_str())));
    }
    if let Some(added) = bookmark.added {
        push_formatted(
            out,
            format_args!(" ADD_DATE=\"{}\"", added.and_utc().timestamp()),
        );
    }
    let tags: Vec<String> = bookmark
        .labels
        .iter()
        .chain(&bookmark.card.tags)
        .map(|tag| escaped(&tag.as_str().replace(',', " ")))
        .collect();
    if !tags.is_empty() {
        push_formatted(out, format_args!(" TAGS=\"{}\"", tags.join(",")));
    }
    let whole = escaped(&object(bookmark));
    let name = escaped(bookmark.title());
    push_formatted(out, format_args!(" DATA-TAGLEAF=\"{whole}\">{name}</A>\n"));
    let note = bookmark.note.to_string();
    let about = if note.is_empty() {
        bookmark.card.summary.as_str()
    } else {
        &note
    };
    if !about.is_empty() {
        push_formatted(out, format_args!("    <DD>{}\n", escaped(about)));
    }
}
