//! The person's own labels: typed into a line, and chosen in the sidebar.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::search;
use super::shelf::{bookmarks, edit, save};
use crate::app::{App, Effect, LabelId, Prompt, Purpose};
use crate::catalog::{ArticleIndex, Choice, Combine};
use crate::search::LabelChoices;
use crate::shelf::{Deed, Draft};
use crate::text::CleanString;

/// Opens the line for labels: those of the one article, or an empty one for several.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let targets = app.targets();
    if targets.is_empty() {
        return Vec::new();
    }
    let mut text = match targets.as_slice() {
        [_] => app.selected_labels(&targets),
        _ => String::new(),
    };
    if !text.is_empty() {
        text.push_str(", ");
    }
    app.prompt = Some(Prompt::new(text, Purpose::Labels(targets)));
    Vec::new()
}

impl App {
    fn selected_labels(&self, targets: &[ArticleIndex]) -> String {
        let article = |index: &ArticleIndex| Some(self.catalog()?.article(*index).id());
        let bookmark = targets
            .first()
            .and_then(article)
            .and_then(|id| self.shelf().bookmark(id));
        let labels = bookmark.into_iter().flat_map(|bookmark| &bookmark.labels);
        let labels: Vec<&str> = labels.map(CleanString::as_str).collect();
        labels.join(", ")
    }
}

/// Labels the articles as the line says. For one article the line is the whole of its
/// labels; for several it adds, and takes away what has a `-` before it.
pub(super) fn accept(app: &mut App, targets: &[ArticleIndex], text: &str) -> Vec<Effect> {
    let typed = text.split(',').map(|label| CleanString::new(label.trim()));
    let typed: BTreeSet<CleanString> = typed.filter(|label| !label.as_str().is_empty()).collect();
    let edits = bookmarks(app, targets)
        .into_iter()
        .filter_map(|(before, bookmark)| {
            let labels = match targets {
                [_] => typed.clone(),
                _ => relabelled(&bookmark.labels, &typed),
            };
            let is_same = bookmark.labels == labels;
            // Dropping what is not there is no reason for a bookmark.
            (!is_same).then(|| {
                let mut after = bookmark;
                Arc::make_mut(&mut after).labels = labels;
                edit(before, &after)
            })
        });
    let draft = Draft::new(Deed::Labelled, edits.collect());
    save(app, draft)
}

fn relabelled(
    labels: &BTreeSet<CleanString>,
    typed: &BTreeSet<CleanString>,
) -> BTreeSet<CleanString> {
    let mut labels = labels.clone();
    for label in typed {
        match label.as_str().strip_prefix('-') {
            Some(dropped) => labels.retain(|label| label.as_str() != dropped.trim()),
            None => {
                labels.insert(label.clone());
            }
        }
    }
    labels
}

/// Makes the choice for a label, or takes that choice back.
pub(super) fn choose(app: &mut App, label: LabelId, choice: Choice) -> Vec<Effect> {
    let mut choices = LabelChoices::of(&app.wanted.narrowing.rest);
    choices.combine = app.label_combine(&choices);
    choices.toggle(app.label(label), choice);
    app.wanted.narrowing.rest = choices.filter();
    search::request(app)
}

/// Lets included labels be alternatives, or all be needed.
pub(super) fn cycle_combine(app: &mut App) -> Vec<Effect> {
    let mut choices = LabelChoices::of(&app.wanted.narrowing.rest);
    let (combine, note) = match app.label_combine(&choices) {
        Combine::Any => (Combine::All, "articles with all of the chosen labels"),
        Combine::All => (Combine::Any, "articles with any of the chosen labels"),
    };
    choices.combine = combine;
    app.sidebar.labels.combine = combine;
    app.note = Some(note.to_owned());
    app.wanted.narrowing.rest = choices.filter();
    search::request(app)
}
