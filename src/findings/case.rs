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
use crate::findings::status::Status;
use crate::gait::{Angle, GaitAnalysis, GaitCycle, MeasureId, NoGait, Plane, StairPattern, Task};
use crate::motion::{Motion, Pass, View};
use crate::reliability::{MeasureSummary, NeutralSummary, RefusedMeasure, Reliability};
use crate::signal::mean;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

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
    pub reliability: &'a Reliability,
    /// The angles of quiet standing, of this clip or of another of the same person.
    pub standing: &'a [NeutralSummary],
    /// The person's sex, where known.
    pub sex: Option<Sex>,
}

/// A value, or why there is none.
pub(super) type Found = Result<Value, NotAssessable>;

/// What is judged of one task: by its own rules, on its own passes.
#[derive(Debug, Clone, Copy)]
pub(super) struct TaskCase<'a> {
    pub(super) clip: Case<'a>,
    pub(super) task: Task,
}

impl<'a> Deref for TaskCase<'a> {
    type Target = Case<'a>;

    fn deref(&self) -> &Case<'a> {
        &self.clip
    }
}

impl Case<'_> {
    /// Whether somebody stands, and does nothing else.
    pub(super) fn is_standing(&self) -> bool {
        let all_stand = self.gait.tasks.iter().all(|t| *t == Task::Standing);
        self.gait.refused == Some(NoGait::Standing) && all_stand
    }

    pub(super) fn known_height_m(&self) -> Option<f64> {
        self.gait.scale.map(|s| s.height_m)
    }

    pub(super) fn height_m(&self) -> f64 {
        self.known_height_m().unwrap_or(USUAL_HEIGHT_M)
    }
}

impl<'a> TaskCase<'a> {
    pub(super) fn is_step_down(&self) -> bool {
        self.task == Task::StepDown
    }

    pub(super) fn is_on_stairs(&self) -> bool {
        self.task.is_on_stairs()
    }

    /// Whether level walking's limits do not hold: the person walks on a ramp.
    pub(super) fn is_on_ramp(&self) -> bool {
        self.passes().any(|p| p.tilt.ground_deg() != 0.0)
    }

