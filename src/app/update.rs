//! The only function that changes the state: routes to one file per topic.

mod batch;
mod cards;
mod detail;
mod export;
mod keys;
mod labels;
mod links;
mod load;
mod marks;
mod mouse;
mod panes;
mod prompt;
mod read;
mod search;
mod settle;
mod shelf;
mod sidebar;
mod stay;
mod views;
mod why;

use super::{App, Effect, Message};

/// Takes in what has happened and says what the world should do; the only function
/// that changes an [`App`]. Never walks over all articles.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let mut effects = match message {
        Message::KeyPressed(key) => keys::press(app, key),
        Message::MouseUsed(event) => mouse::used(app, event),
        Message::Resized(size) => {
            app.size = size.bounded();
            Vec::new()
        }
        Message::LoadProgressed(progress) => {
            app.progress = progress;
            Vec::new()
        }
        Message::NotSuspended => {
            app.note = Some("no shell to come back from; not suspended".to_owned());
            Vec::new()
        }
        Message::Loaded(library) => load::loaded(app, library),
        Message::QueriesRead(queries) => {
            app.history = Some(queries);
            Vec::new()
        }
        Message::QueryNotKept(why) => {
            app.note = Some(format!("the query is not kept in the history: {why}"));
            Vec::new()
        }
        Message::LinksFound(library) => {
            let loaded = app.library();
            app.links_found |= loaded.is_some_and(|loaded| loaded.is_of_load(&library));
            Vec::new()
        }
        Message::LinkOpened(link) => {
            links::opened(app, &link);
            read::opened(app, &link)
        }
        Message::LinkFailed { link, error } => links::failed(app, &link, &error),
        Message::Copied { what, by } => {
            links::copied(app, &what, &by);
            Vec::new()
        }
        Message::Exported { what, path } => {
            app.note = Some(format!("written to {path}: {what}"));
            Vec::new()
        }
        Message::NotExported { path, why } => export::failed(app, path, &why),
        Message::ShelfChanged(shelf) => shelf::changed(app, shelf),
        Message::ShelfStepped(step) => shelf::stepped(app, step),
        Message::ShelfSaved {
            shelf,
            steps,
            retrieved,
        } => shelf::saved(app, shelf, &steps, retrieved),
        Message::ShelfFailed { why, changes } => {
            shelf::failed(app, &why, changes);
            Vec::new()
        }
        Message::NoteWritten { id, text } => shelf::accept_note(app, id, &text),
        Message::NoteNotWritten(why) => {
            app.note = Some(format!("the note is not kept: {why}"));
            Vec::new()
        }
        Message::Waited { generation } => read::stayed(app, generation),
        Message::Pasted(text) => prompt::pasted(app, &text),
        Message::Searched {
            generation,
            passing,
        } => {
            search::searched(app, generation, passing);
            views::follow_day(app)
        }
        Message::ViewsFound {
            generation,
            found,
            today,
        } => {
            views::found(app, generation, found, today);
            Vec::new()
        }
        Message::ViewSaved { name, views } => views::saved(app, &name, views),
        Message::ViewChanged { name, query, views } => views::changed(app, &name, query, views),
        Message::ViewNotSaved(why) => {
            app.note = Some(format!("the view is not saved: {why}"));
            Vec::new()
        }
    };
    settle::settle(app);
    effects.extend(stay::follow(app));
    effects
}
