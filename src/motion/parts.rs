//! Where a clip does not go on: pictures that are shown again while the clock runs on, or that are not there, clocks that start
//! again, pictures of another shape. Nothing is measured across such a place.

use crate::motion::clock::Clock;
use crate::motion::smooth::{is_after_gap, longest_gap_s};
use crate::pose::Pose;
use crate::signal::{frames_around, lasts_at_most};
use crate::track::{PoseFrame, PoseSequence};
use crate::video::NewPart;
use std::borrow::Cow;
use std::ops::Range;

/// A picture that is shown again differs from the one before by less than this, in levels of 255: encoding it again leaves
/// some tenths in copies as small as those that are compared.
const QUIET_LEVELS: f64 = 0.5;

/// Pictures around it differ by at least this: somebody moves.
const MOVING_LEVELS: f64 = 2.0;

/// And it differs by less than this share of them. Who stops or starts walking takes some tenths of a second for it, a
/// picture that stands still stops between two frames.
const ABRUPT_RATIO: f64 = 0.15;

/// A place where a clip does not go on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tear {
    /// When, in seconds.
    pub start_s: f64,
    /// Until when; the same where nothing is missing in between.
    pub end_s: f64,
    /// Why.
    pub cause: TearCause,
}

/// Why a clip does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TearCause {
    /// The picture stands still while the clock runs on.
    Frozen,
    /// The clock starts again.
    Clock,
    /// The picture has another shape.
    Shape,
    /// There is no frame.
    Gap,
}

/// A clip's parts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parts {
    /// First frames of parts, but for the first part.
    starts: Vec<usize>,
    /// Frames between parts.
    between: Vec<Range<usize>>,
    pub(super) tears: Vec<Tear>,
    /// Frames that show the picture before again, in their order.
    pub(super) repeated: Vec<usize>,
}

/// The sequence without what is no picture of its time, and its parts.
pub(super) fn parts<'a>(
    sequence: &'a PoseSequence,
    clock: &Clock,
) -> (Cow<'a, PoseSequence>, Parts) {
    let repeats = repeats(&sequence.frames);
    let mut parts = Parts { repeated: repeats.concat(), ..Parts::default() };
    let mut left_out = parts.repeated.clone();
    for run in &repeats {
        parts.add_frozen(run, clock);
    }
    for frame in gaps(sequence, clock) {
        let (start_s, end_s) = (clock.time_s[frame - 1], clock.time_s[frame]);
        parts.add(frame, Tear { start_s, end_s, cause: TearCause::Gap });
    }
    for (frame, cause) in joints(sequence) {
        parts.add(frame, Tear { start_s: clock.time_s[frame], end_s: clock.time_s[frame], cause });
        left_out.extend(about(frame, clock));
    }
    parts.starts.sort_unstable();
    parts.tears.sort_by(|a, b| a.start_s.total_cmp(&b.start_s));
    if left_out.is_empty() {
        return (Cow::Borrowed(sequence), parts);
    }
    let mut kept = sequence.clone();
    left_out.into_iter().for_each(|frame| kept.frames[frame].pose = None);
    (Cow::Owned(kept), parts)
}

impl Parts {
    /// Where a picture stands still for longer than a gap may be that is bridged, another part begins.
    fn add_frozen(&mut self, run: &[usize], clock: &Clock) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
        let (start_s, end_s) = (clock.time_s[first - 1], clock.time_s[last + 1]);
        if !lasts_at_most(end_s - start_s, longest_gap_s(clock)) {
            self.between.push(*first..last + 1);
            self.add(last + 1, Tear { start_s, end_s, cause: TearCause::Frozen });
        }
    }

    /// Whether another part begins with a frame.
    pub(super) fn begins(&self, frame: usize) -> bool {
        self.starts.binary_search(&frame).is_ok()
    }

    /// Whether a frame is in no part.
    pub(super) fn is_between(&self, frame: usize) -> bool {
        self.between.iter().any(|run| run.contains(&frame))
    }

    fn add(&mut self, frame: usize, tear: Tear) {
        self.starts.push(frame);
        self.tears.push(tear);
    }
}

/// Frames at which the file itself says that another part begins.
fn joints(sequence: &PoseSequence) -> impl Iterator<Item = (usize, TearCause)> {
    let cause = |part: NewPart| match part {
        NewPart::Clock => TearCause::Clock,
        NewPart::Shape => TearCause::Shape,
    };
    let frames = sequence.frames.iter().enumerate();
    frames.filter_map(move |(i, frame)| Some((i, cause(frame.new_part?))))
}

/// Frames before which there is none for longer than a gap may last that is bridged. A joint has its own cause.
fn gaps(sequence: &PoseSequence, clock: &Clock) -> Vec<usize> {
    let is_gap = |i: &usize| is_after_gap(clock, *i) && sequence.frames[*i].new_part.is_none();
    (0..sequence.frames.len()).filter(is_gap).collect()
}

