//! Tags outside the vocabulary that other lines have without doubt.

use std::collections::HashMap;

/// Spelling keys of learned tags, with the number of lines that have them.
#[derive(Debug)]
pub(super) struct Learned {
    lines: HashMap<Box<[u8]>, u32, foldhash::fast::FixedState>,
    /// Which bytes a learned key begins with: most places of a line need no look-up.
    initials: [bool; 256],
}

impl Default for Learned {
    fn default() -> Self {
        Self {
            lines: HashMap::default(),
            initials: [false; 256],
        }
    }
}

impl Learned {
    /// Counts one more line that has the tag.
    pub(super) fn add(&mut self, key: &[u8]) {
        if let Some(lines) = self.lines.get_mut(key) {
            *lines += 1;
        } else {
            self.lines.insert(key.into(), 1);
        }
        if let Some(first) = key.first() {
            self.initials[usize::from(*first)] = true;
        }
    }

    /// How many lines have the tag.
    pub(super) fn lines(&self, key: &[u8]) -> Option<u32> {
        let _likely = key.first().filter(|first| self.has_initial(**first))?;
        self.lines.get(key).copied()
    }

    /// Whether a learned key begins with this byte.
    pub(super) const fn has_initial(&self, byte: u8) -> bool {
        self.initials[byte as usize]
    }
}
