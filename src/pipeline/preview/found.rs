//! What a first sight finds.

use crate::gait::{NoGait, Task};
use crate::motion::View;
use crate::pipeline::preview::still::PreviewStill;
use crate::report::{Note, Report};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a clip shows at first sight.
///
/// # Units
/// Times are of the clip's own clock, the rate of real life.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClipPreview {
    /// Width of the upright picture.
    pub width_px: u32,
    /// Height of the upright picture.
    pub height_px: u32,
    /// How long it plays, as the file says; 0 where it does not.
    pub duration_s: f64,
    /// Pictures a second of real life.
    pub rate_hz: f64,
    /// How many times slower than life it plays.
    pub slow_motion_factor: f64,
    /// Pictures along the clip.
    pub stills: Vec<PreviewStill>,
    /// What an excerpt was recognised as; absent until that is known, or where nobody is seen.
    pub recognised: Option<Recognised>,
    /// What is wrong with the film, and what to do about it, worst first.
    pub notes: Vec<Note>,
}

/// What an excerpt was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recognised {
    /// What the person does for most of the time.
    pub task: Option<Task>,
    /// From where the person is seen for most of the time.
    pub view: Option<View>,
    /// Why no gait was measured in it.
    pub refused: Option<NoGait>,
}

impl Recognised {
    pub(super) fn of(report: &Report) -> Self {
        let passes = report.told_passes().into_iter();
        let longest =
            passes.max_by(|(a, _), (b, _)| (a.end_s - a.start_s).total_cmp(&(b.end_s - b.start_s)));
        Self {
            task: longest.and_then(|(_, task)| task),
            view: longest.map(|(pass, _)| pass.view),
            refused: report.gait.refused,
        }
    }
}
