//! The README in step with what the program says of itself.

use std::path::Path;

use tagleaf::cli::{command_names, keys_markdown};

const BEGIN: &str = "<!-- keys:begin -->\n";
const END: &str = "<!-- keys:end -->";

/// The text between the marks of the key table, as bytes of `readme`.
fn keys_block(readme: &str) -> std::ops::Range<usize> {
    let start = readme
        .find(BEGIN)
        .expect("README.md has a mark 'keys:begin'")
        + BEGIN.len();
    let end = readme[start..]
        .find(END)
        .expect("README.md has a mark 'keys:end' after it");
    start..start + end
}

#[test]
fn the_readme_shows_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).expect("README.md");
    let block = keys_block(&readme);
    let want = format!("\n{}\n", keys_markdown());
    if std::env::var_os("TAGLEAF_BLESS").is_some_and(|v| v == "1") {
        let mut blessed = readme.clone();
        blessed.replace_range(block, &want);
        std::fs::write(&path, blessed).expect("README.md can be written");
        return;
    }
    assert_eq!(
        readme[block], want,
        "the README's keys are not those of the action table; run the tests with TAGLEAF_BLESS=1"
    );
}

#[test]
fn the_readme_names_every_command() {
    let readme = include_str!("../../README.md");
    for name in command_names() {
        assert!(readme.contains(&format!("tagleaf {name}")), "{name}");
    }
}
