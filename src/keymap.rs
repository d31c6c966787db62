//! Which key does what where: resolves keys to actions.

mod key;

pub use key::{Key, KeyCode, KeyError};

use crate::action::{ACTIONS, Action, Scope};

/// What a sequence of keys means so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// It is bound to this action.
    Action(Action),
    /// A longer sequence begins with it.
    Prefix,
    /// Nothing is bound to it.
    Unbound,
}

#[derive(Clone, Debug)]
struct Binding {
    scope: Scope,
    keys: Vec<Key>,
    action: Action,
}

/// The bindings of all scopes.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    /// The keys of the action table.
    fn default() -> Self {
        let mut bindings = Vec::new();
        for spec in ACTIONS {
            for keys in spec.keys {
                bindings.push(Binding {
                    scope: spec.scope,
                    keys: parse_keys(keys).expect("a test parses every key of the table"),
                    action: spec.action,
                });
            }
        }
        Self { bindings }
    }
}

/// Reads keys separated by blanks.
///
/// # Errors
/// When one of them is not a key.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, KeyError> {
    text.split_whitespace().map(str::parse).collect()
}

impl Keymap {
    /// What `keys` mean in `scope`: its own bindings first, then those of
    /// [`Scope::Anywhere`]; which of these an overlay lets through is for the app to
    /// say. O(bindings), some eighty.
    #[must_use]
    pub fn resolve(&self, scope: Scope, keys: &[Key]) -> Resolved {
        for scope in [scope, Scope::Anywhere] {
            let mut here = self
                .bindings
                .iter()
                .filter(|b| b.scope == scope && b.keys.starts_with(keys));
            if let Some(exact) = here.clone().find(|b| b.keys == keys) {
                return Resolved::Action(exact.action);
            }
            if here.next().is_some() {
                return Resolved::Prefix;
            }
        }
        Resolved::Unbound
    }

    /// The keys bound to an action, in their notation, the first being the one to
    /// show where there is room for one.
    pub fn keys_of(&self, action: Action) -> impl Iterator<Item = String> + '_ {
        self.bindings
            .iter()
            .filter(move |b| b.action == action)
            .map(|b| {
                let keys: Vec<String> = b.keys.iter().map(Key::to_string).collect();
                keys.join(" ")
            })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_default_key_resolves_to_its_action() {
        let keymap = Keymap::default();
        for spec in ACTIONS {
            assert_eq!(spec.action.spec().name, spec.name);
            for keys in spec.keys {
                let keys = parse_keys(keys).expect(keys);
                assert_eq!(
                    keymap.resolve(spec.scope, &keys),
                    Resolved::Action(spec.action),
                    "{}",
                    spec.name
                );
            }
        }
    }

    #[test]
    fn every_action_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = ACTIONS.iter().map(|spec| spec.name).collect();
        assert_eq!(names.len(), ACTIONS.len());
    }

    #[test]
    fn a_sequence_waits_for_its_end() {
        let keymap = Keymap::default();
        let g = parse_keys("g").expect("a key");
        assert_eq!(keymap.resolve(Scope::Cards, &g), Resolved::Prefix);
        assert_eq!(keymap.resolve(Scope::Anywhere, &g), Resolved::Unbound);
    }
}
