//! The key table, for the shell and for the README.

use std::io::{self, Write};

use super::KeysFormat;
use crate::action::{ACTIONS, ActionSpec, Scope};
use crate::keymap::Keymap;
use crate::search::query::syntax;
use crate::text::{push_formatted, width_cells};

/// Writes the key table.
///
/// # Errors
/// When `out` refuses.
pub fn keys(format: KeysFormat, out: &mut dyn Write) -> io::Result<()> {
    let text = match format {
        KeysFormat::Plain => keys_plain(),
        KeysFormat::Markdown => keys_markdown(),
    };
    out.write_all(text.as_bytes())
}

/// The key table as Markdown: one table a scope, as the README shows it.
#[must_use]
pub fn keys_markdown() -> String {
    let mut text = String::new();
    for (scope, rows) in table() {
        let gap = if text.is_empty() { "" } else { "\n" };
        let title = scope.title();
        push_formatted(
            &mut text,
            format_args!("{gap}**{title}**\n\n| keys | what they do | action |\n|---|---|---|\n"),
        );
        for (keys, spec) in rows {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let keys = keys.join(" ").replace('|', "\\|");
            let what = spec.description.replace('|', "\\|");
            push_formatted(
                &mut text,
                format_args!("| {keys} | {what} | `{}` |\n", spec.name),
            );
        }
    }
    text
}

/// The query language as a Markdown table, as the README shows it.
#[must_use]
pub fn query_markdown() -> String {
    let mut text = "| query | what it finds |\n|---|---|\n".to_owned();
    for (example, what) in syntax() {
        let example = example.replace('|', "\\|");
        push_formatted(&mut text, format_args!("| `{example}` | {what} |\n"));
    }
    text
}

fn keys_plain() -> String {
    let mut text = String::new();
    let table: Vec<_> = table().collect();
    let widest = |width: fn(&(Vec<&'static str>, &ActionSpec)) -> usize| {
        let rows = table.iter().flat_map(|(_, rows)| rows);
        rows.map(width).max().unwrap_or(0)
    };
    let keys_width = widest(|(keys, _)| width_cells(&keys.join(", ")));
    let names_width = widest(|(_, spec)| spec.name.len());
    for (scope, rows) in &table {
        let gap = if text.is_empty() { "" } else { "\n" };
        push_formatted(&mut text, format_args!("{gap}{}\n", scope.title()));
        for (keys, spec) in rows {
            let keys = keys.join(", ");
            let name = spec.name;
            let what = spec.description;
            push_formatted(
                &mut text,
                format_args!("  {keys:keys_width$}  {name:names_width$}  {what}\n"),
            );
        }
    }
    text
}

/// Every scope with its actions, in the order of the help.
fn table() -> impl Iterator<Item = (Scope, Vec<(Vec<&'static str>, &'static ActionSpec)>)> {
    let keymap = Keymap::default();
    Scope::ALL.into_iter().map(move |scope| {
        let rows = ACTIONS.iter().filter(|spec| spec.scope == scope);
        let rows = rows.map(|spec| (keymap.keys_of(spec.action).collect(), spec));
        (scope, rows.collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_in_both_tables() {
        let (plain, markdown) = (keys_plain(), keys_markdown());
        for spec in ACTIONS {
            assert!(plain.contains(spec.description), "{}", spec.name);
            assert!(markdown.contains(&format!("`{}` |\n", spec.name)));
        }
        for line in markdown.lines().filter(|line| line.starts_with("| ")) {
            let bars = line.replace("\\|", "").matches('|').count();
            assert_eq!(bars, 4, "{line}");
        }
    }
}
