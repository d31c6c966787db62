//! The order in which a person counts: `page-2` before `page-10`.

use std::cmp::Ordering;

/// Compares names; runs of digits by value, the rest by character. Total: names that
/// count as equal (`1`, `01`) are told apart by their bytes. O(n).
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (x, rest_x) = chunk(left);
        let (y, rest_y) = chunk(right);
        let order = match (x.starts_with(digit), y.starts_with(digit)) {
            (true, true) => {
                let (x, y) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
                x.len().cmp(&y.len()).then_with(|| x.cmp(y))
            }
            _ => x.cmp(y),
        };
        if order != Ordering::Equal {
            return order;
        }
        if x.is_empty() || y.is_empty() {
            return a.cmp(b);
        }
        (left, right) = (rest_x, rest_y);
    }
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// The run of digits or of other characters that `text` begins with.
fn chunk(text: &str) -> (&str, &str) {
    let digits = text.starts_with(digit);
    let end = text.find(|c| digit(c) != digits).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_in_the_order_they_count() {
        let mut names = ["p-10", "p-2", "p-1b", "p", "p-02", "q-1", "p-1"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, ["p", "p-1", "p-1b", "p-02", "p-2", "p-10", "q-1"]);
    }
}
