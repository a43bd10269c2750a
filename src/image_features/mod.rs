//! Stage 2b: what a picture shows of the body beside the pose: coloured stickers, and the edge of the waistband.
//!
//! Every function here sees a single frame and remembers nothing, as in `pose`: which of the spots is a
//! sticker, and whose, is decided in `motion`, where the whole clip is known.
//!
//! Figures here and in `motion/stickers.rs` without a source are set by judgement, from the sizes of stickers and the
//! coarseness of colour in video; how well they do is in the bench `pelvis`.

mod blobs;
mod colour;
mod look;
mod markers;
mod marks;
mod patch;
mod waist;

pub use colour::{Colour, Oklab};
pub use look::{WAIST_EVERY, look};
pub use markers::{Marker, MarkersError, parse_markers};
pub use marks::{Marks, Spot};
pub use waist::WaistEdge;
