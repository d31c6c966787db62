//! Saving what can be saved of a file that cannot be read.

use std::ops::Range;
use std::sync::Arc;

use super::{BookmarkFile, FileError, Holds, Part, scan, table};
use crate::shelf::edit::merge_bookmarks;

/// A readable file made of a broken one.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired {
    /// The file.
    pub file: BookmarkFile,
    /// What had to be left out, each a line of the broken file.
    pub left_out: Vec<FileError>,
    /// How many bookmarks stood there twice and were put together.
    pub joined: usize,
}

impl BookmarkFile {
    /// Reads all that can be read: lines that are wrong are left out one by one, marks
    /// of a merge with both sides kept, bookmarks that stand there twice are put
    /// together. Quadratic in the lines of a broken part, linear in the others.
    #[must_use]
    pub fn repair(bytes: &[u8]) -> Repaired {
        let text = String::from_utf8_lossy(bytes);
        let mut repaired = Repaired {
            file: Self::default(),
            left_out: Vec::new(),
            joined: 0,
        };
        let is_broken = |part: &Range<usize>| table::read(&text[part.clone()]).is_err();
        let mut parts = scan::parts(&text);
        if parts.iter().any(is_broken) {
            parts = scan::parts_of_lines(&text);
        }
        for range in parts {
            let kept = kept_lines(&text, range, &mut repaired.left_out);
            let Ok(part) = repaired.file.read(&kept) else {
                continue;
            };
            repaired.add(part);
        }
        repaired
    }
}

impl Repaired {
    fn add(&mut self, part: Part) {
        let Holds::Bookmark(new) = &part.holds else {
            self.file.parts.push(part);
            return;
        };
        let twin = self
            .file
            .parts
            .iter_mut()
            .find_map(|known| match &mut known.holds {
                Holds::Bookmark(bookmark) if bookmark.id == new.id => {
                    Some((&mut known.text, bookmark))
                }
                _ => None,
            });
        if let Some((text, bookmark)) = twin {
            let both = merge_bookmarks(None, bookmark, new);
            *text = table::changed(text, bookmark, &both).into();
            *bookmark = Arc::new(both);
            self.joined += 1;
        } else {
            self.file.parts.push(part);
        }
    }
}

/// The part without the lines that keep it from being read.
fn kept_lines(text: &str, range: Range<usize>, left_out: &mut Vec<FileError>) -> String {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
            .iter()
            .any(|mark| line.starts_with(mark))
        {
            left_out.push(FileError::at(text, start..start, "a mark of a merge"));
        } else {
            lines.push((start, line));
        }
        start += line.len();
    }
    loop {
        let kept: String = lines.iter().map(|(_, line)| *line).collect();
        let Err((span, message)) = table::read(&kept) else {
            return kept;
        };
        let Some(last) = lines.len().checked_sub(1) else {
            return kept;
        };
        let before = kept.get(..span.start).unwrap_or(&kept);
        let (start, _) = lines.remove(before.matches('\n').count().min(last));
        left_out.push(FileError::at(text, start..start, &message));
    }
}