/// The frames about a joint that are left out, so that no curve is laid across it.
fn about(frame: usize, clock: &Clock) -> impl Iterator<Item = usize> {
    frames_around(&clock.time_s, frame, longest_gap_s(clock) / 2.0)
}

/// Runs of frames that show the picture before again, of somebody who is seen before and after: an empty scene stands still
/// as well.
fn repeats(frames: &[PoseFrame]) -> Vec<Vec<usize>> {
    let changes = changes(frames);
    let is_quiet = |i: &usize| changes[*i] < QUIET_LEVELS;
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for i in (1..changes.len()).filter(is_quiet) {
        match runs.last_mut() {
            Some(run) if run.last() == Some(&(i - 1)) => run.push(i),
            _ => runs.push(vec![i]),
        }
    }
    runs.retain(|run| is_abrupt(run, &changes) && is_seen_around(run, frames));
    runs
}

fn is_seen_around(run: &[usize], frames: &[PoseFrame]) -> bool {
    let is_seen = |at: usize| frames.get(at).is_some_and(|frame| frame.pose.is_some());
    match run {
        [first, .., last] => is_seen(first.saturating_sub(1)) && is_seen(last + 1),
        [only] => is_seen(only.saturating_sub(1)) && is_seen(only + 1),
        [] => false,
    }
}

/// How much each picture differs from the one before. Where pictures were not compared, a pose that is the same to the last
/// digit is that of the same picture.
fn changes(frames: &[PoseFrame]) -> Vec<f64> {
    let mut before: Option<&Pose> = None;
    let mut changes = Vec::with_capacity(frames.len());
    for PoseFrame { pose, change, .. } in frames {
        let is_same = |p: &Pose| before.is_some_and(|b| b.keypoints == p.keypoints);
        changes.push(match change {
            Some(levels) => *levels,
            None if pose.as_ref().is_some_and(is_same) => 0.0,
            None => f64::INFINITY,
        });
        before = pose.as_ref();
    }
    changes
}

/// Whether somebody moves right before and right after a run in which nothing does.
fn is_abrupt(run: &[usize], changes: &[f64]) -> bool {
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return false };
    let most = run.iter().map(|&i| changes[i]).fold(0.0, f64::max);
    // the first frame has nothing before it to differ from
    let before = (first > 1).then(|| changes[first - 1]);
    let after = changes.get(last + 1).copied();
    let is_moving = |level: f64| level >= MOVING_LEVELS && most <= ABRUPT_RATIO * level;
    before.is_some_and(is_moving) && after.is_some_and(is_moving)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pose() -> Pose {
        Pose { score: 1.0, keypoints: vec![], world_m: vec![], leg_peaks: vec![] }
    }

    /// Pictures that differ by so many levels from those before.
    fn pictures(levels: &[f64]) -> Vec<PoseFrame> {
        let frame = |(index, &change): (usize, &f64)| PoseFrame {
            index,
            change: Some(change),
            pose: Some(pose()),
            ..PoseFrame::default()
        };
        levels.iter().enumerate().map(frame).collect()
    }

    /// The runs of repeated frames among them.
    fn runs(levels: &[f64]) -> Vec<Vec<usize>> {
        repeats(&pictures(levels))
    }

    #[test]
    fn an_empty_scene_is_no_picture_that_stands_still() {
        let mut frames = pictures(&[0.0, 8.0, 9.0, 6.0, 0.1, 0.1, 0.1, 5.0, 9.0]);
        assert_eq!(repeats(&frames), [vec![4, 5, 6]]);
        // who leaves is not seen in the last picture in which something moves
        frames[3].pose = None;
        assert!(repeats(&frames).is_empty());
    }

    #[test]
    fn a_picture_that_stands_still_while_somebody_walks_is_no_picture() {
        assert_eq!(runs(&[0.0, 8.0, 9.0, 0.0, 0.3, 0.0, 9.0, 8.0]), [vec![3, 4, 5]]);
        // every fifth picture is shown twice
        let telecine = runs(&[0.0, 8.0, 8.0, 8.0, 0.0, 8.0, 8.0, 8.0, 8.0, 0.0, 8.0, 8.0]);
        assert_eq!(telecine, [[4], [9]]);
        // every picture
        assert_eq!(runs(&[0.0, 8.0, 0.0, 8.0, 0.0, 8.0]), [[2], [4]]);
    }

    #[test]
    fn who_stands_is_seen_standing() {
        // stops and starts
        let stops = [9.0, 8.0, 6.0, 3.0, 1.5, 0.8, 0.4, 0.4, 0.3, 0.4, 0.9, 2.0, 5.0, 8.0];
        assert!(runs(&stops).is_empty());
        // coded so sparingly that nothing changes but now and then a little
        assert!(runs(&[0.0, 0.0, 0.0, 1.4, 0.0, 0.0, 0.0, 1.3, 0.0]).is_empty());
        // the clip's ends have one side only
        assert!(runs(&[0.0, 0.0, 0.0, 8.0, 8.0, 8.0, 0.0, 0.0]).is_empty());
    }
}
