//! What stands where there are no cards: loading, nothing loaded, nothing passes,
//! no room.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::hints::loading;
use crate::app::layout::MIN_SIZE;
use crate::app::{App, words};
use crate::text::width_cells;

/// Says that the window is too small, in whatever room there is.
pub(super) fn too_small(pen: &mut Pen<'_>) {
    let area = pen.area();
    let size = format!("{}\u{d7}{}", MIN_SIZE.width, MIN_SIZE.height);
    let wordings = [
        vec![
            "The window is too small.".to_owned(),
            format!("tagleaf needs {size}."),
        ],
        vec!["Too small,".to_owned(), format!("need {size}")],
        vec![format!("Too small: need {size}")],
        vec![format!("need {size}")],
        vec![size.clone()],
        vec!["\u{2026}".to_owned()],
    ];
    let fits = |lines: &&Vec<String>| {
        lines.len() <= usize::from(area.height)
            && lines
                .iter()
                .all(|line| width_cells(line) <= usize::from(area.width))
    };
    if let Some(lines) = wordings.iter().find(fits) {
        let style = pen.theme.text;
        let lines: Vec<_> = lines.iter().map(|line| (line.as_str(), style)).collect();
        pen.centred(area, &lines);
    }
}

/// Draws what stands where there are no cards; `false` when there are some.
pub(super) fn instead_of_cards(app: &App, pen: &mut Pen<'_>, body: Rect) -> bool {
    let theme = pen.theme;
    if let Some(progress) = app.loading() {
        let articles = usize::try_from(progress.articles).unwrap_or(usize::MAX);
        let articles = words::counted(articles, "article");
        let bar = bar(progress.bytes_done, progress.bytes_total);
        let text = loading(progress);
        let lines = [
            (text.as_str(), theme.title),
            ("", theme.text),
            (bar.as_str(), theme.focus),
            ("", theme.text),
            (articles.as_str(), theme.muted),
        ];
        pen.centred(body, &lines);
        return true;
    }
    if app.catalog().is_some_and(crate::catalog::Catalog::is_empty) {
        let lines = [
            ("No article could be read", theme.title),
            ("", theme.text),
            ("tagleaf check FILE tells what", theme.muted),
            ("was tried, line by line", theme.muted),
        ];
        pen.centred(body, &lines);
        return true;
    }
    if app.matches_len() == 0 {
        let key = app
            .keymap()
            .keys_of(crate::action::Action::ClearFilters)
            .next()
            .unwrap_or_default();
        let advice = if app.prompt().is_some() {
            "esc goes back".to_owned()
        } else {
            format!("{key} drops the query and all choices")
        };
        let lines = [
            ("No article matches", theme.title),
            ("", theme.text),
            (advice.as_str(), theme.muted),
        ];
        pen.centred(body, &lines);
        return true;
    }
    false
}

/// A bar of what is done; empty where the end is not known.
fn bar(done: u64, total: u64) -> String {
    const WIDTH: usize = 20;
    let Some(filled) = done.saturating_mul(WIDTH as u64).checked_div(total) else {
        return String::new();
    };
    let filled = usize::try_from(filled).unwrap_or(WIDTH).min(WIDTH);
    format!(
        "{}{}",
        "\u{2501}".repeat(filled),
        "\u{254c}".repeat(WIDTH - filled)
    )
}
