//! Stage 5: cleaned positions become gait: joint angles, signed as clinicians sign them, when each foot
//! lands and leaves, and what repeats from cycle to cycle.
//!
//! Measuring only: nothing here knows a norm.

mod analysis;
mod angles;
mod anthropometry;
mod context;
mod cycle_curves;
mod cycles;
mod events;
mod knee_surges;
mod measures;
mod repetitions;
mod scale;
mod standing;
mod task;

pub use analysis::{
    GaitAnalysis, LEAST_RATE_HZ, MOST_CONFUSED_RATIO, NoGait, analyse, confused_ratio,
};
pub use angles::angle::{Angle, AngleSeries, LEAST_HEIGHT_PX, Reason, measure};
pub use anthropometry::LEG_LENGTH_RATIO;
pub use context::{Ground, UserContext};
pub use cycle_curves::CycleCurve;
pub use cycles::{DroppedCycles, GaitCycle};
pub use events::event::{EventKind, GaitEvent, PLANTED_SPEED_RATIO};
pub use knee_surges::KneeSurge;
pub use measures::measure::Measure;
pub use measures::stairs::StairPattern;
pub use measures::symmetry::Symmetry;
pub use repetitions::Repetition;
pub use scale::body_scale::{GivenScale, NoScale, Scale, ScaleSource};
pub use scale::known_length::{KnownLength, KnownLengthError};
pub use standing::StandingReference;
pub use task::Task;
