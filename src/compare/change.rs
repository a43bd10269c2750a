//! How a measure changes from report to report.

use crate::anatomy::Side;
use crate::compare::described::scale_sd;
use crate::evidence::limits::LEAST_CYCLES;
use crate::evidence::{scatter_half_width, usual_bounds};
use crate::gait::{Better, MeasureId, Task};
use crate::reliability::MeasureSummary;
use crate::report::Report;
use crate::signal::rounded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// A measure through the reports.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct MeasureChange {
    /// Which.
    #[serde(rename = "name")]
    pub measure: MeasureId,
    /// What the person does.
    pub task: Task,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// Mean in each report.
    pub means: Vec<f64>,
    /// From each report to the next.
    pub steps: Vec<Change>,
    /// From the first report to the last.
    pub overall: Change,
    /// Whether it goes one way; absent with fewer than three reports.
    pub trend: Option<Trend>,
}

/// From one report to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Change {
    /// The later mean less the earlier one.
    pub difference: f64,
    /// What a change must exceed; absent with too few cycles.
    pub error: Option<f64>,
    /// How it is to be read.
    pub verdict: Verdict,
}

/// How a change is to be read.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Deserialize,
    Serialize,
    JsonSchema,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// No larger than the error.
    WithinError,
    /// Nearer to usual.
    Better,
    /// Farther from usual.
    Worse,
    /// Larger than the error; no norm is known, or both values are normal.
    Changed,
    /// A report has too few cycles to compare.
    TooFewCycles,
}

/// Where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// Upward from report to report, and by more than the error from the first to the last.
    Rising,
    /// The same downward.
    Falling,
    /// Neither.
    None,
}

/// Every measure that all reports have.
pub(super) fn changes(reports: &[Report]) -> Vec<MeasureChange> {
    let Some((first, others)) = reports.split_first() else { return Vec::new() };
    let in_all = |summary: &MeasureSummary| -> Option<Vec<MeasureSummary>> {
        let same = |r: &Report| {
            let is_it = |m: &&MeasureSummary| {
                (m.measure, m.task, m.side) == (summary.measure, summary.task, summary.side)
            };
            r.gait.measures.iter().find(is_it).cloned()
        };
        let rest: Option<Vec<MeasureSummary>> = others.iter().map(same).collect();
        Some([vec![summary.clone()], rest?].concat())
    };
    let scales = |a: usize, b: usize| Scales {
        sd: scale_sd(&reports[a], &reports[b]),
        height_m: [a, b].into_iter().find_map(|i| Some(reports[i].gait.scale?.height_m)),
    };
    let all = first.gait.measures.iter().filter_map(in_all);
    all.map(|all| measure_change(&all, &scales)).collect()
}

/// The scales of two reports.
struct Scales {
    /// Standard deviation of one against the other, as a share of a length.
    sd: f64,
    /// The body's height, where one of them knows it.
    height_m: Option<f64>,
}

/// `scales` are those of two of the reports.
fn measure_change(
    all: &[MeasureSummary],
    scales: &dyn Fn(usize, usize) -> Scales,
) -> MeasureChange {
    let last = all.len() - 1;
    let between = |a: usize, b: usize| change(&all[a], &all[b], &scales(a, b));
    let steps: Vec<Change> = (0..last).map(|i| between(i, i + 1)).collect();
    let overall = between(0, last);
    MeasureChange {
        measure: all[0].measure,
        task: all[0].task,
        side: all[0].side,
        means: all.iter().map(|s| rounded(s.mean, 4)).collect(),
        trend: (all.len() > 2).then(|| trend(&steps, overall)),
        steps,
        overall,
    }
}

fn change(before: &MeasureSummary, after: &MeasureSummary, scales: &Scales) -> Change {
    let difference = after.mean - before.mean;
    let Some(error) = error(before, after, scales.sd) else {
        let difference = rounded(difference, 4);
        return Change { difference, error: None, verdict: Verdict::TooFewCycles };
    };
    let verdict = match (difference.abs() > error, farther(before, after, scales.height_m)) {
        (false, _) => Verdict::WithinError,
        (true, Some(farther)) if farther < 0.0 => Verdict::Better,
        (true, Some(farther)) if farther > 0.0 => Verdict::Worse,
        (true, _) => Verdict::Changed,
    };
    Change { difference: rounded(difference, 4), error: Some(rounded(error, 4)), verdict }
}

