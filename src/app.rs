//! The reader's state and how it changes: pure, without clock, disk or terminal.

pub mod cards;
pub mod chips;
pub mod detail;
mod effect;
pub mod filterbar;
pub mod help;
pub mod hints;
mod keeping;
pub mod layout;
mod library;
pub mod links;
mod listing;
mod marks;
mod message;
mod options;
pub mod pager;
mod passing;
pub mod prompt;
pub mod sidebar;
mod stay;
mod trouble;
mod update;
mod views;
pub mod why;
pub mod words;

pub use effect::Effect;
pub use keeping::{LabelId, Unsaved};
pub use library::{Depth, Library, Shown, Wanted};
pub use message::{Copier, Message, MouseEvent, MouseKind, Retrieved, Shared};
pub use options::{Density, MarkRead, Options, PageSize, Size, SizeError, Start};
pub use passing::Passing;
pub use prompt::{Prompt, Purpose};
pub use trouble::Trouble;
pub use update::update;

use std::collections::BTreeSet;
use std::time::Duration;

use crate::action::Scope;
use crate::catalog::{ArticleIndex, Catalog, Choice, Claims, Facet, ValueId};
use crate::ingest::Progress;
use crate::keymap::{Key, Keymap};
use crate::search::query::Query;
use keeping::Keeping;
use links::Chooser;
use marks::Marks;
use sidebar::Sidebar;
use stay::Stay;

/// The pane that takes the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Sections of values to filter by.
    Sidebar,
    /// The card list.
    #[default]
    Cards,
    /// One article in full.
    Detail,
}

impl Focus {
    /// Where the pane's keys are looked up.
    #[must_use]
    pub const fn scope(self) -> Scope {
        match self {
            Self::Sidebar => Scope::Sidebar,
            Self::Cards => Scope::Cards,
            Self::Detail => Scope::Detail,
        }
    }
}

/// The reader's whole state.
#[derive(Debug)]
pub struct App {
    size: Size,
    page_size: PageSize,
    density: Density,
    mouse: bool,
    mark_read: MarkRead,
    read_after: Option<Duration>,
    keymap: Keymap,
    library: Option<Shared<Library>>,
    passing: Shared<Passing>,
    /// What the person keeps.
    keeping: Keeping,
    marks: Marks,
    progress: Progress,
    /// What is to be listed; [`App::passing`] is what was found for it last.
    wanted: Wanted,
    /// The newest search asked for, and the newest one answered.
    generation: u64,
    applied: u64,
    focus: Focus,
    /// What the person last went to; kept while a filter hides it, so that dropping
    /// the filter leads back.
    goal: Option<ArticleIndex>,
    selected: Option<ArticleIndex>,
    card_scroll: usize,
    sidebar: Sidebar,
    detail_scroll: usize,
    stay: Stay,
    /// Lines of the help above its window, while it is open.
    help_scroll: Option<usize>,
    /// Lines of the explanation above its window, while it is open.
    why_scroll: Option<usize>,
    /// The list of an article's links, while it is open.
    chooser: Option<Chooser>,
    /// Whether the links of what is loaded are found.
    links_found: bool,
    /// Doubtful hosts that the person has let through.
    hosts: BTreeSet<String>,
    /// The line that is being typed into.
    prompt: Option<Prompt>,
    /// The marked articles whose many pages the person was asked about.
    asked_to_open: Option<Vec<ArticleIndex>>,
    /// Queries that were kept, oldest first; none until they are asked for.
    history: Option<Vec<String>>,
    /// The query to begin with.
    start: Query,
    /// Queries that are saved under names.
    saved: views::Saved,
    pending: Vec<Key>,
    count: Option<usize>,
    note: Option<String>,
}

impl App {
    /// A reader that waits for [`Message::Loaded`].
    #[must_use]
    pub fn new(options: Options, size: Size) -> Self {
        Self::starting(options, Start::default(), size)
    }

