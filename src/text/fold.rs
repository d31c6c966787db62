//! Folding: the forms in which two spellings of one thing compare equal.

use unicode_normalization::UnicodeNormalization;

/// Appends `text` folded for comparison: lower case, accents dropped, typographic
/// hyphens, quotes and blanks as their ASCII forms, runs of blanks as one.
///
/// NFKD alone would leave U+2011 as U+2010 and curly quotes as they are, so those
/// are mapped first; CJK stays as it is. O(n).
pub fn fold_into(out: &mut String, text: &str) {
    let start = out.len();
    if text.is_ascii() && !text.contains(['\t', '\n']) && !text.contains("  ") {
        out.push_str(text.trim_start());
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars().map(ascii_form) {
        if c.is_ascii() {
            push_folded(out, start, c.to_ascii_lowercase());
            continue;
        }
        for d in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
            if !unicode_normalization::char::is_combining_mark(d) {
                push_folded(out, start, d);
            }
        }
    }
}

fn push_folded(out: &mut String, start: usize, c: char) {
    let blank = c == ' ';
    if !(blank && (out.len() == start || out.ends_with(' '))) {
        out.push(c);
    }
}

/// The key under which spellings of one tag meet: folded, without blanks and
/// hyphens (`high-concurrency` = `High Concurrency`).
#[must_use]
pub fn spelling_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    fold_into(&mut key, text);
    key.retain(|c| c != ' ' && c != '-');
    key
}

/// Appends the site's slug of a title: lower case, every run outside `a-z0-9` one
/// hyphen, trimmed. Non-ASCII is dropped, as in the site's own addresses.
pub fn slug_into(out: &mut String, title: &str) {
    let start = out.len();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if out.len() > start && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.len() > start && out.ends_with('-') {
        out.pop();
    }
}

/// The ASCII character a person types for a typographic one.
const fn ascii_form(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{2018}'..='\u{201b}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' => '"',
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_tag_share_a_key() {
        for (a, b) in [
            ("e\u{2011}commerce", "E-Commerce"),
            ("GarbageCollection", "Garbage Collection"),
            ("na\u{ef}ve", "Naive"),
            ("high\u{a0}concurrency", "high-concurrency"),
        ] {
            assert_eq!(spelling_key(a), spelling_key(b));
        }
        assert_ne!(spelling_key("C"), spelling_key("C++"));
        assert_eq!(spelling_key("秒杀"), "秒杀");
    }

    #[test]
    fn slugs_follow_the_sites_rule() {
        let mut slug = String::new();
        slug_into(&mut slug, "Zhihu\u{2019}s Read/Write (秒杀) C++: 10 Tips!");
        assert_eq!(slug, "zhihu-s-read-write-c-10-tips");
    }
}
