//! One private folder: each clip, visit and comparison in a folder of its own, by number.

pub(super) mod data_folder;
pub(super) mod private;
pub(super) mod record;
