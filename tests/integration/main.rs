//! The integration tests: one binary, one module for each thing that is looked at.

mod architecture;
mod cli;
mod docs;
mod frame;
#[cfg(unix)]
mod pty;
