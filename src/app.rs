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
pub mod prompt;
pub mod sidebar;
mod trouble;
mod update;
pub mod why;
pub mod words;

pub use effect::Effect;
pub use library::{Depth, Library, Passing, Shown, Wanted};
pub use message::{Message, MouseEvent, MouseKind, Shared};
pub use options::{Density, Options, PageSize, Size, SizeError, Start};
pub use prompt::{Prompt, Purpose};
pub use trouble::Trouble;
pub use update::update;

use crate::action::Scope;
use crate::catalog::{
    Article, ArticleIndex, Catalog, Choice, Claims, Facet, Filtered, Matches, Selection, ValueId,
};
use crate::ingest::Progress;
use crate::keymap::{Key, Keymap};
use crate::search::query::{Query, SortBy};
use cards::{Metrics, Window};
use prompt::QueryLine;
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
    /// Lines of the help above its window, while it is open.
    help_scroll: Option<usize>,
    /// Lines of the explanation above its window, while it is open.
    why_scroll: Option<usize>,
    /// The line that is being typed into.
    prompt: Option<Prompt>,
    /// Queries that were kept, oldest first; none until they are asked for.
    history: Option<Vec<String>>,
    /// The query to begin with.
    start: Query,
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
            keymap: Keymap::default(),
            library: None,
            passing: Shared::new(Passing::default()),
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
            help_scroll: None,
            why_scroll: None,
            prompt: None,
            history: None,
            start: start.query,
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
    pub fn scope(&self) -> Scope {
        if self.help_scroll.is_some() {
            Scope::Help
        } else if self.why_scroll.is_some() {
            Scope::Why
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

    /// The counts of the search last answered.
    #[must_use]
    pub fn filtered(&self) -> &Filtered {
        self.passing.filtered()
    }

    /// What the search last answered lists; nothing until the articles are loaded.
    #[must_use]
    pub fn matches(&self) -> &Matches {
        self.passing.matches()
    }

    /// What is to be listed.
    #[must_use]
    pub const fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// The chosen values.
    #[must_use]
    pub const fn selection(&self) -> &Selection {
        &self.wanted.narrowing.selection
    }

    /// The query that stands for what is to be listed; empty until the articles are
    /// loaded.
    #[must_use]
    pub fn query(&self) -> Query {
        let query = |catalog| self.wanted.narrowing.query(catalog);
        self.catalog().map(query).unwrap_or_default()
    }

    /// Whether a search has been asked for and not answered in full.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.applied != self.generation || self.passing.is_partial()
    }

    /// Whether the best matches come first.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        let narrowing = &self.wanted.narrowing;
        let order = crate::search::order(&narrowing.rest, &narrowing.sort);
        order
            .first()
            .is_some_and(|sort| sort.by == SortBy::Relevance)
    }

    /// Whether an article passes the search last answered.
    #[must_use]
    pub fn is_match(&self, article: ArticleIndex) -> bool {
        let passing = self.filtered().passing.as_ref();
        passing.is_none_or(|passing| passing.contains(article.0))
    }

    /// How many articles pass the search last answered, listed or not.
    #[must_use]
    pub fn passing_len(&self) -> usize {
        let all = || self.catalog().map_or(0, Catalog::len);
        let passing = self.filtered().passing.as_ref();
        passing.map_or_else(all, |passing| passing.count())
    }

    /// How many articles are listed.
    #[must_use]
    pub fn matches_len(&self) -> usize {
        self.matches().len()
    }

    /// The line that is being typed into.
    #[must_use]
    pub const fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// The query that is being typed.
    #[must_use]
    pub fn query_line(&self) -> Option<&QueryLine> {
        match &self.prompt.as_ref()?.purpose {
            Purpose::Query(line) => Some(line),
            Purpose::Values => None,
        }
    }

    fn query_line_mut(&mut self) -> Option<&mut QueryLine> {
        match &mut self.prompt.as_mut()?.purpose {
            Purpose::Query(line) => Some(line),
            Purpose::Values => None,
        }
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

    /// A facet's values in the order of the sidebar: those that are looked for, or all.
    #[must_use]
    pub fn values(&self, facet: Facet) -> &[ValueId] {
        if let Some(found) = &self.sidebar.found {
            return &found[facet.index()];
        }
        match &self.library {
            Some(library) if self.sidebar.by_name[facet.index()] => library.by_name(facet),
            _ => self.passing.order(facet),
        }
    }

    /// Finds the values that the sidebar is asked for. O(values).
    fn find_values(&mut self) {
        self.sidebar.found = None;
        let (Some(library), false) = (&self.library, self.sidebar.find.trim().is_empty()) else {
            return;
        };
        let pattern = crate::search::Pattern::new(self.sidebar.find.trim());
        let found = Facet::ALL.map(|facet| {
            let name = |value| value_label(library.catalog(), facet, value);
            let mut found: Vec<(i32, ValueId)> = self
                .values(facet)
                .iter()
                .filter_map(|value| Some((pattern.score(name(*value))?, *value)))
                .collect();
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            found.into_iter().map(|(_, value)| value).collect()
        });
        self.sidebar.found = Some(found);
    }

    /// The article at a place of the filtered list.
    #[must_use]
    pub fn article_at(&self, place: usize) -> Option<Article<'_>> {
        let index = self.matches().get(place)?;
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
        self.matches().place_of(self.selected?)
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
