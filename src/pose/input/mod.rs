//! How a picture becomes the input of a network, as plain data: which picture pixel each input pixel shows, how its
//! levels become numbers, and what stands outside the picture.

pub mod affine;
#[cfg(test)]
pub(super) mod case;
pub mod letterbox;
pub mod pixels;
pub mod placement;
pub mod top_down;

#[cfg(test)]
mod tests;
