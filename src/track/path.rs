//! Where the subject is at any time: the regions of the sightings, smoothed and interpolated.
//!
//! A clip is a file, not a stream: a region taken from sightings before and after makes every frame
//! independent of the frames around it. There is no lag, no drift onto someone else, and the result
//! cannot depend on how the work is shared out.

use crate::pose::Region;
use crate::signal::median;
use crate::track::link::Person;

/// Sightings this far away still shape a region: about one step.
const WINDOW_S: f64 = 0.5;

/// Between two sightings up to this far apart the region is interpolated; the pose network then says
/// whether the person is really there.
const MAX_GAP_S: f64 = 1.5;

/// Before the first and after the last sighting the region is carried on this long.
const MAX_EDGE_S: f64 = 0.4;

/// A region turned this much against the person's others, or scaled this much against those around
/// it, belongs to a failed pose: nobody who walks leans over by 30° or comes a quarter nearer for a
/// moment.
const MAX_TURN_RAD: f64 = 0.52;
const MAX_LN_SIZE: f64 = 0.22;

/// Sightings to either side that one is held against.
const NEIGHBOURS: usize = 2;

/// The subject's region through time.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionPath {
    /// Time, and (centre x, centre y, ln size, angle).
    knots: Vec<Knot>,
    /// When the clip was joined: no path leads across.
    parts_s: Vec<f64>,
}

type Knot = (f64, [f64; 4]);

impl RegionPath {
    /// The path of a person in a clip that was joined at these times.
    #[must_use]
    pub fn of(person: &Person, parts_s: &[f64]) -> Self {
        let knot = |r: &Region| {
            [
                f64::from(r.cx_px),
                f64::from(r.cy_px),
                f64::from(r.size_px).ln(),
                f64::from(r.angle_rad),
            ]
        };
        let mut knots: Vec<_> =
            person.sightings.iter().map(|s| (s.time_s, knot(&s.sighting.region))).collect();
        unwrap_angles(&mut knots);
        Self { knots: without_outliers(&knots), parts_s: parts_s.to_vec() }
    }

    /// Where to look at a time; `None` where the person is not expected in the picture.
    #[must_use]
    pub fn at(&self, time_s: f64) -> Option<Region> {
        let knots = self.of_part(time_s);
        if !covers(knots, time_s) {
            return None;
        }
        let [cx, cy, ln_size, angle] = std::array::from_fn(|i| fit(knots, time_s, i));
        let region = Region {
            cx_px: cx as f32,
            cy_px: cy as f32,
            size_px: ln_size.exp() as f32,
            angle_rad: angle as f32,
        };
        region.is_usable().then_some(region)
    }

    /// The sightings of the part of the clip that a time is in.
    fn of_part(&self, time_s: f64) -> &[Knot] {
        let next = self.parts_s.partition_point(|part_s| *part_s <= time_s);
        let first_at = |part_s: &f64| self.knots.partition_point(|knot| knot.0 < *part_s);
        let begin = next.checked_sub(1).map_or(0, |i| first_at(&self.parts_s[i]));
        let end = self.parts_s.get(next).map_or(self.knots.len(), first_at);
        &self.knots[begin..end]
    }
}

/// Whether sightings are near enough, before and after.
fn covers(knots: &[Knot], time_s: f64) -> bool {
    let next = knots.partition_point(|k| k.0 < time_s);
    let before = next.checked_sub(1).map(|i| time_s - knots[i].0);
    let after = knots.get(next).map(|k| k.0 - time_s);
    match (before, after) {
        (Some(b), Some(a)) => a + b <= MAX_GAP_S || a.min(b) <= MAX_EDGE_S,
        (Some(d), None) | (None, Some(d)) => d <= MAX_EDGE_S,
        (None, None) => false,
    }
}

/// One component: a line through the sightings of a window, the near ones weighing most.
///
/// # Source
/// Locally weighted regression with tricube weights: Cleveland, J. Am. Stat. Assoc. 1979;74:829.
fn fit(knots: &[Knot], time_s: f64, component: usize) -> f64 {
    let window_s = window_s(knots, time_s);
    let (mut sw, mut st, mut sv, mut stt, mut stv) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (knot_s, values) in knots {
        let t = knot_s - time_s;
        let weight = (1.0 - (t.abs() / window_s).min(1.0).powi(3)).powi(3);
        let v = values[component];
        sw += weight;
        st += weight * t;
        sv += weight * v;
        stt += weight * t * t;
        stv += weight * t * v;
    }
    let spread = sw * stt - st * st;
    // a lone sighting in the window has no slope
    if spread < 1e-9 * sw * sw { sv / sw } else { (stt * sv - st * stv) / spread }
}

/// The window, widened over a gap so that both of its ends are inside.
fn window_s(knots: &[Knot], time_s: f64) -> f64 {
    let next = knots.partition_point(|k| k.0 < time_s);
    let near = [next.checked_sub(1), Some(next)];
    let distances = near.iter().flatten().filter_map(|&i| knots.get(i));
    let farthest = distances.map(|k| (k.0 - time_s).abs()).fold(0.0, f64::max);
    if farthest <= MAX_GAP_S {
        WINDOW_S.max(1.5 * farthest)
    } else {
        WINDOW_S.max(MAX_EDGE_S) + 0.1
    }
}

