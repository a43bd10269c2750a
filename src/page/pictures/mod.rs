//! Film, stills and links to moments.

pub(super) mod camera;
pub(super) mod film;
pub(super) mod moment_link;
pub(super) mod moments;
pub(super) mod stickers;
pub(super) mod still;
pub(super) mod stills;
