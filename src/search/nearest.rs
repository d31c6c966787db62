//! What a mistyped name was probably meant to be.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Most characters that may be missing from what was typed, unless it is the
/// beginning of the candidate: beyond that almost any long name would match.
const MISSING_MAX: usize = 3;

/// Characters of the longest name that is looked for: what is tried grows with their square.
const TYPED_MAX: usize = 100;

/// The candidate that `typed` most probably stands for.
///
/// `SkimMatcherV2` matches subsequences, which finds left-out characters; so every
/// text that `typed` becomes without one of its characters is tried too, which finds
/// superfluous and swapped ones. Nothing is near to what is longer than any name.
/// O(characters × candidates).
#[must_use]
pub fn nearest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if typed.chars().count() > TYPED_MAX {
        return None;
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let patterns = patterns(typed);
    candidates
        .filter_map(|candidate| {
            let best = patterns
                .iter()
                .filter(|pattern| near(pattern, candidate))
                .filter_map(|pattern| matcher.fuzzy_match(candidate, pattern))
                .max()?;
            Some((best, candidate))
        })
        // Ties go to the shorter name, then to the first of the alphabet.
        .max_by(|(a, x), (b, y)| {
            let shorter = y.len().cmp(&x.len());
            a.cmp(b).then(shorter).then_with(|| y.cmp(x))
        })
        .map(|(_, candidate)| candidate)
}

fn patterns(typed: &str) -> Vec<String> {
    let chars: Vec<char> = typed.chars().collect();
    let mut patterns = vec![typed.to_owned()];
    if chars.len() > 2 {
        patterns.extend((0..chars.len()).map(|left_out| {
            let kept = chars.iter().enumerate().filter(|(at, _)| *at != left_out);
            kept.map(|(_, c)| c).collect()
        }));
    }
    patterns
}

fn near(pattern: &str, candidate: &str) -> bool {
    let missing = candidate
        .chars()
        .count()
        .saturating_sub(pattern.chars().count());
    let begins = pattern.chars().count() > 2 && candidate.starts_with(pattern);
    missing <= MISSING_MAX.min(pattern.chars().count()) || begins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyped_names_find_what_was_meant() {
        let commands = ["list", "check", "frame", "keys", "completions", "help"];
        let files = ["page-6.txt", "page-61.txt", "notes.md", "秒杀.txt"];
        let table: [(&str, &[&str], Option<&str>); 12] = [
            ("lst", &commands, Some("list")),
            ("lsit", &commands, Some("list")),
            ("listt", &commands, Some("list")),
            ("chekc", &commands, Some("check")),
            ("compl", &commands, Some("completions")),
            ("zzz", &commands, None),
            ("", &commands, None),
            ("page6.txt", &files, Some("page-6.txt")),
            ("Page-6.txt", &files, Some("page-6.txt")),
            ("page-6", &files, Some("page-6.txt")),
            ("t", &files, None),
            ("秒殺.txt", &files, Some("秒杀.txt")),
        ];
        for (typed, candidates, want) in table {
            let got = nearest(typed, candidates.iter().copied());
            assert_eq!(got, want, "{typed}");
        }
        let long = "list".repeat(100_000);
        assert_eq!(nearest(&long, commands.iter().copied()), None);
    }
}
