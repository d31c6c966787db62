//! One table of the file: what it says, how it is changed and how a new one is written.

use std::ops::Range;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use toml_edit::{Array, Datetime, Document, DocumentMut, Item, Key, Table, TableLike, Value};

use crate::links::Address;
use crate::shelf::bookmark::id_of;
use crate::shelf::record::{day_of, moment, moment_of};
use crate::shelf::{Bookmark, Card, Note};
use crate::text::{CleanString, push_formatted};

/// The table that holds one table a bookmark.
const ROOM: &str = "bookmarks";

/// What one part of the file says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// A bookmark.
    Bookmark(Arc<Bookmark>),
    /// A table of a person's own inside the bookmark with this key.
    Inside(String),
    /// Anything else; of the first part, the schema where it says one.
    Other(Option<i64>),
}

/// What is wrong with a part, by its bytes.
pub(super) type Wrong = (Range<usize>, String);

/// Reads a part of the file.
pub(super) fn read(part: &str) -> Result<Said, Wrong> {
    let document = Document::parse(part).map_err(|error| {
        let end = part.len()..part.len();
        (error.span().unwrap_or(end), error.message().to_owned())
    })?;
    let root = document.as_table();
    let schema = match root.get("schema") {
        None => None,
        Some(item) => Some(
            item.as_integer()
                .ok_or_else(|| wrong(item, "the schema is a number"))?,
        ),
    };
    let Some(all) = root.get(ROOM) else {
        return Ok(Said::Other(schema));
    };
    let form = |item| {
        wrong(
            item,
            "write every bookmark as a table of its own: [bookmarks.KEY]",
        )
    };
    let tables = all.as_table().ok_or_else(|| form(all))?;
    let Some((key, item)) = tables.iter().next() else {
        return Ok(Said::Other(schema));
    };
    let table = item
        .as_table()
        .filter(|table| !table.is_dotted())
        .ok_or_else(|| form(item))?;
    if table.is_implicit() {
        return Ok(Said::Inside(key.to_owned()));
    }
    bookmark(key, table).map(|bookmark| Said::Bookmark(Arc::new(bookmark)))
}

fn wrong(item: &Item, message: &str) -> Wrong {
    (item.span().unwrap_or(0..0), message.to_owned())
}

fn bookmark(key: &str, table: &Table) -> Result<Bookmark, Wrong> {
    let card = Card {
        title: text(table, "title")?,
        source: text(table, "source")?,
        published: day(table, "published")?,
        category: text(table, "category")?,
        tags: texts(table, "tags")?,
        summary: text(table, "summary")?,
        url: Address::parse(text(table, "url")?.as_str()).ok(),
        likes: number(table, "likes")?,
        minutes: number(table, "minutes")?,
    };
    let note = get(table, "note", "a text", |item| item.as_str().map(Note::new))?;
    Ok(Bookmark {
        id: id_of(key, &card),
        key: CleanString::new(key),
        card,
        labels: texts(table, "labels")?.into_iter().collect(),
        note: note.unwrap_or_default(),
        added: get(
            table,
            "added",
            "a time such as 2026-11-22T19:08:57Z",
            |item| when(item).and_then(|text| moment_of(&text)),
        )?,
    })
}

fn get<T>(
    table: &Table,
    name: &str,
    kind: &str,
    read: impl Fn(&Item) -> Option<T>,
) -> Result<Option<T>, Wrong> {
    let Some(item) = table.get(name) else {
        return Ok(None);
    };
    let value = read(item).ok_or_else(|| wrong(item, &format!("'{name}' is {kind}")))?;
    Ok(Some(value))
}

fn text(table: &Table, name: &str) -> Result<CleanString, Wrong> {
    let text = get(table, name, "a text", |item| item.as_str().map(one_line))?;
    Ok(text.unwrap_or_default())
}

/// Words that must not stick together where a line ended.
fn one_line(text: &str) -> CleanString {
    CleanString::new(&text.replace('\n', " "))
}

