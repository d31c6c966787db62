//! The README in step with what the program is. With `TAGLEAF_BLESS=1` the tests write
//! what they would compare.

use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};

use tagleaf::app::{Library, Options, Shared, Size};
use tagleaf::cli::{command_names, keys_markdown, query_markdown};
use tagleaf::config::Settings;
use tagleaf::frame::{Sitting, draw};
use tagleaf::ingest::{Input, LinkSources, find_links, load};
use tagleaf::theme::{Colors, Theme};

/// How the picture is made; the README shows this very command.
const PICTURE: &str = "tagleaf frame --size 120x36 --keys '6 l j' --as svg > assets/reader.svg";

fn of_project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn readme() -> String {
    std::fs::read_to_string(of_project("README.md")).expect("README.md")
}

fn blesses() -> bool {
    std::env::var_os("TAGLEAF_BLESS").is_some_and(|value| value == "1")
}

/// The text between the marks of a generated block, as bytes of `readme`.
fn block(readme: &str, name: &str) -> Range<usize> {
    let mark = format!("<!-- {name}:begin -->\n");
    let start = readme.find(&mark).expect("a mark at the begin") + mark.len();
    let end = format!("<!-- {name}:end -->");
    let len = readme[start..].find(&end).expect("a mark at the end");
    start..start + len
}

#[test]
fn the_readme_shows_every_key_and_the_query_language() {
    let mut text = readme();
    for (name, want) in [("keys", keys_markdown()), ("query", query_markdown())] {
        let block = block(&text, name);
        let want = format!("\n{want}\n");
        if blesses() {
            text.replace_range(block, &want);
        } else {
            assert!(
                text[block] == want,
                "README.md's {name} are not those of the program: TAGLEAF_BLESS=1 cargo test docs"
            );
        }
    }
    if blesses() {
        std::fs::write(of_project("README.md"), text).expect("README.md can be written");
    }
}

#[test]
fn the_picture_is_what_the_reader_draws() {
    assert!(readme().contains(PICTURE) && readme().contains("](assets/reader.svg)"));
    let inputs = [Input::Seed];
    let loaded = load(&inputs, &mut |_| ControlFlow::Continue(()));
    let found = find_links(&inputs, &loaded, &LinkSources::default());
    let loaded = Shared::new(Library::new(loaded, found));
    let sitting = Sitting {
        size: Size {
            width: 120,
            height: 36,
        },
        ..Sitting::default()
    };
    let script = "6 l j".parse().expect("a script");
    let theme = Theme::new(Colors::Indexed);
    let mut svg = Vec::new();
    draw(&loaded, &script, sitting, &theme)
        .write_svg(&mut svg)
        .expect("a Vec takes all");
    let path = of_project("assets/reader.svg");
    if blesses() {
        std::fs::write(path, svg).expect("the picture can be written");
        return;
    }
    assert!(
        std::fs::read(path).is_ok_and(|picture| picture == svg),
        "assets/reader.svg is not what the reader draws: TAGLEAF_BLESS=1 cargo test docs"
    );
}

#[test]
fn the_readme_names_every_command() {
    let readme = readme();
    for name in command_names() {
        assert!(readme.contains(&format!("`tagleaf {name}`")), "{name}");
    }
}

#[test]
fn the_readmes_config_is_one() {
    let readme = readme();
    let (_, after) = readme.split_once("```toml\n").expect("a config");
    let (config, _) = after.split_once("```").expect("its end");
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.toml");
    std::fs::write(&path, config).expect("a file");
    let settings = Settings::read(&path).expect("the README's config is valid");
    assert_eq!(settings.options(), Options::default());
    assert_eq!(settings.view_problems(), []);
    assert_eq!(settings.views().usable().count(), 2);
}
