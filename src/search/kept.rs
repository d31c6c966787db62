//! What a person keeps of the articles of one catalogue, as sets.

use std::collections::BTreeMap;

use super::Prepared;
use super::query::Flag;
use crate::catalog::{ArticleIndex, Bits, Catalog};
use crate::shelf::Shelf;
use crate::text::{CleanString, fold_into};

/// The articles of a catalogue that are on a person's shelf, by what is kept of them.
/// The default is an empty shelf beside any catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    bookmarked: Bits,
    read: Bits,
    noted: Bits,
    labels: BTreeMap<CleanString, Bits>,
}

impl Kept {
    /// What `shelf` keeps of a catalogue's articles. O(shelf · log articles), and nothing
    /// where the shelf is empty.
    #[must_use]
    pub fn of(shelf: &Shelf, catalog: &Catalog, prepared: &Prepared) -> Self {
        let (bookmarks, reads) = (shelf.unsorted(), shelf.reads());
        if bookmarks.len() == 0 && reads.len() == 0 {
            return Self::default();
        }
        let mut kept = Self::none(catalog.len());
        for bookmark in bookmarks {
            let Some(article) = prepared.article(catalog, bookmark.id) else {
                continue;
            };
            kept.bookmarked.insert(article.0);
            if !bookmark.note.is_empty() {
                kept.noted.insert(article.0);
            }
            for label in &bookmark.labels {
                kept.add_label(label, article);
            }
        }
        let read = reads.filter_map(|mark| prepared.article(catalog, mark.id));
        kept.read.extend(read.map(|article| article.0));
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

    fn add_label(&mut self, label: &CleanString, article: ArticleIndex) {
        let len = self.bookmarked.capacity();
        let labels = &mut self.labels;
        let articles = labels
            .entry(label.clone())
            .or_insert_with(|| Bits::none(len));
        articles.insert(article.0);
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
        for (label, articles) in &self.labels {
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
        labels.map(|(label, articles)| (label, articles.count()))
    }

    /// The labels of one article, by name. O(labels).
    pub fn labels_of(&self, article: ArticleIndex) -> impl Iterator<Item = &CleanString> {
        let has = move |articles: &Bits| articles.contains(article.0);
        let labels = self.labels.iter().filter(move |(_, set)| has(set));
        labels.map(|(label, _)| label)
    }
}

fn folded(text: &str) -> String {
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
