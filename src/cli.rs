//! Commands without a screen: `list`, `check`, `frame`, `completions`.
