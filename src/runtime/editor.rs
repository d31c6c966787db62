//! A text in the person's own editor.

use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::process::Command;

use thiserror::Error;

/// What is run where nothing else was said; every Unix has it.
const USUAL: &str = "vi";

/// More is no note.
const BYTES_MAX: u64 = 1 << 20;

/// Why no text came from the editor.
#[derive(Debug, Error)]
pub(super) enum EditError {
    /// There was no file to edit.
    #[error("no file could be made to edit ({0})")]
    File(#[from] io::Error),
    /// There is no such program.
    #[error("the editor '{0}' could not be started; set $VISUAL or $EDITOR")]
    Start(String),
    /// It says that it has failed.
    #[error("the editor '{0}' has failed")]
    Failed(String),
}

/// Lets the person edit `text`; the terminal is theirs until this returns.
///
/// # Errors
/// [`EditError`]; the text is lost then, as the editor has said that it should be.
pub(super) fn edit(text: &str) -> Result<String, EditError> {
    let editor = of_environment(|name| std::env::var(name).ok());
    edit_with(&editor, text)
}

fn of_environment(variable: impl Fn(&str) -> Option<String>) -> String {
    let set = |name| variable(name).filter(|value| !value.trim().is_empty());
    set("VISUAL")
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| USUAL.to_owned())
}

fn edit_with(editor: &str, text: &str) -> Result<String, EditError> {
    let mut file = tempfile::Builder::new()
        .prefix("tagleaf-note-")
        .suffix(".md")
        .tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let status = command(editor, file.path())
        .status()
        .map_err(|_| EditError::Start(editor.to_owned()))?;
    match status.code() {
        Some(0) => {}
        // What shells say of programs that cannot be run.
        Some(126 | 127) => return Err(EditError::Start(editor.to_owned())),
        _ => return Err(EditError::Failed(editor.to_owned())),
    }
    // Many editors exchange the file for another of its name.
    let mut bytes = Vec::new();
    let mut written = std::fs::File::open(file.path())?;
    written.rewind()?;
    written.take(BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The editor as the shell understands it, as git does: `code --wait`, or a path with
/// blanks in quotes. The file is one argument of it, whatever its name.
fn command(editor: &str, path: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\""));
    command.arg(editor).arg(path);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_is_the_persons_own() {
        let with = |visual: Option<&str>, editor: Option<&str>| {
            of_environment(|name| {
                let value = if name == "VISUAL" { visual } else { editor };
                value.map(str::to_owned)
            })
        };
        assert_eq!(with(Some("hx"), Some("ed")), "hx");
        assert_eq!(with(Some(" "), Some("ed")), "ed");
        assert_eq!(with(None, None), USUAL);
    }

    #[test]
    fn what_the_editor_writes_comes_back_and_its_failures_are_told() {
        let append = "printf ' and more' >>";
        assert_eq!(
            edit_with(append, "a note").expect("text"),
            "a note and more"
        );
        let exchange = "f() { printf new >\"$1.x\" && mv \"$1.x\" \"$1\"; }; f";
        assert_eq!(edit_with(exchange, "old").expect("text"), "new");
        assert!(matches!(edit_with("false", ""), Err(EditError::Failed(_))));
        let missing = edit_with("/no/such/editor", "");
        assert!(matches!(missing, Err(EditError::Start(_))));
    }
}
