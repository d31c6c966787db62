//! Which listing an article belongs to, where pages were joined without a header.

use super::{Parser, Seam, Start};
use crate::catalog::Listing;

impl Parser<'_> {
    /// The listing of the article that begins on `line`; begins one where the form
    /// changes, or at the seam of two pages.
    pub(super) fn listing_for(&mut self, line: u32, start: Start) -> u32 {
        let goes_on = self.report.listings.last().is_some_and(|listing| {
            let same_form = Start::of_form(listing.form) == start;
            listing.articles == 0 || (same_form && self.seam_before == Seam::None)
        });
        if !goes_on {
            self.report
                .listings
                .push(Listing::bare(start.bare_form(), line));
        }
        if let Some(listing) = self.report.listings.last_mut() {
            listing.articles += 1;
        }
        u32::try_from(self.report.listings.len() - 1).unwrap_or(u32::MAX)
    }

    /// Whether articles now stand as they do in form D.
    pub(super) fn in_single_form(&self) -> bool {
        let listing = self.report.listings.last();
        listing.is_some_and(|listing| Start::of_form(listing.form) == Start::Single)
    }

    /// Ends a listing where its dates rise: listings are newest first, so that is where
    /// a page of the same form was joined without a header. A single article out of
    /// order ends nothing. O(articles).
    pub(super) fn split_at_rising_dates(&mut self) {
        let dates: Vec<_> = self
            .articles
            .iter()
            .map(|a| (a.listing, a.published))
            .collect();
        let rises = |at: usize| {
            let same = |other: usize| {
                dates
                    .get(other)
                    .filter(|(listing, _)| *listing == dates[at].0)
            };
            let before = at.checked_sub(1).and_then(same);
            let first = at.checked_sub(2).and_then(same);
            let next = same(at + 1);
            before.is_some_and(|before| dates[at].1 > before.1)
                // The one before was too old, or this one is too young.
                && first.is_none_or(|first| dates[at].1 > first.1)
                && next.is_none_or(|next| before.is_some_and(|before| next.1 > before.1))
        };
        let mut added = 0;
        for at in 0..dates.len() {
            let listing = dates[at].0 + added;
            if rises(at) {
                let old = &mut self.report.listings[listing as usize];
                let start = Start::of_form(old.form);
                let rest = dates[at..]
                    .iter()
                    .take_while(|(l, _)| *l == dates[at].0)
                    .count();
                let rest = u32::try_from(rest).unwrap_or(u32::MAX);
                old.articles = old.articles.saturating_sub(rest);
                let mut new = Listing::bare(start.bare_form(), self.articles[at].line);
                new.articles = rest;
                self.report.listings.insert(listing as usize + 1, new);
                added += 1;
            }
            self.articles[at].listing = dates[at].0 + added;
        }
    }
}
