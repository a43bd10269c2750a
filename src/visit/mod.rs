//! Several clips of one person on one day: each finding from the clip that can see it.
//!
//! A leg that is half hidden behind the other is not seen: from the side each leg counts where it was the near one, so
//! two clips from the two sides show together how the legs differ (`pairs.rs`).
//! Strides of clips that show the same task from the same side count together (`pools.rs`).
//! Where clips of one task contradict each other, both are shown and the finding is borderline.

mod fuse;
mod pairs;
mod pools;
mod standing;

pub use fuse::{ClipFindings, FusedFinding, SeenIn, fuse};
pub use pairs::judge_pairs;
pub use pools::judge_pools;
pub use standing::merged_standing;
