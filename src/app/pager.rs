//! The pager line: which page numbers are shown where, for any number of pages.

use super::layout::cells;
use super::words;
use crate::text::width_cells;

/// Most numbers shown at once: more are noise, not orientation.
const NUMBERS_MAX: usize = 11;

/// Where a click on the pager leads; pages count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The page before.
    Previous,
    /// This page.
    Page(usize),
    /// The page after.
    Next,
}

/// One part of the pager line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// First column, from the line's start.
    pub column: u16,
    /// What is shown.
    pub text: String,
    /// Where a click leads; nowhere for the dots.
    pub target: Option<Target>,
    /// Whether it stands for the page that is shown.
    pub is_current: bool,
}

/// The pager line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pager {
    /// Its parts from left to right, each followed by a blank.
    pub items: Vec<Item>,
    /// `Page 6 of 10`, and the column it begins in.
    pub label: (u16, String),
}

impl Pager {
    /// Lays the line out in `width` columns for `page` of `pages`, which count
    /// from 0. Never wider than `width`; the label has precedence.
    #[must_use]
    pub fn new(page: usize, pages: usize, width: u16) -> Self {
        let width = usize::from(width);
        if pages == 0 {
            return Self::default();
        }
        let long = format!("Page {} of {}", words::count(page + 1), words::count(pages));
        let short = format!("{}/{}", page + 1, pages);
        let label = [long, short]
            .into_iter()
            .find(|label| width_cells(label) <= width)
            .unwrap_or_default();
        let label_width = width_cells(&label);
        let room = width.saturating_sub(label_width + 2);
        Self {
            items: items(page, pages, room),
            label: (cells(width - label_width), label),
        }
    }

    /// Where a click on this column leads.
    #[must_use]
    pub(super) fn target_at(&self, column: u16) -> Option<Target> {
        self.items
            .iter()
            .find(|item| {
                let width = cells(width_cells(&item.text));
                (item.column..item.column.saturating_add(width)).contains(&column)
            })
            .and_then(|item| item.target)
    }
}

/// The parts that fit into `room` columns: the page itself first, then the ends,
/// then its neighbours outwards.
fn items(page: usize, pages: usize, room: usize) -> Vec<Item> {
    if pages <= NUMBERS_MAX {
        let all: Vec<usize> = (0..pages).collect();
        let items = placed(&all, page, pages);
        if width_of(&items) <= room {
            return items;
        }
    }
    let mut shown = vec![page];
    let mut best = placed(&shown, page, pages);
    if width_of(&best) > room {
        let arrows = place(vec![arrow(Target::Previous), arrow(Target::Next)]);
        return if width_of(&arrows) <= room {
            arrows
        } else {
            Vec::new()
        };
    }
    let neighbours = (1..pages.min(NUMBERS_MAX))
        .flat_map(|away| [page.checked_add(away), page.checked_sub(away)])
        .flatten();
    for candidate in [0, pages - 1].into_iter().chain(neighbours) {
        if candidate >= pages || shown.contains(&candidate) {
            continue;
        }
        if shown.len() == NUMBERS_MAX {
            break;
        }
        let mut wider = shown.clone();
        wider.push(candidate);
        wider.sort_unstable();
        let items = placed(&wider, page, pages);
        if width_of(&items) <= room {
            shown = wider;
            best = items;
        }
    }
    best
}

fn placed(shown: &[usize], page: usize, pages: usize) -> Vec<Item> {
    let mut items = vec![arrow(Target::Previous)];
    let mut next = 0;
    for &number in shown {
        if number > next {
            items.push(item("\u{2026}".to_owned(), None));
        }
        let text = if number == page {
            format!("[{}]", words::count(number + 1))
        } else {
            words::count(number + 1)
        };
        items.push(Item {
            is_current: number == page,
            ..item(text, Some(Target::Page(number)))
        });
        next = number + 1;
    }
    if next < pages {
        items.push(item("\u{2026}".to_owned(), None));
    }
    items.push(arrow(Target::Next));
    place(items)
}

fn place(mut items: Vec<Item>) -> Vec<Item> {
    let mut column = 0;
    for item in &mut items {
        item.column = column;
        column = column.saturating_add(cells(width_cells(&item.text) + 1));
    }
    items
}

fn arrow(target: Target) -> Item {
    let text = if target == Target::Previous {
        "\u{2039}"
    } else {
        "\u{203a}"
    };
    item(text.to_owned(), Some(target))
}

const fn item(text: String, target: Option<Target>) -> Item {
    Item {
        column: 0,
        text,
        target,
        is_current: false,
    }
}

fn width_of(items: &[Item]) -> usize {
    items
        .last()
        .map_or(0, |last| usize::from(last.column) + width_cells(&last.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: usize, pages: usize, width: u16) -> String {
        let line = Pager::new(page, pages, width);
        let texts: Vec<&str> = line.items.iter().map(|i| i.text.as_str()).collect();
        format!("{} | {}", texts.join(" "), line.label.1)
    }

    #[test]
    fn the_line_shows_what_fits() {
        let table = [
            (5, 10, 60, "‹ 1 2 3 4 5 [6] 7 8 9 10 › | Page 6 of 10"),
            (0, 1, 60, "‹ [1] › | Page 1 of 1"),
            (5, 10, 37, "‹ 1 … 5 [6] 7 8 9 10 › | Page 6 of 10"),
            (5, 10, 18, "‹ › | Page 6 of 10"),
            (5, 10, 6, " | 6/10"),
            (
                49_999,
                100_000,
                90,
                "‹ 1 … 49,998 49,999 [50,000] 50,001 50,002 50,003 … 100,000 › | Page 50,000 of 100,000",
            ),
            (0, 0, 60, " | "),
        ];
        for (page, pages, width, want) in table {
            assert_eq!(
                line(page, pages, width),
                want,
                "{page} of {pages} in {width}"
            );
        }
    }

    #[test]
    fn it_is_never_wider_than_asked_and_every_number_leads_to_its_page() {
        for pages in [1, 2, 9, 10, 11, 12, 1000, 100_000] {
            for page in [0, 1, pages / 2, pages - 1] {
                for width in 0..120 {
                    let line = Pager::new(page.min(pages - 1), pages, width);
                    let end = width_of(&line.items);
                    assert!(line.items.is_empty() || end < usize::from(line.label.0));
                    let label_end = usize::from(line.label.0) + width_cells(&line.label.1);
                    assert!(label_end <= usize::from(width));
                    for item in &line.items {
                        assert_eq!(line.target_at(item.column), item.target);
                    }
                }
            }
        }
    }
}
