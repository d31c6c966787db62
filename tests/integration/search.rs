//! The query language, what it finds, and how it is ordered.

mod copies;
mod engine;
mod language;
mod oracle;
mod ranking;
