//! Stage 5: cleaned positions become gait: joint angles, signed as clinicians sign them, when each foot
//! lands and leaves, and what repeats from cycle to cycle.
//!
//! Measuring only: nothing here knows a norm.

mod analysis;
mod angles;
mod bearing;
mod body;
mod collapse;
mod coupling;
mod curves;
mod cycles;
mod events;
mod feet;
mod foot;
mod frontal;
mod known_length;
mod measures;
mod movement;
mod neutral;
mod scale;
mod spatial;
mod stairs;
mod step_down;
mod surges;
mod swing_path;
mod symmetry;
mod task;
mod temporal;
mod turning_points;
mod width;

pub use analysis::{
    GaitAnalysis, Ground, Known, LEAST_RATE_HZ, MOST_CONFUSED_RATIO, NoGait, analyse,
    confused_ratio,
};
pub use angles::{Angle, AngleSeries, LEAST_HEIGHT_PX, Reason, measure};
pub use curves::CycleCurve;
pub use cycles::{DroppedCycles, GaitCycle};
pub use events::{EventKind, GaitEvent, PLANTED_SPEED_RATIO};
pub use known_length::{KnownLength, KnownLengthError};
pub use measures::Measure;
pub use neutral::Neutral;
pub use scale::{GivenScale, NoScale, Scale, ScaleSource};
pub use spatial::LEG_LENGTH_RATIO;
pub use stairs::StairPattern;
pub use step_down::Repetition;
pub use surges::KneeSurge;
pub use symmetry::Symmetry;
pub use task::Task;