/// The larger of the smallest detectable change and the scatter of the two means; where no such change is known, of
/// their whole intervals. Two scales of a length add their own error. `None` with a single cycle.
fn error(before: &MeasureSummary, after: &MeasureSummary, scale_sd: f64) -> Option<f64> {
    let scatter = |s: &MeasureSummary| {
        let half = scatter_half_width(s.measure, s.task, s.n, s.sd.unwrap_or(f64::NAN));
        Some(half).filter(|half| half.is_finite() && s.n >= LEAST_CYCLES)
    };
    let half = |s: &MeasureSummary| s.ci95.map(|[low, high]| (high - low) / 2.0);
    let scatters = scatter(before)?.hypot(scatter(after)?);
    match before.mdc {
        Some(mdc) => Some(scatters.max(mdc).hypot(1.96 * scale_sd_of(before, scale_sd))),
        None => Some(half(before)?.hypot(half(after)?)),
    }
}

/// What two scales put on a change: nothing where the measure is no length in metres.
fn scale_sd_of(summary: &MeasureSummary, scale_sd: f64) -> f64 {
    if summary.measure.unit().is_in_metres() { scale_sd * summary.mean.abs() } else { 0.0 }
}

/// By how much the later value is farther from usual, as a share of the way to the limit; `None` where that is not known,
/// or where the value goes from one unusual end to the other.
fn farther(before: &MeasureSummary, after: &MeasureSummary, height_m: Option<f64>) -> Option<f64> {
    let spec = before.measure.spec();
    let bounds = usual_bounds(before.measure, before.task, height_m);
    let value = |s: &MeasureSummary| s.mean * s.side.map_or(1.0, |side| spec.own_side.sign(side));
    let [before, after] = [before, after].map(value);
    let is_known = spec.better != Better::Unknown;
    let crosses = bounds.unusual_end(before) * bounds.unusual_end(after) < 0;
    let off = |value: f64| bounds.distance(value).abs();
    (is_known && !crosses).then(|| off(after) - off(before))
}

