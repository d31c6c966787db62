//! The integration tests: one binary, one module for each thing that is looked at.

#[cfg(unix)]
mod pty;
