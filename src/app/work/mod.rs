//! The work itself, by the library's own functions: what the page asks for is what `gaitline analyze`, `visit` and `compare` do.
//!
//! The server's side: `lanes.rs` makes tasks of what is asked for and has a `worker_process.rs` do them. The side of that process:
//! `worker.rs`, with a file for each kind of task.

mod analyse;
pub(super) mod chosen;
mod comparison;
mod export;
mod first_look;
pub(super) mod lanes;
mod problem;
pub(super) mod summary;
mod task;
mod teller;
mod visit;
pub(super) mod worker;
mod worker_process;