fn trend(steps: &[Change], overall: Change) -> Trend {
    let all = |is: fn(&Change) -> bool| steps.iter().all(is);
    let is_real = !matches!(overall.verdict, Verdict::WithinError | Verdict::TooFewCycles);
    match () {
        () if is_real && all(|c| c.difference > 0.0) => Trend::Rising,
        () if is_real && all(|c| c.difference < 0.0) => Trend::Falling,
        () => Trend::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::SeenBy;
    use crate::reliability::Grade;

    const SAME: Scales = Scales { sd: 0.0, height_m: None };

    fn summary(measure: MeasureId, side: Side, mean: f64) -> MeasureSummary {
        MeasureSummary {
            measure,
            task: Task::Walking,
            side: Some(side),
            n: 6,
            mean,
            sd: Some(1.0),
            ci95: Some([mean - 3.0, mean + 3.0]),
            mdc: Some(8.0),
            grade: Grade::Good,
            variability_pct: None,
            systematic_sd: 1.0,
            error_source: "".into(),
            seen_by: SeenBy::Network,
            values: Vec::new(),
            elsewhere: Vec::new(),
        }
    }

    fn verdict(id: MeasureId, side: Side, before: f64, after: f64) -> Verdict {
        change(&summary(id, side, before), &summary(id, side, after), &SAME).verdict
    }

    #[test]
    fn a_change_is_better_worse_or_error() {
        let valgus = MeasureId::FppaLoadingPeak;
        assert_eq!(verdict(valgus, Side::Left, 16.0, 6.0), Verdict::Better);
        assert_eq!(verdict(valgus, Side::Left, 6.0, 16.0), Verdict::Worse);
        assert_eq!(verdict(valgus, Side::Left, 12.0, 6.0), Verdict::WithinError);
        assert_eq!(verdict(valgus, Side::Left, 3.0, -9.0), Verdict::Changed, "both are usual");
        assert_eq!(
            verdict(MeasureId::KneeFlexionSwingPeak, Side::Left, 40.0, 55.0),
            Verdict::Better
        );
        assert_eq!(verdict(MeasureId::KneeFlexionRange, Side::Left, 40.0, 55.0), Verdict::Changed);
    }

    #[test]
    fn what_is_unusual_at_both_ends_is_judged_at_both() {
        let loading = MeasureId::KneeFlexionLoadingExcursion;
        assert_eq!(verdict(loading, Side::Left, 2.0, 13.0), Verdict::Better);
        assert_eq!(verdict(loading, Side::Left, 15.0, 35.0), Verdict::Worse);
        assert_eq!(verdict(loading, Side::Left, 5.0, 35.0), Verdict::Changed, "from end to end");
        let straightest = MeasureId::KneeFlexionStanceMinimum;
        assert_eq!(verdict(straightest, Side::Left, 20.0, 5.0), Verdict::Better);
        assert_eq!(verdict(straightest, Side::Left, 2.0, -15.0), Verdict::Worse);
        assert_eq!(verdict(straightest, Side::Left, 20.0, -15.0), Verdict::Changed);
    }

    #[test]
    fn leaning_is_judged_toward_the_own_side() {
        let lean = MeasureId::TrunkLeanRightStanceMean;
        assert_eq!(verdict(lean, Side::Right, 12.0, 2.0), Verdict::Better);
        assert_eq!(verdict(lean, Side::Left, -12.0, -2.0), Verdict::Better);
        assert_eq!(verdict(lean, Side::Left, -2.0, -12.0), Verdict::Worse);
    }

    #[test]
    fn few_cycles_tell_less_and_one_tells_nothing() {
        let of = |n: usize, sd: Option<f64>, mean: f64| MeasureSummary {
            n,
            sd,
            ..summary(MeasureId::FppaLoadingPeak, Side::Left, mean)
        };
        let wide = change(&of(3, Some(16.0), 20.0), &of(3, Some(16.0), 8.0), &SAME);
        assert!(wide.error > Some(12.0) && wide.verdict == Verdict::WithinError, "{wide:?}");
        let single = change(&of(1, None, 20.0), &of(6, Some(1.0), 8.0), &SAME);
        assert_eq!(single.verdict, Verdict::TooFewCycles);
    }

    #[test]
    fn two_scales_add_their_error_to_lengths_only() {
        let of = |id: MeasureId, mean| MeasureSummary {
            mdc: Some(0.05),
            sd: Some(0.01),
            ..summary(id, Side::Left, mean)
        };
        let error = |id: MeasureId, sd| {
            let scales = Scales { sd, height_m: None };
            change(&of(id, 0.70), &of(id, 0.77), &scales).error.unwrap()
        };
        assert_eq!(error(MeasureId::StepLength, 0.0), 0.05);
        // 1.96 · 0.06 · 0.70 = 0.0823
        assert_eq!(error(MeasureId::StepLength, 0.06), 0.0963);
        assert_eq!(error(MeasureId::StepTime, 0.06), 0.05);
    }

    #[test]
    fn a_trend_goes_one_way_and_beyond_error() {
        let trend = |means: &[f64]| {
            let all: Vec<MeasureSummary> =
                means.iter().map(|m| summary(MeasureId::FppaLoadingPeak, Side::Left, *m)).collect();
            measure_change(&all, &|_, _| SAME).trend
        };
        assert_eq!(trend(&[20.0, 16.0, 11.0, 6.0]), Some(Trend::Falling));
        assert_eq!(trend(&[6.0, 12.0, 20.0]), Some(Trend::Rising));
        assert_eq!(trend(&[20.0, 5.0, 9.0]), Some(Trend::None));
        assert_eq!(trend(&[10.0, 9.0, 8.0]), Some(Trend::None));
        assert_eq!(trend(&[10.0, 20.0]), None);
    }
}
