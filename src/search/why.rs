//! Why an article passes a query, or which part of it keeps the article out.

use super::corpus::{is_linked, word};
use super::query::{Clause, Filter, Flag, How, Query, Scope};
use super::{Corpus, Field, Phrase, Stop};
use crate::catalog::{Article, ArticleIndex, Bits, Facet};
use crate::text::{Clean, CleanString};

/// One part of a query and what an article says to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// How deep it stands in groups; 0 for what must hold by itself.
    pub depth: usize,
    /// The part, as a query text, or what joins the parts below it.
    pub part: String,
    /// Whether the article passes it.
    pub holds: bool,
    /// What was found, or what the article has instead.
    pub found: String,
    /// The matcher's score, where there is one.
    pub score: Option<i32>,
}

impl Corpus<'_> {
    /// What `article` says to every part of a query; the article passes when all parts
    /// of depth 0 hold. For what is shown: O(articles / 64 + values) a part.
    #[must_use]
    pub fn why(&self, query: &Query, article: ArticleIndex) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for part in query.filter.conjuncts() {
            self.explain(part, self.catalog.article(article), 0, &mut reasons);
        }
        reasons
    }

    fn explain(
        &self,
        filter: &Filter,
        article: Article<'_>,
        depth: usize,
        reasons: &mut Vec<Reason>,
    ) {
        let holds = self.passes(filter, article);
        let (part, found, score) = match filter {
            Filter::And(_) => ("all of".to_owned(), String::new(), None),
            Filter::Or(_) => ("any of".to_owned(), String::new(), None),
            Filter::Clause(Clause::View(_)) => (filter.to_string(), String::new(), None),
            Filter::Not(inner) => match &**inner {
                Filter::Clause(Clause::View(_)) => (filter.to_string(), String::new(), None),
                Filter::Clause(clause) => {
                    let (found, _) = self.found(clause, article);
                    (filter.to_string(), found, None)
                }
                _ => ("none of".to_owned(), String::new(), None),
            },
            Filter::Clause(clause) => {
                let (found, score) = self.found(clause, article);
                (clause.to_string(), found, score)
            }
        };
        reasons.push(Reason {
            depth,
            part,
            holds,
            found,
            score,
        });
        let parts = match filter {
            Filter::And(parts) | Filter::Or(parts) => parts.as_slice(),
            Filter::Clause(Clause::View(view)) => view.filter().conjuncts(),
            Filter::Not(inner) => match &**inner {
                Filter::Clause(Clause::View(view)) => view.filter().conjuncts(),
                Filter::Clause(_) => &[],
                group => group.conjuncts(),
            },
            Filter::Clause(_) => &[],
        };
        for part in parts {
            self.explain(part, article, depth + 1, reasons);
        }
    }

    fn passes(&self, filter: &Filter, article: Article<'_>) -> bool {
        let index = article.index().0;
        let only = Bits::of(self.catalog.len(), [index]);
        self.passing(filter, Some(&only), &Stop::NEVER)
            .is_ok_and(|passing| passing.contains(index))
    }

    /// What a clause finds in the article, or what there is instead.
    fn found(&self, clause: &Clause, article: Article<'_>) -> (String, Option<i32>) {
        let found = match clause {
            Clause::Text {
                scope,
                how: How::Near,
                text,
            } => {
                let hits = word(*scope, text).hits(article);
                let Some(best) = hits.first() else {
                    return (nowhere(scope.fields(How::Near)), None);
                };
                let place = match best.field {
                    Field::Tag => {
                        let tag = article.tags().nth(best.place);
                        format!("tag {}", tag.map_or("", |tag| tag.as_str()))
                    }
                    Field::Source => format!("source {}", article.source()),
                    other => other.name().to_owned(),
                };
                return (format!("in the {place}"), Some(best.score));
            }
            Clause::Text { scope, how, text } => {
                let place = how.place().unwrap_or_default();
                held_in(&Phrase::new(text, place), *scope, *how, article)
            }
            Clause::Value { facet, how, text } => {
                let named = self.named_value(*facet, *how, text);
                let named = named.map(|value| self.catalog.value_name(*facet, value));
                let own = own_values(*facet, article);
                match named {
                    Some(name) if name.as_str() != text => format!("{name}; it has {own}"),
                    _ => format!("it has {own}"),
                }
            }
            Clause::Year(_) | Clause::Date(_) => match article.published() {
                Some(day) => format!("published {day}"),
                None => "its day of publication is not known".to_owned(),
            },
            Clause::Minutes(_) => number(article.minutes(), "minutes"),
            Clause::Likes(_) => number(article.likes(), "likes"),
            Clause::Is(Flag::Uncertain) if article.tags_certain() => {
                "its tags are certain".to_owned()
            }
            Clause::Is(Flag::Uncertain) => "its tags may be split otherwise".to_owned(),
            Clause::Is(Flag::Linked | Flag::Ambiguous) => self.link_of(article).to_owned(),
            Clause::Is(flag) => self.kept_so(*flag, article.index()).to_owned(),
            Clause::Label(_) => {
                let labels: Vec<&str> = self
                    .kept
                    .labels_of(article.index())
                    .map(CleanString::as_str)
                    .collect();
                if labels.is_empty() {
                    "it has no labels".to_owned()
                } else {
                    format!("it has {}", labels.join(", "))
                }
            }
            // What it stands for is explained part by part.
            Clause::View(_) => String::new(),
        };
        (found, None)
    }

    /// How far an article's address is known.
    fn link_of(&self, article: Article<'_>) -> &'static str {
        let index = article.index().0;
        if self.known.linked().contains(index) || is_linked(article) {
            "its own address is known"
        } else if self.known.ambiguous().contains(index) {
            "addresses are known that may be its own"
        } else {
            "no address of its own is known"
        }
    }
}

