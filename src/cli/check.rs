//! `check`: what was read, repaired and refused, by file and line.

mod json;
mod plain;

use std::io::{self, Write};

use super::{CheckArgs, CheckFormat, Exit, Inputs, Surroundings, say_errors};
use crate::catalog::Form;
use crate::ingest::FileReport;

/// Loads the inputs and writes the report of it.
///
/// # Errors
/// When `out` refuses.
pub fn check(
    args: &CheckArgs,
    inputs: &Inputs,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let report = inputs.load().report;
    match args.format {
        CheckFormat::Plain => plain::write(&report, surroundings.text_width(), out)?,
        CheckFormat::Json => json::write(&report, out)?,
    }
    out.flush()?;
    let unreadable = say_errors(err, &report);
    let whole = if report.is_whole() {
        Exit::Done
    } else {
        Exit::Failed
    };
    Ok(whole.max(unreadable))
}

/// The forms found in a file: `A`, `A+C`; `None` where there is none.
fn form_letters(file: &FileReport) -> Option<String> {
    let forms: Vec<&str> = file.forms().into_iter().map(Form::letter).collect();
    (!forms.is_empty()).then(|| forms.join("+"))
}
