//! Saving a query among the settings.

use crate::app::Message;
use crate::config::{Settings, ViewChange, config_path};
use crate::storage::{Places, SystemDisk, change_text};
use crate::text::CleanString;

/// Saves a query under a name, unless something else than `instead` stands there; it is on
/// the disk when this returns.
pub(super) fn save(
    places: &Places,
    name: CleanString,
    query: String,
    instead: Option<&str>,
) -> Message {
    let Some(path) = config_path(places.config.clone()) else {
        return Message::ViewNotSaved("there is no place for settings".to_owned());
    };
    let (mut made, mut meanwhile) = (None, None);
    let changed = change_text(&SystemDisk, &path, |text| {
        match Settings::with_view(text, (name.as_str(), &query), instead)? {
            ViewChange::Made(text, settings) => {
                made = Some(settings.views());
                Ok(text)
            }
            ViewChange::Meanwhile(settings) => {
                meanwhile = Some(settings.views());
                Err("it has been changed meanwhile".to_owned())
            }
        }
    });
    match (changed, made, meanwhile) {
        (Ok(()), Some(views), _) => Message::ViewSaved { name, views },
        (_, _, Some(views)) => Message::ViewChanged { name, query, views },
        (Ok(()), None, None) => Message::ViewNotSaved("nothing was changed".to_owned()),
        (Err(error), _, None) => Message::ViewNotSaved(error.to_string()),
    }
}
