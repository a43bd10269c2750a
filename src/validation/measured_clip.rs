//! What was measured of a clip, beside its exact truth.

use crate::anatomy::Side;
use crate::assessment::{Assessment, assess};
use crate::gait::{Angle, EventKind, MeasureId};
use crate::options::Options;
use crate::track::PoseSequence;
use crate::validation::truth::Truth;

/// An event farther from a true one is another event.
const SAME_EVENT_S: f64 = 0.2;

/// A clip that was measured, and its truth.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredClip {
    /// The truth.
    pub truth: Truth,
    /// What was measured.
    pub assessment: Assessment,
}

/// How the events of a clip compare with the true ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventErrors {
    /// Measured minus true, in ms, of contacts.
    pub contact_ms: Vec<f64>,
    /// The same of foot off.
    pub foot_off_ms: Vec<f64>,
    /// True events within whole cycles: those that must be found.
    pub complete: usize,
    /// Of these, not found.
    pub missed: usize,
    /// Found where there is none.
    pub invented: usize,
    /// Found within 1.96 of their stated standard deviation.
    pub inside: usize,
}

/// Which leg an angle is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leg {
    /// The one nearer to the camera; in each frame that of its pass.
    Near,
    /// The one farther from the camera.
    Far,
    /// That of a side.
    Of(Side),
    /// None: an angle of trunk or pelvis.
    Neither,
}

/// A measure of a clip against its truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanError {
    /// Measured minus true, in the measure's unit; NaN where either is missing.
    pub off: f64,
    /// Whether the stated interval contains the truth; `None` without an interval.
    pub is_inside: Option<bool>,
}

impl MeasuredClip {
    /// Measures the poses of a clip.
    #[must_use]
    pub fn of(truth: Truth, poses: &PoseSequence, options: &Options) -> Self {
        Self { truth, assessment: assess(poses, options) }
    }

    /// How many strides were seen from contact to contact.
    #[must_use]
    pub fn whole_cycles(&self) -> usize {
        self.assessment.gait.cycles.iter().filter(|c| c.is_whole()).count()
    }

    /// The leg nearer to the camera in the first pass.
    #[must_use]
    pub fn near_side(&self) -> Option<Side> {
        self.assessment.motion.passes.first().and_then(|p| p.view.near_side())
    }

    /// Measured minus true, in degrees, in every frame that has both.
    #[must_use]
    pub fn differences(&self, angle: Angle, leg: Leg) -> Vec<f64> {
        let (motion, gait) = (&self.assessment.motion, &self.assessment.gait);
        let of = |frame: usize| {
            let near = motion.pass_of(frame)?.view.near_side();
            let side = match leg {
                Leg::Near => Some(near?),
                Leg::Far => Some(near?.opposite()),
                Leg::Of(side) => Some(side),
                Leg::Neither => None,
            };
            let series = gait.angles.iter().find(|s| s.angle == angle && s.side == side)?;
            let measured = (*series.values_deg.get(frame)?)?;
            Some(measured - self.truth.angle(angle, side, frame)?)
        };
        (0..self.truth.frames.min(motion.time_s.len())).filter_map(of).collect()
    }

    /// Every true event against the nearest one of its foot and kind.
    #[must_use]
    pub fn event_errors(&self) -> EventErrors {
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
        let events = &self.assessment.gait.events;
        let found: Vec<_> = events.iter().filter(|e| (e.side, e.kind) == (side, kind)).collect();
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

    /// A measure's mean against that of the truth.
    #[must_use]
    pub fn mean_error(&self, id: MeasureId, side: Option<Side>) -> MeanError {
        let measures = &self.assessment.reliability.measures;
        let found = measures.iter().find(|m| m.measure == id && m.side == side);
        let exact = self.truth.measure(id, side.unwrap_or(Side::Left));
        let off = found.map_or(f64::NAN, |m| m.mean - exact);
        let interval = found.and_then(|m| m.ci95).filter(|_| exact.is_finite());
        MeanError { off, is_inside: interval.map(|[low, high]| (low..=high).contains(&exact)) }
    }
}
