//! The queries a person has kept, one a line, oldest first.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

use crate::text::CleanString;

/// Lines that are recalled; a file of twice as many is shortened to these.
const LINES_MAX: usize = 1_000;

/// The file of a person's queries.
#[derive(Debug)]
pub(super) struct History {
    path: Option<PathBuf>,
}

impl History {
    /// The history in a directory; without one, queries are forgotten with the reader.
    pub(super) fn new(directory: Option<PathBuf>) -> Self {
        Self {
            path: directory.map(|directory| directory.join("queries")),
        }
    }

    /// What was kept, oldest first; a query that was kept again stands once. Nothing if
    /// the file cannot be read.
    pub(super) fn read(&self) -> Vec<String> {
        // Something else than a file, such as a pipe, might never come to an end.
        let path = self.path.as_ref().filter(|path| path.is_file());
        let bytes = path.and_then(|path| fs::read(path).ok());
        let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
        let mut lines: Vec<String> = Vec::new();
        let kept = text.lines().count();
        for line in text.lines().skip(kept.saturating_sub(LINES_MAX)) {
            // The file is one that others may have written to.
            let line = CleanString::new(line).to_string();
            lines.retain(|other| *other != line);
            lines.push(line);
        }
        if kept > 2 * LINES_MAX {
            // What cannot be shortened is only longer than it needs to be.
            self.shorten(&lines).ok();
        }
        lines
    }

    /// Adds a query, in one write, so that two readers do not mix their lines.
    ///
    /// # Errors
    /// When the directory cannot be made or the file cannot be written.
    pub(super) fn keep(&self, query: &str) -> io::Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        if path.exists() && !path.is_file() {
            return Err(io::Error::other("it is no file"));
        }
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        let mut file = File::options().create(true).append(true).open(path)?;
        file.write_all(format!("{query}\n").as_bytes())
    }

    fn shorten(&self, lines: &[String]) -> io::Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let shorter = path.with_extension("shorter");
        fs::write(&shorter, lines.join("\n") + "\n")?;
        fs::rename(&shorter, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_recalled_in_the_order_they_were_last_kept() {
        let directory = tempfile::tempdir().expect("a directory");
        let state = directory.path().join("not/made/yet");
        let history = History::new(Some(state.clone()));
        assert_eq!(history.read(), Vec::<String>::new());
        for query in ["saga", "tag:ddd", "saga"] {
            history.keep(query).expect("kept");
        }
        assert_eq!(History::new(Some(state)).read(), ["tag:ddd", "saga"]);
    }

    #[test]
    fn a_long_history_is_shortened_and_a_broken_one_is_made_safe() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("queries");
        let lines: Vec<String> = (0..2_500).map(|n| format!("word{n}")).collect();
        let lines = lines.join("\n") + "\nesc\u{1b}[2J\n";
        fs::write(&path, [lines.as_bytes(), b"\xff\xfe\n"].concat()).expect("written");
        let history = History::new(Some(directory.path().to_owned()));
        let read = history.read();
        assert_eq!(read.len(), LINES_MAX);
        assert!(read.iter().all(|line| !line.contains('\u{1b}')));
        let left = fs::read_to_string(&path).expect("a file");
        assert_eq!(left.lines().count(), LINES_MAX);
    }

    #[test]
    fn without_a_directory_nothing_is_kept() {
        let history = History::new(None);
        history.keep("saga").expect("nothing to do");
        assert_eq!(history.read(), Vec::<String>::new());
    }
}
