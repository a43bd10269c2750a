//! From the output tensors of further families of networks to boxes and points of the picture: pure functions.
//!
//! Tensors come as slices in row-major order. A tensor of a wrong length is read as far as it goes; lengths are checked
//! against the description when a network is loaded.

pub mod found;
pub mod heat_map;
pub mod person_boxes;
pub mod rtmdet;
pub mod rtmo;
pub mod simcc;
pub mod suppression;
pub mod yolo_pose;
pub mod yolox;

#[cfg(test)]
mod tests;
