//! tagleaf reads saved tag-listing pages of article sites in the terminal.
//!
//! The program is a loop around one pure function:
//!
//! ```text
//! key ─ Keymap::resolve(scope, keys) → Action ─→ update(&mut App, Message) ─→ Vec<Effect>
//! terminal event ─→ Message ────────────────────────▲                          │
//! task result ────→ Message ◀─────────── runtime performs ─────────────────────┘
//! App ── view(&App, &Theme, &mut Frame) ──→ cells
//! ```
//!
//! - [`action::Action`] is what a person may bind to a key. One table, [`action::ACTIONS`],
//!   feeds the keymap, the help, the status line and the README.
//! - [`app::Message`] is what has happened, [`app::Effect`] what the world should do; both
//!   are plain data that tests compare.
//! - [`app::update`] is the only function that changes an [`app::App`]. There is no clock,
//!   disk or environment in it; what would take more than 4 ms at a million articles is
//!   an effect with a generation, and an answer to an older one is dropped.
//! - Geometry is computed once, in [`app::layout`] and the modules beside it, for drawing
//!   and for the mouse alike. A selection is an article, never a row, so that a resize or
//!   a filter leaves the person on it.
//! - Nothing ticks: the loop in [`runtime`] sleeps until something happens, takes in all
//!   that has happened, and draws once.
//!
//! # Rooms
//!
//! | room | holds | may import |
//! |---|---|---|
//! | [`text`] | text that is safe to show, folding, widths, wrapping | nothing |
//! | [`catalog`] | the articles in memory, facets, what listings claim | `text` |
//! | [`search`] | the query language, what it finds, its order, why | `catalog`, `shelf`, `text` |
//! | [`links`] | which address an article has and how sure that is; what may be opened | `catalog`, `text` |
//! | [`ingest`] | bytes to articles, the report, the quarantine, the link lists | `catalog`, `links`, `text` |
//! | [`shelf`] | bookmarks, notes, read marks; their files, merges, exports | `catalog`, `links`, `text` |
//! | [`storage`] | the shelf on disk: lock, merge, backups; safe writing, of settings too | `shelf` and below |
//! | [`action`], [`keymap`], [`theme`] | the action table, keys, colours | `text`; `keymap` also `action` |
//! | [`app`] | state, messages, effects, geometry | the above; of ratatui `layout` only |
//! | [`view`] | state to cells | `app` and below |
//! | [`config`] | the settings file | `app`, `links`, `search`, `text` |
//! | [`cli`] | `list`, `check`, `bookmarks`, `keys`, `completions`; no ratatui | all but `view`, `frame`, `runtime` |
//! | [`frame`] | one frame of the reader without a terminal | `app`, `view` and below |
//! | [`runtime`] | the loop, the terminal, signals, tasks | `app`, `config`, `view` and below |
//!
//! `tests/integration/architecture.rs` holds these rules, and fails when one is broken.
//! `app` imports `ingest` for what its messages carry, [`ingest::Loaded`] and
//! [`ingest::Progress`]; it loads nothing itself. `config` imports `app` for
//! [`app::Options`], which the settings become, and `cli` for [`app::Size`].
//!
//! # From a query to a list
//!
//! There is one query language, [`search::query`], for the query line, the command line
//! and the sidebar. [`search::Narrowing`] finds the sidebar's choices in a query and prints
//! them as one again, so that every state has a text and the text gives the state. A query
//! that is saved under a name is a clause, [`search::query::View`], which carries what it
//! stands for: names are looked up once, when a text is read with the [`search::query::Views`]
//! of the settings, and nothing that searches or prints needs a table of them.
//! [`search::Corpus`] turns a query into a set of articles, [`catalog::Bits`], cheap clauses
//! first, and puts the set into an order. What is worked out once, [`search::Prepared`],
//! stands beside the catalogue. A search of a large catalogue runs beside the loop, answers
//! twice (the best few hundred, then everything), and gives up as soon as a later one is
//! asked for.
//!
//! A bookmark holds a copy of its article's card. Copies of what no page holds lie on top
//! of the catalogue, which stays as it is, and [`search::Holdings`] puts a query to both
//! when it asks for the shelf, else to the pages alone: what does not ask for a person's
//! bookmarks cannot be changed by them.
//!
//! # From a change to the disk
//!
//! What a person keeps is a [`shelf::Shelf`], and a change of it a [`shelf::Step`]: pure
//! values, applied at once in memory. A key in the reader makes a [`shelf::Draft`], which
//! is a step once the runtime has given it its time. [`app::App`] holds what was on the
//! disk last and the steps that are on their way; what is shown is the one with the others
//! applied, and [`search::Kept`] is the same as sets of articles, for cards and queries. [`storage::Store`] brings the same step to the
//! files, which others may have changed meanwhile: it takes the lock, reads, applies the
//! step to what is there by a three-way merge, and exchanges the file for a new one that
//! is on the disk. `tagleaf bookmarks` does this in place, [`storage::Writer`] on a thread
//! of its own, for who must not wait; a reader's also looks when the system tells that
//! somebody else has written. A step knows what was there before it, so the
//! journal of steps is what undo works from, after a restart as well.
//!
//! # From bytes to articles
//!
//! [`ingest::load`] reads a file whole and parses it in one linear pass. The date line is
//! the anchor of an article; whatever is neither article nor header goes into quarantine
//! with its line, reason and bytes. The text stays in the buffer it was read into; an
//! article is a record of offsets. Text is scrubbed here, once: the catalogue hands out
//! [`text::Clean`] only, reports print that, and what the view joins of it is looked at
//! again in the one place that puts text on the screen.
//!
//! Pages are saved with their tags run together. The vocabulary in `assets/vocabulary` is
//! compiled into an automaton by the build script, so that looking up costs nothing at
//! start. A line whose three tags are known in exactly one way is done in microseconds;
//! for the others every split is weighed by vocabulary, case, the article's own words and
//! the tags of other lines. Where a second split is about as likely, the article says so.
//!
//! # From articles to addresses
//!
//! Listings hold no addresses; link lists do. [`links::Links`] stands beside the
//! catalogue, and says of every article its own address, or those that may be its own, or
//! nothing: a wrong page is worse than none. The lists are read when somebody first asks,
//! in the reader after its first frame, beside the loop. What is opened is a
//! [`links::Address`], which only the policy of that room makes, and it is one argument of
//! a program whose words were told apart before.
//!
//! # From a query to its first page
//!
//! [`search::Index`] is built beside the catalogue and never changes. What a fuzzy word
//! finds is defined by `fuzzy-matcher`; the index only rules out, 64 titles at a time, what
//! cannot match or cannot be among the best, and is held to the plain matcher by tests.
//! A search is a pure function that asks every few thousand articles whether it is still
//! wanted.

pub mod action;
pub mod app;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod frame;
pub mod ingest;
pub mod keymap;
pub mod links;
pub mod runtime;
pub mod search;
pub mod shelf;
pub mod storage;
pub mod text;
pub mod theme;
pub mod view;
