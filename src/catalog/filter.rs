//! Filtering by chosen values, with counts for every value.

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{ArticleIndex, Bits, Catalog, Choice, Combine, Facet, Selection, ValueId};

/// Less than one article in so many: walking them costs less than all posting lists, as
/// each of them is likely to be a cache miss.
const FEW: usize = 32;
/// From so many articles on other cores are asked to help.
const MANY: usize = 65_536;

/// The outcome of a filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filtered {
    /// The articles that pass; none stands for all of them.
    pub passing: Option<Arc<Bits>>,
    /// Per facet and value a count of articles:
    /// - of a value that is not chosen, how many would pass if it were included as well;
    /// - of an included one, how many of those that pass have it;
    /// - of an excluded one, how many it alone keeps out.
    pub counts: [Arc<[u32]>; 4],
    /// Per facet and value, how many of the articles that pass have it.
    pub having: [Arc<[u32]>; 4],
    /// Per facet and value, how many articles have it and pass all that is chosen of
    /// *other* facets: does not change while values of the facet are chosen.
    pub weights: [Arc<[u32]>; 4],
}

impl Filtered {
    /// The count of one value; 0 for a value that does not exist.
    #[must_use]
    pub fn count(&self, facet: Facet, value: ValueId) -> u32 {
        let counts = &self.counts[facet.index()];
        counts.get(value.index()).copied().unwrap_or(0)
    }
}

/// One facet's part of a filter; none stands for everything.
struct Part {
    included: Option<Bits>,
    excluded: Option<Bits>,
}

impl Catalog {
    /// Applies a selection to the articles of `among`, or to all. O(articles) with
    /// anything chosen or kept out (some milliseconds at a million), O(values) else.
    #[must_use]
    pub fn filter(&self, selection: &Selection, among: Option<&Bits>) -> Filtered {
        let parts = Facet::ALL.map(|facet| self.part(selection, facet));
        let passing = narrowed(among, &parts, |_| true).map(Arc::new);
        let mut filtered = Filtered::default();
        for facet in Facet::ALL {
            let at = facet.index();
            let now: Arc<[u32]> = self.counts(facet, passing.as_deref()).into();
            let weights = if selection.of(facet).len() == 0 {
                Arc::clone(&now)
            } else {
                let others = narrowed(among, &parts, |other| other != facet);
                self.counts(facet, others.as_ref()).into()
            };
            filtered.counts[at] = self.would_pass(
                selection,
                facet,
                (&now, &weights),
                (among, &parts, passing.as_deref()),
            );
            filtered.weights[at] = weights;
            filtered.having[at] = now;
        }
        filtered.passing = passing;
        filtered
    }

    /// Whether a selection lets an article through. O(values of the article).
    #[must_use]
    pub fn passes(&self, selection: &Selection, article: ArticleIndex) -> bool {
        let article = self.article(article);
        Facet::ALL.into_iter().all(|facet| {
            let has = |value: ValueId| article.values(facet).any(|own| own == value.0);
            let mut included = selection.chosen(facet, Choice::Include).peekable();
            let is_let_in = match selection.combine(facet) {
                _ if included.peek().is_none() => true,
                Combine::Any => included.any(has),
                Combine::All => included.all(has),
            };
            is_let_in && !selection.chosen(facet, Choice::Exclude).any(has)
        })
    }

    /// The articles of `among`, or of all, that pass a selection; none stands for all.
    /// O(articles / 64 + articles with chosen values).
    #[must_use]
    pub fn narrowed(&self, selection: &Selection, among: Option<&Bits>) -> Option<Bits> {
        let parts = Facet::ALL.map(|facet| self.part(selection, facet));
        narrowed(among, &parts, |_| true)
    }

    /// The counts of one facet, from how many of those that pass have each value and
    /// how many of those that pass but for this facet.
    fn would_pass(
        &self,
        selection: &Selection,
        facet: Facet,
        (now, weights): (&Arc<[u32]>, &Arc<[u32]>),
        (among, parts, passing): (Option<&Bits>, &[Part; 4], Option<&Bits>),
    ) -> Arc<[u32]> {
        let part = &parts[facet.index()];
        let is_any = selection.combine(facet) == Combine::Any;
        if selection.of(facet).len() == 0 {
            return Arc::clone(now);
        }
        let mut counts = now.to_vec();
        if part.included.is_some() && is_any {
            // A further value adds those that have it and do not pass yet.
            let total = count(passing.map_or(self.len(), Bits::count));
            let more = match &part.excluded {
                None => Arc::clone(weights),
                Some(excluded) => {
                    let others = narrowed(among, parts, |other| other != facet);
                    let mut others = others.unwrap_or_else(|| Bits::all(self.len()));
                    others -= excluded;
                    self.counts(facet, Some(&others)).into()
                }
            };
            for ((count, now), more) in counts.iter_mut().zip(&**now).zip(&*more) {
                *count = total + more - now;
            }
        }
        for (value, choice) in selection.of(facet) {
            counts[value.index()] = match choice {
                Choice::Include => now[value.index()],
                Choice::Exclude => self.kept_out(selection, (facet, value), among, parts),
            };
        }
        counts.into()
    }

