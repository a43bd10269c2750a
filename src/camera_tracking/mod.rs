//! How far the still things behind the people go through the picture from frame to frame: the camera's own movement.
//!
//! A frame becomes a small grey copy, in which people are hidden ([`BackgroundFrame`], made beside the networks). The copies
//! are compared in the order of the frames ([`CameraTracker`]), each with a key frame that stays as long as enough of it is in
//! the picture: so errors do not add up from frame to frame.
//!
//! Blocks of the picture that have texture are laid over each other by their gradients (Lucas & Kanade), to a fraction of
//! a pixel, and one movement is fitted to all of them: a shift, a turn and a growth. An edge counts across itself and not
//! along itself, which a search for the best match of a block cannot tell. Blocks that go another way than most count
//! little, and where too few agree there is no movement rather than a wrong one.
//!
//! Bars around a film, and what is written on them, are hidden as people are.
//!
//! [`ChangeMeter`] says how much a picture differs from the one before at all: one that is shown twice differs in nothing.
//!
//! [`combing`] says whether every second row of a picture is of another moment.
//!
//! [`Place`] says whether a small part of one looks the same in another one.
//!
//! What is nearer than the rest goes farther where the camera is carried, not where it is turned: one movement stands
//! for all depths.

mod background_frame;
mod bars;
mod blocks;
mod change;
mod combing;
mod grey;
mod light;
mod movement;
mod place;
mod registration;
mod tracker;

pub use background_frame::BackgroundFrame;
pub use change::ChangeMeter;
pub use combing::combing;
pub use light::Light;
pub use place::Place;
pub use tracker::{BackgroundStep, CameraTracker};
