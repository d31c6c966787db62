//! A map from spellings to numbers as one array: a double array over the smallest
//! automaton. The build script writes it (`assets/automaton.rs`), the program walks it.
//!
//! One load and one comparison a byte, against some two hundred instructions a byte in
//! the `fst` crate, whose look-ups took a third of the time to the first frame.

/// The automaton. A state is a number; the cell at `state ^ byte` belongs to the way
/// that leaves it by `byte`, if the cell's low byte says so. Above that byte are
/// [`ENDS`], if a spelling ends with the way, and the next state. The way by 0 leads to
/// no state but to a place among the values.
#[derive(Clone, Copy, Debug)]
pub struct Automaton<'a> {
    cells: &'a [[u8; 4]],
    values: &'a [[u8; 8]],
}

/// Where every walk begins.
pub const ROOT: u32 = 0;

/// The low byte of a cell that belongs to no way: no UTF-8 holds it.
pub const FREE: u8 = 0xff;

/// The bit of a cell whose way ends a spelling: most ways end none, and the state's own
/// value need not be looked for.
pub const ENDS: u32 = 1 << 8;

/// How many bits of a cell are below the state that it leads to.
pub const STATE_SHIFT: u32 = 9;

impl<'a> Automaton<'a> {
    /// The automaton of these cells and values, all numbers little-endian.
    pub const fn new(cells: &'a [u8], values: &'a [u8]) -> Self {
        Self {
            cells: cells.as_chunks().0,
            values: values.as_chunks().0,
        }
    }

    /// Calls `found` for every spelling that `text` begins with, shortest first, with
    /// its length in `text` and its value. Zero bytes of `text` are passed over.
    /// O(longest spelling).
    pub fn prefixes(&self, text: &[u8], mut found: impl FnMut(usize, u64)) {
        let mut state = ROOT;
        for (at, byte) in text.iter().enumerate().filter(|(_, byte)| **byte != 0) {
            let Some(cell) = self.leave(state, *byte) else {
                return;
            };
            state = cell >> STATE_SHIFT;
            if cell & ENDS == 0 {
                continue;
            }
            let place = self.leave(state, 0).map(|cell| cell >> STATE_SHIFT);
            if let Some(value) = place.and_then(|place| self.value(place)) {
                found(at + 1, value);
            }
        }
    }

    /// The cell of a way.
    fn leave(&self, state: u32, byte: u8) -> Option<u32> {
        let place = usize::try_from(state ^ u32::from(byte)).ok()?;
        let cell = u32::from_le_bytes(*self.cells.get(place)?);
        (cell & u32::from(u8::MAX) == u32::from(byte)).then_some(cell)
    }

    fn value(&self, place: u32) -> Option<u64> {
        let place = usize::try_from(place).ok()?;
        self.values.get(place).copied().map(u64::from_le_bytes)
    }
}
