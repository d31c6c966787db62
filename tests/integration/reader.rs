//! Drives the reader without a terminal: keys and mouse in, state, effects and
//! screen out.

use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tagleaf::app::{
    App, Depth, Effect, Library, Message, MouseEvent, MouseKind, Options, Shared, Size, Wanted,
    update,
};
use tagleaf::catalog::{Builder, Form, Listing, NewArticle, Span, TagSource};
use tagleaf::ingest::{Input, Loaded, load};
use tagleaf::keymap::{Key, KeyCode, parse_keys};
use tagleaf::search::Stop;
use tagleaf::text::{CleanString, width_cells};
use tagleaf::theme::{Colors, Theme};
use tagleaf::view::view;

/// A reader whose searches are answered at once.
pub struct Reader {
    /// Its state.
    pub app: App,
    /// What it asked for since the last look, searches excepted.
    pub effects: Vec<Effect>,
    /// The waits that it asked for, and how long they take.
    pub waits: Vec<(u64, Duration)>,
}

/// The answer to a search, as the runtime gives it, on a day that does not change.
pub fn answer(library: &Library, generation: u64, wanted: &Wanted) -> Message {
    let passing = library.search(wanted, today(), Depth::Whole, &Stop::NEVER);
    Message::Searched {
        generation,
        passing: Shared::new(passing.expect("nothing stops it")),
    }
}

/// The day on which everything is searched.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 12, 31).expect("a date")
}

/// The time at which everything happens.
pub fn now() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    day.and_hms_opt(20, 30, 0).expect("a time")
}

impl Reader {
    /// A reader that still waits for its articles.
    pub fn loading(width: u16, height: u16) -> Self {
        Self {
            app: App::new(Options::default(), Size { width, height }),
            effects: Vec::new(),
            waits: Vec::new(),
        }
    }

    pub fn with(loaded: Loaded, width: u16, height: u16) -> Self {
        let mut reader = Self::loading(width, height);
        reader.tell(Message::Loaded(Shared::new(Library::without_lists(loaded))));
        reader
    }

    /// The listing that is part of the program.
    pub fn seed(width: u16, height: u16) -> Self {
        let loaded = load(&[Input::Seed], &mut |_| std::ops::ControlFlow::Continue(()));
        Self::with(loaded, width, height)
    }

    /// A small listing made for layout: CJK, long words, missing fields.
    pub fn sample(width: u16, height: u16) -> Self {
        Self::with(sample(24), width, height)
    }

    pub fn tell(&mut self, message: Message) {
        for effect in update(&mut self.app, message) {
            match effect {
                Effect::Search {
                    generation,
                    library,
                    wanted,
                } => self.tell(answer(&library, generation, &wanted)),
                Effect::FindViews {
                    generation,
                    views,
                    kept,
                } => {
                    let library = self.app.library().expect("only what is loaded is searched");
                    let today = today();
                    let found = library.find_views(&views, &kept, today, &Stop::NEVER);
                    let found = found.expect("nothing stops it");
                    self.tell(Message::ViewsFound {
                        generation,
                        found,
                        today,
                    });
                }
                Effect::FindLinks(library) => self.tell(Message::LinksFound(library)),
                Effect::SaveShelf(draft) => {
                    let step = draft.clone().at(now());
                    self.effects.push(Effect::SaveShelf(draft));
                    self.tell(Message::ShelfStepped(step));
                }
                Effect::ReadQueries => self.tell(Message::QueriesRead(Vec::new())),
                Effect::Wait { generation, time } => self.waits.push((generation, time)),
                other => self.effects.push(other),
            }
        }
    }

