//! Answers to the browser.

mod answers;
pub(super) mod connections;
mod files;
pub(super) mod guard;
mod page;
mod problem_answer;
pub(super) mod routes;
mod state;
mod upload;
