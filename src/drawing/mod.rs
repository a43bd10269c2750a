//! Marks drawn on pictures: skeletons, stickers, boxes, lines of text. For the report's pictures and the overlay.

mod skeleton;

pub use skeleton::{draw_lines, draw_people, draw_pose, draw_stickers};