    /// Presses keys, in the notation of the keymap.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys).expect(keys) {
            self.tell(Message::KeyPressed(key));
        }
        self
    }

    /// Types a text into an open line.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.tell(Message::KeyPressed(Key::plain(KeyCode::Char(c))));
        }
        self
    }

    /// The titles that are listed, in order.
    pub fn titles(&self) -> Vec<&str> {
        (0..self.app.matches_len())
            .filter_map(|place| self.app.article_at(place))
            .map(|article| article.title().as_str())
            .collect()
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.tell(Message::Resized(Size { width, height }));
        self
    }

    pub fn mouse(&mut self, kind: MouseKind, column: u16, row: u16) -> &mut Self {
        self.tell(Message::MouseUsed(MouseEvent { kind, column, row }));
        self
    }

    /// Clicks where `text` stands on screen, in the first row that has it.
    pub fn click(&mut self, text: &str) -> &mut Self {
        let place = self.find(text);
        assert!(place.is_some(), "'{text}' is not on\n{}", self.screen());
        let (column, row) = place.expect("asserted");
        self.mouse(MouseKind::Click, column, row)
    }

    /// Clicks on a value's row in the sidebar, expanding the tags if it is not shown.
    pub fn click_value(&mut self, name: &str) -> &mut Self {
        let row = self.value_row(name).or_else(|| {
            self.click(" more");
            self.value_row(name)
        });
        assert!(row.is_some(), "no row '{name}' on\n{}", self.screen());
        self.mouse(MouseKind::Click, 4, row.expect("asserted"))
    }

    fn value_row(&self, name: &str) -> Option<u16> {
        let rows = self.screen();
        let place = rows.lines().position(|line| {
            let rest = line.trim_start_matches(['\u{258c}', '\u{2713}', '\u{2717}', ' ']);
            let after = rest.strip_prefix(name).unwrap_or("");
            line.starts_with([' ', '\u{258c}']) && after.starts_with("  ")
        })?;
        u16::try_from(place).ok()
    }

    /// Where `text` stands on screen.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        self.screen().lines().zip(0..).find_map(|(line, row)| {
            let before = &line[..line.find(text)?];
            let column = u16::try_from(width_cells(before)).expect("a screen's width");
            Some((column, row))
        })
    }

    /// The left pane of one row of the screen.
    pub fn row(&self, row: u16) -> String {
        let screen = self.screen();
        let line = screen.lines().nth(row.into()).unwrap_or_default();
        line.split('\u{2502}')
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    }

    pub fn shows(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    pub fn buffer(&self) -> Buffer {
        let Size { width, height } = self.app.size();
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        view(&self.app, &Theme::new(Colors::Indexed), &mut frame);
        frame
    }

    /// The screen's text, without the blanks at line ends.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut lines = Vec::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(width_cells(symbol).max(1)).expect("a cell's width");
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }

    pub fn selected_title(&self) -> String {
        let article = self.app.selected().expect("an article is selected");
        article.title().to_string()
    }
}

/// One article of the sample: source, category, title, abstract, tags, likes, minutes.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    u32,
    u32,
);

const ROWS: [Row; 6] = [
    (
        "21CTO",
        "Backend Development",
        "When to Adopt CQRS? Balancing Read/Write Models for Scalable Backend Systems",
        "This article examines the challenges of evolving data models in large applications, explains the Command Query Responsibility Segregation (CQRS) pattern, and outlines when to adopt or avoid it to balance read/write performance, scalability, and system complexity.",
        &["Backend Architecture", "CQRS", "Event-driven"],
        0,
        11,
    ),
    (
        "Java High-Performance Architecture",
        "Backend Development",
        "How DDD and Event Sourcing Revamped a Legacy Supply\u{2011}Chain System",
        "This article details how a legacy e\u{2011}commerce supply\u{2011}chain system was re\u{2011}architected using Domain\u{2011}Driven Design, Hexagonal architecture, CQRS, and an EventStore solution.",
        &["Backend Architecture", "DDD", "Event Sourcing"],
        1,
        8,
    ),
    (
        "\u{67b6}\u{6784}\u{5e08}\u{4e4b}\u{5bb6}",
        "\u{540e}\u{7aef}",
        "\u{9ad8}\u{5e76}\u{53d1}\u{79d2}\u{6740}\u{7cfb}\u{7edf}\u{7684}\u{8bbe}\u{8ba1}\u{4e0e}\u{6280}\u{672f}\u{96be}\u{70b9}\u{ff1a}\u{4ece}\u{7f13}\u{5b58}\u{5230}\u{6d88}\u{606f}\u{961f}\u{5217}",
        "\u{672c}\u{6587}\u{5206}\u{6790}\u{79d2}\u{6740}\u{4e1a}\u{52a1}\u{7684}\u{6d41}\u{7a0b}\u{3001}\u{7279}\u{70b9}\u{548c}\u{6280}\u{672f}\u{6311}\u{6218}\u{ff0c}\u{5e76}\u{8ba8}\u{8bba}\u{5206}\u{5c42}\u{8bbe}\u{8ba1}\u{3001}\u{6570}\u{636e}\u{5e93}\u{7b56}\u{7565}\u{548c}\u{9632}\u{4f5c}\u{5f0a}\u{3002}",
        &["Backend Architecture", "\u{79d2}\u{6740}", "Caching"],
        1234,
        35,
    ),
    (
        "vivo Internet Technology",
        "",
        "Microservices",
        "",
        &[],
        0,
        1,
    ),
    (
        "Baidu Geek Talk",
        "Cloud Native",
        "ConfigurationManagementWithoutASingleBlankInItsVeryLongTitleThatMustBeBroken",
        "A short abstract.",
        &[
            "Backend Architecture",
            "Configuration Management",
            "Distributed Systems",
            "High Availability",
            "Observability",
        ],
        7,
        120,
    ),
    (
        "Dada Group Technology",
        "Industry Insights",
        "How Dada Built an Automated Business Config Center to Boost Stability and Efficiency",
        "This article details Dada's journey from identifying costly configuration pain points to designing and deploying an automated configuration center that isolates business settings, improves system stability, enhances robustness, accelerates development, secures data, and delivers measurable performance gains.",
        &["Backend Architecture", "DDD", "DevOps"],
        0,
        19,
    ),
];

