//! What is measured of a rendered clip, against its exact truth: for the tests of the fixtures, and for the bench.

use super::exact;
use super::truth::Truth;
use gaitline::anatomy::Side;
use gaitline::assessment::{Assessment, assess};
use gaitline::gait::{Angle, EventKind, GaitAnalysis};
use gaitline::internals::signal::mean;
use gaitline::motion::Motion;
use gaitline::options::Options;
use gaitline::report::Report;
use gaitline::track::PoseSequence;
use std::path::Path;

/// An event farther from a true one is another event.
const SAME_EVENT_S: f64 = 0.2;

/// A clip that was measured.
pub(crate) struct Clip {
    pub(crate) truth: Truth,
    pub(crate) motion: Motion,
    pub(crate) gait: GaitAnalysis,
    pub(crate) report: Report,
}

/// How the events of a clip compare with the true ones.
#[derive(Debug, Default)]
pub(crate) struct EventErrors {
    /// Measured minus true, in ms, of contacts.
    pub(crate) contact_ms: Vec<f64>,
    /// The same of foot off.
    pub(crate) foot_off_ms: Vec<f64>,
    /// True events within whole cycles: those that must be found.
    pub(crate) complete: usize,
    /// Of these, not found.
    pub(crate) missed: usize,
    /// Found where there is none.
    pub(crate) invented: usize,
    /// Found within 1.96 of their stated standard deviation.
    pub(crate) inside: usize,
}

/// Which leg an angle is of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Leg {
    /// The one nearer to the camera.
    Near,
    Far,
    Of(Side),
    Neither,
}

/// A measure of a clip against its truth.
pub(crate) struct MeanError {
    /// Measured minus true; NaN where either is missing.
    pub(crate) off: f64,
    /// Whether the stated interval contains the truth; `None` without an interval.
    pub(crate) is_inside: Option<bool>,
}

/// Root mean square; NaN of none.
pub(crate) fn rms(values: &[f64]) -> f64 {
    mean(values.iter().map(|v| v * v)).sqrt()
}

impl Clip {
    /// How many strides were seen from contact to contact.
    pub(crate) fn whole_cycles(&self) -> usize {
        self.gait.cycles.iter().filter(|c| c.is_whole()).count()
    }

    /// With these poses, or with the exact ones; `scale` as [`Truth::scale`] takes it.
    pub(crate) fn read(truth: &Path, poses: Option<&Path>, scale: &str) -> Result<Self, String> {
        let truth = Truth::read(truth)?;
        let sequence = match poses {
            Some(path) => PoseSequence::read(path).map_err(|e| e.to_string())?,
            None => exact::poses(&truth),
        };
        let options = Options { scale: truth.scale(scale), ..Options::default() };
        let assessment = assess(&sequence, &options);
        let report = Report::build(&sequence, &assessment, &options);
        let Assessment { motion, gait, .. } = assessment;
        Ok(Self { truth, motion, gait, report })
    }

    /// The leg nearer to the camera in the first pass.
    pub(crate) fn near_side(&self) -> Option<Side> {
        self.motion.passes.first().and_then(|p| p.view.near_side())
    }

    /// Measured minus true in every frame that has both; the near leg is that of the frame's pass.
    pub(crate) fn differences(&self, angle: Angle, leg: Leg, is_2d: bool, name: &str) -> Vec<f64> {
        let mut all = Vec::new();
        for frame in 0..self.truth.frames.min(self.motion.time_s.len()) {
            let Some(pass) = self.motion.pass_of(frame) else { continue };
            let near = pass.view.near_side();
            let side = match leg {
                Leg::Near => near,
                Leg::Far => near.map(Side::opposite),
                Leg::Of(side) => Some(side),
                Leg::Neither => None,
            };
            let series = self.gait.angles.iter().find(|s| s.angle == angle && s.side == side);
            let name = match side {
                Some(Side::Left) => format!("{name}_L"),
                Some(Side::Right) => format!("{name}_R"),
                None => name.to_owned(),
            };
            // the truth files' shank leans forward when the ankle is ahead, ours when the knee is
            let sign = if angle == Angle::Shank { -1.0 } else { 1.0 };
            let measured = series.and_then(|s| s.values_deg[frame]).map(|v| sign * v);
            all.extend(measured.zip(self.truth.angle(is_2d, &name, frame)).map(|(m, t)| m - t));
        }
        all
    }

    /// Every true event against the nearest one of its foot and kind.
    pub(crate) fn event_errors(&self) -> EventErrors {
        let mut all = EventErrors::default();
        for kind in [EventKind::InitialContact, EventKind::FootOff] {
            for side in Side::BOTH {
                self.add_event_errors(kind, side, &mut all);
            }
        }
        all
    }

    fn add_event_errors(&self, kind: EventKind, side: Side, all: &mut EventErrors) {
        let exact = self.truth.events(kind, side);
        let of_side = self.gait.events.iter().filter(|e| (e.side, e.kind) == (side, kind));
        let found: Vec<_> = of_side.collect();
        for &(time_s, is_complete) in &exact {
            let off = found.iter().map(|e| (e.time_s - time_s, e.sd_s));
            let nearest = off.min_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
            let nearest = nearest.filter(|(off_s, _)| off_s.abs() <= SAME_EVENT_S);
            all.complete += usize::from(is_complete);
            all.missed += usize::from(is_complete && nearest.is_none());
            if let Some((off_s, sd_s)) = nearest {
                match kind {
                    EventKind::InitialContact => all.contact_ms.push(1000.0 * off_s),
                    EventKind::FootOff => all.foot_off_ms.push(1000.0 * off_s),
                }
                all.inside += usize::from(off_s.abs() <= 1.96 * sd_s);
            }
        }
        let is_known = |t: f64| exact.iter().any(|(time_s, _)| (t - time_s).abs() <= SAME_EVENT_S);
        all.invented += found.iter().filter(|e| !is_known(e.time_s)).count();
    }

    /// A mean of the report against that of the truth, multiplied.
    pub(crate) fn mean_error(&self, name: &str, side: Option<Side>, scale: f64) -> MeanError {
        let found =
            self.report.gait.measures.iter().find(|m| m.measure.name() == name && m.side == side);
        let exact = self.truth.measure(name, side.unwrap_or(Side::Left));
        let off = found.map_or(f64::NAN, |m| scale * (m.mean - exact));
        let interval = found.and_then(|m| m.ci95).filter(|_| exact.is_finite());
        MeanError { off, is_inside: interval.map(|[low, high]| (low..=high).contains(&exact)) }
    }
}