/// The knots whose size fits the median of those around them, and whose turn fits the person's own:
/// a phone may lie on its side, but it does so throughout.
fn without_outliers(knots: &[(f64, [f64; 4])]) -> Vec<(f64, [f64; 4])> {
    let turn_rad = median(knots.iter().map(|k| k.1[3]));
    let size_fits = |i: usize| {
        let near = &knots[i.saturating_sub(NEIGHBOURS)..knots.len().min(i + NEIGHBOURS + 1)];
        let in_time = near.iter().filter(|k| (k.0 - knots[i].0).abs() <= MAX_GAP_S);
        (knots[i].1[2] - median(in_time.map(|k| k.1[2]))).abs() <= MAX_LN_SIZE
    };
    let is_kept = |&i: &usize| size_fits(i) && (knots[i].1[3] - turn_rad).abs() <= MAX_TURN_RAD;
    (0..knots.len()).filter(is_kept).map(|i| knots[i]).collect()
}

/// Takes full turns out of the angles, so that interpolation goes the short way.
fn unwrap_angles(knots: &mut [(f64, [f64; 4])]) {
    use std::f64::consts::TAU;
    for i in 1..knots.len() {
        let before = knots[i - 1].1[3];
        let angle = &mut knots[i].1[3];
        *angle -= TAU * ((*angle - before) / TAU).round();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::track::link::tests::sighting;
    use crate::track::link::{Person, TimedSighting};

    fn walker(times: &[f64]) -> Person {
        let at = |t: &f64| TimedSighting {
            time_s: *t,
            sighting: sighting(100.0 + 200.0 * *t as f32, [200, 40, 40]),
        };
        Person { sightings: times.iter().map(at).collect() }
    }

    #[test]
    fn a_steady_walk_is_followed_between_and_over_gaps() {
        let times: Vec<f64> =
            (0..30).map(|i| i as f64 / 6.0).filter(|t| !(2.0..3.1).contains(t)).collect();
        let path = RegionPath::of(&walker(&times), &[]);
        for t in [0.0, 0.41, 1.9, 2.6, 3.9, 5.0] {
            let r = path.at(t).unwrap();
            assert!((r.cx_px - (100.0 + 200.0 * t as f32)).abs() < 1.0, "{t}: {r:?}");
            assert!((r.size_px - 280.0).abs() < 0.5);
        }
    }

    #[test]
    fn nobody_is_expected_long_after_leaving() {
        let path = RegionPath::of(&walker(&[0.0, 0.2, 0.4, 6.0, 6.2]), &[]);
        assert!(path.at(0.7).is_some());
        assert!(path.at(3.0).is_none());
        assert!(path.at(5.7).is_some());
        assert!(path.at(7.0).is_none());
        let r = path.at(0.7).unwrap();
        assert!((r.cx_px - 240.0).abs() < 25.0, "{r:?}");
    }

    #[test]
    fn a_failed_pose_does_not_turn_the_region() {
        let times: Vec<f64> = (0..12).map(|i| f64::from(i) / 4.0).collect();
        let mut person = walker(&times);
        person.sightings[1].sighting.region.angle_rad = -2.5;
        person.sightings[6].sighting.region.size_px = 500.0;
        let path = RegionPath::of(&person, &[]);
        for t in [0.0, 0.25, 0.4, 1.4, 1.5] {
            let r = path.at(t).unwrap();
            assert!(r.angle_rad.abs() < 1e-6 && (r.size_px - 280.0).abs() < 1.0, "{t}: {r:?}");
        }
    }

    #[test]
    fn angles_are_interpolated_the_short_way() {
        let mut person = walker(&[0.0, 0.2]);
        person.sightings[0].sighting.region.angle_rad = 3.1;
        person.sightings[1].sighting.region.angle_rad = -3.1;
        let angle = RegionPath::of(&person, &[]).at(0.1).unwrap().angle_rad;
        assert!((angle.abs() - std::f32::consts::PI).abs() < 0.05, "{angle}");
    }

    #[test]
    fn no_path_leads_across_a_joint() {
        let mut person = walker(&[0.0, 0.25, 0.5, 0.75, 1.0, 1.25]);
        person.sightings[3..].iter_mut().for_each(|s| s.sighting.region.cx_px -= 150.0);
        let path = RegionPath::of(&person, &[0.7]);
        let x_px = |time_s| path.at(time_s).map(|region: Region| region.cx_px);
        for (time_s, exact_px) in [(0.5, 200.0), (0.69, 238.0), (0.7, 90.0), (0.8, 110.0)] {
            let off_px = x_px(time_s).map(|x_px| x_px - exact_px);
            assert!(off_px.is_some_and(|px| px.abs() < 1.0), "{time_s}: {off_px:?}");
        }
        assert_eq!(RegionPath::of(&person, &[0.7, 2.0]).at(2.0), None);
    }
}
