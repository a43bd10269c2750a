//! Every number that came from a paper or a measurement, with its source. `docs/evidence.md` explains them all.

mod errors;
pub mod limits;
mod measure_errors;
mod model_profile;
mod norm_curves;
mod norm_file;
mod norm_values;
mod norms;
mod red_flags;
mod sources;
mod speed_norm;
mod stair_values;
mod stride_scatter;
mod table_curves;
mod table_reading;
mod table_rows;
mod table_types;
mod tables;
pub mod thresholds;
mod usual_bounds;

pub use errors::{TypicalError, typical_error};
pub use limits::{Basis, Limit};
pub use measure_errors::{Circumstances, MeasureError, measure_error};
pub use model_profile::{
    BLAZEPOSE_HEAVY_SHA256, ErrorProfile, error_quantities, unmeasured_factor,
    unmeasured_quantities,
};
pub(crate) use norm_curves::groups_in_words;
pub use norm_curves::{NormCurve, NormGroup, adult_curve, norm_curve};
pub use norm_file::{
    CurveNorm, HeadFault, NormEntries, NormHead, NormQuantity, OwnNorms, ValueNorm, norm_file_text,
};
pub use norm_values::{Adults, UsualRange, usual_range};
pub use norms::{BeyondNorms, beyond_norms, is_between_norms, speed_name, speed_of_cadence};
pub use red_flags::{RED_FLAGS, RedFlag, Urgency};
pub use sources::{CitedSource, SOURCES, Source};
pub use speed_norm::SpeedNorm;
pub use stair_values::{STAIR_KNEE_LARGEST_DEG, STAIR_KNEE_SMALLEST_DEG, STAIR_KNEE_SOURCE};
pub use stride_scatter::scatter_half_width;
pub use thresholds::{KeyedThreshold, THRESHOLDS, Threshold};
pub use usual_bounds::{UsualBounds, usual_bounds};
