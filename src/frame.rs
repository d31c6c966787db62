//! One frame of the reader without a terminal: for tests, bug reports and pictures.
//!
//! Drives the same `App`, `update` and `view` as the reader does, and only replaces
//! the runtime: effects are performed at once, in order.

mod ansi;
mod boxes;
mod json;
mod palette;
mod picture;
mod script;
mod svg;

pub use picture::{Picture, Run};
pub use script::{Script, ScriptError, Step};

use chrono::{NaiveDate, NaiveTime};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{self, App, Depth, Effect, Library, Message, Options, Shared, Size, Start};
use crate::search::Stop;
use crate::shelf::Shelf;
use crate::theme::Theme;
use crate::view::view;

/// How the reader is opened.
#[derive(Clone, Debug, Default)]
pub struct Sitting {
    /// The window's size.
    pub size: Size,
    /// What the person asked for.
    pub options: Options,
    /// What the reader begins with.
    pub start: Start,
    /// What the person keeps.
    pub shelf: Shelf,
    /// The day that queries count from.
    pub today: NaiveDate,
}

/// Opens the reader on `library`, plays `script` and draws what is
/// on screen then, or was when the reader was left.
#[must_use]
pub fn draw(
    library: &Shared<Library>,
    script: &Script,
    sitting: Sitting,
    theme: &Theme,
) -> Picture {
    let Sitting {
        size,
        options,
        start,
        shelf,
        today,
    } = sitting;
    let mut reader = Reader {
        app: App::starting(options, start, size),
        size,
        today,
    };
    reader.send(Message::ShelfChanged(Shared::new(shelf)));
    let mut state = reader.send(Message::Loaded(library.clone()));
    for step in &script.steps {
        if state == State::Left {
            break;
        }
        state = match *step {
            Step::Key(key) => reader.send(Message::KeyPressed(key)),
            Step::Mouse(event) => reader.send(Message::MouseUsed(event)),
            Step::Resize(size) => {
                reader.size = size;
                reader.send(Message::Resized(size))
            }
        };
    }
    reader.picture(theme)
}

/// Whether the reader still runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Running,
    Left,
}

struct Reader {
    app: App,
    size: Size,
    today: NaiveDate,
}

impl Reader {
    /// Tells the reader what has happened and performs what it asks for.
    fn send(&mut self, message: Message) -> State {
        let mut outcome = State::Running;
        for effect in app::update(&mut self.app, message) {
            match effect {
                Effect::Search {
                    generation,
                    library,
                    wanted,
                } => {
                    let passing = library.search(&wanted, self.today, Depth::Whole, &Stop::NEVER);
                    if let Ok(passing) = passing {
                        let answer = Message::Searched {
                            generation,
                            passing: Shared::new(passing),
                        };
                        // The answer to a search asks for nothing that a picture shows.
                        app::update(&mut self.app, answer);
                    }
                }
                Effect::FindLinks(library) => {
                    library.find_links();
                    app::update(&mut self.app, Message::LinksFound(library));
                }
                Effect::FindViews {
                    generation,
                    views,
                    kept,
                } => {
                    let today = self.today;
                    let library = self.app.library();
                    let found = library
                        .map(|library| library.find_views(&views, &kept, today, &Stop::NEVER));
                    if let Some(Ok(found)) = found {
                        let answer = Message::ViewsFound {
                            generation,
                            found,
                            today,
                        };
                        app::update(&mut self.app, answer);
                    }
                }
                Effect::SaveShelf(draft) => {
                    let now = self.today.and_time(NaiveTime::MIN);
                    outcome = self.send(Message::ShelfStepped(draft.at(now)));
                }
                Effect::Quit => outcome = State::Left,
                // There is no terminal that these could be done to, nothing is kept, a
                // picture opens no page, and no time passes in it.
                Effect::SetMouse(_)
                | Effect::OpenLink(_)
                | Effect::Copy { .. }
                | Effect::Redraw
                | Effect::Suspend
                | Effect::ReadQueries
                | Effect::KeepQuery(_)
                | Effect::SaveView { .. }
                | Effect::UndoShelf
                | Effect::RedoShelf
                | Effect::EditNote { .. }
                | Effect::Wait { .. }
                | Effect::Export { .. } => {}
            }
        }
        outcome
    }

    fn picture(&self, theme: &Theme) -> Picture {
        let mut frame = Buffer::empty(Rect::new(0, 0, self.size.width, self.size.height));
        view(&self.app, theme, &mut frame);
        Picture::of(&frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Loaded;
    use crate::theme::Colors;

    #[test]
    fn a_frame_has_the_size_that_was_asked_for_and_follows_a_resize() {
        let library = Shared::new(Library::without_lists(Loaded::default()));
        let theme = Theme::new(Colors::Indexed);
        for (keys, width, height) in [("", 7, 3), ("j resize:9x4 k", 9, 4)] {
            let script = keys.parse().expect("a script");
            let sitting = Sitting {
                size: Size {
                    width: 7,
                    height: 3,
                },
                ..Sitting::default()
            };
            let picture = draw(&library, &script, sitting, &theme);
            assert_eq!((picture.width(), picture.rows().len()), (width, height));
        }
    }
}
