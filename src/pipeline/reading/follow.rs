//! Second reading of a clip: the subject's pose in every frame.

use crate::error::AnalysisError;
use crate::pipeline::reading::ordered::map_in_order;
use crate::pose::{Look, Pose, PoseEstimator, Region};
use crate::video::{Frame, FrameSource};

/// Every second frame is seen in a mirror. The networks draw both legs some 0.3 % of the body's height too
/// far to the picture's left, knees less than hips and ankles, which makes a left knee look more inward than
/// a right one (3.0° against 0.9° from the front). So the bias changes its sign from frame to frame, and the
/// smooth curve goes through the middle, at no cost.
fn look_at(frame: usize) -> Look {
    if frame.is_multiple_of(2) { Look::Straight } else { Look::Mirrored }
}

/// Finds the subject in every frame and hands the results on, in order.
///
/// `region` says where to look at a presentation time. `observe` gets the number of the frame in
/// this reading; it runs on a worker beside the networks, so that what is made of a picture (a
/// thumbnail) costs no time in line. `sink` gets its results in the order of the frames.
pub(crate) fn follow<T: Send>(
    source: &mut dyn FrameSource,
    region: impl Fn(f64) -> Option<Region> + Sync,
    workers: &mut [PoseEstimator],
    observe: impl Fn(usize, Frame, Option<Pose>) -> T + Sync,
    mut sink: impl FnMut(T) + Send,
) -> Result<(), AnalysisError> {
    let mut count = 0;
    let next = || {
        let frame = source.next_frame()?;
        count += 1;
        Ok::<_, AnalysisError>(frame.map(|frame| (count - 1, frame)))
    };
    let work = |estimator: &mut PoseEstimator, (at, frame): (usize, Frame)| {
        let pose = match region(frame.time_s) {
            Some(region) => estimator.pose_in(&frame.picture, &region, look_at(at))?,
            None => None,
        };
        Ok(observe(at, frame, pose))
    };
    map_in_order(next, workers, work, |seen| {
        sink(seen);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_second_frame_is_mirrored() {
        assert!((0..10).all(|frame| look_at(frame) != look_at(frame + 1)));
    }
}
