//! Where in a picture a person is, by the pose: rather a little too wide than cut.

use crate::anatomy::{Joint, Landmark, Side};
use crate::pose::Pose;

/// Half the breadth of body parts, in body heights.
///
/// # Source
/// Gordon et al. 2014 (ANSUR II, men): circumferences of thigh, calf and flexed upper arm, breadth of the foot and depth
/// of the chest over stature, rounded up.
const THIGH_HEIGHTS: f64 = 0.06;
const SHANK_HEIGHTS: f64 = 0.04;
const FOOT_HEIGHTS: f64 = 0.03;
const ARM_HEIGHTS: f64 = 0.035;
const CHEST_HEIGHTS: f64 = 0.075;

/// Room for clothes and for the error of the landmarks.
const ROOM_HEIGHTS: f64 = 0.03;

/// The parts of a person: stripes with round ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure(Vec<Stripe>);

#[derive(Debug, Clone, Copy, PartialEq)]
struct Stripe {
    from_px: [f64; 2],
    to_px: [f64; 2],
    radius_px: f64,
}

impl Figure {
    /// The body, but not the head, of a pose whose body is so many px high. Parts that were not found are left out.
    #[must_use]
    pub fn of(pose: &Pose, height_px: f64) -> Self {
        let mut parts = Self(Vec::new());
        let at = |landmark: Landmark| pose.at_px(landmark).unwrap_or([f64::NAN; 2]);
        for side in Side::BOTH {
            for (from, to, radius_heights) in limbs(side) {
                parts.add(at(from), at(to), (radius_heights + ROOM_HEIGHTS) * height_px);
            }
        }
        let [shoulders, hips] =
            [Joint::Shoulder, Joint::Hip].map(|j| Side::BOTH.map(|s| at(j.on(s))));
        let half = |[a, b]: [[f64; 2]; 2]| (a[0] - b[0]).hypot(a[1] - b[1]) / 2.0;
        let breadth_px = half(shoulders).max(half(hips)).max(CHEST_HEIGHTS * height_px);
        let middle = |[a, b]: [[f64; 2]; 2]| [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
        parts.add(middle(shoulders), middle(hips), breadth_px + ROOM_HEIGHTS * height_px);
        parts
    }

    /// One stripe.
    #[must_use]
    pub fn of_line(from_px: [f64; 2], to_px: [f64; 2], radius_px: f64) -> Self {
        let mut parts = Self(Vec::new());
        parts.add(from_px, to_px, radius_px);
        parts
    }

    /// Adds a part; one that is not finite is nowhere.
    pub fn add(&mut self, from_px: [f64; 2], to_px: [f64; 2], radius_px: f64) {
        let numbers = [from_px[0], from_px[1], to_px[0], to_px[1], radius_px];
        if numbers.iter().all(|v| v.is_finite()) {
            self.0.push(Stripe { from_px, to_px, radius_px });
        }
    }

    /// The same in a picture that is so many times as large.
    #[must_use]
    pub fn scaled(&self, scale: f64) -> Self {
        let scaled = |s: &Stripe| Stripe {
            from_px: s.from_px.map(|v| v * scale),
            to_px: s.to_px.map(|v| v * scale),
            radius_px: s.radius_px * scale,
        };
        Self(self.0.iter().map(scaled).collect())
    }

    /// The samples of a row that are inside, each from one to before another; a row of so many samples, of so many px
    /// each.
    pub(super) fn row(&self, row: usize, samples: usize, px: usize) -> Vec<[usize; 2]> {
        let y_px = (row as f64 + 0.5) * px as f64;
        let sample = |x_px: f64| ((x_px / px as f64).round().max(0.0) as usize).min(samples);
        let spans = self.0.iter().filter_map(|stripe| stripe.across(y_px));
        spans.map(|span| span.map(sample)).filter(|[from, until]| from < until).collect()
    }
}

impl Stripe {
    /// From where to where a line across the picture lies in the stripe, which has no dents: the hull of its ends and
    /// of what lies between them.
    fn across(&self, y_px: f64) -> Option<[f64; 2]> {
        let ends = [self.from_px, self.to_px].map(|centre| self.across_end(centre, y_px));
        let spans = ends.into_iter().chain([self.across_middle(y_px)]).flatten();
        spans.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])
    }

    fn across_end(&self, [x, y]: [f64; 2], y_px: f64) -> Option<[f64; 2]> {
        let square = self.radius_px.powi(2) - (y_px - y).powi(2);
        (square >= 0.0).then(|| [x - square.sqrt(), x + square.sqrt()])
    }

    /// Across the rectangle between the ends: near enough to the line through both, and between them along it.
    fn across_middle(&self, y_px: f64) -> Option<[f64; 2]> {
        let [dx, dy] = [0, 1].map(|i| self.to_px[i] - self.from_px[i]);
        let (length, down) = (dx.hypot(dy), y_px - self.from_px[1]);
        let beside = within(dy, -down * dx, self.radius_px * length);
        let along = within(dx, down * dy - length * length / 2.0, length * length / 2.0);
        let [left, right] = [beside[0].max(along[0]), beside[1].min(along[1])];
        (length > 0.0 && left <= right).then(|| [left, right].map(|x| self.from_px[0] + x))
    }
}

