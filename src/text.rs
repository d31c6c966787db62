//! Text that is safe to show: cleaning, folding, cell widths, wrapping, numbers,
//! references.
//!
//! Everything that comes from outside (files, their names, arguments) passes
//! [`scrub`] once, before it reaches a screen, a report or a log.

mod clean;
mod excerpt;
mod fold;
mod number;
mod push;
mod references;
mod wrap;

pub use clean::{Clean, CleanString, Removed, is_clean, lines_are_plainly_clean, scrub};
pub use excerpt::{Excerpt, blank_controls};
pub use fold::{
    fold_for_search, fold_into, is_searched_as_it_stands, searched_chars, slug_into, spelling_key,
};
pub use number::{count, counted};
pub use push::push_formatted;
pub use references::resolve_references;
pub use wrap::{ELLIPSIS, clip, is_one_cell_each, width_cells, wrap};
