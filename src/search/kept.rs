//! What a person keeps of the articles of one catalogue, as sets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Prepared;
use super::query::Flag;
use crate::catalog::{ArticleIndex, Bits, Catalog};
use crate::shelf::{Bookmark, Shelf};
use crate::text::{CleanString, fold_into};

/// The articles of a catalogue that are on a person's shelf, by what is kept of them.
/// The default is an empty shelf beside any catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    bookmarked: Bits,
    read: Bits,
    noted: Bits,
    labels: BTreeMap<CleanString, Labelled>,
}

/// The articles with a label; shared, as most stay as they are when one changes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Labelled {
    articles: Arc<Bits>,
    count: usize,
}

impl Kept {
    /// What `shelf` keeps of a catalogue's articles. O(shelf · log articles), and nothing
    /// where the shelf is empty.
    #[must_use]
    pub fn of(shelf: &Shelf, catalog: &Catalog, prepared: &Prepared) -> Self {
        Self::default().after((&Shelf::default(), shelf), catalog, prepared)
    }

    /// What the later shelf keeps, where this is what the earlier one does. O(shelf), and
    /// log articles for each article whose place on the shelf has changed: to find one
    /// among a million misses the cache twenty times.
    #[must_use]
    pub fn after(
        &self,
        (earlier, later): (&Shelf, &Shelf),
        catalog: &Catalog,
        prepared: &Prepared,
    ) -> Self {
        if later.is_empty() {
            return Self::default();
        }
        let mut kept = if self.bookmarked.capacity() == catalog.len() {
            self.clone()
        } else {
            Self::none(catalog.len())
        };
        for id in earlier.differing(later) {
            if let Some(article) = prepared.article(catalog, id) {
                let before = earlier.bookmark(id).map(AsRef::as_ref);
                kept.change(article, before, later.bookmark(id).map(AsRef::as_ref));
                match later.read_mark(id) {
                    Some(_) => kept.read.insert(article.0),
                    None => kept.read.remove(article.0),
                }
            }
        }
        kept
    }

    /// Nothing yet, of `len` articles.
    fn none(len: usize) -> Self {
        Self {
            bookmarked: Bits::none(len),
            read: Bits::none(len),
            noted: Bits::none(len),
            labels: BTreeMap::new(),
        }
    }

    /// Takes over that one bookmark has taken the place of another.
    fn change(&mut self, article: ArticleIndex, before: Option<&Bookmark>, now: Option<&Bookmark>) {
        match now {
            Some(_) => self.bookmarked.insert(article.0),
            None => self.bookmarked.remove(article.0),
        }
        match now.filter(|bookmark| !bookmark.note.is_empty()) {
            Some(_) => self.noted.insert(article.0),
            None => self.noted.remove(article.0),
        }
        for label in before.iter().flat_map(|bookmark| &bookmark.labels) {
            self.drop_label(label, article);
        }
        for label in now.iter().flat_map(|bookmark| &bookmark.labels) {
            self.add_label(label, article);
        }
    }

    fn add_label(&mut self, label: &CleanString, article: ArticleIndex) {
        let len = self.bookmarked.capacity();
        let labels = &mut self.labels;
        let labelled = labels.entry(label.clone()).or_insert_with(|| Labelled {
            articles: Arc::new(Bits::none(len)),
            count: 0,
        });
        if !labelled.articles.contains(article.0) {
            Arc::make_mut(&mut labelled.articles).insert(article.0);
            labelled.count += 1;
        }
    }

    fn drop_label(&mut self, label: &CleanString, article: ArticleIndex) {
        let Some(labelled) = self.labels.get_mut(label) else {
            return;
        };
        if labelled.articles.contains(article.0) {
            Arc::make_mut(&mut labelled.articles).remove(article.0);
            labelled.count -= 1;
        }
        if labelled.count == 0 {
            self.labels.remove(label);
        }
    }

    /// Whether an article is in the set of a flag; in none for flags of the page.
    #[must_use]
    pub fn has(&self, flag: Flag, article: ArticleIndex) -> bool {
        match flag {
            Flag::Uncertain | Flag::Linked | Flag::Ambiguous => false,
            Flag::Bookmarked => self.bookmarked.contains(article.0),
            Flag::Read => self.read.contains(article.0),
            Flag::Unread => !self.read.contains(article.0),
            Flag::Noted => self.noted.contains(article.0),
        }
    }

    /// The set of a flag among `len` articles; none for a flag that tells of the page.
    /// O(articles / 64).
    #[must_use]
    pub fn with_flag(&self, flag: Flag, len: usize) -> Option<Bits> {
        let set = match flag {
            Flag::Uncertain | Flag::Linked | Flag::Ambiguous => return None,
            Flag::Bookmarked => &self.bookmarked,
            Flag::Read | Flag::Unread => &self.read,
            Flag::Noted => &self.noted,
        };
        let set = set.resized(len);
        Some(if flag == Flag::Unread { !set } else { set })
    }

    /// How many of `among`, or of all `len` articles, are in the set of a flag.
    /// O(articles / 64).
    #[must_use]
    pub fn count(&self, flag: Flag, among: Option<&Bits>, len: usize) -> usize {
        let Some(mut set) = self.with_flag(flag, len) else {
            return 0;
        };
        if let Some(among) = among {
            set &= among;
        }
        set.count()
    }

    /// The articles among `len` with a label named so, case, blanks and hyphens aside;
    /// where there is none, with a label that holds the text. O(labels).
    #[must_use]
    pub fn with_label(&self, text: &str, len: usize) -> Bits {
        let wanted = folded(text);
        let mut exact = Bits::none(len);
        let mut part = Bits::none(len);
        let mut is_named = false;
        for (label, Labelled { articles, .. }) in &self.labels {
            let label = folded(label.as_str());
            if label == wanted {
                is_named = true;
                exact |= articles;
            } else if label.contains(&wanted) {
                part |= articles;
            }
        }
        if is_named { exact } else { part }
    }

    /// The labels of all articles, by name, with how many have each.
    pub fn labels(&self) -> impl Iterator<Item = (&CleanString, usize)> {
        let labels = self.labels.iter();
        labels.map(|(label, labelled)| (label, labelled.count))
    }

    /// The labels of one article, by name. O(labels).
    pub fn labels_of(&self, article: ArticleIndex) -> impl Iterator<Item = &CleanString> {
        let labels = self.labels.iter();
        let labels = labels.filter(move |(_, labelled)| labelled.articles.contains(article.0));
        labels.map(|(label, _)| label)
    }
}

pub(super) fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_into(&mut folded, text);
    folded.retain(|c| c != ' ' && c != '-');
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_shelf_stands_beside_any_catalogue() {
        let kept = Kept::default();
        assert_eq!(kept.count(Flag::Unread, None, 70), 70);
        assert_eq!(kept.count(Flag::Bookmarked, None, 70), 0);
        assert_eq!(kept.with_label("x", 70), Bits::none(70));
        assert!(kept.has(Flag::Unread, ArticleIndex(69)));
    }

    #[test]
    fn a_label_is_found_by_its_name_before_its_parts() {
        let mut kept = Kept::none(3);
        for (label, article) in [("To Read", 0), ("to read later", 1), ("x", 2)] {
            kept.add_label(&CleanString::new(label), ArticleIndex(article));
        }
        assert_eq!(kept.with_label("to-read", 3), Bits::of(3, [0]));
        assert_eq!(kept.with_label("later", 3), Bits::of(3, [1]));
        assert_eq!(kept.with_label("read", 3), Bits::of(3, [0, 1]));
        assert_eq!(kept.with_label("y", 3), Bits::none(3));
    }
}
