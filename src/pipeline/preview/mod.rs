//! What a clip shows at first sight, within seconds: before the long part, while somebody can still film again.

mod excerpt;
mod first_sight;
mod found;
mod still;

pub use first_sight::{PreviewStep, preview_clip};
pub use found::{ClipPreview, Recognised};
pub use still::{PersonBox, PreviewStill};
