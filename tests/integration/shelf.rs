//! What is kept: the laws of its changes, its files, and the disk under them.

mod crowd;
mod disk;
mod exchange;
mod file;
mod laws;
mod samples;
