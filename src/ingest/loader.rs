//! Reading and parsing one input after the other, whatever becomes of each.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use super::Loaded;
use super::assemble::assemble;
use super::decode::{Decoded, SNIFF_LEN, decode, sniff};
use super::input::{Progress, SEED, SEED_NAME, Source};
use super::parse::{Parsed, parse};
use super::report::{FileReport, InputError, Quarantined, Reason, Report, SkipReason, Skipped};
use super::walk::Found;
use crate::text::CleanString;

/// Offsets into a text are 32 bits; abstracts that are joined, at most as long as the
/// text itself, stand behind it.
const FILE_LEN_MAX: u64 = u32::MAX as u64 / 2;

/// How much is read between two reports of progress.
const CHUNK_LEN: usize = 4 << 20;

/// What has been loaded so far.
pub(super) struct Loader<'a> {
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    /// What is told next.
    at: Progress,
    parsed: Vec<Parsed>,
    report: Report,
    stopped: bool,
}

impl<'a> Loader<'a> {
    pub(super) fn new(
        progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
        bytes_total: u64,
    ) -> Self {
        Self {
            progress,
            at: Progress {
                bytes_total,
                ..Progress::default()
            },
            parsed: Vec::new(),
            report: Report::default(),
            stopped: false,
        }
    }

    pub(super) fn finish(self) -> Loaded {
        let Self {
            progress,
            at,
            parsed,
            report,
            ..
        } = self;
        assemble(parsed, report, &mut |bytes| {
            let bytes_done = at.bytes_done.saturating_add(bytes as u64);
            // All is read; there is nothing left to break off.
            let _: ControlFlow<()> = progress(Progress { bytes_done, ..at });
        })
    }

    pub(super) fn source(&mut self, source: Source<'_>) {
        let (name, parsed) = match source {
            Source::Seed => {
                let name = CleanString::new(SEED_NAME);
                let text = SEED.to_owned();
                let parsed = self.parse_text(
                    &name,
                    Decoded {
                        text,
                        ..Decoded::default()
                    },
                );
                (name, parsed)
            }
            Source::Stdin => {
                let name = CleanString::new("-");
                let parsed = self
                    .read_all(&name, &mut io::stdin().lock(), 0)
                    .and_then(|bytes| self.parse(&name, bytes));
                (name, parsed)
            }
            Source::File(path, _) => {
                let name = name_of(path);
                let parsed = self.file(path, &name);
                (name, parsed)
            }
            Source::Directory(path, found) => {
                return self.directory(&name_of(path), found);
            }
            Source::Refused(path, error) => {
                let name = name_of(path);
                (name.clone(), Err(unreadable(name, &error)))
            }
        };
        self.keep(name, parsed);
    }

    fn directory(&mut self, directory: &CleanString, found: Found) {
        let parsed_before = self.parsed.len();
        for (path, error) in &found.refused {
            let name = name_of(path);
            self.fail(name.clone(), unreadable(name, error));
        }
        for (path, reason) in found.passed_over {
            let name = name_of(&path);
            self.skip(directory, name, reason);
        }
        self.report.link_lists.extend(found.link_lists);
        for file in &found.files {
            if self.stopped {
                return;
            }
            let name = name_of(file);
            let parsed = self.file(file, &name);
            match reason_to_skip(&parsed) {
                Some(reason) => self.skip(directory, name, reason),
                None => self.keep(name, parsed),
            }
        }
        if self.parsed.len() == parsed_before && !self.stopped {
            let tried = match found.files.len() {
                0 => "there are no files".to_owned(),
                1 => "its one file holds none".to_owned(),
                count => format!("none of its {count} files holds one"),
            };
            let error = InputError::NoListings {
                path: directory.clone(),
                tried,
            };
            self.fail(directory.clone(), error);
        }
    }

    fn file(&mut self, path: &Path, name: &CleanString) -> Result<Option<Parsed>, InputError> {
        let bytes = self.read(path, name)?;
        self.parse(name, bytes)
    }

    /// Parses one text; `None` once loading was broken off.
    pub(super) fn parse(
        &mut self,
        name: &CleanString,
        bytes: Vec<u8>,
    ) -> Result<Option<Parsed>, InputError> {
        if self.stopped {
            return Ok(None);
        }
        sniff(name, &bytes)?;
        self.parse_text(name, decode(bytes))
    }

