//! One measure, angle or difference with its interval.

use crate::anatomy::Side;
use crate::catalogue::Text;
use crate::evidence::thresholds::LEAST_VARIABILITY_STRIDES;
use crate::evidence::{
    Circumstances, ErrorProfile, MeasureError, measure_error, scatter_half_width, typical_error,
};
use crate::gait::{
    GaitAnalysis, Measure, MeasureId, SideRule, StandingReference, Symmetry, TakenFrom, Task,
};
use crate::motion::{Motion, Pass, SeenBy};
use crate::reliability::gates::{passes_of, roll_deg};
use crate::signal::{median, rounded};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A quantity over the cycles, with its error.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct MeasureSummary {
    /// Which.
    #[serde(rename = "name")]
    pub measure: MeasureId,
    /// What the person does in these cycles.
    pub task: Task,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// Number of cycles.
    pub n: usize,
    /// How reliable a mean of so many cycles is.
    pub grade: Grade,
    /// Mean over the cycles.
    pub mean: f64,
    /// Standard deviation from cycle to cycle; absent for a single one. With few cycles it says
    /// little, and it holds the measurement's own noise.
    pub sd: Option<f64>,
    /// How much it varies from stride to stride: the standard deviation in percent of the mean. Only for
    /// times and lengths, and only from enough strides.
    pub variability_pct: Option<f64>,
    /// Interval that holds the true mean 95 times of 100, from the spread over the cycles and the
    /// method's own error; absent for a single cycle of a measure whose usual scatter is not known.
    pub ci95: Option<[f64; 2]>,
    /// Standard deviation of the method's own error and the scale's, which more cycles do not remove.
    pub systematic_sd: f64,
    /// Smallest change between two clips that is more than error, where known.
    pub mdc: Option<f64>,
    /// Key of the error's source.
    pub error_source: Text,
    /// By what the points were seen; where passes differ, by what is worst.
    pub seen_by: SeenBy,
    /// Each cycle's value; `cycle` is an index into the cycles, for `step_down` measures into the
    /// repetitions.
    pub values: Vec<CycleValue>,
    /// Values of other clips of a visit that the mean and its interval are of, too; none in the report of a clip.
    #[serde(skip)]
    pub elsewhere: Vec<f64>,
}

impl MeasureSummary {
    /// Half of its interval as far as the strides scatter.
    #[must_use]
    pub fn scatter_half_width(&self) -> f64 {
        scatter_half_width(self.measure, self.task, self.n, self.sd.unwrap_or(f64::NAN))
    }

    /// The rest of it, which more strides do not remove: the method's own error, and the picture's tilt.
    #[must_use]
    pub fn constant_half_width(&self) -> f64 {
        let own = 1.96 * self.systematic_sd;
        self.ci95.map_or(own, |[low, high]| {
            let half = (high - low) / 2.0;
            (half.powi(2) - self.scatter_half_width().powi(2)).max(0.0).sqrt()
        })
    }
}

/// How reliable a mean of a number of cycles is.
///
/// # Source
/// Gates on the strides of a side, `docs/evidence.md` §6: six and more, two to five, a single one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Six and more.
    Good,
    /// Two to five.
    Low,
    /// A single one: seen once, no mean.
    Insufficient,
}

impl Grade {
    pub(super) fn of(cycles: usize) -> Self {
        match cycles {
            6.. => Self::Good,
            2..=5 => Self::Low,
            _ => Self::Insufficient,
        }
    }
}

/// An angle of quiet standing, with its error.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct NeutralSummary {
    /// The angle.
    #[serde(flatten)]
    pub value: StandingReference,
    /// Typical error (root mean square): standing still does not average it out.
    pub error_deg: f64,
    /// Key of the error's source.
    pub error_source: Text,
    /// By what the points were seen.
    pub seen_by: SeenBy,
}

