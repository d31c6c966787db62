//! tagleaf: a terminal reader for saved tag-listing pages.

pub mod action;
pub mod app;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod frame;
pub mod ingest;
pub mod keymap;
pub mod runtime;
pub mod text;
pub mod theme;
pub mod view;
