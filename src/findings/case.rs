//! What is judged, and how its numbers are fetched: a value, or why there is none.

use crate::anatomy::Side;
use crate::evidence::Limit;
use crate::evidence::limits::LEAST_CYCLES;
use crate::findings::compare::{Against, Compared, Unmet, Value};
use crate::findings::finding::{Detail, Finding};
use crate::findings::finding_id::FindingId;
use crate::findings::not_assessable;
use crate::findings::not_assessable::NotAssessable;
use crate::findings::pace::{USUAL_HEIGHT_M, pace};
use crate::findings::plane::Plane;
use crate::findings::status::Status;
use crate::gait::{Angle, GaitAnalysis, NoGait, Task};
use crate::motion::{Motion, View};
use crate::reliability::{MeasureSummary, NeutralSummary, Worth};
use crate::signal::{mean, student_t_975};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sex, where a limit differs by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The cleaned motion.
    pub motion: &'a Motion,
    /// What was measured.
    pub gait: &'a GaitAnalysis,
    /// How reliable that is.
    pub worth: &'a Worth,
    /// The angles of quiet standing, of this clip or of another of the same person.
    pub standing: &'a [NeutralSummary],
    /// The person's sex, where known.
    pub sex: Option<Sex>,
}

/// A value, or why there is none.
pub(super) type Found = Result<Value, NotAssessable>;

impl<'a> Case<'a> {
    /// Whether somebody walks, on the level or down stairs.
    pub(super) fn is_gait(&self) -> bool {
        self.gait.refused.is_none() && !self.gait.cycles.is_empty()
    }

    /// Whether somebody stands, and does nothing else.
    pub(super) fn is_standing(&self) -> bool {
        let all_stand = self.gait.tasks.iter().all(|t| *t == Task::Standing);
        self.gait.refused == Some(NoGait::Standing) && all_stand
    }

    pub(super) fn is_step_down(&self) -> bool {
        self.gait.refused == Some(NoGait::StepDown)
    }

    pub(super) fn is_on_stairs(&self) -> bool {
        self.gait.tasks.contains(&Task::StairDescent)
    }

    pub(super) fn is_seen(&self, plane: Plane) -> bool {
        self.motion.passes.iter().any(|p| match plane {
            Plane::Side => p.facing != 0,
            Plane::Front => matches!(p.view, View::Front | View::Rear),
            Plane::Any => true,
        })
    }

    pub(super) fn known_height_m(&self) -> Option<f64> {
        self.gait.scale.map(|s| s.height_m)
    }

    pub(super) fn height_m(&self) -> f64 {
        self.known_height_m().unwrap_or(USUAL_HEIGHT_M)
    }

