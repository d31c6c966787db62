//! Time from the start of the process to the seed on screen, against an empty
//! ratatui program: both in a pseudo-terminal, in turn, in one run.
//!
//! `cargo bench --bench start`; the ratio may be 1.5. The empty program is this
//! binary itself, started with the argument `empty`; it is linked without tagleaf.
//! Both times include what it costs to start any process in a pseudo-terminal. On a
//! busy machine the least times say more than the medians.

use std::io::Read;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::widgets::Paragraph;

const RUNS: usize = 200;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("empty") {
        empty();
        return;
    }
    let own = std::env::current_exe().expect("this binary has a path");
    let mut empty = CommandBuilder::new(own);
    empty.arg("empty");
    let seed = CommandBuilder::new(env!("CARGO_BIN_EXE_tagleaf"));
    let (mut empties, mut seeds) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        empties.push(first_frame(&empty, "Hello"));
        seeds.push(first_frame(&seed, "Page 1 of 10"));
    }
    for times in [&mut empties, &mut seeds] {
        times.sort();
    }
    println!("{RUNS} runs of each, in turn     least  median");
    for (name, times) in [
        ("empty ratatui program", &empties),
        ("the seed on screen", &seeds),
    ] {
        let [least, median] = [0, RUNS / 2].map(|at| times[at].as_secs_f64() * 1e3);
        println!("{name:<24} {least:>8.2} {median:>7.2} ms");
    }
    let [least, median] =
        [0, RUNS / 2].map(|at| seeds[at].as_secs_f64() / empties[at].as_secs_f64());
    println!("ratio                    {least:>8.2} {median:>7.2} x");
}

/// The smallest ratatui program: one frame, then a key to leave.
fn empty() {
    ratatui::run(|terminal| {
        terminal.draw(|frame| frame.render_widget(Paragraph::new("Hello"), frame.area()))?;
        ratatui::crossterm::event::read()
    })
    .expect("a terminal");
}

/// How long it takes from the start of `command` until `text` has been written.
fn first_frame(command: &CommandBuilder, text: &str) -> Duration {
    let size = PtySize {
        rows: 40,
        cols: 120,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut command = command.clone();
    command.env("TERM", "xterm-256color");
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let started = Instant::now();
    let mut child = pair.slave.spawn_command(command).expect("a program");
    let mut seen = Vec::new();
    let mut buffer = [0; 16384];
    // Cells are written with escapes between them where styles change, never inside
    // the texts looked for.
    let wanted = memchr::memmem::Finder::new(text);
    while wanted.find(&seen).is_none() {
        let read = reader.read(&mut buffer).expect("output");
        assert!(read > 0, "the program ended before its first frame");
        seen.extend_from_slice(&buffer[..read]);
    }
    let took = started.elapsed();
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    took
}
