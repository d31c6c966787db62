//! State to cells: draws, decides nothing, cannot fail.

use ratatui::Frame;

use crate::app::App;
use crate::theme::Theme;

/// Draws the reader into the whole frame.
pub fn view(_app: &App, _theme: &Theme, _frame: &mut Frame<'_>) {}