    /// In metres or body heights a second, as its name says.
    pub(super) fn walking_speed(&self) -> Option<&'a MeasureSummary> {
        self.worth.measures.iter().find(|m| m.name.starts_with("walking_speed"))
    }

    /// Speed over √(g · leg length), from the way or else from the cadence.
    pub(super) fn speed(&self) -> Option<f64> {
        pace(&self.worth.measures, self.known_height_m()).map(|p| p.value)
    }

    /// The limit at the speed that was walked.
    pub(super) fn at_speed(&self, limit: Limit) -> Limit {
        self.speed().map_or(limit, |speed| limit.at(speed))
    }

    /// A measure that may be reported, or why there is none.
    pub(super) fn summary(
        &self,
        name: &str,
        side: Option<Side>,
        plane: Plane,
    ) -> Result<&'a MeasureSummary, NotAssessable> {
        let found = self.worth.measures.iter().find(|m| m.name == name && m.side == side);
        let refused = self.worth.refused.iter().find(|m| m.name == name && m.side == side);
        match (found, refused) {
            (Some(m), _) if m.n < LEAST_CYCLES => Err(not_assessable::too_few_cycles()),
            (Some(m), _) => Ok(m),
            (None, Some(r)) => Err(NotAssessable::refused(r)),
            (None, None) if !self.is_seen(plane) => Err(not_assessable::wrong_view(plane)),
            (None, None) => Err(not_assessable::too_few_cycles()),
        }
    }

    /// A measure against a limit; `sign` turns it so that the limit's direction is the unusual one, `at_pct` is
    /// where in the cycle it shows.
    pub(super) fn value(
        &self,
        (name, plane): (&'static str, Plane),
        side: Side,
        limit: Limit,
        sign: f64,
        at_pct: f64,
    ) -> Found {
        let summary = self.summary(name, Some(side), plane)?;
        Ok(self.value_of(summary, limit, sign, at_pct))
    }

    pub(super) fn value_of(
        &self,
        summary: &MeasureSummary,
        limit: Limit,
        sign: f64,
        at_pct: f64,
    ) -> Value {
        let moment = |cycle: usize| self.moment_s(summary.name, cycle, at_pct);
        let cycles = summary.values.iter().map(|v| (v.cycle, sign * v.value, moment(v.cycle)));
        Value {
            measure: summary.name,
            against: Against::Limit,
            limit,
            mean: sign * summary.mean,
            half_width: summary.ci95.map_or(f64::INFINITY, |[low, high]| (high - low) / 2.0),
            cycles: cycles.collect(),
        }
    }

    /// By how much a measure of this leg exceeds the other's.
    pub(super) fn difference(
        &self,
        (name, plane): (&'static str, Plane),
        side: Side,
        limit: Limit,
        sign: f64,
        at_pct: f64,
    ) -> Found {
        let own = self.summary(name, Some(side), plane)?;
        let other = self.summary(name, Some(side.opposite()), plane)?;
        let symmetry = self.worth.symmetries.iter().find(|s| s.values.name == name);
        let symmetry = symmetry.ok_or_else(not_assessable::too_few_cycles)?;
        if symmetry.near_against_far {
            return Err(not_assessable::near_against_far());
        }
        let value = self.value_of(own, limit, sign, at_pct);
        let half = symmetry.difference_ci95.map_or(f64::INFINITY, |[low, high]| (high - low) / 2.0);
        Ok(value.less(sign * other.mean, half, Against::OtherLeg))
    }

    /// The same in percent of both legs' mean; the limit's `mdc` is then that of the measure.
    pub(super) fn relative_difference(
        &self,
        (name, plane): (&'static str, Plane),
        side: Side,
        limit: Limit,
        sign: f64,
    ) -> Found {
        let value = self.difference((name, plane), side, limit, sign, 0.0)?;
        let own = self.summary(name, Some(side), plane)?;
        let other = self.summary(name, Some(side.opposite()), plane)?;
        let to_pct = 200.0 / (own.mean + other.mean);
        let mdc = own.mdc.unwrap_or(0.0) * to_pct;
        Ok(Value { limit: Limit { mdc, ..limit }, ..value.times(to_pct) })
    }

    /// By how much a measure of an angle differs from the same angle in standing.
    ///
    /// What the network puts beside the joints, and the camera's tilt, are in both and cancel; what is left of the
    /// constant error is taken as half of it.
    pub(super) fn change_from_standing(
        &self,
        (name, plane): (&'static str, Plane),
        angle: Angle,
        side: Side,
        limit: Limit,
        at_pct: f64,
    ) -> Found {
        let own = self.summary(name, Some(side), plane)?;
        let is_it = |n: &&NeutralSummary| n.value.angle == angle && n.value.side == Some(side);
        let standing = self.standing.iter().find(is_it).ok_or_else(not_assessable::no_standing)?;
        let value = self.value_of(own, limit, 1.0, at_pct);
        let spread = own.sd.unwrap_or(f64::INFINITY) / (own.n as f64).sqrt();
        let scatter = student_t_975(own.n.saturating_sub(1)) * spread;
        let half = scatter.hypot(1.96 * own.systematic_sd / 2.0);
        Ok(value.less(standing.value.deg, half, Against::Standing))
    }

    /// When a cycle (or repetition) is so far.
    fn moment_s(&self, name: &str, index: usize, at_pct: f64) -> f64 {
        if name.starts_with("step_down") {
            return self.gait.repetitions.get(index).map_or(f64::NAN, |r| r.lowered_s);
        }
        let cycle = self.gait.cycles.get(index);
        cycle.map_or(f64::NAN, |c| c.start_s + c.stride_s() * at_pct / 100.0)
    }

    /// How far the walking direction is off square, in front and rear views: the mean of the passes.
    pub(super) fn front_yaw_deg(&self) -> f64 {
        let of = self.motion.passes.iter().filter(|p| matches!(p.view, View::Front | View::Rear));
        mean(of.map(|p| p.yaw_deg))
    }

    pub(super) fn detail(&self, name: &'static str, side: Side) -> Option<Detail> {
        let found = self.worth.measures.iter().find(|m| m.name == name && m.side == Some(side))?;
        Some(Detail { measure: name, value: found.mean, ci95: found.ci95 })
    }
}

/// A finding from all its comparisons: the most unusual one decides.
pub(super) fn finding(id: FindingId, side: Option<Side>, found: Vec<Found>) -> Finding {
    let (mut comparisons, mut missing) = (Vec::new(), Vec::new());
    for result in found {
        match result.and_then(|value| value.judged().ok_or_else(not_assessable::too_few_cycles)) {
            Ok(compared) => comparisons.push(compared),
            Err(why) => missing.push(why),
        }
    }
    comparisons.sort_by_key(|c: &Compared| std::cmp::Reverse(c.status));
    let status = comparisons.first().map_or(Status::NotAssessable, |c| c.status);
    // the reason that is nearest to an answer: a better film of the same kind rather than another one
    let nearest = missing.into_iter().max_by_key(|m| m.reason);
    Finding {
        id,
        side,
        status,
        not_assessable: nearest.filter(|_| comparisons.is_empty()),
        comparisons,
        details: Vec::new(),
        events: Vec::new(),
        steps: None,
    }
}

/// What is usual at so slow a pace is borderline at most.
pub(super) fn at_most_borderline(found: &mut Finding) {
    if found.status == Status::Flagged {
        found.status = Status::Borderline;
        for compared in found.comparisons.iter_mut().filter(|c| c.status == Status::Flagged) {
            compared.status = Status::Borderline;
            compared.unmet.push(Unmet::Pace);
        }
    }
}
