//! Which measures may be printed: a gate refuses the measure that it is about, never the whole report.

use crate::anatomy::{Joint, Side};
use crate::catalogue::{Catalogue, Text};
use crate::evidence::thresholds as limits;
use crate::gait::{
    Angle, CycleCurve, GaitAnalysis, GaitCycle, Gate, LEAST_INSIDE_PCT, Measure, MeasureId, Roll,
    ScaleSource, StandingReference, Task,
};
use crate::motion::{Motion, Origin, Pass, SeenBy};
use crate::signal::{mean, median, standard_deviation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Why a measure is not printed although there are values.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    /// Its interval is too wide for the value to be useful.
    TooUncertain,
    /// The pose model was unsure of the leg for too long.
    UnsureLeg,
    /// Thigh or shank changes its length in the picture, as no bone does.
    LengthsVary,
    /// The walk is turned against the camera: knee flexion would appear as valgus.
    Turned,
    /// The camera looks too steeply up or down: forward lean of the shank would appear as valgus.
    Pitched,
    /// The picture is tilted, and a tilted camera looks like a leaning body.
    Rolled,
    /// The speed changes too much from stride to stride.
    Unsteady,
    /// The head is outside the picture or hidden: lengths are measured in heights of the person.
    HeadOutside,
    /// On stairs the pose model draws the swing leg onto the stance leg.
    LegsMixedOnStairs,
}

/// A measure that is not printed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct RefusedMeasure {
    /// Which.
    #[serde(rename = "name")]
    pub measure: MeasureId,
    /// What the person does.
    pub task: Task,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// Why.
    pub reason: Refusal,
    /// What to do about it.
    pub advice: Text,
}

impl Refusal {
    /// What to do about it, in English.
    #[must_use]
    pub fn advice(self) -> &'static str {
        Catalogue::english().text(&self.key())
    }

    /// The key of the advice.
    pub(crate) fn key(self) -> String {
        let id: &str = self.into();
        format!("refusals.measure.{id}")
    }
}

/// The gates of one clip.
pub(super) struct Gates<'a> {
    pub(super) motion: &'a Motion,
    pub(super) gait: &'a GaitAnalysis,
}

impl<'a> Gates<'a> {
    /// Why a measure must not be printed, where it must not; `half_width` is that of its interval.
    pub(super) fn refusal(
        &self,
        measure: &Measure,
        half_width: Option<f64>,
        seen_by: SeenBy,
    ) -> Option<Refusal> {
        let passes = passes_of(measure, self.motion, self.gait);
        let has = |gate: Gate| measure.id.spec().gates.contains(&gate);
        let side = measure.side;
        let is_on_stairs = measure.task.is_on_stairs();
        let is_by_height = measure.id.spec().unit.is_by_height() && !self.has_length_beside();
        match () {
            () if has(Gate::NotInLoadingOnStairs) && is_on_stairs => {
                Some(Refusal::LegsMixedOnStairs)
            }
            () if is_by_height && self.is_head_outside(&passes) => Some(Refusal::HeadOutside),
            () if has(Gate::SquareFrontalView) && is_turned(&passes) => Some(Refusal::Turned),
            () if has(Gate::SquareFrontalView) && is_pitched(&passes) => Some(Refusal::Pitched),
            () if has(Gate::LevelPicture) && is_rolled(&passes) => Some(Refusal::Rolled),
            () if has(Gate::SteadyPace) && self.is_unsteady(measure.task) => {
                Some(Refusal::Unsteady)
            }
            () if has(Gate::SureLeg) && self.is_unsure(side, &passes) => Some(Refusal::UnsureLeg),
            () if has(Gate::SureLeg) && self.lengths_vary(side, &passes) => {
                Some(Refusal::LengthsVary)
            }
            () if has(Gate::PelvisKnown) && is_too_wide(measure.id, half_width, seen_by) => {
                Some(Refusal::TooUncertain)
            }
            () => None,
        }
    }

    /// Whether a thing of known length sets the scale, whatever the person's height.
    fn has_length_beside(&self) -> bool {
        self.gait.scale.is_some_and(|scale| scale.set_by == ScaleSource::KnownLength)
    }

    /// Whether the head is outside the picture or hidden for most of the passes.
    fn is_head_outside(&self, passes: &[&Pass]) -> bool {
        let frames = passes.iter().flat_map(|p| p.first_frame..p.end_frame);
        let inside = mean(frames.map(|f| if self.motion.head_inside[f] { 100.0 } else { 0.0 }));
        inside < LEAST_INSIDE_PCT
    }

    /// Whether an angle's mean curve may be shown: as its measures may be printed, and not where the leg was too often
    /// a guess.
    pub(super) fn shows(&self, curve: &CycleCurve) -> bool {
        let passes = self.passes_of_curve(curve);
        let side = curve.angle.is_sided().then_some(curve.side);
        let mut shown = passes.iter().filter(|p| curve.angle.is_seen_in(p.view));
        shown.all(|p| is_known_well(curve.angle, p))
            && !self.is_unsure(side, &passes)
            && !self.lengths_vary(side, &passes)
    }

