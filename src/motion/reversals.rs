//! Where somebody who does not turn goes the other way: who walks there and backward again, or a film that is played there and
//! back.

use crate::motion::view::View;
use std::ops::Range;

/// A way there and a way back are each at least so long, in heights: more than a step. Who steps down and back, sits down or
/// squats moves the hips by less.
const LEAST_WAY_HEIGHTS: f64 = 0.5;

/// A person's way through the clip, as a still camera sees it.
pub(super) struct Way<'a> {
    /// Middle of the hips across the picture, in px; NaN where unknown.
    pub(super) hips_px: Vec<f64>,
    /// How tall the person is in the picture; NaN where unknown.
    pub(super) heights_px: &'a [f64],
    /// Focal length of the camera.
    pub(super) focal_px: f64,
    /// Whether the camera stays where it is: where it goes along, the person's size does not tell the way.
    pub(super) camera_stays: bool,
}

impl Way<'_> {
    /// The frames at which the way turns back, of frames that show the person from one side.
    pub(super) fn reversals(&self, view: View, frames: Range<usize>) -> Vec<usize> {
        match view {
            View::LeftSide | View::RightSide => turning_points(frames, self.across()),
            View::Front | View::Rear if self.camera_stays => {
                turning_points(frames, |frame| self.distance(frame))
            }
            _ => Vec::new(),
        }
    }

    /// How far the person has come across the picture, in heights.
    fn across(&self) -> impl Fn(usize) -> f64 {
        let mut sum = 0.0;
        let mut last_px = f64::NAN;
        let mut come = Vec::with_capacity(self.hips_px.len());
        for (&at_px, height_px) in self.hips_px.iter().zip(self.heights_px) {
            let step = (at_px - last_px) / height_px;
            sum += if step.is_finite() { step } else { 0.0 };
            last_px = if at_px.is_finite() { at_px } else { last_px };
            come.push(sum);
        }
        move |frame| come[frame]
    }

    /// How far away the person is, in heights.
    fn distance(&self, frame: usize) -> f64 {
        self.focal_px / self.heights_px[frame]
    }
}

/// The frames of a curve's ends of ways that are long enough, but for the first and the last.
fn turning_points(frames: Range<usize>, at: impl Fn(usize) -> f64) -> Vec<usize> {
    let known: Vec<(usize, f64)> =
        frames.map(|frame| (frame, at(frame))).filter(|(_, at)| at.is_finite()).collect();
    let Some(&first) = known.first() else { return Vec::new() };
    let (mut highest, mut lowest) = (first, first);
    // which way it goes, once that is known: 1 up, -1 down
    let mut way = 0;
    let mut ends = Vec::new();
    for here in known {
        if here.1 > highest.1 {
            highest = here;
        }
        if here.1 < lowest.1 {
            lowest = here;
        }
        if way <= 0 && here.1 - lowest.1 >= LEAST_WAY_HEIGHTS {
            ends.extend((way < 0).then_some(lowest.0));
            (way, highest) = (1, here);
        } else if way >= 0 && highest.1 - here.1 >= LEAST_WAY_HEIGHTS {
            ends.extend((way > 0).then_some(highest.0));
            (way, lowest) = (-1, here);
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEIGHTS_PX: [f64; 9] = [100.0; 9];

    fn across(hips_px: [f64; 9]) -> Vec<usize> {
        let way = Way {
            hips_px: hips_px.to_vec(),
            heights_px: &HEIGHTS_PX,
            focal_px: 800.0,
            camera_stays: true,
        };
        way.reversals(View::RightSide, 0..9)
    }

    #[test]
    fn a_way_back_without_a_turn_is_found_at_its_far_end() {
        assert_eq!(across([0.0, 30.0, 60.0, 90.0, 120.0, 90.0, 60.0, 30.0, 0.0]), [4]);
        assert_eq!(across([60.0, 30.0, 0.0, 30.0, 60.0, 30.0, 0.0, 30.0, 60.0]), [2, 4, 6]);
        let unseen = [0.0, 30.0, 60.0, f64::NAN, 120.0, f64::NAN, 60.0, 30.0, 0.0];
        assert_eq!(across(unseen), [4]);
    }

    #[test]
    fn a_way_in_one_direction_and_small_movements_are_none() {
        assert!(across([0.0, 30.0, 60.0, 90.0, 120.0, 150.0, 180.0, 210.0, 240.0]).is_empty());
        assert!(across([0.0, 20.0, 40.0, 20.0, 0.0, 20.0, 40.0, 20.0, 0.0]).is_empty());
        assert!(across([0.0, 50.0, 100.0, 80.0, 90.0, 140.0, 120.0, 160.0, 200.0]).is_empty());
    }

    #[test]
    fn from_the_front_the_persons_size_tells() {
        let heights_px = [100.0, 110.0, 125.0, 140.0, 160.0, 140.0, 125.0, 110.0, 100.0];
        let way = Way {
            hips_px: vec![0.0; 9],
            heights_px: &heights_px,
            focal_px: 800.0,
            camera_stays: true,
        };
        assert_eq!(way.reversals(View::Front, 0..9), [4]);
        assert!(way.reversals(View::LeftSide, 0..9).is_empty());
    }
}
