//! Folding: the forms in which two spellings of one thing compare equal.

use unicode_normalization::UnicodeNormalization;

/// Appends `text` folded for comparison: lower case, accents dropped, typographic
/// hyphens, quotes and blanks as their ASCII forms, runs of blanks as one.
///
/// NFKD alone would leave U+2011 as U+2010 and curly quotes as they are, so those
/// are mapped first; CJK stays as it is. O(n).
pub fn fold_into(out: &mut String, text: &str) {
    let start = out.len();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii() {
            let (run, after) = rest.split_at(ascii_len(rest));
            push_ascii(out, start, run);
            rest = after;
            continue;
        }
        rest = &rest[first.len_utf8()..];
        let c = ascii_form(first);
        if c.is_ascii() {
            push_folded(out, start, c);
            continue;
        }
        for d in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
            if !unicode_normalization::char::is_combining_mark(d) {
                push_folded(out, start, d);
            }
        }
    }
}

/// How many bytes of ASCII `text` begins with. O(n), many bytes at once.
pub(super) fn ascii_len(text: &str) -> usize {
    let (blocks, _) = text.as_bytes().as_chunks::<16>();
    let whole = blocks.iter().take_while(|block| block.is_ascii()).count() * 16;
    let rest = text.as_bytes()[whole..].iter();
    whole + rest.take_while(|byte| byte.is_ascii()).count()
}

/// Appends ASCII as a whole where only its first blank can be one too many.
fn push_ascii(out: &mut String, start: usize, run: &str) {
    // Without a way out, so that the compiler compares many bytes at once; most runs are
    // over before a search for a text is set up.
    let bytes = run.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let blanks = pairs.fold(0, |all, (a, b)| all | u8::from([*a, *b] == *b"  "));
    let tabs = bytes
        .iter()
        .fold(0, |all, byte| all | u8::from(*byte == b'\t'));
    if blanks | tabs != 0 {
        for c in run.chars().map(ascii_form) {
            push_folded(out, start, c.to_ascii_lowercase());
        }
        return;
    }
    let after_blank = out.len() == start || out.ends_with(' ');
    let run = run.strip_prefix(' ').filter(|_| after_blank).unwrap_or(run);
    let from = out.len();
    out.push_str(run);
    out[from..].make_ascii_lowercase();
}

fn push_folded(out: &mut String, start: usize, c: char) {
    let blank = c == ' ';
    if !(blank && (out.len() == start || out.ends_with(' '))) {
        out.push(c);
    }
}

/// The characters of `text` as they are searched, each with the byte in `text` where
/// the character it comes from starts.
///
/// As [`fold_into`], but blanks keep their number and ASCII letters their case, so that
/// an upper-case letter of a query can ask for one. Other letters become lower case:
/// case matters to the matcher in ASCII only, and `Д` should be found by `д`. Only
/// accents go, not the vowel signs and voicing marks of other scripts. O(n).
pub fn searched_chars(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().flat_map(|(at, c)| {
        let plain = is_searched_as_is(c).then_some(c);
        let folded = plain.is_none().then(|| {
            std::iter::once(ascii_form(c))
                .nfkd()
                .filter(|d| !is_accent(*d))
                .flat_map(keep_ascii_case)
        });
        plain
            .into_iter()
            .chain(folded.into_iter().flatten())
            .map(move |c| (at, c))
    })
}

/// Appends [`searched_chars`] to `out`.
pub fn fold_for_search(out: &mut String, text: &str) {
    if text.is_ascii() {
        out.push_str(text);
    } else {
        out.extend(searched_chars(text).map(|(_, c)| c));
    }
}

/// Whether `text` is searched as it stands, which ASCII and Chinese text is. O(n).
#[must_use]
pub fn is_searched_as_it_stands(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_searched_as_is)
}

/// Characters that no rule of [`searched_chars`] changes: ASCII, Chinese characters
/// and their punctuation.
const fn is_searched_as_is(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{3001}'..='\u{3003}' | '\u{4e00}'..='\u{9fff}')
}

/// Unicode's blocks of combining marks for Latin, Greek and Cyrillic letters and for
/// symbols.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn keep_ascii_case(c: char) -> impl Iterator<Item = char> {
    let kept = c.is_ascii().then_some(c);
    let lower = (!c.is_ascii()).then(|| c.to_lowercase());
    kept.into_iter().chain(lower.into_iter().flatten())
}

/// The key under which spellings of one tag meet: folded, without blanks and
/// hyphens (`high-concurrency` = `High Concurrency`).
#[must_use]
pub fn spelling_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let is_left_out = |c| matches!(c, ' ' | '\t' | '-');
    if text.is_ascii() {
        let kept = text.chars().filter(|c| !is_left_out(*c));
        key.extend(kept.map(|c| c.to_ascii_lowercase()));
    } else {
        fold_into(&mut key, text);
        key.retain(|c| !is_left_out(c));
    }
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_folds_as_its_characters_do(text in "[ aB\t\u{2011}\u{e9}\u{79d2}\u{a0}]{0,12}") {
            let mut by_char = String::new();
            for c in text.chars() {
                let mut folded = String::new();
                fold_into(&mut folded, &format!("x{c}"));
                for c in folded.chars().skip(1) {
                    push_folded(&mut by_char, 0, c);
                }
            }
            let mut folded = "kept".to_owned();
            fold_into(&mut folded, &text);
            prop_assert_eq!(folded.strip_prefix("kept"), Some(&*by_char));
        }
    }

    proptest! {
        #[test]
        fn a_key_is_what_is_folded_without_blanks_and_hyphens(text in "[ aB\t.\u{e9}-]{0,12}") {
            let mut folded = String::new();
            fold_into(&mut folded, &text);
            folded.retain(|c| !matches!(c, ' ' | '-'));
            prop_assert_eq!(spelling_key(&text), folded);
        }
    }

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
    fn what_is_searched_keeps_its_case_and_its_place() {
        for (text, searched) in [
            ("e\u{2011}commerce", "e-commerce"),
            ("Na\u{ef}ve \u{c9}t\u{e9}", "Naive Ete"),
            ("Zhihu\u{2019}s \u{201c}DDD\u{201d}", "Zhihu's \"DDD\""),
            ("a\u{a0}\u{202f}b", "a  b"),
            ("秒杀：系统", "秒杀:系统"),
            ("Д\u{301}ом", "дом"),
            ("\u{fb01}n\u{2026}", "fin..."),
            ("が", "か\u{3099}"),
        ] {
            let mut out = String::new();
            fold_for_search(&mut out, text);
            assert_eq!(out, searched, "{text}");
            let mut last = 0;
            for (at, _) in searched_chars(text) {
                assert!(text.is_char_boundary(at) && at >= last, "{text}");
                last = at;
            }
            assert_eq!(is_searched_as_it_stands(text), text == searched, "{text}");
        }
        let places: Vec<_> = searched_chars("\u{fb01}\u{2011}x").collect();
        assert_eq!(places, [(0, 'f'), (0, 'i'), (3, '-'), (6, 'x')]);
    }

    #[test]
    fn slugs_follow_the_sites_rule() {
        let mut slug = String::new();
        slug_into(&mut slug, "Zhihu\u{2019}s Read/Write (秒杀) C++: 10 Tips!");
        assert_eq!(slug, "zhihu-s-read-write-c-10-tips");
    }
}
