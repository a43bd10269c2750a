//! The page on paper, by a browser of the machine.

mod browser;
mod chromium;
mod failure;
mod firefox;
mod pdf;
pub(super) mod print;
