//! Pictures: marks drawn on them (skeletons, stickers, boxes, lines of text), parts made unrecognisable, and all of it
//! made smaller. For the report's pictures, the film and the overlay.

mod blur;
mod measured;
mod scale;
mod skeleton;

pub use blur::blur;
pub use measured::measured;
pub use scale::scaled_down;
pub use skeleton::{draw_lines, draw_people, draw_pose, draw_stickers};
