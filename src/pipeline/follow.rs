//! Second reading of a clip: the subject's pose in every frame.

use super::Clip;
use super::ordered::map_in_order;
use crate::error::AnalysisError;
use crate::pose::{Pose, PoseEstimator, Region};
use crate::video::Frame;

/// Finds the subject in every frame and hands the results on, in order.
///
/// `region` says where to look at a presentation time. `observe` gets the number of the frame in
/// this reading; it runs on a worker beside the networks, so that what is made of a picture (a
/// thumbnail) costs no time in line. `sink` gets its results in the order of the frames.
pub(crate) fn follow<T: Send>(
    clip: &Clip<'_>,
    region: impl Fn(f64) -> Option<Region> + Sync,
    workers: &mut [PoseEstimator],
    observe: impl Fn(usize, Frame, Option<Pose>) -> T + Sync,
    mut sink: impl FnMut(T) + Send,
) -> Result<(), AnalysisError> {
    let mut source = (clip.open)()?;
    let mut count = 0;
    let next = || {
        let frame = source.next_frame()?;
        count += 1;
        Ok::<_, AnalysisError>(frame.map(|frame| (count - 1, frame)))
    };
    let work = |estimator: &mut PoseEstimator, (at, frame): (usize, Frame)| {
        let pose = match region(frame.time_s) {
            Some(region) => estimator.pose_in(&frame.rgb, &region)?,
            None => None,
        };
        Ok(observe(at, frame, pose))
    };
    map_in_order(next, workers, work, |seen| {
        sink(seen);
        Ok(())
    })
}
