//! Formatted text at the end of a `String`.

use std::fmt::{Arguments, Write};

/// Appends formatted text without a `String` of its own in between.
///
/// # Panics
/// When a `Display` in `part` fails; none of this program does.
pub fn push_formatted(out: &mut String, part: Arguments<'_>) {
    out.write_fmt(part)
        .expect("writing to a String cannot fail");
}
