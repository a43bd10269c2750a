//! Second reading of a clip, of those frames alone in which the first one looked at the wrong place or person.

use crate::error::AnalysisError;
use crate::image_features;
use crate::image_features::{Marker, Marks};
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::first::SeenFrame;
use crate::pipeline::reading::look::{look_at, pose_of};
use crate::pipeline::reading::ordered::map_in_order;
use crate::pose::{Pose, PoseEstimator, Region};
use crate::video::Frame;

/// A region that is turned against the right one by less than this (10°) does for it. A judgement: the region's turn is
/// the lean of the body, which the networks see in every turn up to lying.
const GOOD_TURN_RAD: f32 = 0.17;

/// Puts right what was seen by a wrong guess: `region` says where the subject is expected in a frame.
///
/// Where nobody is expected, what was seen is dropped; only frames that must be looked at again are read.
pub(super) fn correct(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    frames: &mut [SeenFrame],
    region: impl Fn(usize) -> Option<Region>,
    markers: &[Marker],
    progress: &dyn Progress,
) -> Result<(), AnalysisError> {
    let right: Vec<Option<Region>> = (0..frames.len()).map(region).collect();
    for (seen, right) in frames.iter_mut().zip(&right) {
        if right.is_none() {
            (seen.region, seen.pose, seen.marks) = (None, None, Marks::default());
        }
    }
    let wrong: Vec<usize> =
        (0..frames.len()).filter(|&at| !is_good(frames[at].region, right[at])).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let mut source = (clip.open)()?;
    let (mut count, mut given) = (0, 0);
    let next = || -> Result<Option<(usize, Frame)>, AnalysisError> {
        let Some(&at) = wrong.get(given) else { return Ok(None) };
        given += 1;
        let frame = source.next_wanted(&mut |_| {
            count += 1;
            count - 1 == at
        })?;
        Ok(frame.map(|frame| (at, frame)))
    };
    let work = |estimator: &mut PoseEstimator, (at, frame): (usize, Frame)| {
        let pose = pose_of(estimator, &frame, right[at].as_ref(), look_at(at))?;
        let look = |pose: &Pose| image_features::look(&frame.picture, pose, markers, at);
        let marks = pose.as_ref().map(look).unwrap_or_default();
        Ok((at, pose, marks))
    };
    let mut corrected = 0;
    map_in_order(next, workers, work, |(at, pose, marks)| {
        corrected += 1;
        progress.corrected(corrected, wrong.len());
        let seen = &mut frames[at];
        (seen.region, seen.pose, seen.marks) = (right[at], pose, marks);
        Ok(())
    })
}

/// Whether a look at one region says what one at the other would say.
fn is_good(looked: Option<Region>, right: Option<Region>) -> bool {
    match (looked, right) {
        (None, None) => true,
        (Some(a), Some(b)) => a.is_near(&b) && (a.angle_rad - b.angle_rad).abs() < GOOD_TURN_RAD,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_beside_is_good_and_another_person_is_not() {
        let at = |cx_px: f32, angle_rad: f32| {
            Some(Region { cx_px, cy_px: 300.0, size_px: 400.0, angle_rad })
        };
        assert!(is_good(None, None) && is_good(at(500.0, 0.0), at(520.0, 0.1)));
        assert!(
            !is_good(at(500.0, 0.0), at(600.0, 0.0)) && !is_good(at(500.0, 0.0), at(500.0, 0.5))
        );
        assert!(!is_good(None, at(500.0, 0.0)) && !is_good(at(500.0, 0.0), None));
    }
}
