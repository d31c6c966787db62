//! What the person keeps, as far as the reader knows, and whether it is on the disk.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{App, Library, Shared};
use crate::catalog::ArticleIndex;
use crate::search::Kept;
use crate::search::query::Flag;
use crate::shelf::{Bookmark, ReadMark, Shelf, Step};
use crate::text::{CleanString, clip, counted};

/// Cells of a reason that is told in short.
const REASON_CELLS: usize = 48;

/// A label of the person's own, for as long as the reader runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelId(usize);

/// The shelf in memory: what is on the disk, and what is on its way there.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    /// What was on the disk when it was told last.
    saved: Shared<Shelf>,
    /// What was done since, oldest first.
    waiting: Vec<Waiting>,
    /// Both together: what is shown.
    shelf: Shared<Shelf>,
    /// A shelf as sets of the articles that are loaded, and which shelf.
    kept: Arc<Kept>,
    counted: Shared<Shelf>,
    /// The names of labels; a label that is gone keeps its place.
    labels: Vec<CleanString>,
    /// Those that loaded articles have, most used first and then by name.
    listed: Vec<LabelId>,
    unsaved: Option<Unsaved>,
}

/// A change that is not on the disk yet.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Waiting {
    /// A step.
    Step(Step),
    /// The step that takes one back which was not on the disk itself.
    Undo(Step),
}

/// Why changes are not on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// The reason, in one line.
    pub why: String,
    /// How many changes wait; none where the file cannot be read.
    pub changes: usize,
}

impl Unsaved {
    /// How it is said, longest wording first.
    #[must_use]
    pub fn wordings(&self) -> Vec<String> {
        let (what, short) = match self.changes {
            0 => ("shelf not read".to_owned(), "shelf!"),
            changes => (
                format!("{} not saved", counted(changes, "change")),
                "unsaved!",
            ),
        };
        vec![
            format!("{what}: {}", self.why),
            format!("{what}: {}", clip(&self.why, REASON_CELLS)),
            what,
            short.to_owned(),
        ]
    }
}

impl Keeping {
    /// Takes over what is on the disk now, with what became of `steps` that waited.
    pub(super) fn saved(&mut self, all: Shared<Shelf>, steps: &[Step]) {
        self.saved = all;
        for step in steps {
            let is_it = |waiting: &Waiting| matches!(waiting, Waiting::Step(s) if s == step);
            if let Some(at) = self.waiting.iter().position(is_it) {
                self.waiting.remove(at);
            }
        }
        self.unsaved = None;
        self.rework();
    }

    /// Notes that an undo has reached the disk.
    pub(super) fn undone(&mut self) {
        let is_undo = |waiting: &Waiting| matches!(waiting, Waiting::Undo(_));
        if let Some(at) = self.waiting.iter().position(is_undo) {
            self.waiting.remove(at);
            self.rework();
        }
    }

    /// Does a step in memory.
    pub(super) fn step(&mut self, step: Step) {
        self.waiting.push(Waiting::Step(step));
        self.rework();
    }

    /// Takes back in memory what was done last and is not on the disk; none when all is.
    pub(super) fn undo_waiting(&mut self) -> Option<Step> {
        let mut undone = 0;
        let step = self
            .waiting
            .iter()
            .rev()
            .find_map(|waiting| match waiting {
                Waiting::Undo(_) => {
                    undone += 1;
                    None
                }
                Waiting::Step(_) if undone > 0 => {
                    undone -= 1;
                    None
                }
                Waiting::Step(step) => Some(step.clone()),
            })?;
        self.waiting.push(Waiting::Undo(step.clone().reversed()));
        self.rework();
        Some(step)
    }

    pub(super) fn failed(&mut self, unsaved: Unsaved) {
        self.unsaved = Some(unsaved);
    }

