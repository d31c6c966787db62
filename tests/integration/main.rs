//! All integration tests, one binary: linking once keeps `cargo test` short.

mod ingest;
