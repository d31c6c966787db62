//! Everything that is tested through the public interface, in one binary.

mod geometry;
mod journeys;
mod reader;
mod screens;
