//! Finding articles: the query language, fuzzy words and phrases over a million titles,
//! best first.
//!
//! A [`Query`](query::Query) is parsed, lifted into what the sidebar shows (a
//! [`Narrowing`]), evaluated to a set of articles and put into an order by [`Corpus`].
//!
//! What a word finds is decided by `fuzzy-matcher`'s `SkimMatcherV2` over folded text,
//! and by nothing else: the set, the score and the order of a search in titles are that
//! matcher's, whatever is done to be faster. Where the crate contradicts itself, the rule
//! is [`Pattern`]'s.
//!
//! An article's score for a word is that of its best field. A word that is looked for in
//! all of them gains where it stands in the title as a whole, and tags and sources stand
//! [a little behind](Hit::score), so that what is about the word comes before what is
//! tagged with it or only has its letters.
//!
//! [`Index`] is worked out once per catalogue: the titles laid out so that 64 are matched
//! at once, the order of equals, which abstracts may hold a phrase, and folded copies of the
//! few that cannot be searched where they lie. `benches/search.rs` compares it with the plain matcher and others.

mod abstracts;
mod arrange;
mod chunks;
mod complete;
mod corpus;
mod field;
mod highlights;
mod hit;
mod holdings;
mod index;
mod kept;
mod labels;
mod names;
mod narrowing;
mod nearest;
mod order;
mod pattern;
mod phrase;
pub mod query;
mod score;
mod stop;
mod suggest;
mod titles;
mod values;
mod why;
mod wide;

pub use arrange::order;
pub use complete::Completion;
pub use corpus::{Corpus, Known, Prepared};
pub use field::{Field, Fields};
pub use highlights::Highlights;
pub use hit::Hit;
pub use holdings::Holdings;
pub use index::Index;
pub use kept::Kept;
pub use labels::LabelChoices;
pub use names::Names;
pub use narrowing::Narrowing;
pub use nearest::nearest;
pub use pattern::{Found, Pattern, Word};
pub use phrase::{Phrase, Place};
pub use stop::{Searches, Stop, Stopped};
pub use suggest::{Suggestion, suggestions};
pub use why::Reason;
