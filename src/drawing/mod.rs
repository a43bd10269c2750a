//! Pictures: marks drawn on them (skeletons, stickers, boxes, lines of text), and parts made unrecognisable. For the
//! report's pictures, the film and the overlay.

mod blur;
mod figure;
mod measured;
mod mosaic;
mod skeleton;

pub use blur::{blur, blur_around};
pub use figure::Figure;
pub use measured::measured;
pub use skeleton::{draw_lines, draw_people, draw_pose, draw_stickers};