    /// The passes of the task; those in which nothing was measured count, too.
    pub(super) fn passes(&self) -> impl Iterator<Item = &'a Pass> {
        let (own, gait) = (self.task, self.gait);
        let others = gait.measured_tasks();
        let is_own = move |index: usize| {
            let task = gait.tasks.get(index);
            task == Some(&own) || !task.is_some_and(|t| others.contains(t))
        };
        self.motion.passes.iter().enumerate().filter(move |(i, _)| is_own(*i)).map(|(_, p)| p)
    }

    /// Whether a leg was the nearer one in a pass.
    pub(super) fn is_near(&self, side: Side) -> bool {
        self.passes().any(|p| p.view.near_side() == Some(side))
    }

    /// The cycles of the task, with their numbers.
    pub(super) fn cycles(&self) -> impl Iterator<Item = (usize, &'a GaitCycle)> {
        let (task, gait) = (self.task, self.gait);
        gait.cycles.iter().enumerate().filter(move |(_, c)| gait.task_of(c) == Some(task))
    }

    /// A measure of the task that may be printed.
    pub(super) fn printed(&self, id: MeasureId, side: Option<Side>) -> Option<&'a MeasureSummary> {
        let is_it = |m: &&MeasureSummary| (m.measure, m.task, m.side) == (id, self.task, side);
        self.reliability.measures.iter().find(is_it)
    }

    /// Why a measure of the task is not printed.
    pub(super) fn refused(&self, id: MeasureId, side: Option<Side>) -> Option<NotAssessable> {
        let is_it = |m: &&RefusedMeasure| (m.measure, m.task, m.side) == (id, self.task, side);
        let refused = self.reliability.refused.iter().find(is_it)?;
        Some(NotAssessable::refused(refused))
    }

    pub(super) fn is_seen(&self, plane: Plane) -> bool {
        self.passes().any(|p| match plane {
            Plane::Side => p.facing != 0,
            Plane::Front => matches!(p.view, View::Front | View::Rear),
            Plane::Any => true,
        })
    }

    /// Speed over √(g · leg length), from the way or else from the cadence.
    pub(super) fn speed(&self) -> Option<f64> {
        pace(&self.reliability.measures, self.task, self.known_height_m()).map(|p| p.value)
    }

    /// The limit at the speed that was walked.
    pub(super) fn at_speed(&self, limit: Limit) -> Limit {
        self.speed().map_or(limit, |speed| limit.at(speed))
    }

    /// A measure that may be reported, or why there is none.
    pub(super) fn summary(
        &self,
        id: MeasureId,
        side: Option<Side>,
    ) -> Result<&'a MeasureSummary, NotAssessable> {
        match (self.printed(id, side), self.refused(id, side)) {
            (Some(m), _) if m.n < LEAST_CYCLES => Err(not_assessable::too_few_cycles()),
            (Some(m), _) => Ok(m),
            (None, Some(refused)) => Err(refused),
            (None, None) if !self.is_seen(id.spec().plane) => {
                Err(not_assessable::wrong_view(id.spec().plane))
            }
            (None, None) => Err(not_assessable::too_few_cycles()),
        }
    }

    /// A measure against a limit; `sign` turns it so that the limit's direction is the unusual one, `at_pct` is
    /// where in the cycle it shows.
    pub(super) fn value(
        &self,
        id: MeasureId,
        side: Side,
        limit: Limit,
        sign: f64,
        at_pct: f64,
    ) -> Found {
        let summary = self.summary(id, Some(side))?;
        Ok(self.value_of(summary, limit, sign, at_pct))
    }

    pub(super) fn value_of(
        &self,
        summary: &MeasureSummary,
        limit: Limit,
        sign: f64,
        at_pct: f64,
    ) -> Value {
        let moment = |cycle: usize| self.moment_s(summary.measure, cycle, at_pct);
        let cycles = summary.values.iter().map(|v| (v.cycle, sign * v.value, moment(v.cycle)));
        Value {
            measure: summary.measure,
            against: Against::Limit,
            limit,
            mean: sign * summary.mean,
            half_width: summary.ci95.map_or(f64::INFINITY, |[low, high]| (high - low) / 2.0),
            cycles: cycles.collect(),
            elsewhere: summary.elsewhere.iter().map(|v| sign * v).collect(),
        }
    }

    /// By how much a measure of this leg exceeds the other's.
    pub(super) fn difference(
        &self,
        id: MeasureId,
        side: Side,
        limit: Limit,
        sign: f64,
        at_pct: f64,
    ) -> Found {
        let own = self.summary(id, Some(side))?;
        let other = self.summary(id, Some(side.opposite()))?;
        let symmetry = self
            .reliability
            .symmetries
            .iter()
            .find(|s| (s.values.measure, s.values.task) == (id, self.task));
        let symmetry = symmetry.ok_or_else(not_assessable::too_few_cycles)?;
        let pattern = self.gait.stair_pattern(self.task);
        if matches!(pattern, Some(StairPattern::StepByStep { .. })) {
            return Err(not_assessable::legs_take_turns_only());
        }
        if symmetry.near_against_far {
            return Err(not_assessable::near_against_far());
        }
        let value = self.value_of(own, limit, sign, at_pct);
        let half = symmetry.difference_ci95.map_or(f64::INFINITY, |[low, high]| (high - low) / 2.0);
        Ok(value.less(sign * other.mean, half, Against::OtherLeg))
    }

    /// By how much an angle against the picture's own horizontal or vertical, which `sign` counts toward a leg, exceeds the
    /// same of the other leg.
    ///
    /// What turns the picture, or a sticker that sits too high, makes one leg's value larger and the other's smaller: these
    /// errors add up. How the strides of the legs scatter is independent.
    pub(super) fn opposite_difference(
        &self,
        id: MeasureId,
        side: Side,
        limit: Limit,
        sign: impl Fn(Side) -> f64,
        at_pct: f64,
    ) -> Found {
        let (own, other) =
            (self.summary(id, Some(side))?, self.summary(id, Some(side.opposite()))?);
        let scatters = own.scatter_half_width().hypot(other.scatter_half_width());
        let constant = own.constant_half_width() + other.constant_half_width();
        let value = self.value_of(own, limit, sign(side), at_pct);
        let of_other = sign(side.opposite()) * other.mean;
        Ok(value.less(of_other, scatters.hypot(constant), Against::OtherLeg))
    }

    /// [`Self::difference`] in percent of both legs' mean; the limit's `mdc` is then that of the measure.
    pub(super) fn relative_difference(
        &self,
        id: MeasureId,
        side: Side,
        limit: Limit,
        sign: f64,
    ) -> Found {
        let value = self.difference(id, side, limit, sign, 0.0)?;
        let own = self.summary(id, Some(side))?;
        let other = self.summary(id, Some(side.opposite()))?;
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
        id: MeasureId,
        angle: Angle,
        side: Side,
        limit: Limit,
        at_pct: f64,
    ) -> Found {
        let own = self.summary(id, Some(side))?;
        let is_it = |n: &&NeutralSummary| n.value.angle == angle && n.value.side == Some(side);
        let standing = self.standing.iter().find(is_it).ok_or_else(not_assessable::no_standing)?;
        let value = self.value_of(own, limit, 1.0, at_pct);
        let half = own.scatter_half_width().hypot(1.96 * own.systematic_sd / 2.0);
        Ok(value.less(standing.value.deg, half, Against::Standing))
    }

    /// When a cycle (or repetition) is so far.
    fn moment_s(&self, id: MeasureId, index: usize, at_pct: f64) -> f64 {
        if id.is_of_repetitions() {
            return self.gait.repetitions.get(index).map_or(f64::NAN, |r| r.lowered_s);
        }
        let cycle = self.gait.cycles.get(index);
        cycle.map_or(f64::NAN, |c| c.time_s(at_pct).clamp(c.seen_s[0], c.seen_s[1]))
    }

    /// How far the walking direction is off square, in front and rear views: the mean of the passes.
    pub(super) fn front_yaw_deg(&self) -> f64 {
        let of = self.passes().filter(|p| matches!(p.view, View::Front | View::Rear));
        mean(of.map(|p| p.yaw_deg))
    }

    pub(super) fn detail(&self, id: MeasureId, side: Side) -> Option<Detail> {
        let found = self.printed(id, Some(side))?;
        Some(Detail { measure: id, value: found.mean, ci95: found.ci95 })
    }
}

/// A finding from all its comparisons: the most unusual one decides.
pub(super) fn finding(id: FindingId, side: Option<Side>, found: Vec<Found>) -> Finding {
    let (mut comparisons, mut missing) = (Vec::new(), Vec::new());
    for result in found {
        match result.and_then(judged) {
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
        task: None,
        status,
        not_assessable: nearest.filter(|_| comparisons.is_empty()),
        comparisons,
        details: Vec::new(),
        events: Vec::new(),
        steps: None,
    }
}

/// A limit that the pace has moved beyond what the measure can be tells nothing.
fn judged(value: Value) -> Result<Compared, NotAssessable> {
    match value.can_be_unusual() {
        true => value.judged().ok_or_else(not_assessable::too_few_cycles),
        false => Err(not_assessable::pace_too_slow()),
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