/// One quantity of both legs, with its error.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct SymmetrySummary {
    /// The two legs.
    #[serde(flatten)]
    pub values: Symmetry,
    /// Interval that holds the true difference 95 times of 100; absent where a leg has a single cycle and the measure's
    /// usual scatter is not known.
    pub difference_ci95: Option<[f64; 2]>,
    /// The legs were seen in the same passes only, one near and one hidden in part: a difference of
    /// angles may be the camera's.
    pub near_against_far: bool,
}

/// A value of one cycle.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct CycleValue {
    /// Which cycle.
    pub cycle: usize,
    /// The value.
    pub value: f64,
}

pub(super) fn neutral(neutral: &StandingReference, clip: &ClipErrors<'_>) -> NeutralSummary {
    let pass = clip.motion.passes.get(neutral.pass);
    let seen_by = pass.map_or(SeenBy::Network, |p| neutral.angle.seen_by(neutral.side, p));
    let error = typical_error(neutral.angle, seen_by, clip.profile);
    let near = pass.and_then(|p| p.view.near_side());
    let is_far = near.is_some() && neutral.side == near.map(Side::opposite);
    let value = StandingReference {
        deg: rounded(neutral.deg, 2),
        sd_deg: rounded(neutral.sd_deg, 2),
        seconds: rounded(neutral.seconds, 2),
        ..neutral.clone()
    };
    let error_deg = if is_far { error.far_deg } else { error.near_deg };
    NeutralSummary { value, error_deg, error_source: error.source.into(), seen_by }
}

/// Of legs seen in the same passes the error of the difference is known by itself. Else steps of both legs share their
/// events: what is too much in one is too little in the other, and the errors add up; other errors are taken as independent. The scale's is in both, so only in proportion to the difference.
pub(super) fn symmetry(values: &Symmetry, clip: &ClipErrors<'_>) -> Option<SymmetrySummary> {
    let (id, analysis) = (values.measure, clip.gait);
    let of = |side: Side| {
        let is_it = |m: &&Measure| m.id == id && m.task == values.task && m.side == Some(side);
        analysis.measures.iter().find(is_it)
    };
    let (left, right) = (of(Side::Left)?, of(Side::Right)?);
    let passes = |m: &Measure| -> Vec<usize> {
        m.values.iter().filter_map(|v| analysis.cycles.get(v.0)).map(|c| c.pass).collect()
    };
    let shared = passes(left).iter().any(|p| passes(right).contains(p));
    let [own, other] = [clip.measure_error(left)?, clip.measure_error(right)?];
    let [own_sd, other_sd] = [own.systematic_sd, other.systematic_sd];
    let systematic_sd = match (own.difference_sd.filter(|_| shared), id.spec().taken_from) {
        (Some(sd), _) => sd,
        (None, TakenFrom::Step) => own_sd + other_sd,
        (None, _) => own_sd.hypot(other_sd),
    };
    let systematic_sd = systematic_sd.hypot(clip.scale_sd(id, values.difference));
    let scatter_of = |m: &Measure| scatter_half_width(m.id, m.task, m.n(), m.sd());
    let scatter = scatter_of(left).hypot(scatter_of(right));
    let half = scatter.hypot(1.96 * systematic_sd);
    let interval = [values.difference - half, values.difference + half].map(|v| rounded(v, 4));
    Some(SymmetrySummary {
        values: Symmetry {
            left: rounded(values.left, 4),
            right: rounded(values.right, 4),
            difference: rounded(values.difference, 4),
            ratio: values.ratio.map(|v| rounded(v, 3)),
            symmetry_angle_pct: values.symmetry_angle_pct.map(|v| rounded(v, 2)),
            ..values.clone()
        },
        difference_ci95: scatter.is_finite().then_some(interval),
        near_against_far: id.spec().sides == SideRule::NearLeg && shared,
    })
}

