//! Second reading of a clip, of those frames alone in which the first one looked at the wrong place or person.

use crate::error::AnalysisError;
use crate::image_features;
use crate::image_features::Marks;
use crate::pipeline::progress::{Progress, check_limits};
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::jobs::SeenFrame;
use crate::pipeline::reading::look::does_for;
use crate::pipeline::reading::ordered::map_in_order;
use crate::pose::{Pose, PoseEstimator, Region};
use crate::track::ReadingOptions;
use crate::video::Frame;

/// Puts right what was seen by a wrong guess: `region` says where the subject is expected in a frame.
///
/// Where nobody is expected, what was seen is dropped; only frames that must be looked at again are read.
pub(super) fn correct(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    frames: &mut [SeenFrame],
    region: impl Fn(usize) -> Option<Region>,
    reading: &ReadingOptions,
    progress: &dyn Progress,
) -> Result<(), AnalysisError> {
    let right: Vec<Option<Region>> = (0..frames.len()).map(region).collect();
    for (seen, right) in frames.iter_mut().zip(&right) {
        if right.is_none() {
            (seen.region, seen.pose, seen.marks) = (None, None, Marks::default());
        }
    }
    let wrong: Vec<usize> = (0..frames.len())
        .filter(|&at| !is_good(frames[at].region.as_ref(), right[at].as_ref()))
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let mut source = (clip.open)()?;
    let (mut count, mut given) = (0, 0);
    let next = || -> Result<Option<(usize, Frame)>, AnalysisError> {
        let Some(&at) = wrong.get(given) else { return Ok(None) };
        given += 1;
        check_limits(progress, &clip.file_name)?;
        let frame = source.next_wanted(&mut |_| {
            count += 1;
            count - 1 == at
        })?;
        Ok(frame.map(|frame| (at, frame)))
    };
    let work = |estimator: &mut PoseEstimator, (at, frame): (usize, Frame)| {
        let pose = match &right[at] {
            Some(region) => estimator.pose_in(&frame.picture, region, reading.looks.at(at))?,
            None => None,
        };
        let look = |pose: &Pose| image_features::look(&frame.picture, pose, &reading.markers, at);
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

/// Whether nobody was looked for where nobody is, or the subject about where it is.
fn is_good(looked: Option<&Region>, right: Option<&Region>) -> bool {
    match (looked, right) {
        (None, None) => true,
        (Some(looked), Some(right)) => does_for(looked, right),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_nobody_looked_for_is_looked_for_again() {
        let somewhere = Region { cx_px: 500.0, cy_px: 300.0, size_px: 400.0, angle_rad: 0.0 };
        assert!(is_good(None, None) && is_good(Some(&somewhere), Some(&somewhere)));
        assert!(!is_good(None, Some(&somewhere)) && !is_good(Some(&somewhere), None));
    }
}
