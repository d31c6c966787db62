//! Writing the vocabulary's automaton; `src/ingest/tags/vocabulary/automaton.rs` says
//! what it looks like.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::layout::{ENDS, FREE, ROOT, STATE_SHIFT};

/// The bytes of an automaton's two tables.
#[derive(Default)]
pub struct Tables {
    pub cells: Vec<u8>,
    pub values: Vec<u8>,
}

/// A state: where its ways lead, by byte. The way by 0 leads to a place among the
/// values, all others to a place among the states.
type State = Vec<(u8, usize)>;

/// States without their like, those that others lead to first, the root last.
#[derive(Default)]
struct States {
    all: Vec<State>,
    known: HashMap<State, usize>,
    values: Vec<u64>,
    places: HashMap<u64, usize>,
}

/// Compiles a map. No key may be empty, hold a zero byte or a byte [`FREE`].
pub fn compile(map: &BTreeMap<String, u64>) -> Tables {
    let entries: Vec<(&[u8], u64)> = map.iter().map(|(k, v)| (k.as_bytes(), *v)).collect();
    let mut states = States::default();
    states.add(&entries, 0);
    let bases = place(&states.all);
    let mut cells: Vec<u32> = Vec::new();
    for (state, base) in states.all.iter().zip(&bases) {
        for (byte, to) in state {
            let at = (base ^ u32::from(*byte)) as usize;
            if at >= cells.len() {
                cells.resize(at + 1, u32::from(FREE));
            }
            let (to, ends) = if *byte == 0 {
                let place = u32::try_from(*to).expect("fewer values than spellings");
                (place, 0)
            } else {
                let ends = states.all[*to].iter().any(|(byte, _)| *byte == 0);
                (bases[*to], if ends { ENDS } else { 0 })
            };
            assert!(
                to >> (u32::BITS - STATE_SHIFT) == 0,
                "the automaton is too large"
            );
            cells[at] = to << STATE_SHIFT | ends | u32::from(*byte);
        }
    }
    Tables {
        cells: cells.into_iter().flat_map(u32::to_le_bytes).collect(),
        values: states
            .values
            .into_iter()
            .flat_map(u64::to_le_bytes)
            .collect(),
    }
}

impl States {
    /// Adds the state that all of `entries`, which are sorted, pass after `depth` bytes.
    fn add(&mut self, entries: &[(&[u8], u64)], depth: usize) -> usize {
        let mut state = State::new();
        let mut rest = entries;
        while let Some((key, value)) = rest.first() {
            let byte = key.get(depth).copied().unwrap_or(0);
            let same = rest.partition_point(|(key, _)| key.get(depth).is_none_or(|b| *b <= byte));
            let to = if byte == 0 {
                self.value(*value)
            } else {
                self.add(&rest[..same], depth + 1)
            };
            state.push((byte, to));
            rest = &rest[same..];
        }
        let next = self.all.len();
        *self.known.entry(state).or_insert_with_key(|state| {
            self.all.push(state.clone());
            next
        })
    }

    fn value(&mut self, value: u64) -> usize {
        *self.places.entry(value).or_insert_with(|| {
            self.values.push(value);
            self.values.len() - 1
        })
    }
}

/// Finds every state a number of its own, so that no two of their ways meet in one
/// cell.
///
/// First come those with several ways, which are hard to place, the shallow ones before
/// the deep: all walks pass those, so they should stand together. A state with one way
/// finds a place anywhere; it gets the one nearest to where the walk comes from, so that
/// the rest of a spelling is in the same line of the processor's cache.
fn place(states: &[State]) -> Vec<u32> {
    let root = states.len() - 1;
    let ways = |at: usize| states[at].iter().filter(|(byte, _)| *byte != 0);
    let mut breadth_first = vec![root];
    let mut seen = vec![false; states.len()];
    let mut next = 0;
    while let Some(at) = breadth_first.get(next).copied() {
        next += 1;
        for (_, to) in ways(at) {
            if !std::mem::replace(&mut seen[*to], true) {
                breadth_first.push(*to);
            }
        }
    }
    let mut bases = vec![ROOT; states.len()];
    let mut taken = Taken::default();
    taken.take(&states[root], ROOT);
    for at in breadth_first.into_iter().skip(1) {
        if states[at].len() > 1 {
            bases[at] = taken.first(&states[at]);
            taken.take(&states[at], bases[at]);
        }
    }
    let mut placed = vec![false; states.len()];
    let mut depth_first: Vec<(usize, u32)> = vec![(root, 0)];
    while let Some((at, from)) = depth_first.pop() {
        if std::mem::replace(&mut placed[at], true) {
            continue;
        }
        if states[at].len() == 1 {
            bases[at] = taken.nearest(&states[at], from);
            taken.take(&states[at], bases[at]);
        }
        depth_first.extend(ways(at).map(|(byte, to)| (*to, bases[at] ^ u32::from(*byte))));
    }
    bases
}

/// Which cells and states are in use.
#[derive(Default)]
struct Taken {
    cells: Vec<bool>,
    bases: HashSet<u32>,
    /// By number of ways, where the search for the next such state begins: below are
    /// few places for one, and looking there every time takes minutes.
    from: HashMap<usize, u32>,
}

impl Taken {
    /// The first number that fits a state with several ways.
    fn first(&mut self, state: &State) -> u32 {
        let from = self.from.get(&state.len()).copied().unwrap_or(0);
        let cell = (from..=u32::MAX)
            .find(|cell| !self.has(*cell) && self.fits(state, base_of(state, *cell)))
            .expect("the automaton is smaller than 2^32 cells");
        self.from.insert(state.len(), cell);
        base_of(state, cell)
    }

    /// The number that fits a state with one way whose cell is nearest to `cell`.
    fn nearest(&self, state: &State, cell: u32) -> u32 {
        let near = (1..=u32::MAX).flat_map(|away| [cell.checked_add(away), cell.checked_sub(away)]);
        let fits = |cell: &u32| !self.has(*cell) && self.fits(state, base_of(state, *cell));
        let cell = near.flatten().find(fits);
        base_of(
            state,
            cell.expect("the automaton is smaller than 2^32 cells"),
        )
    }

    fn fits(&self, state: &State, base: u32) -> bool {
        let free = |(byte, _): &(u8, usize)| !self.has(base ^ u32::from(*byte));
        !self.bases.contains(&base) && state.iter().all(free)
    }

    fn has(&self, cell: u32) -> bool {
        self.cells.get(cell as usize).is_some_and(|taken| *taken)
    }

    fn take(&mut self, state: &State, base: u32) {
        self.bases.insert(base);
        for (byte, _) in state {
            let cell = (base ^ u32::from(*byte)) as usize;
            if cell >= self.cells.len() {
                self.cells.resize(cell + 1, false);
            }
            self.cells[cell] = true;
        }
    }
}

/// The number of a state whose first way has this cell.
fn base_of(state: &State, cell: u32) -> u32 {
    cell ^ state.first().map_or(0, |(byte, _)| u32::from(*byte))
}
