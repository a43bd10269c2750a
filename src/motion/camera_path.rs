//! Where the background is, frame by frame, and the person as a still camera would have seen it.

use crate::camera_tracking::BackgroundStep;
use crate::motion::clock::Clock;
use crate::motion::landmark_track::LandmarkTrack;
use crate::signal::{mean, median, smooth};
use crate::track::PoseSequence;
use std::ops::Range;

/// What is slower than a stride is the camera's way, what is quicker its shake: only that makes one step unlike the
/// next.
///
/// # Source
/// Stride time about 1.1 s at a usual pace: Hollman, Gait Posture 2011;34:111 and others.
const SLOW_HZ: f64 = 1.0 / 1.1;

/// A place of the background against the first frame's: at the picture's middle, right and down in px; then turned
/// clockwise in radians, and grown, as a share.
type Place = [f64; 4];

/// The background through a clip; a step that is not known counts as none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CameraPath {
    at: Vec<Place>,
    /// The same without what is quicker than a stride.
    slow: Vec<Place>,
    /// Whether the step to a frame is known.
    is_known: Vec<bool>,
    middle_px: [f64; 2],
}

impl CameraPath {
    pub(super) fn of(sequence: &PoseSequence, clock: &Clock) -> Self {
        let steps: Vec<Option<BackgroundStep>> =
            sequence.frames.iter().map(|f| f.background).collect();
        let at = places(&steps);
        let slow = slowly(clock, &at);
        let video = &sequence.clip.video;
        let middle_px = [video.width_px, video.height_px].map(|side| f64::from(side) / 2.0);
        Self { at, slow, is_known: steps.iter().map(Option::is_some).collect(), middle_px }
    }

    /// Share of the frames to which the step is known.
    pub(super) fn known_ratio(&self, frames: Range<usize>) -> f64 {
        let known = self.is_known[frames.clone()].iter().filter(|known| **known).count();
        known as f64 / frames.len().max(1) as f64
    }

    /// Standard deviation of a place of the background about its slow way, both directions together.
    pub(super) fn shake_px(&self, frames: Range<usize>, at_px: [f64; 2]) -> f64 {
        let off = frames.map(|frame| {
            let quick = std::array::from_fn(|i| self.at[frame][i] - self.slow[frame][i]);
            self.moved_px(quick, at_px)
        });
        mean(off.map(|[right, down]| right * right + down * down)).sqrt()
    }

    /// How fast the background goes, in px a second where the person is: a growth is taken as that of somebody who goes
    /// toward a background as far away as the person.
    pub(super) fn speed_px_s(&self, frames: Range<usize>, clock: &Clock, focal_px: f64) -> f64 {
        let known: Vec<usize> = frames.filter(|&f| f > 0 && self.is_known[f]).collect();
        let rate = |i: usize| {
            let step = |&f: &usize| self.slow[f][i] - self.slow[f - 1][i];
            let lasts_s = |&f: &usize| clock.time_s[f] - clock.time_s[f - 1];
            median(known.iter().map(|f| step(f) / lasts_s(f)))
        };
        rate(0).hypot(rate(1)).hypot(rate(3) * focal_px)
    }

    /// How far a place in the picture is moved.
    fn moved_px(&self, [right, down, turn, growth]: Place, at_px: [f64; 2]) -> [f64; 2] {
        let [x, y] = [0, 1].map(|axis| at_px[axis] - self.middle_px[axis]);
        [right - turn * y + growth * x, down + turn * x + growth * y]
    }

    /// Where a place of a frame's picture would be in the first one's.
    pub(super) fn steady(&self, frame: usize, at_px: [f64; 2]) -> [f64; 2] {
        let moved = self.moved_px(self.at[frame], at_px);
        [at_px[0] - moved[0], at_px[1] - moved[1]]
    }

    /// The other way round; right to hundredths of a pixel, because turn and growth are small.
    pub(super) fn in_picture(&self, frame: usize, at_px: [f64; 2]) -> [f64; 2] {
        let moved = self.moved_px(self.at[frame], at_px);
        [at_px[0] + moved[0], at_px[1] + moved[1]]
    }

    /// Landmarks as a still camera would have seen them.
    pub(super) fn steady_tracks(&self, tracks: &mut [LandmarkTrack]) {
        for track in tracks {
            for (frame, at) in track.xy_px.iter_mut().enumerate() {
                *at = self.steady(frame, *at);
            }
        }
    }

    /// The whole sequence as a still camera would have seen it.
    pub(super) fn steadied(&self, sequence: &PoseSequence) -> PoseSequence {
        let mut sequence = sequence.clone();
        for (index, frame) in sequence.frames.iter_mut().enumerate() {
            let put = |x_px: &mut f32, y_px: &mut f32| {
                let steady = self.steady(index, [f64::from(*x_px), f64::from(*y_px)]);
                [*x_px, *y_px] = steady.map(|v| v as f32);
            };
            let keypoints = frame.pose.iter_mut().flat_map(|pose| &mut pose.keypoints);
            keypoints.filter(|k| !k.is_absent()).for_each(|k| put(&mut k.x_px, &mut k.y_px));
            let peaks = frame.pose.iter_mut().flat_map(|pose| pose.leg_peaks.iter_mut().flatten());
            peaks.for_each(|p| put(&mut p.x_px, &mut p.y_px));
            frame.marks.spots.iter_mut().for_each(|s| put(&mut s.x_px, &mut s.y_px));
        }
        sequence
    }
}

fn places(steps: &[Option<BackgroundStep>]) -> Vec<Place> {
    let mut place = Place::default();
    let next = |step: &Option<BackgroundStep>| {
        if let Some(step) = step {
            let step =
                [step.right_px, step.down_px, step.turn_deg.to_radians(), step.growth_pct / 100.0];
            place = std::array::from_fn(|i| place[i] + step[i]);
        }
        place
    };
    steps.iter().map(next).collect()
}

/// Places without what is quicker than a stride.
fn slowly(clock: &Clock, places: &[Place]) -> Vec<Place> {
    let weights = vec![1.0; places.len()];
    let curves = [0, 1, 2, 3].map(|i| {
        let values: Vec<f64> = places.iter().map(|place| place[i]).collect();
        smooth(&clock.time_s, &values, &weights, clock.rate_hz, SLOW_HZ)
    });
    (0..places.len()).map(|k| std::array::from_fn(|i| curves[i][k])).collect()
}
