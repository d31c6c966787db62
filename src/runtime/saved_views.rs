//! Saving a query among the settings.

use crate::app::Message;
use crate::config::{Settings, config_path};
use crate::storage::{Places, SystemDisk, change_text};
use crate::text::CleanString;

/// Saves a query under a name; it is on the disk when this returns.
pub(super) fn save(places: &Places, name: CleanString, query: &str) -> Message {
    let Some(path) = config_path(places.config.clone()) else {
        return Message::ViewNotSaved("there is no place for settings".to_owned());
    };
    let mut views = None;
    let changed = change_text(&SystemDisk, &path, |text| {
        let (text, settings) = Settings::with_view(text, name.as_str(), query)?;
        views = Some(settings.views());
        Ok(text)
    });
    match (changed, views) {
        (Ok(()), Some(views)) => Message::ViewSaved { name, views },
        (Ok(()), None) => Message::ViewNotSaved("nothing was changed".to_owned()),
        (Err(error), _) => Message::ViewNotSaved(error.to_string()),
    }
}
