//! The section of the person's own labels.

use super::Row;
use crate::app::{App, LabelId};
use crate::catalog::{Bits, Choice, Combine};
use crate::search::LabelChoices;

/// Most labels that are shown unless the section is expanded.
const LABELS_MAX: usize = 8;

/// What the person did to the section.
#[derive(Clone, Copy, Debug, Default)]
pub struct LabelSection {
    /// Whether it is without its rows.
    pub is_folded: bool,
    /// Whether all labels are shown.
    pub(in crate::app) is_expanded: bool,
    /// How labels will be combined once two are included.
    pub(in crate::app) combine: Combine,
}

/// The rows of labels, with a blank one before them, once there are any; those that are
/// chosen are always shown.
pub(super) fn rows(app: &App) -> Vec<Row> {
    let labels = app.labels();
    if labels.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![Row::Gap, Row::Labels];
    if app.sidebar.labels.is_folded {
        return rows;
    }
    // A row that says '1 more' is better spent on the label itself.
    let is_long = labels.len() > LABELS_MAX + 1;
    let limit = if is_long && !app.sidebar.labels.is_expanded {
        LABELS_MAX
    } else {
        labels.len()
    };
    let choices = LabelChoices::of(&app.wanted.narrowing.rest);
    let is_chosen = |label| choices.choice(app.label(label)).is_some();
    let shown = labels.iter().enumerate();
    let shown = shown.filter(|(at, label)| *at < limit || is_chosen(**label));
    rows.extend(shown.map(|(_, label)| Row::Label(*label)));
    if is_long {
        rows.push(Row::MoreLabels(labels.len() - (rows.len() - 2)));
    }
    rows
}

/// Whether the query asks for a label, or leaves it out.
#[must_use]
pub fn label_choice(app: &App, label: LabelId) -> Option<Choice> {
    LabelChoices::of(&app.wanted.narrowing.rest).choice(app.label(label))
}

/// Whether an article needs all of the included labels.
#[must_use]
pub fn needs_all_labels(app: &App) -> bool {
    let choices = LabelChoices::of(&app.wanted.narrowing.rest);
    app.label_combine(&choices) == Combine::All
}

/// A count of articles, as for the values of other sections: of what is not chosen, how
/// many would be listed if it were included as well, copies that this asks for among them;
/// of what is included, how many of the listed have it; of what is left out, how many it
/// alone keeps out. O(articles / 64).
#[must_use]
pub fn label_count(app: &App, label: LabelId) -> usize {
    let with_label = |among: Option<&Bits>| {
        let len = among.map_or_else(|| app.pages_len(), Bits::capacity);
        let mut set = app.kept().with_label(app.label(label), len);
        if let Some(among) = among {
            set &= among;
        }
        set
    };
    let passing = app.filtered().passing.as_deref();
    let choices = LabelChoices::of(&app.wanted.narrowing.rest);
    match choices.choice(app.label(label)) {
        Some(Choice::Exclude) => {
            let exclusion = choices.exclusion(app.label(label));
            let others = exclusion.and_then(|part| app.passing.without(&part));
            return with_label(others.or(passing)).count();
        }
        None if app.label_combine(&choices) == Combine::Any => {
            let alternatives = choices.alternatives();
            let others = alternatives.and_then(|part| app.passing.without(&part));
            if let Some(others) = others {
                // A further alternative adds those that have it and do not pass yet.
                let mut more = with_label(Some(others));
                if let Some(passing) = passing {
                    more -= passing;
                }
                return app.passing_len() + more.count();
            }
        }
        Some(Choice::Include) | None => {}
    }
    let copies = app.passing.copies().map(|copies| with_label(Some(copies)));
    with_label(passing).count() + copies.map_or(0, |copies| copies.count())
}

/// The count at which including a label leaves nothing, or adds nothing to what is listed.
#[must_use]
pub fn label_count_min(app: &App) -> usize {
    let choices = LabelChoices::of(&app.wanted.narrowing.rest);
    let is_any = app.label_combine(&choices) == Combine::Any;
    if is_any && choices.included_len() > 0 {
        app.passing_len()
    } else {
        0
    }
}

impl App {
    /// How included labels are combined: as the query says, and where it has not two of
    /// them, as the person has said.
    pub(in crate::app) const fn label_combine(&self, choices: &LabelChoices) -> Combine {
        if choices.included_len() > 1 {
            choices.combine
        } else {
            self.sidebar.labels.combine
        }
    }
}
