//! The reader's state and how it changes: pure, without clock, disk or terminal.

pub mod cards;
pub mod chips;
pub mod detail;
mod effect;
pub mod filterbar;
pub mod help;
pub mod hints;
pub mod layout;
mod library;
mod message;
mod options;
pub mod pager;
pub mod sidebar;
mod trouble;
mod update;
pub mod words;

pub use effect::Effect;
pub use library::{Library, Passing};
pub use message::{Message, MouseEvent, MouseKind, Shared};
pub use options::{Density, Options, PageSize, Size, SizeError};
pub use trouble::Trouble;
pub use update::update;

use crate::action::Scope;
use crate::catalog::{Article, ArticleIndex, Catalog, Claims, Facet, Filtered, Selection, ValueId};
use crate::ingest::Progress;
use crate::keymap::{Key, Keymap};
use cards::{Metrics, Window};
use sidebar::Sidebar;

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
    keymap: Keymap,
    library: Option<Shared<Library>>,
    passing: Shared<Passing>,
    progress: Progress,
    selection: Selection,
    /// The newest filter asked for, and the newest one answered.
    generation: u64,
    applied: u64,
    focus: Focus,
    /// What the person last went to; kept while a filter hides it, so that dropping
    /// the filter leads back.
    wanted: Option<ArticleIndex>,
    selected: Option<ArticleIndex>,
    card_scroll: usize,
    sidebar: Sidebar,
    detail_scroll: usize,
    /// Lines of the help above its window, while it is open.
    help_scroll: Option<usize>,
    pending: Vec<Key>,
    count: Option<usize>,
    note: Option<String>,
}

impl App {
    /// A reader that waits for [`Message::Loaded`].
    #[must_use]
    pub fn new(options: Options, size: Size) -> Self {
        Self {
            size: size.bounded(),
            page_size: options.page_size,
            density: options.density,
            mouse: options.mouse,
            keymap: Keymap::default(),
            library: None,
            passing: Shared::new(Passing::default()),
            progress: Progress::default(),
            selection: Selection::default(),
            generation: 0,
            applied: 0,
            focus: Focus::default(),
            wanted: None,
            selected: None,
            card_scroll: 0,
            sidebar: Sidebar::default(),
            detail_scroll: 0,
            help_scroll: None,
            pending: Vec::new(),
            count: None,
            note: None,
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
    pub const fn scope(&self) -> Scope {
        if self.help_scroll.is_some() {
            Scope::Help
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

    /// The filter last answered; nothing passes until the articles are loaded.
    #[must_use]
    pub fn filtered(&self) -> &Filtered {
        self.passing.filtered()
    }

    /// The chosen values.
    #[must_use]
    pub const fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Whether a filter has been asked for and not answered.
    #[must_use]
    pub const fn is_filtering(&self) -> bool {
        self.applied != self.generation
    }

    /// How many articles pass the filter.
    #[must_use]
    pub fn matches_len(&self) -> usize {
        self.filtered().matches.len()
    }

    /// The article at a place of the filtered list.
    #[must_use]
    pub fn article_at(&self, place: usize) -> Option<Article<'_>> {
        let index = self.filtered().matches.get(place)?;
        self.catalog().map(|catalog| catalog.article(index))
    }

    /// The selected article; `None` when none passes the filter.
    #[must_use]
    pub fn selected(&self) -> Option<Article<'_>> {
        let index = self.selected?;
        self.catalog().map(|catalog| catalog.article(index))
    }

    /// The selected article's place in the filtered list, from 0.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.filtered().matches.place_of(self.selected?)
    }

    /// Cards a page.
    #[must_use]
    pub fn page_len(&self) -> usize {
        match self.page_size {
            PageSize::Cards(cards) => usize::from(cards.get()),
            PageSize::Fit => layout::regions(self.size, self).map_or(1, |regions| {
                let body = regions.cards.body;
                Metrics::new(self.density, body).fitting(body.height)
            }),
        }
    }

    /// The page that is shown, from 0: the one with the selected card.
    #[must_use]
    pub fn page(&self) -> usize {
        self.place().unwrap_or(0) / self.page_len()
    }

    /// How many pages the filtered list has.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.matches_len().div_ceil(self.page_len())
    }

    /// The window onto the page that is shown, standing in `body`.
    #[must_use]
    pub fn window(&self, body: ratatui::layout::Rect) -> Window {
        let page_len = self.page_len();
        let first = self.place().unwrap_or(0) / page_len * page_len;
        Window {
            body,
            metrics: Metrics::new(self.density, body),
            first,
            len: page_len.min(self.matches_len() - first.min(self.matches_len())),
            scroll: self.card_scroll,
        }
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
