//! How fast the person comes nearer to the camera.

use crate::motion::{Motion, Pass};
use crate::signal::slope;

/// By which share something of the body grows in the picture in a second, frame by frame of a pass; NaN where it was not seen.
pub(crate) fn growth_per_s(motion: &Motion, pass: &Pass, size_px: impl Fn(usize) -> f64) -> f64 {
    let frames = pass.first_frame..pass.end_frame;
    let logs: Vec<f64> = frames.clone().map(|frame| size_px(frame).ln()).collect();
    slope(&motion.time_s[frames], &logs)
}
