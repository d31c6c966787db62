//! The rules that hold the rooms apart, checked over the source text, so that a
//! boundary nobody looks at does not erode.

mod source;

use std::path::{Path as FilePath, PathBuf};

use source::{Path, bare, paths, tokens, without_tests};

/// What a room may import of the other rooms. `main` is the program.
const IMPORTS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("action", &["text"]),
    ("theme", &["text"]),
    ("keymap", &["action", "text"]),
    ("catalog", &["text"]),
    ("links", &["catalog", "text"]),
    // A page's link lists are found and read as the page is.
    ("ingest", &["catalog", "links", "text"]),
    ("shelf", &["catalog", "links", "text"]),
    ("storage", &["catalog", "shelf", "text"]),
    ("search", &["catalog", "shelf", "text"]),
    (
        "app",
        &[
            "action", "catalog", "ingest", "keymap", "links", "search", "shelf", "text",
        ],
    ),
    (
        "view",
        &[
            "action", "app", "catalog", "ingest", "keymap", "links", "search", "shelf", "text",
            "theme",
        ],
    ),
    ("config", &["app", "links", "search", "text"]),
    (
        "cli",
        &[
            "action", "app", "catalog", "config", "ingest", "keymap", "links", "search", "shelf",
            "storage", "text", "theme",
        ],
    ),
    (
        "frame",
        &[
            "app", "catalog", "ingest", "keymap", "links", "search", "shelf", "text", "theme",
            "view",
        ],
    ),
    (
        "runtime",
        &[
            "action", "app", "catalog", "config", "ingest", "keymap", "links", "search", "shelf",
            "storage", "text", "theme", "view",
        ],
    ),
    (
        "main",
        &[
            "app", "cli", "config", "frame", "links", "runtime", "search", "shelf", "storage",
            "theme",
        ],
    ),
];

/// Paths that only the named rooms may name.
const ONLY_IN: [(&str, &[&str]); 19] = [
    ("ratatui", &["app", "view", "theme", "frame", "runtime"]),
    ("crossterm", &["runtime", "main"]),
    ("ratatui::crossterm", &["runtime"]),
    ("tokio", &["runtime"]),
    ("signal_hook", &["runtime"]),
    ("rustix", &["runtime", "ingest", "storage"]),
    ("clap", &["cli", "config", "main"]),
    ("clap_complete", &["cli"]),
    ("anyhow", &["main"]),
    // What may be opened is decided in one place.
    ("url", &["links"]),
    ("directories", &["config"]),
    ("toml", &["config"]),
    ("toml_edit", &["config", "shelf"]),
    ("std::env", &["runtime", "main"]),
    ("std::process", &["runtime", "storage", "main"]),
    ("std::net", &[]),
    ("Clean::stored", &["catalog", "text"]),
    ("std::io::stdout", &["runtime", "main"]),
    ("std::io::stderr", &["runtime", "main"]),
];

/// The rooms that must give the same answer to the same question: no disk, no clock,
/// no threads, no chance.
const PURE: [&str; 10] = [
    "app", "view", "catalog", "links", "search", "action", "keymap", "shelf", "theme", "text",
];

const IMPURE_PATHS: [&str; 12] = [
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "chrono::Local",
    "chrono::Utc",
    "rand",
    "tokio",
];

/// Most lines of code of a file, above its tests.
const LINES_MAX: usize = 400;

/// What is wrong with one file of `src`; `name` is its path below `src`.
fn problems(name: &str, text: &str) -> Vec<String> {
    let mut problems = common_problems(name, text);
    let code = without_tests(text);
    let lines = code.lines().count();
    if lines > LINES_MAX {
        problems.push(format!(
            "{name}: {lines} lines of code, more than {LINES_MAX}"
        ));
    }
    let module = module(name);
    let room = module.first().map_or("lib", String::as_str);
    for path in paths(&tokens(&bare(code))) {
        let said = |what: &str| format!("{name}:{}: {}: {what}", path.line, path.joined());
        if path.parts.ends_with(&["*".to_owned()]) {
            problems.push(said("name what you import"));
        }
        if let Some(other) = room_of(&path, &module)
            && other != room
            && !may_import(room, &other)
        {
            problems.push(said(&format!("'{room}' may not import '{other}'")));
        }
        for (what, rooms) in ONLY_IN {
            if starts(&path, what) && !rooms.contains(&room) {
                problems.push(said(&format!("only for {rooms:?}")));
            }
        }
        if room == "app" && starts(&path, "ratatui") && !starts(&path, "ratatui::layout") {
            problems.push(said("'app' may use ratatui's layout only"));
        }
        if PURE.contains(&room) && IMPURE_PATHS.iter().any(|what| starts(&path, what)) {
            problems.push(said(&format!("'{room}' is pure")));
        }
    }
    problems
}

/// What is wrong with a file wherever it is.
fn common_problems(name: &str, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !text.starts_with("//!") {
        problems.push(format!("{name}: does not open with what it holds (`//!`)"));
    }
    if name.ends_with("mod.rs") {
        problems.push(format!("{name}: write foo.rs beside foo/"));
    }
    let tokens = tokens(&bare(text));
    for pair in tokens.windows(2) {
        let (word, sign) = (pair[0].text.as_str(), pair[1].text.as_str());
        if sign == "!" && ["todo", "unimplemented", "dbg"].contains(&word) {
            problems.push(format!("{name}:{}: `{word}!` is unfinished", pair[0].line));
        }
        if word == "[" && sign == "ignore" {
            problems.push(format!("{name}:{}: a test is skipped", pair[1].line));
        }
    }
    problems
}

/// The module of a file below `src`: `app/update/mouse.rs` is `app::update::mouse`.
fn module(name: &str) -> Vec<String> {
    let parts = name.trim_end_matches(".rs").split('/').map(str::to_owned);
    parts.filter(|part| part != "lib").collect()
}