impl Corpus<'_> {
    fn kept_so(&self, flag: Flag, article: ArticleIndex) -> &'static str {
        match (flag, self.kept.has(flag, article)) {
            (Flag::Bookmarked, true) => "it is bookmarked",
            (Flag::Bookmarked, false) => "it is not bookmarked",
            (Flag::Noted, true) => "it has a note",
            (Flag::Noted, false) => "it has no note",
            (Flag::Read, true) | (Flag::Unread, false) => "it is marked as read",
            (_, _) => "it is not marked as read",
        }
    }
}

fn held_in(phrase: &Phrase, scope: Scope, how: How, article: Article<'_>) -> String {
    let is_in = |field: &&Field| match field {
        Field::Title => phrase.is_in(article.title().as_str()),
        Field::Summary => phrase.is_in(article.summary().as_str()),
        Field::Source => phrase.is_in(article.source().as_str()),
        Field::Category => phrase.is_in(article.category().as_str()),
        Field::Tag => article.tags().any(|tag| phrase.is_in(tag.as_str())),
    };
    let fields: Vec<&str> = scope
        .fields(how)
        .iter()
        .filter(is_in)
        .map(|field| field.name())
        .collect();
    if fields.is_empty() {
        nowhere(scope.fields(how))
    } else {
        format!("in the {}", fields.join(" and "))
    }
}

/// Where a text was looked for in vain.
fn nowhere(fields: &[Field]) -> String {
    let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
    format!("not in the {}", names.join(", "))
}

fn own_values(facet: Facet, article: Article<'_>) -> String {
    match facet {
        Facet::Tag => {
            let tags: Vec<&str> = article.tags().map(Clean::as_str).collect();
            if tags.is_empty() {
                "no tags".to_owned()
            } else {
                tags.join(", ")
            }
        }
        Facet::Source => article.source().to_string(),
        Facet::Category if article.category().is_empty() => "no category".to_owned(),
        Facet::Category => article.category().to_string(),
        Facet::Year => article.published().map_or_else(
            || "no day of publication".to_owned(),
            |day| day.format("%Y").to_string(),
        ),
    }
}

fn number(number: Option<u32>, what: &str) -> String {
    match number {
        Some(number) => format!("{number} {what}"),
        None => format!("its {what} are not known"),
    }
}

impl Field {
    /// Its name in an explanation.
    const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Tag => "tag",
            Self::Source => "source",
            Self::Category => "category",
            Self::Summary => "abstract",
        }
    }
}
