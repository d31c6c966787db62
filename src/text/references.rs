//! Character references of HTML and XML, as `&amp;` and `&#38;`.
//!
//! A crate would know all two thousand names, and its table of pointers would be written to
//! at every start, by the loader; pages and bookmarks use the dozen below.

use std::borrow::Cow;

/// Bytes of the longest reference that is meant here, `&#x10ffff;`, and some more.
const REFERENCE_MAX: usize = 12;

/// Resolves the references in `text`; those of other names stay as they are. O(n).
#[must_use]
pub fn resolve_references(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after
            .bytes()
            .take(REFERENCE_MAX)
            .position(|byte| byte == b';');
        let resolved = end.and_then(|end| Some((character(&after[..end])?, &after[end + 1..])));
        let (c, left) = resolved.unwrap_or(('&', after));
        out.push(c);
        rest = left;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a reference stands for.
fn character(name: &str) -> Option<char> {
    if let Some(digits) = name.strip_prefix('#') {
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        return char::from_u32(number.ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '\u{2013}',
        "mdash" => '\u{2014}',
        "hellip" => '\u{2026}',
        "lsquo" => '\u{2018}',
        "rsquo" => '\u{2019}',
        "ldquo" => '\u{201c}',
        "rdquo" => '\u{201d}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_what_is_none_stays() {
        for (text, want) in [
            ("a", "a"),
            ("a &amp; b&lt;&#60;&#x3C;&#X3c;", "a & b<<<<"),
            (
                "&ldquo;\u{79d2}&rdquo;&hellip;",
                "\u{201c}\u{79d2}\u{201d}\u{2026}",
            ),
            ("&amp;lt;", "&lt;"),
            (
                "&unknown; &; &#; &#xd800; &#x110000; & &",
                "&unknown; &; &#; &#xd800; &#x110000; & &",
            ),
            ("&amp", "&amp"),
            (
                "&\u{79d2}\u{79d2}\u{79d2}\u{79d2}\u{79d2};",
                "&\u{79d2}\u{79d2}\u{79d2}\u{79d2}\u{79d2};",
            ),
        ] {
            assert_eq!(resolve_references(text), want, "{text}");
        }
    }
}