/// `count` articles; the first as they are, the others numbered.
pub fn sample(count: usize) -> Loaded {
    let mut builder = Builder::default();
    let file = builder.add_file(CleanString::new("pages/sample.txt"));
    let listing = builder.add_listing(Listing {
        form: Form::B,
        tag: Some((CleanString::new("Backend Architecture"), TagSource::Header)),
        total_claimed: Some(949),
        page: Some(6),
        pages: Some(10),
        line: 1,
        articles: u32::try_from(count).expect("a small sample"),
    });
    let mut text = String::new();
    let mut day = NaiveDate::from_ymd_opt(2021, 10, 13).expect("a date");
    for at in 0..count {
        let (source, category, title, summary, tags, likes, minutes) = ROWS[at % ROWS.len()];
        let title = if at < ROWS.len() {
            title.to_owned()
        } else {
            format!("{} {title}", at + 1)
        };
        let title_span = append(&mut text, &title);
        let summary_span = append(&mut text, summary);
        builder.push(NewArticle {
            text: file,
            listing,
            line: u32::try_from(at * 10 + 4).expect("a small sample"),
            source,
            category,
            published: day,
            title: (&title, title_span),
            summary: summary_span,
            tags,
            tags_certain: at % 3 != 1,
            likes,
            minutes,
        });
        day = day - chrono::Days::new(31);
    }
    builder.set_text(file, text);
    Loaded {
        catalog: builder.build(),
        ..Loaded::default()
    }
}

/// Two articles whose title and abstract are one word of two megabytes each.
pub fn hostile() -> Loaded {
    let mut builder = Builder::default();
    let file = builder.add_file(CleanString::new("hostile.txt"));
    let listing = builder.add_listing(Listing::bare(Form::D, 1));
    let mut text = String::new();
    for word in ["\u{e9}", "\u{79d2}"] {
        let long = word.repeat(2_000_000 / word.len());
        let title = append(&mut text, &long);
        builder.push(NewArticle {
            text: file,
            listing,
            line: 1,
            source: "Somebody",
            category: "",
            published: NaiveDate::from_ymd_opt(2021, 1, 1).expect("a date"),
            title: (&long, title),
            summary: title,
            tags: &[],
            tags_certain: true,
            likes: 0,
            minutes: 0,
        });
    }
    builder.set_text(file, text);
    Loaded {
        catalog: builder.build(),
        ..Loaded::default()
    }
}

fn append(text: &mut String, part: &str) -> Span {
    let start = u32::try_from(text.len()).expect("a small text");
    text.push_str(part);
    Span {
        start,
        len: u32::try_from(part.len()).expect("a small text"),
    }
}
