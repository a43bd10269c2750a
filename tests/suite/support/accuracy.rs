//! A rendered clip that was measured: for the tests of the fixtures, and for the benches.

use super::{exact, truth};
use gaitline::internals::signal::mean;
use gaitline::options::Options;
use gaitline::track::PoseSequence;
use gaitline::validation::MeasuredClip;
use std::path::Path;

/// Root mean square; NaN of none.
pub(crate) fn rms(values: &[f64]) -> f64 {
    mean(values.iter().map(|v| v * v)).sqrt()
}

/// With these poses, or with the exact ones. The scale is that of a user who states the `height`, the `leg`'s length or a
/// `known` length, else none.
pub(crate) fn read_clip(
    truth: &Path,
    poses: Option<&Path>,
    scale: &str,
) -> Result<MeasuredClip, String> {
    let truth = truth::read(truth)?;
    let sequence = match poses {
        Some(path) => PoseSequence::read(path).map_err(|e| e.to_string())?,
        None => exact::poses(&truth),
    };
    let scale = match scale {
        "height" => truth.height_scale(),
        "leg" => truth.leg_scale(),
        "known" => truth.known_length_scale(),
        _ => None,
    };
    let options = Options { scale, ..Options::default() };
    Ok(MeasuredClip::of(truth, &sequence, &options))
}
