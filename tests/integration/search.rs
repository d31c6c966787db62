//! The query language and what it finds.

mod language;
mod oracle;
