//! The page of one clip.

mod angle_tables;
mod glance;
pub(super) mod inputs;
mod notes;
mod player;
pub(super) mod report_page;
