//! The page on paper, by a browser of the machine.

mod browser;
mod chromium;
mod failure;
mod firefox;
pub(super) mod print;