    /// A reader that waits for [`Message::Loaded`] and then shows what a query finds.
    #[must_use]
    pub fn starting(options: Options, start: Start, size: Size) -> Self {
        Self {
            size: size.bounded(),
            page_size: options.page_size,
            density: options.density,
            mouse: options.mouse,
            mark_read: options.mark_read,
            read_after: options.read_after,
            keymap: Keymap::default(),
            library: None,
            passing: Shared::default(),
            keeping: Keeping::default(),
            marks: Marks::default(),
            progress: Progress::default(),
            wanted: Wanted::default(),
            generation: 0,
            applied: 0,
            focus: Focus::default(),
            goal: None,
            selected: None,
            card_scroll: 0,
            sidebar: Sidebar::default(),
            detail_scroll: 0,
            stay: Stay::default(),
            help_scroll: None,
            why_scroll: None,
            chooser: None,
            links_found: false,
            hosts: BTreeSet::new(),
            prompt: None,
            asked_to_open: None,
            history: None,
            start: start.query,
            saved: views::Saved::new(start.views),
            pending: Vec::new(),
            count: None,
            note: start.note,
        }
    }

    /// The window's size.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// The pane that takes the keys, unless the help is open.
    #[must_use]
    pub const fn focus(&self) -> Focus {
        self.focus
    }

    /// Where keys are looked up first.
    #[must_use]
    pub fn scope(&self) -> Scope {
        if self.help_scroll.is_some() {
            Scope::Help
        } else if self.why_scroll.is_some() {
            Scope::Why
        } else if let Some(chooser) = &self.chooser {
            if chooser.is_asking() {
                Scope::Question
            } else {
                Scope::Links
            }
        } else if self.prompt.is_some() {
            Scope::Prompt
        } else {
            self.focus.scope()
        }
    }

    /// The keys and what they do.
    #[must_use]
    pub const fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// How much of a card is shown.
    #[must_use]
    pub const fn density(&self) -> Density {
        self.density
    }

    /// Whether the mouse is used.
    #[must_use]
    const fn is_mouse_on(&self) -> bool {
        self.mouse
    }

    /// How far loading has come; `None` once it has ended.
    #[must_use]
    pub fn loading(&self) -> Option<Progress> {
        self.library.is_none().then_some(self.progress)
    }

    /// What is loaded; `None` until it is.
    #[must_use]
    pub fn library(&self) -> Option<&Library> {
        self.library.as_deref()
    }

    /// The articles, once they are loaded.
    #[must_use]
    pub fn catalog(&self) -> Option<&Catalog> {
        self.library().map(Library::catalog)
    }

    /// Whether there is nothing to choose from: no article, or none yet.
    fn is_empty(&self) -> bool {
        self.catalog().is_none_or(Catalog::is_empty)
    }

    /// What the listings claim, once they are loaded.
    #[must_use]
    pub fn claims(&self) -> Option<&Claims> {
        self.library().map(Library::claims)
    }

    /// What could not be read, once all else is loaded.
    #[must_use]
    pub fn trouble(&self) -> Option<&Trouble> {
        self.library().map(Library::trouble)
    }

    /// Lines of the explanation above its window; `None` while it is closed.
    #[must_use]
    pub const fn why_scroll(&self) -> Option<usize> {
        self.why_scroll
    }

    /// Whether the cards are on screen.
    fn shows_cards(&self) -> bool {
        layout::regions(self.size, self).is_some_and(|regions| regions.cards_shown)
    }

    /// What the person did to the sidebar.
    #[must_use]
    pub const fn sidebar(&self) -> &Sidebar {
        &self.sidebar
    }

    /// Lines of the detail above its window.
    #[must_use]
    pub const fn detail_scroll(&self) -> usize {
        self.detail_scroll
    }

    /// Lines of the help above its window; `None` while it is closed.
    #[must_use]
    pub const fn help_scroll(&self) -> Option<usize> {
        self.help_scroll
    }

    /// What has been typed of a count and a sequence of keys.
    #[must_use]
    pub fn typed(&self) -> String {
        let count = self.count.map(|count| count.to_string());
        let keys = self.pending.iter().map(Key::to_string);
        count.into_iter().chain(keys).collect::<Vec<_>>().join(" ")
    }

    /// A remark on the last key.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// The mark of a value for which something was chosen.
#[must_use]
pub const fn choice_mark(choice: Option<Choice>) -> Option<char> {
    match choice {
        None => None,
        Some(Choice::Include) => Some('\u{2713}'),
        Some(Choice::Exclude) => Some('\u{2717}'),
    }
}

/// A value's name for the screen.
#[must_use]
pub fn value_label(catalog: &Catalog, facet: Facet, value: ValueId) -> &str {
    match catalog.value_name(facet, value).as_str() {
        "" => match facet {
            Facet::Category => "(no category)",
            Facet::Source => "(no source)",
            Facet::Tag | Facet::Year => "(none)",
        },
        name => name,
    }
}
