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
    /// In the notation that [`Key`] is shown in, separated by a blank: what is pressed is
    /// compared as text, so that nothing has to be read before the first frame.
    keys: &'static str,
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
        let bindings = ACTIONS.iter().flat_map(|spec| {
            spec.keys.iter().map(|keys| Binding {
                scope: spec.scope,
                keys,
                action: spec.action,
            })
        });
        Self {
            bindings: bindings.collect(),
        }
    }
}

/// Reads keys separated by blanks.
///
/// # Errors
/// When one of them is not a key.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, KeyError> {
    text.split_ascii_whitespace().map(str::parse).collect()
}

impl Keymap {
    /// What `keys` mean in `scope`: its own bindings first, then those of
    /// [`Scope::Anywhere`]; which of these an overlay lets through is for the app to
    /// say. O(bindings), some eighty.
    #[must_use]
    pub fn resolve(&self, scope: Scope, keys: &[Key]) -> Resolved {
        let keys = notation(keys);
        for scope in [scope, Scope::Anywhere] {
            let mut here = self.bindings.iter().filter(|b| b.scope == scope);
            if let Some(exact) = here.clone().find(|b| b.keys == keys) {
                return Resolved::Action(exact.action);
            }
            let goes_on = |bound: &str| {
                let rest = bound.strip_prefix(&keys);
                rest.is_some_and(|rest| rest.starts_with(' '))
            };
            if here.any(|b| goes_on(b.keys)) {
                return Resolved::Prefix;
            }
        }
        Resolved::Unbound
    }

    /// The keys bound to an action, in their notation, the first being the one to
    /// show where there is room for one.
    pub fn keys_of(&self, action: Action) -> impl Iterator<Item = &'static str> + '_ {
        let bound = self.bindings.iter().filter(move |b| b.action == action);
        bound.map(|b| b.keys)
    }
}

/// Keys as [`parse_keys`] reads them.
fn notation(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
    keys.join(" ")
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
                let pressed = parse_keys(keys).expect(keys);
                assert_eq!(notation(&pressed), *keys);
                assert_eq!(
                    keymap.resolve(spec.scope, &pressed),
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
