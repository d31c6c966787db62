//! Sessions of the real binary in a real pseudo-terminal: what a person sees, and what
//! is left of it afterwards.

mod endings;
mod jobs;
mod journeys;
mod links;
mod search;
mod shelf;
mod terminal;

use terminal::{Terminal, sh};

/// The binary under test.
const TAGLEAF: &str = env!("CARGO_BIN_EXE_tagleaf");

/// What the first frame of the seed shows.
const SEED_SHOWN: &str = "94 of 949 articles";
