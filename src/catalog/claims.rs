//! What the listings claim, against what is loaded, in words: never one for the other.

use super::{Catalog, Coverage};
use crate::text::{count, counted, push_formatted};

/// What is to say of everything that was loaded; the reader's header and `list` say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    tags: Vec<String>,
    total: Option<usize>,
    pages: String,
    loaded: usize,
    duplicates: usize,
}

/// How many articles pass a filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Of those that the loaded pages hold.
    pub on_pages: usize,
    /// Of the copies that only bookmarks hold.
    pub copies: usize,
}

impl Catalog {
    /// What the listings claim, in words. O(listings).
    #[must_use]
    pub fn claims(&self) -> Claims {
        let groups = self.coverage();
        let tags = groups
            .iter()
            .filter_map(|group| group.tag.map(|tag| tag.to_string()))
            .collect();
        let total = match groups.as_slice() {
            [one] => one.total_claimed.map(|total| total as usize),
            _ => None,
        };
        Claims {
            tags,
            total,
            pages: pages(&groups),
            loaded: self.pages().len(),
            duplicates: self.duplicates() as usize,
        }
    }
}

impl Claims {
    /// The listed tags: `Backend Architecture`, `Java, MySQL and 3 more`.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        match self.tags.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            [one, two] => Some(format!("{one}, {two}")),
            [one, two, rest @ ..] => Some(format!("{one}, {two} and {} more", rest.len())),
        }
    }

    /// How many articles there are, and how many pass where there is a filter,
    /// longest wording first. Copies are counted beside what is loaded, never among it.
    #[must_use]
    pub fn counts(&self, passed: Option<Passed>) -> Vec<String> {
        let loaded = count(self.loaded);
        if let Some(Passed { on_pages, copies }) = passed {
            let mut short = format!("{} of {loaded} loaded", count(on_pages));
            let mut shortest = None;
            if copies > 0 {
                let copies = count(copies);
                shortest = Some(format!("{} of {loaded} + {copies}", count(on_pages)));
                push_formatted(&mut short, format_args!(" + {copies} not loaded"));
            }
            let long = self
                .total
                .map(|total| format!("{short} \u{b7} {} claimed", count(total)));
            return long.into_iter().chain([short]).chain(shortest).collect();
        }
        match self.total {
            Some(total) if total >= self.loaded => vec![
                format!("{loaded} of {}", counted(total, "article")),
                format!("{loaded} of {}", count(total)),
            ],
            Some(total) => vec![format!(
                "{} \u{b7} {} claimed",
                counted(self.loaded, "article"),
                count(total)
            )],
            None => vec![counted(self.loaded, "article"), loaded],
        }
    }

    /// Which pages of the listing are loaded.
    #[must_use]
    pub fn pages(&self) -> &str {
        &self.pages
    }

    /// Articles that were read more than once.
    #[must_use]
    pub fn duplicates(&self) -> Option<String> {
        (self.duplicates > 0).then(|| format!("{} left out", counted(self.duplicates, "duplicate")))
    }
}

/// `listing page 6 of 10`, `listing pages 1–3, 6 of 10`, `7 listings of 3 tags`.
fn pages(groups: &[Coverage<'_>]) -> String {
    let listings: usize = groups.iter().map(|group| group.listings).sum();
    match groups {
        [] => String::new(),
        [one] if !one.pages.is_empty() => {
            let noun = if one.pages.len() == 1 {
                "page"
            } else {
                "pages"
            };
            let of = one
                .pages_claimed
                .map(|pages| format!(" of {}", count(pages)))
                .unwrap_or_default();
            format!("listing {noun} {}{of}", ranges(&one.pages))
        }
        [one] if one.tag.is_none() && one.total_claimed.is_none() => {
            format!("{} without a header", counted(listings, "listing"))
        }
        [_] => counted(listings, "listing"),
        _ => {
            let tags = groups.iter().filter(|group| group.tag.is_some()).count();
            let listings = counted(listings, "listing");
            if tags == 0 {
                listings
            } else {
                format!("{listings} of {}", counted(tags, "tag"))
            }
        }
    }
}

/// Ascending numbers with runs drawn together, at most four runs.
fn ranges(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == number => *end = number,
            _ => runs.push((number, number)),
        }
    }
    let mut texts: Vec<String> = runs
        .iter()
        .take(4)
        .map(|(start, end)| match end - start {
            0 => start.to_string(),
            1 => format!("{start}, {end}"),
            _ => format!("{start}\u{2013}{end}"),
        })
        .collect();
    if runs.len() > 4 {
        texts.push("\u{2026}".to_owned());
    }
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_pages_are_drawn_together() {
        for (numbers, want) in [
            (&[6][..], "6"),
            (&[5, 6], "5, 6"),
            (&[1, 2, 3, 6], "1\u{2013}3, 6"),
            (&[1, 3, 5, 7, 9], "1, 3, 5, 7, \u{2026}"),
        ] {
            assert_eq!(ranges(numbers), want);
        }
    }

    #[test]
    fn a_claim_is_never_shown_as_a_count() {
        let claims = |total| Claims {
            loaded: 94,
            total,
            ..Claims::default()
        };
        for (total, passed, want) in [
            (Some(949), None, "94 of 949 articles"),
            (
                Some(949),
                Some((12, 0)),
                "12 of 94 loaded \u{b7} 949 claimed",
            ),
            (Some(90), None, "94 articles \u{b7} 90 claimed"),
            (None, None, "94 articles"),
            (None, Some((12, 0)), "12 of 94 loaded"),
            (
                Some(949),
                Some((2, 3)),
                "2 of 94 loaded + 3 not loaded \u{b7} 949 claimed",
            ),
            (None, Some((0, 3)), "0 of 94 loaded + 3 not loaded"),
        ] {
            let passed = passed.map(|(on_pages, copies)| Passed { on_pages, copies });
            assert_eq!(claims(total).counts(passed)[0], want);
        }
    }
}
