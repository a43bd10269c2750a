//! Stage 5: cleaned positions become gait: joint angles, signed as clinicians sign them, when each foot
//! lands and leaves, and what repeats from cycle to cycle.
//!
//! Measuring only: nothing here knows a norm.

mod analysis;
mod angles;
mod anthropometry;
mod approach;
mod context;
mod cycle_curves;
mod cycles;
mod direction;
mod events;
mod flight;
mod knee_surges;
mod measures;
mod pace;
mod pass_events;
mod refusal;
mod repetitions;
mod scale;
mod standing;
mod stride_search;
mod task_recognition;

pub use analysis::{GaitAnalysis, analyse};
pub use angles::angle::{Angle, AngleSeries, LEAST_HEIGHT_PX, Reason};
pub use angles::series::measure;
pub use anthropometry::{LEG_LENGTH_RATIO, MIN_STEPPING_RATIO};
pub(crate) use approach::growth_per_s;
pub use context::given_scale::GivenScale;
pub use context::ground::Ground;
pub use context::known_length::{KnownLength, KnownLengthError};
pub(crate) use context::on_stairs::contradicts;
pub use context::task_kind::Task;
pub use context::user_context::UserContext;
pub use cycle_curves::CycleCurve;
pub use cycles::{DroppedCycles, GaitCycle};
pub use events::event::{EventKind, GaitEvent, PLANTED_SPEED_RATIO};
pub use flight::{Flight, StairPattern};
pub use knee_surges::KneeSurge;
pub use measures::measure::Measure;
pub use measures::measure_id::MeasureId;
pub use measures::measure_name::UnknownMeasure;
pub use measures::measure_spec::{
    Better, Gate, MeasureGroup, MeasureSpec, OwnSide, Plane, Roll, SideRule, TakenFrom, Tasks,
};
pub use measures::symmetry::Symmetry;
pub use measures::unit::Unit;
pub use pace::{
    LEAST_USUAL_STEP_HEIGHTS, MAX_PACE_RATIO, MAX_WALK_FROUDE, MAX_WALK_RATIO, TimeDoubt,
};
pub(crate) use refusal::LEAST_INSIDE_PCT;
pub use refusal::{LEAST_RATE_HZ, MIN_WALK_S, MOST_CONFUSED_RATIO, NoGait, confused_ratio};
pub use repetitions::Repetition;
pub use scale::{NoScale, Scale, ScaleSource};
pub(crate) use scale::{heights_per_px, shown_ratio};
pub use standing::StandingReference;
