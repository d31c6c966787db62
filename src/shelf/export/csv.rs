//! A table for spreadsheets, RFC 4180.

use crate::shelf::Bookmark;
use crate::shelf::record::moment;
use crate::text::CleanString;

const COLUMNS: &str =
    "id,title,source,published,category,summary,tags,likes,minutes,url,labels,note,added\r\n";

pub(super) fn text(bookmarks: &[&Bookmark]) -> String {
    let mut out = COLUMNS.to_owned();
    for bookmark in bookmarks {
        let card = &bookmark.card;
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        let list = |texts: &mut dyn Iterator<Item = &str>| texts.collect::<Vec<_>>().join(" | ");
        let fields = [
            bookmark.key.to_string(),
            card.title.to_string(),
            card.source.to_string(),
            card.published
                .map(|day| day.to_string())
                .unwrap_or_default(),
            card.category.to_string(),
            card.summary.to_string(),
            list(&mut card.tags.iter().map(CleanString::as_str)),
            number(card.likes),
            number(card.minutes),
            card.url
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            list(&mut bookmark.labels.iter().map(CleanString::as_str)),
            bookmark.note.to_string(),
            bookmark.added.map(moment).unwrap_or_default(),
        ];
        out.push_str(&fields.map(|field| quoted(&field)).join(","));
        out.push_str("\r\n");
    }
    out
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) || field.starts_with(' ') || field.ends_with(' ') {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
