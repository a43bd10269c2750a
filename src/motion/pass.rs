//! A stretch of the clip that is measured as one.

use crate::motion::camera_motion::CameraMotion;
use crate::motion::seen_by::Sources;
use crate::motion::tilt_estimate::{AngleEstimate, Tilt};
use crate::motion::view::View;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of the clip in which the subject goes one way and is seen from one side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pass {
    /// First frame, as an index into the sequence.
    pub first_frame: usize,
    /// One after the last frame.
    pub end_frame: usize,
    /// When it begins.
    pub start_s: f64,
    /// When it ends (half-open).
    pub end_s: f64,
    /// From where it was seen.
    pub view: View,
    /// Angle between the camera's axis and the subject's facing: 0 is frontal, 90 is side on.
    pub yaw_deg: f64,
    /// Standard deviation of the yaw within the pass, averaged over a stride; the heading itself is
    /// only known to some 4°.
    pub yaw_sd_deg: f64,
    /// +1 when the subject faces the picture's right, −1 when left; 0 in front and rear views.
    pub facing: i8,
    /// How the camera is tilted, and whether the way goes down.
    pub tilt: Tilt,
    /// By what the points were seen.
    #[serde(default)]
    pub seen_by: Sources,
    /// What the camera did.
    #[serde(default)]
    pub camera: CameraMotion,
}

/// A roll that is known less well is not corrected for: it would trade one error for another.
const MAX_ROLL_SD_DEG: f64 = 1.0;

impl Pass {
    /// A way in the picture, to the right and down, turned back by as much as the camera is, where the way across the
    /// picture shows that. From the front and from behind only the body itself does, and a body that leans must not be
    /// set upright.
    pub(crate) fn levelled(&self, [right, down]: [f64; 2]) -> [f64; 2] {
        let is_known = |roll: &AngleEstimate| self.facing != 0 && roll.sd_deg <= MAX_ROLL_SD_DEG;
        let roll = self.tilt.roll.filter(is_known).map_or(0.0, |r| r.deg.to_radians());
        [right * roll.cos() + down * roll.sin(), down * roll.cos() - right * roll.sin()]
    }
}
