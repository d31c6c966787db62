//! The queries a person has kept, one a line, oldest first.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::app::prompt::CHARS_MAX;
use crate::text::CleanString;

/// Lines that are recalled; a file of twice as many is shortened to these.
const LINES_MAX: usize = 1_000;

/// Bytes at the end of the file that are read: as many lines of usual lengths many times over.
const BYTES_MAX: u64 = 4 * 1024 * 1024;

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

    /// What was kept, oldest first; a query that was kept again stands once. What is no
    /// text, or longer than a line that could be typed, is none that was kept here. Nothing
    /// if the file cannot be read.
    pub(super) fn read(&self) -> Vec<String> {
        // Something else than a file, such as a pipe, might never come to an end.
        let path = self.path.as_ref().filter(|path| path.is_file());
        let bytes = path.and_then(|path| read_end(path).ok());
        let Tail { bytes, is_whole } = bytes.unwrap_or_default();
        // The file is one that others may have written to.
        let texts: Vec<String> = bytes
            .split(|byte| *byte == b'\n')
            .filter_map(text)
            .collect();
        let mut lines: Vec<String> = Vec::new();
        for line in texts.iter().skip(texts.len().saturating_sub(LINES_MAX)) {
            lines.retain(|other| other != line);
            lines.push(line.clone());
        }
        if texts.len() > 2 * LINES_MAX || !is_whole {
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
        if !is_line(query) {
            return Ok(());
        }
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

/// The end of a file, from the start of a line on.
struct Tail {
    bytes: Vec<u8>,
    /// Whether it is the whole file.
    is_whole: bool,
}

impl Default for Tail {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            is_whole: true,
        }
    }
}

fn read_end(path: &Path) -> io::Result<Tail> {
    let mut file = File::open(path)?;
    let skipped = file.metadata()?.len().saturating_sub(BYTES_MAX);
    file.seek(SeekFrom::Start(skipped))?;
    let mut bytes = Vec::new();
    file.take(BYTES_MAX).read_to_end(&mut bytes)?;
    if skipped > 0 {
        let end = bytes.iter().position(|byte| *byte == b'\n');
        bytes.drain(..end.unwrap_or(bytes.len()));
    }
    Ok(Tail {
        bytes,
        is_whole: skipped == 0,
    })
}

/// A line as it is recalled, if it is one that could have been typed.
fn text(line: &[u8]) -> Option<String> {
    let line = CleanString::new(std::str::from_utf8(line).ok()?.trim());
    is_line(line.as_str()).then(|| line.to_string())
}

fn is_line(line: &str) -> bool {
    !line.is_empty() && line.chars().nth(CHARS_MAX).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_nobody_typed_are_not_recalled() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("queries");
        let long = "a".repeat(1_000_000);
        let file = [
            b"saga\n",
            long.as_bytes(),
            b"\n\xff\x00\xfe\n \n\x07tag:ddd\r\n",
        ]
        .concat();
        fs::write(&path, file).expect("written");
        let history = History::new(Some(directory.path().to_owned()));
        assert_eq!(history.read(), ["saga", "tag:ddd"]);
        history.keep(&long).expect("nothing to do");
        assert_eq!(history.read(), ["saga", "tag:ddd"]);
        // Of a file of any length only the end is read, and only that is left.
        let file = [long.repeat(5).as_bytes(), b"cut\nsaga\n"].concat();
        fs::write(&path, file).expect("written");
        assert_eq!(history.read(), ["saga"]);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "saga\n");
    }

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
