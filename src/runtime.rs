//! The event loop, the terminal, tasks: the only impure and the only async room.
