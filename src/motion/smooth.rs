//! Short gaps are bridged, long ones stay, and a smooth curve is laid through what is there, each
//! position counting as far as it can be trusted.
//!
//! Two things make a position less trustworthy: the other leg in front of or behind it, where the
//! network draws the two together, and a distance from the curve that its noise does not explain.

use crate::anatomy::{Joint, Landmark, Side};
use crate::motion::clock::Clock;
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::landmark_track::Origin;
use crate::motion::pass::Pass;
use crate::motion::view::View;
use crate::signal::{lasts_at_most, smooth};
use std::ops::Range;

/// A gap up to this long is interpolated; a longer one stays unknown.
///
/// # Source
/// A tenth of a second is some 10 % of a gait cycle, the shortest of its phases (loading response,
/// 0–12 %: Perry & Burnfield 2010); a gap must not hide a whole phase.
pub const MAX_GAP_S: f64 = 0.12;

/// The longest gap of a clock that is interpolated, from the last position before it to the first after it.
pub(super) fn longest_gap_s(clock: &Clock) -> f64 {
    MAX_GAP_S + if clock.rate_hz > 0.0 { 1.0 / clock.rate_hz } else { 0.0 }
}

/// Whether the clock goes on for longer before a frame than a gap may last that is interpolated. Frames are numbered, so
/// neighbours by number may be far apart in time.
pub(super) fn is_after_gap(clock: &Clock, frame: usize) -> bool {
    let t = &clock.time_s;
    (1..t.len()).contains(&frame) && !lasts_at_most(t[frame] - t[frame - 1], longest_gap_s(clock))
}

/// Cut-off of the low-pass.
///
/// # Source
/// Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009: 6 Hz for walking.
pub const CUTOFF_HZ: f64 = 6.0;

/// Cut-off of the low-pass for the time at which a forefoot lands on a tread. A low-pass spreads a stop over a third of
/// its period: 55 ms at 6 Hz, as long as the last of a foot's way down to a tread, 33 ms at this one.
pub const LANDING_CUTOFF_HZ: f64 = 10.0;

/// How thick a leg is at the knee, as a share of the body's height: nearer than this, one leg is
/// partly in front of the other.
///
/// # Source
/// Girth of the lower thigh over π; Gordon et al., ANSUR II, Natick/TR-15/007, 2014.
const LEG_THICKNESS_RATIO: f64 = 0.07;

/// Where the legs cover each other, a point may be drawn anywhere from one to the other: the standard
/// deviation of an even spread over a thickness to either side.
const COVERED_NOISE_RATIO: f64 = 2.0 * LEG_THICKNESS_RATIO / 3.464;

/// Cauchy's weights, at 95 % efficiency for normal noise.
///
/// # Source
/// Holland & Welsch, Commun. Stat. A 1977;6:813.
const CAUCHY: f64 = 2.385;

/// Rounds of weighing; more change nothing that matters.
const ROUNDS: usize = 5;

/// Positions farther from the curve than so many standard deviations are set aside: no noise is that
/// large.
const MAX_DEVIATIONS: f64 = 5.0;

/// Sets wild positions aside, fills short gaps and smooths every landmark, in place; returns how many
/// positions of the legs were set aside.
pub(super) fn fill_and_smooth(
    tracks: &mut [LandmarkTrack],
    clock: &Clock,
    passes: &[Pass],
    heights_px: &[f64],
) -> usize {
    let sigmas: Vec<Vec<f64>> =
        Landmark::ALL.iter().map(|&l| sigmas_px(tracks, l, passes, heights_px)).collect();
    let mut outliers = 0;
    for (landmark, track) in Landmark::ALL.into_iter().zip(tracks) {
        let wild = lay_curve(track, clock, &sigmas[landmark.index()], CUTOFF_HZ);
        outliers += if is_of_leg(landmark) { wild } else { 0 };
    }
    outliers
}

/// A landmark smoothed less: for the time at which it lands.
pub(super) fn landing(
    tracks: &[LandmarkTrack],
    landmark: Landmark,
    clock: &Clock,
    passes: &[Pass],
    heights_px: &[f64],
) -> LandmarkTrack {
    let mut track = tracks[landmark.index()].clone();
    let sigmas_px = sigmas_px(tracks, landmark, passes, heights_px);
    lay_curve(&mut track, clock, &sigmas_px, LANDING_CUTOFF_HZ);
    track
}

/// Sets the wild positions of one track aside, fills its short gaps and smooths it, in place; returns how many
/// were set aside. `sigmas_px` is the standard deviation of each position.
pub(super) fn lay_curve(
    track: &mut LandmarkTrack,
    clock: &Clock,
    sigmas_px: &[f64],
    cutoff_hz: f64,
) -> usize {
    bridge(track, clock);
    let wild = set_wild_aside(track, clock, sigmas_px, cutoff_hz);
    bridge(track, clock);
    for run in runs(track, clock) {
        let curve = Stretch { track, clock, sigmas_px, cutoff_hz, run: run.clone() }.curve().0;
        track.xy_px[run].copy_from_slice(&curve);
    }
    wild
}

fn is_of_leg(landmark: Landmark) -> bool {
    Side::BOTH.iter().any(|&s| Joint::LEG.iter().any(|j| j.on(s) == landmark))
}

