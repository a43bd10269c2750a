//! What the benches share, among themselves and with the tests.
#![allow(dead_code, unused_imports)] // each bench uses a part

pub(crate) mod detection_plot;
pub(crate) mod exact_stickers;
pub(crate) mod poses;
#[path = "../../tests/suite/support/mod.rs"]
mod tests;

pub(crate) use tests::*;
