//! The work itself, by the library's own functions: what the page asks for is what `gaitline analyze`, `visit` and `compare` do.

mod analyse;
pub(super) mod chosen;
mod comparison;
mod export;
mod first_look;
mod problem;
pub(super) mod summary;
pub(super) mod threads;
mod visit;
