//! Just enough of Rust's syntax to see which paths a file names.

/// One identifier or sign of a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The line it stands on, from 1.
    pub line: usize,
    /// The identifier, or a sign; `::` is one sign.
    pub text: String,
}

/// A path as it is used, groups taken apart: `use a::{b, c::d}` gives `a::b` and
/// `a::c::d`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The line it ends on, from 1.
    pub line: usize,
    /// Its parts; the last is `*` for a glob.
    pub parts: Vec<String>,
}

impl Path {
    /// The parts joined.
    pub fn joined(&self) -> String {
        self.parts.join("::")
    }
}

/// The part of a file that is not its module of tests.
pub fn without_tests(text: &str) -> &str {
    let mut end = text.len();
    for (at, _) in text.match_indices("#[cfg(test)]") {
        let item = text[at..]
            .lines()
            .skip(1)
            .find(|l| !l.trim_start().starts_with("#["));
        if item.is_some_and(|item| item.contains("mod ") && item.trim_end().ends_with('{')) {
            end = at;
            break;
        }
    }
    &text[..end]
}

/// The text without comments and without what stands in quotes; lines stay.
pub fn bare(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        let end = match (c, next) {
            ('/', Some('/')) => until(&chars, at, |rest| rest[0] == '\n'),
            ('/', Some('*')) => until(&chars, at + 2, |rest| rest.starts_with(&['*', '/'])) + 2,
            ('r', Some('#' | '"')) if raw_hashes(&chars, at).is_some() => {
                let hashes = raw_hashes(&chars, at).unwrap_or(0);
                let close: Vec<char> = std::iter::once('"')
                    .chain(std::iter::repeat_n('#', hashes))
                    .collect();
                until(&chars, at + hashes + 2, |rest| rest.starts_with(&close)) + close.len()
            }
            ('"', _) => quoted(&chars, at, '"'),
            ('\'', Some('\\')) => quoted(&chars, at, '\''),
            ('\'', Some(_)) if chars.get(at + 2) == Some(&'\'') => at + 3,
            _ => at + 1,
        };
        let end = end.min(chars.len());
        if end == at + 1 {
            out.push(c);
        } else {
            out.push(' ');
            out.extend(chars[at..end].iter().filter(|c| **c == '\n'));
        }
        at = end;
    }
    out
}

fn until(chars: &[char], from: usize, found: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len())
        .find(|at| found(&chars[*at..]))
        .unwrap_or(chars.len())
}

/// The number of `#` when a raw string begins at `at`.
fn raw_hashes(chars: &[char], at: usize) -> Option<usize> {
    let word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    // `br"…"` is a string too.
    if word_before && chars[at - 1] != 'b' {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// The end of what is quoted from `at` on, escapes heeded.
fn quoted(chars: &[char], at: usize, quote: char) -> usize {
    let mut end = at + 1;
    while let Some(&c) = chars.get(end) {
        match c {
            '\\' => end += 2,
            _ if c == quote => return end + 1,
            _ => end += 1,
        }
    }
    end
}

/// The tokens of a bare text.
pub fn tokens(bare: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (line, text) in (1..).zip(bare.lines()) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let word = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len());
            let len = match c {
                _ if word > 0 => word,
                ':' if rest.starts_with("::") => 2,
                _ => c.len_utf8(),
            };
            if !c.is_whitespace() {
                tokens.push(Token {
                    line,
                    text: rest[..len].to_owned(),
                });
            }
            rest = &rest[len..];
        }
    }
    tokens
}

/// All paths of two parts and more.
pub fn paths(tokens: &[Token]) -> Vec<Path> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_word(&tokens[at]) {
            at = path(tokens, at, &[], &mut paths);
        } else {
            at += 1;
        }
    }
    paths.retain(|path| path.parts.len() > 1);
    paths
}

/// Reads the path that begins at `at` behind `before`; returns where it ends.
fn path(tokens: &[Token], mut at: usize, before: &[String], paths: &mut Vec<Path>) -> usize {
    let mut parts = before.to_vec();
    let text = |at: usize| tokens.get(at).map(|token| token.text.as_str());
    loop {
        let line = tokens[at].line;
        match text(at) {
            Some("{") => {
                at += 1;
                while text(at).is_some_and(|text| text != "}") {
                    at = match text(at) {
                        Some(",") => at + 1,
                        _ => path(tokens, at, &parts, paths).max(at + 1),
                    };
                }
                return at + 1;
            }
            Some("self") if !before.is_empty() && parts.len() == before.len() => {}
            Some(part) => parts.push(part.to_owned()),
            None => return at,
        }
        let goes_on = text(at + 1) == Some("::")
            && (tokens.get(at + 2).is_some_and(is_word) || matches!(text(at + 2), Some("{" | "*")));
        if !goes_on {
            paths.push(Path { line, parts });
            // `as name` of a use.
            let renamed = !before.is_empty() && text(at + 1) == Some("as");
            return if renamed { at + 3 } else { at + 1 };
        }
        at += 2;
    }
}

fn is_word(token: &Token) -> bool {
    token
        .text
        .starts_with(|c: char| c.is_alphabetic() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let paths = paths(&tokens(&bare(text)));
        paths.iter().map(Path::joined).collect()
    }

    #[test]
    fn paths_are_found_wherever_they_stand() {
        for (text, want) in [
            ("use a::b;", vec!["a::b"]),
            (
                "pub use a::{b, c::{d, self, e as f}, g::*};",
                vec!["a::b", "a::c::d", "a::c", "a::c::e", "a::g::*"],
            ),
            (
                "let x: Vec<a::B> = c::d::<e::F>(1);",
                vec!["a::B", "c::d", "e::F"],
            ),
            ("$crate::a::b!()", vec!["crate::a::b"]),
            (
                "// a::b\n/* c::d */ \"e::f\" r#\"g::h\"# '\\'' b\"i::j\"",
                vec![],
            ),
            (
                "fn f<'a>(x: &'a str) -> a::B { if c == ':' { d::e } }",
                vec!["a::B", "d::e"],
            ),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn lines_are_kept() {
        let text = "/* 1\n2 */ \"3\n4\"\nuse a::\n  b;";
        assert_eq!(paths(&tokens(&bare(text)))[0].line, 5);
    }

    #[test]
    fn the_module_of_tests_is_left_out() {
        let text = "#[cfg(test)]\nuse x::y;\nfn f() {}\n#[cfg(test)]\nmod tests {\n use z::*;\n}";
        assert_eq!(without_tests(text), "#[cfg(test)]\nuse x::y;\nfn f() {}\n");
    }
}
