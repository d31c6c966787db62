//! Where the tables of a TOML text begin, without parsing what is in them.

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

/// The parts of `text`: what stands before the first table, then one part a table,
/// each with the comment lines and blank lines directly above its header. Together
/// they are `text`. O(n).
pub(super) fn parts(text: &str) -> Vec<Range<usize>> {
    let headers = headers(text.as_bytes());
    ranges(text, &headers)
}

/// As [`parts`], for a text that is broken: every line that looks like a header is one,
/// as a string that is not closed would else swallow all tables below it.
pub(super) fn parts_of_lines(text: &str) -> Vec<Range<usize>> {
    let mut headers = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') && line.trim_end().ends_with(']') {
            headers.push(start);
        }
        start += line.len();
    }
    ranges(text, &headers)
}

fn ranges(text: &str, headers: &[usize]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    for header in headers {
        let floor = starts.last().copied().unwrap_or(0);
        let start = with_comments_above(text, floor, *header);
        // The first part is there even when it is empty.
        starts.push(start);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// The start of the comment above the header, and of the blank lines above that.
fn with_comments_above(text: &str, floor: usize, header: usize) -> usize {
    let mut start = header;
    for is_wanted in [
        (|line: &str| line.starts_with('#')) as fn(&str) -> bool,
        |line: &str| line.is_empty(),
    ] {
        while start > floor {
            let above = text.get(floor..start).unwrap_or("");
            let above = above.strip_suffix('\n').unwrap_or(above);
            let line = above.rfind('\n').map_or(0, |at| at + 1);
            if !is_wanted(above.get(line..).unwrap_or("").trim()) {
                break;
            }
            start = floor + line;
        }
    }
    start
}

/// The starts of the lines that open a table.
fn headers(text: &[u8]) -> Vec<usize> {
    let mut headers = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    let mut line = Some(0);
    while let Some(byte) = text.get(at) {
        match byte {
            b' ' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            b'\n' => {
                at += 1;
                line = Some(at);
                continue;
            }
            b'#' => at = line_end(text, at),
            b'[' if depth == 0
                && let Some(start) = line =>
            {
                headers.push(start);
                at = line_end(text, at);
            }
            b'"' | b'\'' => at = string_end(text, at),
            b'[' | b'{' => {
                depth += 1;
                at += 1;
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            _ => at += 1,
        }
        line = None;
    }
    headers
}

fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + memchr(b'\n', rest).unwrap_or(rest.len())
}

/// The end of the string that opens at `at`; a string of one line that is not closed
/// ends with it.
fn string_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let quote = rest.first().copied().unwrap_or(b'"');
    if rest.starts_with(&[quote; 3]) {
        return at + 3 + long_string_len(rest.get(3..).unwrap_or_default(), quote);
    }
    let mut end = at + 1;
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let Some(found) = memchr2(quote, b'\\', rest) else {
            return line_end(text, end);
        };
        let line = memchr(b'\n', rest.get(..found).unwrap_or_default());
        if let Some(line) = line {
            return end + line;
        }
        let escapes = rest.get(found) == Some(&b'\\');
        end += found + 1;
        if !escapes {
            return end;
        }
        end += usize::from(quote == b'"');
    }
}

fn long_string_len(text: &[u8], quote: u8) -> usize {
    let close = [quote; 3];
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some(found) = memmem::find(rest, &close) else {
            return text.len();
        };
        let escape = memchr(b'\\', rest.get(..found).unwrap_or_default());
        if quote == b'"'
            && let Some(escape) = escape
        {
            at += escape + 2;
            continue;
        }
        // Up to two quotes may stand directly before the closing three.
        let more = rest.get(found + 3..).unwrap_or_default().iter();
        let more = more.take(2).take_while(|byte| **byte == quote).count();
        return at + found + 3 + more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        parts(text).into_iter().map(|part| &text[part]).collect()
    }

    #[test]
    fn a_text_is_taken_apart_at_its_tables() {
        for want in [
            &["a = 1\n", "[b]\nc = 2\n", "[[d]]\n"][..],
            &["", "[b]\n"],
            &["# top\n\n# detached\n", "\n# on b\n# too\n[b]\n", "\n  [c]"],
            &["s = \"\"\"\n[no]\n\\\"\"\"[no]\n\"\"\"\"\"\n", "[b]\n"],
            &["s = '''\n[no]\n\\'''\n", "[b]\n"],
            &[
                "s = \"\\\"\\\\\"\nt = 'it\\'\n",
                "[b]\nx = [\n[1],\n[2] # ]\n]\n",
                "[c]\n",
            ],
            &["s = \"not closed\n", "[b]\n"],
            &["s = \"a\\nb[\" # \"\n", "['x]y'.\"z\"]\n"],
            &["a = 1\r\n", "[b]\r\n"],
            &[""],
        ] {
            assert_eq!(texts(&want.concat()), want);
        }
    }

    #[test]
    fn a_broken_text_is_taken_apart_by_its_lines() {
        let text = "s = \"\"\"\n[b]\nc = 2\n[d]\n";
        let found: Vec<&str> = parts_of_lines(text).into_iter().map(|p| &text[p]).collect();
        assert_eq!(found, ["s = \"\"\"\n", "[b]\nc = 2\n", "[d]\n"]);
    }
}
