//! A pass with the axes and units of a laboratory: metres; x ahead, y up, z to the right.

use crate::anatomy::Landmark;
use crate::export::even_clock::EvenClock;
use crate::export::markers::Marker;
use crate::gait::{AngleSeries, GaitAnalysis, Scale, growth_per_s, heights_per_px, shown_ratio};
use crate::motion::{Motion, Pass};
use crate::signal::quantile;
use std::ops::Range;

/// A pass seen from the side, at a constant frame rate.
///
/// # Deviations from a laboratory
/// One camera shows the plane of walking only. Depth (z) is the usual one of each marker. All lengths are those of the
/// body's middle: what is nearer to the camera looks larger.
pub(super) struct LabPass<'a> {
    motion: &'a Motion,
    pass: &'a Pass,
    /// Number of the pass in the report, from 1.
    pub(super) number: usize,
    pub(super) clock: EvenClock,
    /// The body's height.
    pub(super) height_m: f64,
    /// Metres a pixel: ahead (negative where the person goes to the left) and up.
    metres_per_px: [f64; 2],
    /// Where x and y are zero, in the levelled picture: the hips when the pass begins, the lowest foot.
    origin_px: [f64; 2],
}

/// The lowest foot is not one frame's: this share of them is lower.
const LOWEST_SHARE: f64 = 0.95;

/// The points that a foot stands on.
const FEET: [Landmark; 4] =
    [Landmark::LeftHeel, Landmark::RightHeel, Landmark::LeftFootIndex, Landmark::RightFootIndex];

impl<'a> LabPass<'a> {
    /// `None` where the pass is too short to be one, or nobody's hips and feet are known in it.
    pub(super) fn of(motion: &'a Motion, index: usize, scale: &Scale) -> Option<Self> {
        let pass = &motion.passes[index];
        let clock = EvenClock::of(&motion.time_s[frames(pass)])?;
        let up = scale.height_m * heights_per_px(motion, pass);
        let ahead = f64::from(pass.facing) * up / shown_ratio(pass);
        let hips = frames(pass).map(|f| pass.levelled(motion.hips(f))[0]);
        let start_px = hips.into_iter().find(|x| x.is_finite())?;
        let depth = |f: usize| {
            let of = FEET.map(|l| pass.levelled(motion.at(l, f))[1]);
            of.into_iter().filter(|y| y.is_finite()).reduce(f64::max)
        };
        let floor_px = quantile(frames(pass).filter_map(depth), LOWEST_SHARE);
        (up.is_finite() && floor_px.is_finite()).then_some(Self {
            motion,
            pass,
            number: index + 1,
            clock,
            height_m: scale.height_m,
            metres_per_px: [ahead, up],
            origin_px: [start_px, floor_px],
        })
    }

    /// A marker in every frame: x, y, z in metres; NaN where it is not known.
    pub(super) fn marker_m(&self, marker: &Marker) -> Vec<[f64; 3]> {
        let track = frames(self.pass).map(|f| self.motion.at(marker.landmark, f)).collect();
        let with_depth = |[x, y]: [f64; 2]| [x, y, if x.is_finite() { marker.right_m } else { x }];
        self.track_m(track).into_iter().map(with_depth).collect()
    }

    /// The middle of the hips in every frame: x, y in metres.
    pub(super) fn hips_m(&self) -> Vec<[f64; 2]> {
        self.track_m(frames(self.pass).map(|f| self.motion.hips(f)).collect())
    }

    fn track_m(&self, track_px: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
        let in_metres = |at_px: [f64; 2]| {
            let [x, y] = self.pass.levelled(at_px);
            [
                self.metres_per_px[0] * (x - self.origin_px[0]),
                self.metres_per_px[1] * (self.origin_px[1] - y),
            ]
        };
        let track_m: Vec<[f64; 2]> = track_px.into_iter().map(in_metres).collect();
        let [xs, ys] = [0, 1].map(|i| self.resampled(track_m.iter().map(|at| at[i]).collect()));
        let known = |(x, y): (f64, f64)| {
            if x.is_finite() && y.is_finite() { [x, y] } else { [f64::NAN; 2] }
        };
        xs.into_iter().zip(ys).map(known).collect()
    }

    /// An angle in every frame; NaN where it is not known.
    pub(super) fn angle_deg(&self, series: &AngleSeries) -> Vec<f64> {
        let of = &series.values_deg[frames(self.pass)];
        self.resampled(of.iter().map(|value| value.unwrap_or(f64::NAN)).collect())
    }

    fn resampled(&self, values: Vec<f64>) -> Vec<f64> {
        self.clock.resampled(&self.motion.time_s[frames(self.pass)], &values)
    }

    /// By how much the person grows or shrinks in the picture from the beginning to the end of the pass, in percent: one
    /// scale does not hold for all of it.
    pub(super) fn growth_pct(&self) -> f64 {
        let per_s = growth_per_s(self.motion, self.pass, |frame| self.motion.heights_px[frame]);
        100.0 * (per_s * (self.pass.end_s - self.pass.start_s)).exp_m1().abs()
    }

    /// Whether a time lies in the pass.
    pub(super) fn holds(&self, time_s: f64) -> bool {
        (self.pass.start_s..self.pass.end_s).contains(&time_s)
    }
}

fn frames(pass: &Pass) -> Range<usize> {
    pass.first_frame..pass.end_frame
}

/// The passes that are seen from the side.
pub(super) fn side_passes<'a>(motion: &'a Motion, gait: &GaitAnalysis) -> Vec<LabPass<'a>> {
    let Some(scale) = &gait.scale else { return Vec::new() };
    let from_side = (0..motion.passes.len()).filter(|&i| motion.passes[i].facing != 0);
    from_side.filter_map(|index| LabPass::of(motion, index, scale)).collect()
}
