//! The page of one clip.

mod glance;
pub(super) mod inputs;
mod player;
pub(super) mod report_page;
