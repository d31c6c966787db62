//! All integration tests, one binary: linking once keeps `cargo test` short.

mod architecture;
mod cli;
mod docs;
mod frame;
mod geometry;
mod ingest;
mod journeys;
mod links;
mod pty;
mod reader;
mod screens;
mod search;
mod shelf;
