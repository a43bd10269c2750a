//! Stage 5: cleaned positions become joint angles, signed as clinicians sign them.
//!
//! Measuring only: nothing here knows a norm.

mod angles;
mod body;

pub use angles::{Angle, AngleSeries, LEAST_HEIGHT_PX, Reason, measure};