    fn part(&self, selection: &Selection, facet: Facet) -> Part {
        let mut included = selection.chosen(facet, Choice::Include).peekable();
        let mut excluded = selection.chosen(facet, Choice::Exclude).peekable();
        Part {
            included: included
                .peek()
                .is_some()
                .then(|| match selection.combine(facet) {
                    Combine::Any => self.with_any(facet, included),
                    Combine::All => self.with_all(facet, included),
                }),
            excluded: excluded
                .peek()
                .is_some()
                .then(|| self.with_any(facet, excluded)),
        }
    }

    /// The articles with any of the values.
    #[must_use]
    pub fn with_any(&self, facet: Facet, values: impl IntoIterator<Item = ValueId>) -> Bits {
        self.with_any_within(facet, values, None)
    }

    /// The articles with any of the values, at least those of `within`: where that has
    /// copies alone, those of pages are not gone through.
    #[must_use]
    pub fn with_any_within(
        &self,
        facet: Facet,
        values: impl IntoIterator<Item = ValueId>,
        within: Option<&Bits>,
    ) -> Bits {
        let mut bits = Bits::none(self.len());
        let has_pages = !self.is_of_copies(within);
        for value in values {
            if has_pages {
                bits.extend(self.articles_with(facet, value).iter().copied());
            }
            bits.extend(self.copies_with(facet, value).iter().copied());
        }
        bits
    }

    fn with_all(&self, facet: Facet, values: impl IntoIterator<Item = ValueId>) -> Bits {
        let mut all = Bits::all(self.len());
        for value in values {
            all &= &self.with_any(facet, [value]);
        }
        all
    }

    /// How many articles an excluded value alone keeps out.
    fn kept_out(
        &self,
        selection: &Selection,
        (facet, value): (Facet, ValueId),
        among: Option<&Bits>,
        parts: &[Part; 4],
    ) -> u32 {
        let others = narrowed(among, parts, |other| other != facet);
        let mut hidden = self.with_any(facet, [value]);
        if let Some(others) = &others {
            hidden &= others;
        }
        if let Some(included) = &parts[facet.index()].included {
            hidden &= included;
        }
        let excluded = selection.chosen(facet, Choice::Exclude);
        hidden -= &self.with_any(facet, excluded.filter(|other| *other != value));
        count(hidden.count())
    }

    fn count_among(&self, facet: Facet, value: ValueId, among: Option<&Bits>) -> u32 {
        let lists = [
            self.articles_with(facet, value),
            self.copies_with(facet, value),
        ];
        count(among.map_or_else(
            || lists.map(<[u32]>::len).iter().sum(),
            |among| {
                let articles = lists.into_iter().flatten();
                articles.filter(|at| among.contains(**at)).count()
            },
        ))
    }

    /// For every value how many articles of `among` have it. Walks the articles where
    /// they are few, and the posting lists, which lie in sequence, where they are many:
    /// those of a million articles on all cores.
    fn counts(&self, facet: Facet, among: Option<&Bits>) -> Vec<u32> {
        let values = self.values(facet);
        let Some(bits) = among else {
            return values
                .map(|value| self.count_among(facet, value, None))
                .collect();
        };
        if bits.count() < self.len() / FEW {
            let mut counts = vec![0; self.value_count(facet)];
            for article in bits.ones() {
                for value in self.article(ArticleIndex(article)).values(facet) {
                    counts[value as usize] += 1;
                }
            }
            return counts;
        }
        let of_value = |value| self.count_among(facet, ValueId(value), among);
        let all = 0..count(self.value_count(facet));
        if self.len() < MANY {
            all.map(of_value).collect()
        } else {
            all.into_par_iter().map(of_value).collect()
        }
    }
}

fn count(articles: usize) -> u32 {
    u32::try_from(articles).expect("the builder refuses more than u32::MAX articles")
}

/// The articles of `among` that pass the parts of those facets; none for all.
fn narrowed(among: Option<&Bits>, parts: &[Part; 4], of: impl Fn(Facet) -> bool) -> Option<Bits> {
    let mut passing = among.cloned();
    for facet in Facet::ALL.into_iter().filter(|facet| of(*facet)) {
        let part = &parts[facet.index()];
        if let Some(included) = &part.included {
            match &mut passing {
                Some(passing) => *passing &= included,
                None => passing = Some(included.clone()),
            }
        }
        if let Some(excluded) = &part.excluded {
            let all = || Bits::all(excluded.capacity());
            *passing.get_or_insert_with(all) -= excluded;
        }
    }
    passing
}
