//! Both legs through time, kept apart where they cross.
//!
//! In every frame there are several places where a joint of either leg may be (`place.rs`). What fits one frame is a
//! list of combinations of them (`combination.rs`). Of all ways from frame to frame the likeliest is taken, for both
//! legs together: each joint moves as a mass can that muscles move (`moving_point.rs`, `path.rs`). First knees and
//! ankles are settled, then heels and toes below them (`untangle.rs`).

mod chain;
mod combination;
mod moving_point;
mod path;
mod place;
#[cfg(test)]
mod tests;
mod untangle;

pub(super) use untangle::Legs;