fn texts(table: &Table, name: &str) -> Result<Vec<CleanString>, Wrong> {
    let texts = get(table, name, "a list of texts", |item| {
        let values = item.as_array()?.iter();
        let texts = values.map(|value| value.as_str().map(one_line));
        texts.collect::<Option<Vec<_>>>()
    })?;
    let mut texts = texts.unwrap_or_default();
    texts.retain(|text| !text.as_str().is_empty());
    Ok(texts)
}

fn number(table: &Table, name: &str) -> Result<Option<u32>, Wrong> {
    get(table, name, "a number from 0 to 4294967295", |item| {
        item.as_integer()
            .and_then(|number| u32::try_from(number).ok())
    })
}

fn day(table: &Table, name: &str) -> Result<Option<NaiveDate>, Wrong> {
    get(table, name, "a date such as 2021-10-13", |item| {
        when(item).and_then(|text| day_of(&text))
    })
}

/// A date or time, written as one or as a text.
fn when(item: &Item) -> Option<String> {
    let text = item.as_str().map(str::to_owned);
    text.or_else(|| item.as_datetime().map(Datetime::to_string))
}

/// A new table for `bookmark`, with the blank line above it.
pub(super) fn new(bookmark: &Bookmark) -> String {
    let key = Key::new(bookmark.key.as_str());
    let mut part = format!("\n[{ROOM}.{}]\n", key.display_repr());
    for (name, value) in fields(bookmark) {
        if let Some(value) = value {
            push_formatted(&mut part, format_args!("{name} = {value}\n"));
        }
    }
    part
}

/// The part of the file that said `before` made to say `after`. Only fields that
/// differ are touched: what a person wrote beside them stays.
pub(super) fn changed(part: &str, before: &Bookmark, after: &Bookmark) -> String {
    let Ok(mut document) = part.parse::<DocumentMut>() else {
        // It was read before it is changed; should it not be readable after all, the
        // bookmark matters more than its comments.
        return new(after);
    };
    let table = document
        .get_mut(ROOM)
        .and_then(Item::as_table_mut)
        .and_then(|room| room.get_mut(before.key.as_str()))
        .and_then(Item::as_table_mut);
    let Some(table) = table else {
        return new(after);
    };
    for ((name, old), (_, new)) in fields(before).into_iter().zip(fields(after)) {
        if old.as_ref().map(Value::to_string) != new.as_ref().map(Value::to_string) {
            set(table, name, new);
        }
    }
    document.to_string()
}

fn set(table: &mut Table, name: &str, value: Option<Value>) {
    let Some(mut value) = value else {
        table.remove(name);
        return;
    };
    if let Some(old) = table.get_mut(name).and_then(Item::as_value_mut) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
    } else {
        TableLike::insert(table, name, Item::Value(value));
    }
}

/// All fields in the order they are written; what is empty is left out.
fn fields(bookmark: &Bookmark) -> [(&'static str, Option<Value>); 12] {
    let card = &bookmark.card;
    let number = |number: Option<u32>| number.map(|number| Value::from(i64::from(number)));
    [
        ("title", string(card.title.as_str())),
        ("source", string(card.source.as_str())),
        ("published", card.published.and_then(date)),
        ("category", string(card.category.as_str())),
        ("tags", array(&card.tags)),
        ("summary", string(card.summary.as_str())),
        (
            "url",
            card.url.as_ref().and_then(|url| string(url.as_str())),
        ),
        ("likes", number(card.likes)),
        ("minutes", number(card.minutes)),
        ("labels", array(&bookmark.labels)),
        ("note", string(&bookmark.note.to_string())),
        ("added", bookmark.added.and_then(time)),
    ]
}

fn string(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::from(text))
}

fn array<'a>(texts: impl IntoIterator<Item = &'a CleanString>) -> Option<Value> {
    let array: Array = texts.into_iter().map(CleanString::as_str).collect();
    (!array.is_empty()).then(|| Value::from(array))
}

fn date(day: NaiveDate) -> Option<Value> {
    day.to_string().parse::<Datetime>().ok().map(Value::from)
}

fn time(time: NaiveDateTime) -> Option<Value> {
    moment(time).parse::<Datetime>().ok().map(Value::from)
}
