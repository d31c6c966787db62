//! The headers of forms A, B and C.

use super::fields::{DateLine, number, skip_blanks, skip_dot};
use super::lines::Lines;
use crate::catalog::Form;

const TAGGED: &str = "Tagged articles";
const TAG: &str = "Tag";
const THREAD: &str = "collected around this technical thread.";

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header<'a> {
    pub form: Form,
    /// Bytes of the first line that stand before the header: the cut end of a page
    /// that was joined without a newline.
    pub before: usize,
    /// How many lines it takes.
    pub lines: usize,
    pub tag: Option<&'a str>,
    pub total: Option<u32>,
    pub page: Option<u32>,
    pub pages: Option<u32>,
}

/// The header that begins on (or at the end of) the next line.
pub(super) fn header<'a>(lines: &Lines<'a>) -> Option<Header<'a>> {
    let first = lines.peek(0)?.text;
    // Most lines fail here, on their last letter.
    if let Some(before) = first.strip_suffix(TAGGED) {
        return tagged(lines, before.len());
    }
    thread(lines, first.strip_suffix(TAG)?.len())
}

fn tagged<'a>(lines: &Lines<'a>, before: usize) -> Option<Header<'a>> {
    let mut header = Header {
        form: Form::A,
        before,
        lines: 1,
        tag: None,
        total: None,
        page: None,
        pages: None,
    };
    let text = |place| lines.peek(place).map_or("", |line| line.text);
    if let Some((total, rest)) = articles(text(1)) {
        header.lines = 2;
        header.total = total;
        if rest.is_empty() {
            if let Some((page, pages)) = page(text(2)) {
                (header.page, header.pages) = (page, pages);
                header.lines = 3;
            }
        } else {
            (header.page, header.pages) = page(skip_dot(rest)?)?;
        }
        return Some(header);
    }
    if let Some((total, rest)) = articles(text(2)) {
        header.form = Form::B;
        header.lines = 3;
        header.tag = Some(text(1));
        header.total = total;
        if let Some((page, pages)) = skip_dot(rest).and_then(page) {
            (header.page, header.pages) = (page, pages);
        }
        return Some(header);
    }
    // The words alone are a header only where an article begins behind them, or the
    // file ends: a title may read so.
    let date = |place: usize| {
        lines
            .peek(place)
            .is_some_and(|line| DateLine::parse(line.text).is_some())
    };
    let opens = lines.peek(1).is_none() || date(2) || (text(1) == text(2) && date(3));
    (before == 0 && opens).then_some(header)
}

fn thread<'a>(lines: &Lines<'a>, before: usize) -> Option<Header<'a>> {
    let (_, rest) = number(lines.peek(2)?.text)?;
    let rest = skip_blanks(rest).strip_prefix("view")?;
    let rest = skip_blanks(rest.strip_prefix('s').unwrap_or(rest));
    if rest != THREAD {
        return None;
    }
    Some(Header {
        form: Form::C,
        before,
        lines: 3,
        tag: Some(lines.peek(1)?.text),
        total: None,
        page: None,
        pages: None,
    })
}

/// `949 articles`, and what follows.
fn articles(text: &str) -> Option<(Option<u32>, &str)> {
    let (total, rest) = number(text)?;
    let rest = skip_blanks(rest).strip_prefix("article")?;
    let rest = skip_blanks(rest.strip_prefix('s').unwrap_or(rest));
    let ends = rest.is_empty() || skip_dot(rest).is_some();
    ends.then_some((total, rest))
}

/// `Page 6 of 10`.
fn page(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let (page, rest) = number(skip_blanks(text.strip_prefix("Page")?))?;
    let (pages, rest) = number(skip_blanks(skip_blanks(rest).strip_prefix("of")?))?;
    rest.is_empty().then_some((page, pages))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Want<'a> = Option<(
        Form,
        Option<&'a str>,
        Option<u32>,
        Option<u32>,
        Option<u32>,
        usize,
    )>;

    #[test]
    fn headers_of_all_forms() {
        let table: [(&str, Want<'_>); 8] = [
            (
                "Tagged articles\n949 articles\nPage 6 of 10\n",
                Some((Form::A, None, Some(949), Some(6), Some(10), 0)),
            ),
            (
                "Tagged articles\n1 articles\n21CTO\n21CTO\n",
                Some((Form::A, None, Some(1), None, None, 0)),
            ),
            (
                "Tagged articles\n\nJava\n\n1,273 articles · Page 1 of 13\n",
                Some((Form::B, Some("Java"), Some(1273), Some(1), Some(13), 0)),
            ),
            (
                "Tagged articles\n\nJava\n\n5 articles\n",
                Some((Form::B, Some("Java"), Some(5), None, None, 0)),
            ),
            (
                "Tag\n\nJava\n\n1 views collected around this technical thread.\n",
                Some((Form::C, Some("Java"), None, None, None, 0)),
            ),
            (
                "ZhiTagged articles\n949 articles\n",
                Some((Form::A, None, Some(949), None, None, 3)),
            ),
            ("How to read Tagged articles\nOct\n", None),
            ("Price Tag\nfoo\nbar\n", None),
        ];
        for (text, want) in table {
            let got = header(&Lines::new(text))
                .map(|h| (h.form, h.tag, h.total, h.page, h.pages, h.before));
            assert_eq!(got, want, "{text:?}");
        }
    }
}
