//! A pass with the axes and units of a laboratory: metres; x ahead, y up, z to the right.

use crate::anatomy::Landmark;
use crate::export::even_clock::EvenClock;
use crate::export::markers::Marker;
use crate::gait::{AngleSeries, GaitAnalysis, Scale, growth_per_s, heights_per_px, shown_ratio};
use crate::motion::{Motion, Pass};
use crate::signal::{median, quantile, slope};
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
    /// Metres a pixel in the middle of the pass: ahead (negative where the person goes to the left) and up.
    metres_per_px: [f64; 2],
    perspective: Perspective,
    /// Where x and y are zero, in metres: the hips when the pass begins, the lowest foot.
    origin_m: [f64; 2],
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
        let lab = Self {
            motion,
            pass,
            number: index + 1,
            clock,
            height_m: scale.height_m,
            metres_per_px: [ahead, up],
            perspective: Perspective::of(motion, pass),
            origin_m: [0.0; 2],
        };
        let start_m = frames(pass).map(|f| lab.place_m(f, motion.hips(f))[0]);
        let start_m = start_m.into_iter().find(|x| x.is_finite())?;
        let lowest = |f: usize| Some(lab.place_m(f, [motion.middle_px, lowest_px(motion, f)?])[1]);
        let floor_m = quantile(frames(pass).filter_map(lowest), 1.0 - LOWEST_SHARE);
        let origin_m = [start_m, floor_m];
        origin_m.iter().all(|m| m.is_finite()).then_some(Self { origin_m, ..lab })
    }

    /// A place of the picture in a frame, before the origin is taken off.
    fn place_m(&self, frame: usize, at_px: [f64; 2]) -> [f64; 2] {
        let [x, y] = self.pass.levelled(at_px);
        let Perspective { middle_px: [x0, y0], .. } = self.perspective;
        let larger = self.perspective.larger(self.motion.time_s[frame]);
        [self.metres_per_px[0] * (x - x0) / larger, self.metres_per_px[1] * (y0 - y) / larger]
    }

    /// A marker in every frame: x, y, z in metres; NaN where it is not known.
    pub(super) fn marker_m(&self, marker: &Marker) -> Vec<[f64; 3]> {
        let track: Vec<_> = frames(self.pass).map(|f| self.motion.at(marker.landmark, f)).collect();
        let with_depth = |[x, y]: [f64; 2]| [x, y, if x.is_finite() { marker.right_m } else { x }];
        self.track_m(&track).into_iter().map(with_depth).collect()
    }

    /// The middle of the hips in every frame: x, y in metres.
    pub(super) fn hips_m(&self) -> Vec<[f64; 2]> {
        self.track_m(&frames(self.pass).map(|f| self.motion.hips(f)).collect::<Vec<_>>())
    }

    fn track_m(&self, track_px: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let in_metres = |(frame, at_px): (usize, &[f64; 2])| {
            let [x, y] = self.place_m(frame, *at_px);
            [x - self.origin_m[0], y - self.origin_m[1]]
        };
        let track_m: Vec<[f64; 2]> = frames(self.pass).zip(track_px).map(in_metres).collect();
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

    /// Whether a time lies in the pass.
    pub(super) fn holds(&self, time_s: f64) -> bool {
        (self.pass.start_s..self.pass.end_s).contains(&time_s)
    }
}

/// How the picture's scale changes along a way that leads nearer or farther.
#[derive(Clone, Copy)]
struct Perspective {
    growth_per_s: f64,
    /// When the scale is that of the pass.
    middle_s: f64,
    /// What neither grows nor moves: the picture's middle, and the horizon, at the height of the camera.
    middle_px: [f64; 2],
}

impl Perspective {
    fn of(motion: &Motion, pass: &Pass) -> Self {
        let growth = growth_per_s(motion, pass, |frame| motion.heights_px[frame]);
        let level = Self {
            growth_per_s: if growth.is_finite() { growth } else { 0.0 },
            middle_s: (pass.start_s + pass.end_s) / 2.0,
            middle_px: [pass.levelled([motion.middle_px, 0.0])[0], 0.0],
        };
        // on stairs the feet sink or rise for another reason
        match level.horizon_px(motion, pass).filter(|_| !pass.tilt.is_stairs()) {
            Some(horizon_px) => Self { middle_px: [level.middle_px[0], horizon_px], ..level },
            None => Self { growth_per_s: 0.0, ..level },
        }
    }

    /// How much larger everything looks at a time than in the middle of the pass.
    fn larger(&self, time_s: f64) -> f64 {
        (self.growth_per_s * (time_s - self.middle_s)).exp()
    }

    /// Feet on a level floor are below the horizon by the camera's height, which looks as much larger as the person does: a
    /// line through where they stand tells the place at which nothing grows. `None` where the person hardly grows.
    fn horizon_px(&self, motion: &Motion, pass: &Pass) -> Option<f64> {
        let foot = |f: usize| Some((self.larger(motion.time_s[f]), lowest_px(motion, f)?));
        let (larger, feet_px): (Vec<f64>, Vec<f64>) = frames(pass).filter_map(foot).unzip();
        let grows = self.growth_per_s.abs() * (pass.end_s - pass.start_s);
        let per_larger = slope(&larger, &feet_px);
        (grows >= LEAST_GROWTH && per_larger.is_finite())
            .then(|| median(larger.iter().zip(&feet_px).map(|(l, y)| y - per_larger * l)))
    }
}

/// Whoever grows less needs no horizon: the error of lengths is half of it at either end.
const LEAST_GROWTH: f64 = 0.02;

/// How far down the lower foot is in a frame, in the levelled picture; `None` where no foot is known.
fn lowest_px(motion: &Motion, frame: usize) -> Option<f64> {
    let pass = motion.pass_of(frame)?;
    let of = FEET.map(|l| pass.levelled(motion.at(l, frame))[1]);
    of.into_iter().filter(|y| y.is_finite()).reduce(f64::max)
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