    /// The passes of the cycles that a curve is the mean of.
    fn passes_of_curve(&self, curve: &CycleCurve) -> Vec<&'a Pass> {
        let is_own = |c: &&GaitCycle| {
            c.side == curve.side && c.is_whole() && self.gait.task_of(c) == Some(curve.task)
        };
        let mut indices: Vec<usize> =
            self.gait.cycles.iter().filter(is_own).map(|c| c.pass).collect();
        indices.dedup();
        indices.into_iter().filter_map(|i| self.motion.passes.get(i)).collect()
    }

    /// Whether an angle of standing may be shown.
    pub(super) fn shows_standing(&self, neutral: &StandingReference) -> bool {
        let pass = self.motion.passes.get(neutral.pass);
        pass.is_some_and(|p| is_known_well(neutral.angle, p))
    }

    fn is_unsteady(&self, task: Task) -> bool {
        let is_speed = |m: &&Measure| {
            m.task == task
                && matches!(m.id, MeasureId::WalkingSpeed | MeasureId::WalkingSpeedHeights)
        };
        let speed = self.gait.measures.iter().find(is_speed);
        speed.is_some_and(|m| {
            let values: Vec<f64> = m.values.iter().map(|v| v.1).collect();
            100.0 * standard_deviation(&values) / mean(values.iter().copied())
                > limits::MOST_SPEED_CV_PCT.value
        })
    }

    /// Whether thigh or shank changes its length in a view from the side, where it should not.
    fn lengths_vary(&self, side: Option<Side>, passes: &[&Pass]) -> bool {
        let Some(side) = side else { return false };
        let across = || passes.iter().filter(|p| p.facing != 0);
        let cv_pct = |from: Joint, to: Joint| {
            let length = |frame| self.motion.length_heights(from, to, side, frame);
            let frames = across().flat_map(|p| p.first_frame..p.end_frame);
            let known: Vec<f64> = frames.map(length).filter(|l| l.is_finite()).collect();
            100.0 * standard_deviation(&known) / mean(known.iter().copied())
        };
        [(Joint::Hip, Joint::Knee), (Joint::Knee, Joint::Ankle)]
            .into_iter()
            .any(|(from, to)| cv_pct(from, to) > limits::MOST_LENGTH_CV_PCT.value)
    }

    /// Whether the leg's points were too often a guess, or not seen, during the passes.
    fn is_unsure(&self, side: Option<Side>, passes: &[&Pass]) -> bool {
        let Some(side) = side else { return false };
        let motion = self.motion;
        let tracks: Vec<_> = [Joint::Hip, Joint::Knee, Joint::Ankle]
            .iter()
            .map(|j| &motion.tracks[j.on(side).index()])
            .collect();
        let is_sure = |frame: usize| {
            let of = |t: &&crate::motion::LandmarkTrack| {
                t.origin[frame] != Origin::Missing
                    && t.confidence[frame] >= limits::SURE_CONFIDENCE_RATIO.value
            };
            if tracks.iter().all(of) { 100.0 } else { 0.0 }
        };
        let sure_pct = mean(passes.iter().flat_map(|p| p.first_frame..p.end_frame).map(is_sure));
        sure_pct < limits::LEAST_SURE_PCT.value
    }
}

fn is_turned(passes: &[&Pass]) -> bool {
    passes.iter().any(|p| p.yaw_deg > limits::MOST_FPPA_YAW_DEG.value)
}

fn is_pitched(passes: &[&Pass]) -> bool {
    let pitches = passes.iter().filter_map(|p| p.tilt.pitch);
    median(pitches.map(|p| p.deg.abs())) > limits::MOST_PITCH_DEG.value
}

fn is_rolled(passes: &[&Pass]) -> bool {
    tilted_deg(passes) > limits::MOST_ROLL_DEG.value
}

/// NaN where it is not known.
fn tilted_deg(passes: &[&Pass]) -> f64 {
    median(passes.iter().filter_map(|p| p.tilt.roll).map(|r| r.deg.abs()))
}

/// By how much a tilted picture turns a measure against its horizontal or vertical; 0 for other measures.
pub(super) fn roll_deg(measure: &Measure, motion: &Motion, gait: &GaitAnalysis) -> f64 {
    let deg = match measure.id.spec().roll {
        Roll::Adds => tilted_deg(&passes_of(measure, motion, gait)),
        Roll::Cancels => 0.0,
    };
    if deg.is_finite() { deg } else { 0.0 }
}

/// Whether an angle is known well enough to be read: the network's hips follow the pelvis only in part.
fn is_known_well(angle: Angle, pass: &Pass) -> bool {
    let is_of_pelvis = matches!(angle, Angle::PelvicObliquity | Angle::HipAdduction);
    !is_of_pelvis || angle.seen_by(None, pass) == SeenBy::Stickers
}

/// The passes whose cycles or repetitions a measure is of.
pub(super) fn passes_of<'a>(
    measure: &Measure,
    motion: &'a Motion,
    gait: &GaitAnalysis,
) -> Vec<&'a Pass> {
    let pass_of = |index: usize| match measure.id.is_of_repetitions() {
        true => gait.repetitions.get(index).map(|r| r.pass),
        false => gait.cycles.get(index).map(|c| c.pass),
    };
    let mut indices: Vec<usize> = measure.values.iter().filter_map(|v| pass_of(v.0)).collect();
    indices.dedup();
    indices.into_iter().filter_map(|i| motion.passes.get(i)).collect()
}

/// Whether an interval is too wide to be read; the network's hips have none that is narrow enough.
fn is_too_wide(id: MeasureId, half_width: Option<f64>, seen_by: SeenBy) -> bool {
    let widest = match id.spec().angle {
        Some(Angle::HipAdduction) => limits::WIDEST_ADDUCTION_DEG,
        _ => limits::WIDEST_OBLIQUITY_DEG,
    };
    half_width.map_or(seen_by == SeenBy::Network, |half| half > widest.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_refusal_has_its_advice_and_none_is_spare() {
        let ids: Vec<&str> = Refusal::VARIANTS.iter().map(Into::into).collect();
        assert_texts("refusals.measure", &ids);
    }
}
