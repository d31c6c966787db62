//! Completions for shells.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;

/// Writes the completions for `shell`.
///
/// # Errors
/// When `out` refuses.
pub fn completions(shell: Shell, out: &mut dyn Write) -> io::Result<()> {
    // The generator panics where its writer fails, so it gets one that cannot.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "tagleaf", &mut script);
    out.write_all(&script)
}