/// A coefficient of variation needs a scale with a true zero, and many strides.
fn is_variable(measure: &Measure) -> bool {
    measure.id.unit().has_true_zero() && measure.n() as f64 >= LEAST_VARIABILITY_STRIDES.value
}

/// What the errors of a clip's measures depend on.
#[derive(Clone, Copy)]
pub(super) struct ClipErrors<'a> {
    pub(super) motion: &'a Motion,
    pub(super) gait: &'a GaitAnalysis,
    pub(super) profile: ErrorProfile,
}

impl ClipErrors<'_> {
    fn measure_error(&self, measure: &Measure) -> Option<MeasureError> {
        let circumstances = Circumstances {
            task: measure.task,
            is_far_leg: self.is_far_leg(measure),
            stride_s: self.stride_s(measure),
            seen_by: self.seen_by(measure),
            profile: self.profile,
        };
        measure_error(measure.id, circumstances)
    }

    /// Whether the leg was the farther one in any pass that the measure is of.
    fn is_far_leg(&self, measure: &Measure) -> bool {
        let passes = passes_of(measure, self.motion, self.gait);
        let near = |p: &&Pass| p.view.near_side();
        passes.iter().filter_map(near).any(|near| measure.side == Some(near.opposite()))
    }

    /// The median of the strides that the measure is of; NaN of repetitions.
    fn stride_s(&self, measure: &Measure) -> f64 {
        let cycles = self.gait.cycles.as_slice();
        let of = |&(cycle, _): &(usize, f64)| Some(cycles.get(cycle)?.stride_s());
        let is_of_cycles = !measure.id.is_of_repetitions();
        median(measure.values.iter().filter(|_| is_of_cycles).filter_map(of))
    }

    /// By what the points of a measure were seen; where passes differ, by what is worst.
    fn seen_by(&self, measure: &Measure) -> SeenBy {
        let angle = measure.id.spec().angle;
        let of = |pass: &Pass| angle.map_or(SeenBy::Network, |a| a.seen_by(measure.side, pass));
        let passes = passes_of(measure, self.motion, self.gait);
        passes.into_iter().map(of).max().unwrap_or_default()
    }

    /// What the scale adds to the error of a length or a speed in metres; none where lengths are in body heights.
    fn scale_sd(&self, id: MeasureId, length: f64) -> f64 {
        let scale = self.gait.scale.filter(|_| id.unit().is_in_metres());
        scale.map_or(0.0, |scale| scale.sd_of(length))
    }
}

/// A measure whose error is not known is not printed.
pub(super) fn summary(measure: &Measure, clip: &ClipErrors<'_>) -> Option<MeasureSummary> {
    let error = clip.measure_error(measure)?;
    let (n, mean, sd) = (measure.n(), measure.mean(), measure.sd());
    let systematic_sd = error.systematic_sd.hypot(clip.scale_sd(measure.id, mean));
    let scatter = scatter_half_width(measure.id, measure.task, n, sd);
    // the picture's tilt is independent of the rest
    let roll_deg = roll_deg(measure, clip.motion, clip.gait);
    let half = scatter.hypot(1.96 * systematic_sd).hypot(roll_deg);
    let ci95 = scatter.is_finite().then(|| [rounded(mean - half, 4), rounded(mean + half, 4)]);
    let value = |&(cycle, value): &(usize, f64)| CycleValue { cycle, value: rounded(value, 4) };
    Some(MeasureSummary {
        measure: measure.id,
        task: measure.task,
        side: measure.side,
        n,
        grade: Grade::of(n),
        mean: rounded(mean, 4),
        sd: (n > 1).then(|| rounded(sd, 4)),
        variability_pct: is_variable(measure).then(|| rounded(100.0 * sd / mean, 2)),
        ci95,
        systematic_sd: rounded(systematic_sd, 4),
        mdc: error.mdc,
        error_source: error.source.into(),
        seen_by: clip.seen_by(measure),
        values: measure.values.iter().map(value).collect(),
        elsewhere: Vec::new(),
    })
}