    fn parse_text(
        &mut self,
        name: &CleanString,
        decoded: Decoded,
    ) -> Result<Option<Parsed>, InputError> {
        if self.stopped {
            return Ok(None);
        }
        if decoded.is_blank() {
            return Err(InputError::Empty { path: name.clone() });
        }
        let len = decoded.text.len() as u64;
        let before = self.at;
        let progress = &mut *self.progress;
        let mut stopped = false;
        let parsed = parse(name.clone(), decoded, &mut |bytes, articles| {
            let flow = progress(Progress {
                bytes_done: before.bytes_done + bytes as u64,
                articles: before.articles + articles as u64,
                ..before
            });
            stopped = flow.is_break();
            flow
        });
        self.stopped = stopped;
        self.at.bytes_done += len;
        self.at.articles += parsed.articles.len() as u64;
        self.tell();
        Ok(Some(parsed))
    }

    /// Reads and decodes a file that holds no articles.
    pub(super) fn text(&mut self, path: &Path) -> Result<String, InputError> {
        let name = name_of(path);
        let bytes = self.read(path, &name)?;
        sniff(&name, &bytes)?;
        Ok(decode(bytes).text)
    }

    fn tell(&mut self) {
        self.stopped |= (self.progress)(self.at).is_break();
    }

    pub(super) fn keep(&mut self, name: CleanString, parsed: Result<Option<Parsed>, InputError>) {
        match parsed {
            Ok(parsed) => self.parsed.extend(parsed),
            Err(error) => self.fail(name, error),
        }
    }

    fn skip(&mut self, directory: &CleanString, path: CleanString, reason: SkipReason) {
        self.report.skipped.push(Skipped {
            directory: directory.clone(),
            path,
            reason,
        });
    }

    fn fail(&mut self, path: CleanString, error: InputError) {
        // Kept in the order of loading among the files that could be read.
        self.parsed.push(Parsed {
            report: FileReport {
                path,
                error: Some(error),
                ..FileReport::default()
            },
            ..Parsed::default()
        });
    }

    fn read(&mut self, path: &Path, name: &CleanString) -> Result<Vec<u8>, InputError> {
        let open = || -> io::Result<(File, u64)> {
            let file = File::open(path)?;
            let len = file.metadata()?.len();
            Ok((file, len))
        };
        let (mut file, len) = open().map_err(|error| unreadable(name.clone(), &error))?;
        self.read_all(name, &mut file, len)
    }

    /// Reads to the end, but gives up early on what is no text: `/dev/zero` never ends.
    fn read_all(
        &mut self,
        name: &CleanString,
        from: &mut dyn Read,
        len: u64,
    ) -> Result<Vec<u8>, InputError> {
        let too_large = |bytes| InputError::TooLarge {
            path: name.clone(),
            bytes,
            max: FILE_LEN_MAX,
        };
        if len > FILE_LEN_MAX {
            return Err(too_large(len));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
        let mut step = SNIFF_LEN;
        loop {
            let read = from
                .take(step as u64)
                .read_to_end(&mut bytes)
                .map_err(|error| unreadable(name.clone(), &error))?;
            if step == SNIFF_LEN {
                sniff(name, &bytes)?;
            }
            if read < step {
                break;
            }
            step = CHUNK_LEN;
            if bytes.len() as u64 > FILE_LEN_MAX {
                return Err(too_large(bytes.len() as u64));
            }
            self.tell();
            if self.stopped {
                break;
            }
        }
        Ok(bytes)
    }
}

/// Why a file that was found, not named, is passed over: it need not be a listing. What
/// shows any sign of one is kept, however little of it could be read.
fn reason_to_skip(parsed: &Result<Option<Parsed>, InputError>) -> Option<SkipReason> {
    match parsed {
        Ok(Some(parsed)) => {
            let report = &parsed.report;
            let of_articles = |q: &Quarantined| !matches!(q.reason, Reason::Stray);
            let is_listing = !report.listings.is_empty()
                || report.cut.is_some()
                || report.quarantined.iter().any(of_articles);
            (!is_listing).then_some(SkipReason::NoListing)
        }
        Err(InputError::Empty { .. }) => Some(SkipReason::Empty),
        Err(InputError::Binary { .. }) => Some(SkipReason::NotText),
        Ok(None) | Err(_) => None,
    }
}

/// A path as it may be shown.
pub(super) fn name_of(path: &Path) -> CleanString {
    CleanString::new(&path.to_string_lossy())
}

fn unreadable(path: CleanString, error: &io::Error) -> InputError {
    let advice = match error.kind() {
        io::ErrorKind::NotFound => "check the name",
        io::ErrorKind::PermissionDenied => "make it readable (chmod u+rX)",
        _ => "check the file and try again",
    };
    // The system's words end in "(os error 2)", which helps nobody.
    let message = error.to_string();
    let message = message.split(" (os error").next().unwrap_or(&message);
    InputError::Unreadable {
        path,
        message: message.to_ascii_lowercase(),
        advice: advice.to_owned(),
    }
}