/// Between which x |slope x + offset| is at most so much.
fn within(slope: f64, offset: f64, most: f64) -> [f64; 2] {
    if slope == 0.0 {
        let is_inside = offset.abs() <= most;
        return if is_inside { [f64::NEG_INFINITY, f64::INFINITY] } else { [0.0, -1.0] };
    }
    let [a, b] = [(-most - offset) / slope, (most - offset) / slope];
    [a.min(b), a.max(b)]
}

/// The parts of an arm and a leg, and half their breadths.
fn limbs(side: Side) -> [(Landmark, Landmark, f64); 8] {
    use Landmark::*;
    let (elbow, index, wrist) = match side {
        Side::Left => (LeftElbow, LeftIndex, LeftWrist),
        Side::Right => (RightElbow, RightIndex, RightWrist),
    };
    let [shoulder, hip, knee] = [Joint::Shoulder, Joint::Hip, Joint::Knee].map(|j| j.on(side));
    let [ankle, heel, toe] = [Joint::Ankle, Joint::Heel, Joint::Toe].map(|j| j.on(side));
    [
        (shoulder, elbow, ARM_HEIGHTS),
        (elbow, wrist, ARM_HEIGHTS),
        (wrist, index, ARM_HEIGHTS),
        (hip, knee, THIGH_HEIGHTS),
        (knee, ankle, SHANK_HEIGHTS),
        (ankle, heel, FOOT_HEIGHTS),
        (ankle, toe, FOOT_HEIGHTS),
        (heel, toe, FOOT_HEIGHTS),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How far a point is from a stripe's line.
    fn distance(s: &Stripe, [x, y]: [f64; 2]) -> f64 {
        let [dx, dy] = [s.to_px[0] - s.from_px[0], s.to_px[1] - s.from_px[1]];
        let along = (x - s.from_px[0]) * dx + (y - s.from_px[1]) * dy;
        let share = (along / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        let share = if share.is_finite() { share } else { 0.0 };
        (x - s.from_px[0] - share * dx).hypot(y - s.from_px[1] - share * dy)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_row_holds_what_is_near_enough(
            from in [-20_i32..120, -20_i32..120], to in [-20_i32..120, -20_i32..120], radius in 0_i32..40, row in 0_usize..100,
        ) {
            let [from, to] = [from, to].map(|p| p.map(f64::from));
            let figure = Figure::of_line(from, to, f64::from(radius) + 0.25);
            let spans = figure.row(row, 100, 1);
            prop_assert!(spans.len() <= 1);
            for x in 0..100 {
                let is_kept = spans.iter().any(|[from, until]| (*from..*until).contains(&x));
                let far = distance(&figure.0[0], [x as f64 + 0.5, row as f64 + 0.5]) - figure.0[0].radius_px;
                prop_assert!(far.abs() < 1e-9 || is_kept == (far < 0.0), "{x}: {far}");
            }
        }
    }

    #[test]
    fn parts_that_are_nowhere_and_parts_that_are_far_away_are_no_trouble() {
        let mut figure = Figure::of_line([f64::NAN, 0.0], [3.0, 4.0], 5.0);
        assert!(figure.row(2, 100, 1).is_empty());
        figure.add([-1e300, 5.0], [1e300, 5.0], 1.0);
        figure.add([1e9, 0.0], [1e9, 9.0], 10.0);
        for span in figure.row(5, 100, 2) {
            assert!(span[0] < span[1] && span[1] <= 100, "{span:?}");
        }
    }
}