    pub(super) const fn unsaved(&self) -> Option<&Unsaved> {
        self.unsaved.as_ref()
    }

    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    pub(super) const fn kept(&self) -> &Arc<Kept> {
        &self.kept
    }

    /// Finds what is kept among the articles of `library`.
    pub(super) fn recount(&mut self, library: Option<&Library>) {
        let kept = library.map(|library| library.kept(&self.shelf));
        self.take_over(kept.unwrap_or_default());
    }

    /// The bookmarks on the shelf that are new, or not as they were when the articles were
    /// gone through.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Arc<Bookmark>> {
        let ids = self.counted.differing(&self.shelf).into_iter();
        ids.filter_map(|id| self.shelf.bookmark(id))
    }

    /// Brings that up to date with the shelf.
    pub(super) fn follow(&mut self, library: Option<&Library>) {
        if let Some(library) = library.filter(|_| self.counted != self.shelf) {
            let shelves: (&Shelf, &Shelf) = (&self.counted, &self.shelf);
            self.take_over(library.kept_after(&self.kept, shelves));
        }
    }

    fn take_over(&mut self, kept: Kept) {
        self.kept = Arc::new(kept);
        self.counted = self.shelf.clone();
        let mut listed: Vec<(&CleanString, usize)> = self.kept.labels().collect();
        // Stable, so that equal counts leave the names in order.
        listed.sort_by_key(|(_, articles)| Reverse(*articles));
        let listed = listed.into_iter().map(|(label, _)| {
            let known = self.labels.iter().position(|other| other == label);
            LabelId(known.unwrap_or_else(|| {
                self.labels.push(label.clone());
                self.labels.len() - 1
            }))
        });
        self.listed = listed.collect();
    }

    /// Brings what waits to what is on the disk, as the disk will have it.
    fn rework(&mut self) {
        if self.waiting.is_empty() {
            self.shelf = self.saved.clone();
            return;
        }
        let mut all = Shelf::clone(&self.saved);
        for waiting in &self.waiting {
            let (Waiting::Step(step) | Waiting::Undo(step)) = waiting;
            all.apply(step);
        }
        self.shelf = Shared::new(all);
    }
}

impl App {
    /// What the person keeps, saved or not.
    #[must_use]
    pub fn shelf(&self) -> &Shelf {
        self.keeping.shelf()
    }

    /// What the person keeps of the loaded articles.
    #[must_use]
    pub fn kept(&self) -> &Kept {
        &self.keeping.kept
    }

    /// Why changes are not on the disk, while they are not.
    #[must_use]
    pub const fn unsaved(&self) -> Option<&Unsaved> {
        self.keeping.unsaved()
    }

    /// The marks in front of a card, with a blank behind: `★` for a bookmark, `✓` for
    /// what was read.
    #[must_use]
    pub fn shelf_marks(&self, article: ArticleIndex) -> &'static str {
        let has = |flag| self.kept().has(flag, article);
        match (has(Flag::Bookmarked), has(Flag::Read)) {
            (false, false) => "",
            (true, false) => "\u{2605} ",
            (false, true) => "\u{2713} ",
            (true, true) => "\u{2605}\u{2713} ",
        }
    }

    /// The labels that loaded articles have, most used first and then by name.
    #[must_use]
    pub fn labels(&self) -> &[LabelId] {
        &self.keeping.listed
    }

    /// A label's name.
    #[must_use]
    pub fn label(&self, label: LabelId) -> &str {
        let name = self.keeping.labels.get(label.0);
        name.map_or("", CleanString::as_str)
    }

    /// The bookmark on the selected article.
    #[must_use]
    pub fn selected_bookmark(&self) -> Option<&Bookmark> {
        let id = self.selected()?.id();
        self.shelf().bookmark(id).map(AsRef::as_ref)
    }

    /// When the selected article was read.
    #[must_use]
    pub fn selected_read(&self) -> Option<&ReadMark> {
        self.shelf().read_mark(self.selected()?.id())
    }
}