fn set_wild_aside(
    track: &mut LandmarkTrack,
    clock: &Clock,
    sigmas_px: &[f64],
    cutoff_hz: f64,
) -> usize {
    let mut wild = Vec::new();
    for run in runs(track, clock) {
        let start = run.start;
        let deviations = Stretch { track, clock, sigmas_px, cutoff_hz, run }.curve().1;
        let far = deviations.iter().enumerate().filter(|(_, d)| **d > MAX_DEVIATIONS);
        wild.extend(far.map(|(i, _)| start + i));
    }
    for &frame in &wild {
        track.xy_px[frame] = [f64::NAN; 2];
        track.origin[frame] = Origin::Missing;
    }
    wild.len()
}

/// Standard deviation of a landmark's positions, before anything is known of its neighbours in time.
fn sigmas_px(
    tracks: &[LandmarkTrack],
    landmark: Landmark,
    passes: &[Pass],
    heights_px: &[f64],
) -> Vec<f64> {
    let noise = &tracks[landmark.index()].noise_ratio;
    let mut sigmas: Vec<f64> = noise.iter().zip(heights_px).map(|(ratio, h)| ratio * h).collect();
    let Some(other) = opposite_of_leg(landmark) else { return sigmas };
    // from the front the legs are beside each other, not before each other
    let seen_across = passes.iter().filter(|p| !matches!(p.view, View::Front | View::Rear));
    for frame in seen_across.flat_map(|p| p.first_frame..p.end_frame) {
        let [a, b] = [landmark, other].map(|l| tracks[l.index()].xy_px[frame]);
        let apart_px = (a[0] - b[0]).hypot(a[1] - b[1]);
        if apart_px < LEG_THICKNESS_RATIO * heights_px[frame] {
            sigmas[frame] = sigmas[frame].hypot(COVERED_NOISE_RATIO * heights_px[frame]);
        }
    }
    sigmas
}

/// The same point of the other leg, for those below the hip: the hips are one pelvis.
fn opposite_of_leg(landmark: Landmark) -> Option<Landmark> {
    let below_hip = [Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe];
    Side::BOTH.into_iter().find_map(|side| {
        let joint = below_hip.into_iter().find(|j| j.on(side) == landmark)?;
        Some(joint.on(side.opposite()))
    })
}

/// Marks what is missing for a short time as to be filled.
fn bridge(track: &mut LandmarkTrack, clock: &Clock) {
    let seen: Vec<usize> =
        (0..track.origin.len()).filter(|&i| track.origin[i] == Origin::Observed).collect();
    for pair in seen.windows(2) {
        let gap_s = clock.time_s[pair[1]] - clock.time_s[pair[0]];
        let is_short = lasts_at_most(gap_s, longest_gap_s(clock));
        let origin = if is_short { Origin::Filled } else { Origin::Missing };
        track.origin[pair[0] + 1..pair[1]].fill(origin);
    }
}

/// Stretches without a gap.
fn runs(track: &LandmarkTrack, clock: &Clock) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for i in (0..track.origin.len()).filter(|&i| track.origin[i] != Origin::Missing) {
        match runs.last_mut() {
            Some(run) if run.end == i && !is_after_gap(clock, i) => run.end = i + 1,
            _ => runs.push(i..i + 1),
        }
    }
    runs
}

/// A stretch of one landmark without a gap.
struct Stretch<'a> {
    track: &'a LandmarkTrack,
    clock: &'a Clock,
    sigmas_px: &'a [f64],
    cutoff_hz: f64,
    run: Range<usize>,
}

impl Stretch<'_> {
    /// The curve through it, and how many standard deviations each position is away from it (NaN
    /// where there is none).
    fn curve(&self) -> (Vec<[f64; 2]>, Vec<f64>) {
        let prior = self.prior();
        let mut weights = prior.clone();
        let mut deviations = vec![0.0; prior.len()];
        let mut curve = self.smooth(&weights);
        for _ in 0..ROUNDS {
            for (i, frame) in self.run.clone().enumerate() {
                let [x, y] = self.track.xy_px[frame];
                let off_px = (x - curve[i][0]).hypot(y - curve[i][1]);
                deviations[i] = off_px / self.sigmas_px[frame];
                let trust = 1.0 / (1.0 + (deviations[i] / CAUCHY).powi(2));
                weights[i] = if prior[i] > 0.0 { prior[i] * trust } else { 0.0 };
            }
            curve = self.smooth(&weights);
        }
        (curve, deviations)
    }

    /// Weights as far as they follow from the noise alone: one for the best positions of the stretch.
    fn prior(&self) -> Vec<f64> {
        let best_px =
            self.sigmas_px[self.run.clone()].iter().copied().fold(f64::INFINITY, f64::min);
        let weight = |frame: usize| match self.track.origin[frame] {
            Origin::Observed => (best_px / self.sigmas_px[frame]).powi(2),
            _ => 0.0,
        };
        self.run.clone().map(weight).collect()
    }

    fn smooth(&self, weights: &[f64]) -> Vec<[f64; 2]> {
        let time_s = &self.clock.time_s[self.run.clone()];
        let axis = |a: usize| {
            let values: Vec<f64> =
                self.track.xy_px[self.run.clone()].iter().map(|p| p[a]).collect();
            smooth(time_s, &values, weights, self.clock.rate_hz, self.cutoff_hz)
        };
        axis(0).into_iter().zip(axis(1)).map(|(x, y)| [x, y]).collect()
    }
}
