//! The integration tests: one binary, one module for each thing that is looked at.

mod architecture;
mod cli;
mod docs;
mod frame;
mod geometry;
mod journeys;
#[cfg(unix)]
mod pty;
mod reader;
mod screens;
