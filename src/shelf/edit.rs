//! Changes, how they meet the changes of others, and how they are taken back.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::{Bookmark, Card, ReadMark, Shelf};
use crate::catalog::ArticleId;
use crate::text::counted;

/// A change of one thing from `before` to `after`, either of which may be nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// What there was.
    pub before: Option<T>,
    /// What there is to be.
    pub after: Option<T>,
}

impl<T> Change<T> {
    fn reversed(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
        }
    }
}

/// A change of one article's place on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Its bookmark.
    Bookmark(Change<Arc<Bookmark>>),
    /// Its read mark.
    Read(Change<ReadMark>),
}

impl Edit {
    /// The article.
    #[must_use]
    pub fn id(&self) -> Option<ArticleId> {
        match self {
            Self::Bookmark(change) => either(change).map(|bookmark| bookmark.id),
            Self::Read(change) => either(change).map(|mark| mark.id),
        }
    }

    fn reversed(self) -> Self {
        match self {
            Self::Bookmark(change) => Self::Bookmark(change.reversed()),
            Self::Read(change) => Self::Read(change.reversed()),
        }
    }
}

fn either<T>(change: &Change<T>) -> Option<&T> {
    change.after.as_ref().or(change.before.as_ref())
}

/// What a person did, for the line that tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Bookmarked articles.
    Bookmarked,
    /// Removed bookmarks.
    Removed,
    /// Changed labels.
    Labelled,
    /// Changed a note.
    Noted,
    /// Marked articles as read.
    Read,
    /// Marked articles as not read.
    Unread,
    /// Took bookmarks in from elsewhere.
    Imported,
}

/// One thing that a person did: it is undone as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub deed: Deed,
    /// When, in UTC.
    pub at: NaiveDateTime,
    /// To which articles.
    pub edits: Vec<Edit>,
}

impl Step {
    /// The step that takes this one back.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self {
            edits: self.edits.into_iter().rev().map(Edit::reversed).collect(),
            ..self
        }
    }
}

impl std::fmt::Display for Step {
    /// `bookmarked 'When to Adopt CQRS?'`, `marked 12 articles as read`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = match self.edits.as_slice() {
            [Edit::Bookmark(change)] if either(change).is_some_and(has_title) => {
                let title = either(change).map(|bookmark| bookmark.card.title.to_string());
                format!("'{}'", title.unwrap_or_default())
            }
            edits => counted(edits.len(), "article"),
        };
        let (verb, rest) = match self.deed {
            Deed::Bookmarked => ("bookmarked", ""),
            Deed::Removed => ("removed", " from the bookmarks"),
            Deed::Labelled => ("labelled", ""),
            Deed::Noted => ("wrote a note on", ""),
            Deed::Read => ("marked", " as read"),
            Deed::Unread => ("marked", " as not read"),
            Deed::Imported => ("imported", ""),
        };
        write!(f, "{verb} {what}{rest}")
    }
}

fn has_title(bookmark: &Arc<Bookmark>) -> bool {
    !bookmark.card.title.as_str().is_empty()
}

impl Shelf {
    /// Applies `step` to a shelf that may have changed since the step was thought of,
    /// and returns what it changed in fact: a step without edits when nothing. O(edits).
    pub fn apply(&mut self, step: &Step) -> Step {
        let edits = step.edits.iter().filter_map(|edit| self.apply_edit(edit));
        Step {
            deed: step.deed,
            at: step.at,
            edits: edits.collect(),
        }
    }

    fn apply_edit(&mut self, edit: &Edit) -> Option<Edit> {
        let id = edit.id()?;
        match edit {
            Edit::Bookmark(Change { before, after }) => {
                let now = self.bookmarks.get(&id).cloned();
                let merged = merge(before.as_ref(), after.as_ref(), now.as_ref(), |b, o, t| {
                    Arc::new(merge_bookmarks(b.map(AsRef::as_ref), o, t))
                });
                put(&mut self.bookmarks, id, merged.clone());
                changed(now, merged).map(Edit::Bookmark)
            }
            Edit::Read(Change { before, after }) => {
                let now = self.reads.get(&id).cloned();
                let merged = merge(before.as_ref(), after.as_ref(), now.as_ref(), |_, o, t| {
                    if o.at <= t.at { o.clone() } else { t.clone() }
                });
                put(&mut self.reads, id, merged.clone());
                changed(now, merged).map(Edit::Read)
            }
        }
    }
}

fn put<T>(map: &mut std::collections::BTreeMap<ArticleId, T>, id: ArticleId, value: Option<T>) {
    match value {
        Some(value) => map.insert(id, value),
        None => map.remove(&id),
    };
}

fn changed<T: PartialEq>(before: Option<T>, after: Option<T>) -> Option<Change<T>> {
    (before != after).then_some(Change { before, after })
}

/// Three-way merge: what only one side changed is taken from that side, what both
/// changed is put together by `both`. Whatever one side removed and the other changed
/// stays: nothing that somebody has just written may be lost.
fn merge<T: Clone + PartialEq>(
    base: Option<&T>,
    ours: Option<&T>,
    theirs: Option<&T>,
    both: impl Fn(Option<&T>, &T, &T) -> T,
) -> Option<T> {
    if ours == base || ours == theirs {
        return theirs.cloned();
    }
    if theirs == base {
        return ours.cloned();
    }
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => Some(both(base, ours, theirs)),
        (one, None) | (None, one) => one.cloned(),
    }
}

/// Two changed bookmarks on one article, field by field.
pub(super) fn merge_bookmarks(
    base: Option<&Bookmark>,
    ours: &Bookmark,
    theirs: &Bookmark,
) -> Bookmark {
    let note = match base {
        Some(base) if ours.note == base.note => theirs.note.clone(),
        Some(base) if theirs.note == base.note => ours.note.clone(),
        _ => ours.note.and(&theirs.note),
    };
    let dropped = |side: &Bookmark, label| {
        base.is_some_and(|base| base.labels.contains(label)) && !side.labels.contains(label)
    };
    let labels = ours.labels.union(&theirs.labels);
    let labels = labels.filter(|label| !dropped(ours, label) && !dropped(theirs, label));
    Bookmark {
        id: theirs.id,
        key: theirs.key.clone(),
        card: merge_cards(base.map(|base| &base.card), &ours.card, &theirs.card),
        labels: labels.cloned().collect(),
        note,
        added: pick(base.map(|base| &base.added), &ours.added, &theirs.added),
    }
}

fn merge_cards(base: Option<&Card>, ours: &Card, theirs: &Card) -> Card {
    /// One field of the three.
    macro_rules! field {
        ($name:ident) => {
            pick(base.map(|base| &base.$name), &ours.$name, &theirs.$name)
        };
    }
    Card {
        title: field!(title),
        source: field!(source),
        published: field!(published),
        category: field!(category),
        tags: field!(tags),
        summary: field!(summary),
        url: field!(url),
        likes: field!(likes),
        minutes: field!(minutes),
    }
}

/// The side that changed; ours where both did, unless we know nothing.
fn pick<T: Clone + PartialEq + Default>(base: Option<&T>, ours: &T, theirs: &T) -> T {
    let ours_is_old = base == Some(ours) || (base.is_none() && *ours == T::default());
    if ours_is_old { theirs } else { ours }.clone()
}
