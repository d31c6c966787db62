//! Lines on standard error: what could not be read, and what to do.

use std::fmt::Display;
use std::io::Write;

use super::Exit;
use crate::ingest::{FileReport, FoundLinks, Report, Skipped};
use crate::text::{CleanString, counted};

/// Writes `tagleaf: ` and the message. The message's lines are scrubbed, as they hold
/// file names and other people's words; that nobody reads them is no error.
pub fn say(err: &mut dyn Write, message: &dyn Display) {
    let text = message.to_string();
    let mut prefix = "tagleaf: ";
    for line in text.lines() {
        if writeln!(err, "{prefix}{}", CleanString::new(line)).is_err() {
            return;
        }
        prefix = "";
    }
}

/// Tells of every input that could not be read at all.
pub fn say_errors(err: &mut dyn Write, report: &Report) -> Exit {
    let mut exit = Exit::Done;
    for error in report.files.iter().filter_map(|file| file.error.as_ref()) {
        say(err, error);
        exit = Exit::Usage;
    }
    exit
}

/// Tells of every link list that says nothing. Only one that was named is a failure.
pub fn say_link_errors(err: &mut dyn Write, found: &FoundLinks) -> Exit {
    for error in found.errors.iter().chain(&found.notes) {
        say(err, error);
    }
    if found.errors.is_empty() {
        Exit::Done
    } else {
        Exit::Usage
    }
}

/// Tells of every file of which a part could not be read, in one line each.
pub fn say_parts(err: &mut dyn Write, report: &Report) {
    for file in &report.files {
        if let Some(parts) = parts(file) {
            let advice = if file.path.as_str() == "-" {
                "tagleaf check - shows it".to_owned()
            } else {
                format!("tagleaf check {} shows it", shell_word(file.path.as_str()))
            };
            say(err, &format!("'{}': {parts} ({advice})", file.path));
        }
    }
}

/// Tells of the files that were passed over, in one line for each directory that was
/// named. Where a directory holds nothing to read at all, the error says as much.
pub fn say_skipped(err: &mut dyn Write, report: &Report) {
    let of_one = |a: &Skipped, b: &Skipped| a.directory == b.directory;
    for skipped in report.skipped.chunk_by(of_one) {
        let directory = &skipped[0].directory;
        let is_told = |file: &FileReport| file.error.is_some() && file.path == *directory;
        if !report.files.iter().any(is_told) {
            let files = without_a_listing(skipped.len());
            let name = shell_word(directory.as_str());
            let said = format!("'{directory}': {files} passed over (tagleaf check {name} shows");
            let them = if skipped.len() == 1 { "it" } else { "them" };
            say(err, &format!("{said} {them})"));
        }
    }
}

/// `1 file without a listing`.
pub fn without_a_listing(files: usize) -> String {
    format!("{} without a listing", counted(files, "file"))
}

/// What of a file could not be read: `1 in quarantine, cut at line 90`.
pub fn parts(file: &FileReport) -> Option<String> {
    let mut parts = Vec::new();
    if !file.quarantined.is_empty() {
        parts.push(format!("{} in quarantine", file.quarantined.len()));
    }
    if let Some(cut) = &file.cut {
        parts.push(format!("cut at line {}", cut.line));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A name as it is written in a shell.
fn shell_word(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:,+@%=".contains(c);
    if name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_safe_to_show() {
        let mut err = Vec::new();
        say(&mut err, &"could not read '\u{1b}[2Jx\u{202e}'\nline two");
        let said = String::from_utf8(err).expect("UTF-8");
        assert_eq!(said, "tagleaf: could not read 'x'\nline two\n");
    }

    #[test]
    fn names_are_quoted_where_a_shell_needs_it() {
        assert_eq!(shell_word("saved/page-6.txt"), "saved/page-6.txt");
        assert_eq!(shell_word("it's here.txt"), "'it'\\''s here.txt'");
    }
}