/// The room that a path leads into, from a file of `module`.
fn room_of(path: &Path, module: &[String]) -> Option<String> {
    let supers = path
        .parts
        .iter()
        .take_while(|part| *part == "super")
        .count();
    let room = match path.parts.first()?.as_str() {
        "crate" | "tagleaf" => path.parts.get(1)?,
        "super" if supers >= module.len() => path.parts.get(supers)?,
        _ => return None,
    };
    IMPORTS
        .iter()
        .any(|(known, _)| room == known)
        .then(|| room.clone())
}

fn may_import(room: &str, other: &str) -> bool {
    let allowed = IMPORTS.iter().find(|(known, _)| *known == room);
    // The crate's root only says which rooms there are.
    room == "lib" || allowed.is_some_and(|(_, others)| others.contains(&other))
}

/// Whether `path` is `what` or something in it; a single word is also looked for as
/// the end of a longer path's start, so that `Clean::stored` is found in
/// `text::Clean::stored`.
fn starts(path: &Path, what: &str) -> bool {
    let what: Vec<&str> = what.split("::").collect();
    let is_type = what[0].starts_with(char::is_uppercase);
    let places = if is_type { path.parts.len() } else { 1 };
    (0..places).any(|at| {
        let rest = &path.parts[at..];
        rest.len() >= what.len() && rest.iter().zip(&what).all(|(a, b)| a == b)
    })
}

fn rust_files(directory: &str) -> Vec<(String, String)> {
    let root = FilePath::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let mut waiting: Vec<PathBuf> = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a directory of the project");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(&root).expect("a file below the root");
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            files.push((name.to_string_lossy().replace('\\', "/"), text));
        }
    }
    files.sort();
    files
}

#[test]
fn the_rooms_keep_their_rules() {
    let files = rust_files("src");
    assert!(
        files.len() > 20,
        "too few files were found: {}",
        files.len()
    );
    let problems: Vec<String> = files
        .iter()
        .flat_map(|(name, text)| problems(name, text))
        .collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn tests_and_benches_keep_theirs() {
    let problems: Vec<String> = ["tests", "benches", "assets"]
        .into_iter()
        .filter(|directory| {
            FilePath::new(env!("CARGO_MANIFEST_DIR"))
                .join(directory)
                .is_dir()
        })
        .flat_map(rust_files)
        .flat_map(|(name, text)| common_problems(&name, &text))
        .collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn every_room_of_the_crate_has_a_rule() {
    let lib = include_str!("../../src/lib.rs");
    for line in lib.lines() {
        if let Some(room) = line.strip_prefix("pub mod ") {
            let room = room.trim_end_matches(';');
            assert!(IMPORTS.iter().any(|(known, _)| *known == room), "{room}");
        }
    }
}

#[test]
fn what_breaks_a_rule_is_found() {
    for (name, code, want) in [
        ("app.rs", "use crate::view::view;", "may not import 'view'"),
        ("app.rs", "use super::runtime;", "may not import 'runtime'"),
        (
            "app/update/mouse.rs",
            "use super::super::super::theme::Theme;",
            "'theme'",
        ),
        (
            "catalog.rs",
            "use crate::{text::Clean, ingest::load};",
            "'ingest'",
        ),
        ("main.rs", "use tagleaf::catalog::Catalog;", "'catalog'"),
        ("cli/list.rs", "fn f() -> ratatui::layout::Rect", "only for"),
        (
            "app.rs",
            "use ratatui::{layout::Rect, style::Style};",
            "layout only",
        ),
        (
            "app.rs",
            "let now = std::time::Instant::now();",
            "'app' is pure",
        ),
        ("view.rs", "use std::{fmt, fs};", "'view' is pure"),
        ("ingest.rs", "let home = std::env::var(x);", "only for"),
        (
            "ingest.rs",
            "use crate::text::Clean; f(Clean::stored(x))",
            "only for",
        ),
        ("text.rs", "use clean::*;", "name what you import"),
        ("text/mod.rs", "", "beside"),
        ("text.rs", "todo!()", "unfinished"),
        (
            "text.rs",
            "#[cfg(test)]\nmod tests {\n#[ignore]\nfn f() {}\n}",
            "skipped",
        ),
    ] {
        let text = format!("//! Something.\n{code}\n");
        let found = problems(name, &text);
        assert_eq!(found.len(), 1, "{code}: {found:?}");
        assert!(found[0].contains(want), "{code}: {found:?}");
    }
    let long = format!("//! Long.\n{}", "fn f() {}\n".repeat(LINES_MAX));
    assert_eq!(problems("text.rs", &long).len(), 1);
    assert_eq!(problems("text.rs", "fn f() {}").len(), 1);
}

#[test]
fn what_keeps_the_rules_is_let_through() {
    for (name, code) in [
        (
            "app/update.rs",
            "use super::{App, layout}; use crate::catalog::Catalog;",
        ),
        (
            "app/layout.rs",
            "use ratatui::layout::Rect; // ratatui::style is not for us",
        ),
        (
            "runtime.rs",
            "use std::{env, fs, time::Instant}; use ratatui::Terminal;",
        ),
        (
            "text.rs",
            "#[cfg(test)]\nmod tests {\nuse super::*; use crate::app::App; }",
        ),
        (
            "main.rs",
            "use tagleaf::cli; fn f() { std::env::var(\"x\"); }",
        ),
        (
            "catalog.rs",
            "const SAID: &str = \"crate::view todo!() #[ignore]\";",
        ),
    ] {
        let text = format!("//! Something.\n{code}\n");
        assert_eq!(problems(name, &text), Vec::<String>::new(), "{code}");
    }
}
