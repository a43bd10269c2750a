//! How a measure changes from report to report.

use crate::compare::visit::{Summary, Visit};
use crate::evidence::Limit;
use crate::evidence::limits as by;
use crate::signal::{rounded, student_t_975};
use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantNames};

/// A measure through the reports.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MeasureChange {
    /// What, with its unit at the end.
    pub name: String,
    /// Whose; absent where it belongs to both.
    pub side: Option<String>,
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
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// The later mean less the earlier one.
    pub difference: f64,
    /// What a change must exceed; absent with too few cycles.
    pub error: Option<f64>,
    /// How it is to be read.
    pub verdict: Verdict,
}

/// How a change is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantNames)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// Upward from report to report, and by more than the error from the first to the last.
    Rising,
    /// The same downward.
    Falling,
    /// Neither.
    None,
}

/// Which values are unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// As the limit says.
    AsLimited,
    /// Toward the leg's own side: right values as they are, left ones the other way round.
    TowardOwnSide,
}

/// What is usual of a measure, by its name.
const USUAL: [(&str, Limit, Direction); 13] = [
    ("fppa_loading_peak_deg", by::VALGUS_WALK, Direction::AsLimited),
    ("fppa_stair_lowering_deg", by::VALGUS_STAIRS, Direction::AsLimited),
    ("step_down_fppa_lowest_deg", by::VALGUS_STEP_DOWN, Direction::AsLimited),
    ("hip_adduction_stance_peak_deg", by::HIP_ADDUCTION, Direction::AsLimited),
    ("circumduction_leg_pct", by::CIRCUMDUCTION, Direction::AsLimited),
    ("trunk_lean_right_stance_mean_deg", by::LATERAL_LEAN, Direction::TowardOwnSide),
    ("knee_flexion_swing_peak_deg", by::SWING_KNEE, Direction::AsLimited),
    ("knee_flexion_stance_minimum_deg", by::FLEXED_STANCE, Direction::AsLimited),
    ("knee_flexion_loading_excursion_deg", by::LOADING_ABSENT, Direction::AsLimited),
    ("hip_flexion_vertical_minimum_deg", by::THIGH_EXTENSION, Direction::AsLimited),
    ("ankle_dorsiflexion_stance_peak_deg", by::DORSIFLEXION, Direction::AsLimited),
    ("heel_rise_pct", by::HEEL_RISE, Direction::AsLimited),
    ("walking_speed_m_s", by::SLOW, Direction::AsLimited),
];

/// Every measure that all reports have.
pub(super) fn changes(visits: &[Visit]) -> Vec<MeasureChange> {
    let Some((first, others)) = visits.split_first() else { return Vec::new() };
    let in_all = |summary: &Summary| -> Option<Vec<Summary>> {
        let same = |v: &Visit| {
            let is_it = |m: &&Summary| m.name == summary.name && m.side == summary.side;
            v.gait.measures.iter().find(is_it).cloned()
        };
        let rest: Option<Vec<Summary>> = others.iter().map(same).collect();
        Some([vec![summary.clone()], rest?].concat())
    };
    let scale_sd = |a: usize, b: usize| visits[a].scale_sd_against(&visits[b]);
    let all = first.gait.measures.iter().filter_map(in_all);
    all.map(|all| measure_change(&all, &scale_sd)).collect()
}

/// `scale_sd` is that of one report's scale against another's, as a share of a length.
fn measure_change(all: &[Summary], scale_sd: &dyn Fn(usize, usize) -> f64) -> MeasureChange {
    let last = all.len() - 1;
    let between = |a: usize, b: usize| change(&all[a], &all[b], scale_sd(a, b));
    let steps: Vec<Change> = (0..last).map(|i| between(i, i + 1)).collect();
    let overall = between(0, last);
    MeasureChange {
        name: all[0].name.clone(),
        side: all[0].side.clone(),
        means: all.iter().map(|s| rounded(s.mean, 4)).collect(),
        trend: (all.len() > 2).then(|| trend(&steps, overall)),
        steps,
        overall,
    }
}

fn change(before: &Summary, after: &Summary, scale_sd: f64) -> Change {
    let difference = after.mean - before.mean;
    let Some(error) = error(before, after, scale_sd) else {
        let difference = rounded(difference, 4);
        return Change { difference, error: None, verdict: Verdict::TooFewCycles };
    };
    let verdict = match (difference.abs() > error, farther(before, after)) {
        (false, _) => Verdict::WithinError,
        (true, Some(farther)) if farther < 0.0 => Verdict::Better,
        (true, Some(farther)) if farther > 0.0 => Verdict::Worse,
        (true, _) => Verdict::Changed,
    };
    Change { difference: rounded(difference, 4), error: Some(rounded(error, 4)), verdict }
}

/// The larger of the smallest detectable change and the scatter of the two means; where no such change is known, of
/// their whole intervals. Two scales of a length add their own error. `None` with a single cycle.
fn error(before: &Summary, after: &Summary, scale_sd: f64) -> Option<f64> {
    let scatter = |s: &Summary| {
        let of = s.sd? / (s.n as f64).sqrt();
        Some(student_t_975(s.n.saturating_sub(1)) * of).filter(|s| s.is_finite())
    };
    let half = |s: &Summary| s.ci95.map(|[low, high]| (high - low) / 2.0);
    let scatters = scatter(before)?.hypot(scatter(after)?);
    match before.mdc {
        Some(mdc) => Some(scatters.max(mdc).hypot(1.96 * scale_sd_of(before, scale_sd))),
        None => Some(half(before)?.hypot(half(after)?)),
    }
}

/// What two scales put on a change: nothing where the measure is no length in metres.
fn scale_sd_of(summary: &Summary, scale_sd: f64) -> f64 {
    let is_in_metres = ["_m", "_m_s"].iter().any(|unit| summary.name.ends_with(unit));
    if is_in_metres { scale_sd * summary.mean.abs() } else { 0.0 }
}

/// By how much the later value is farther from usual, on the unusual side; `None` where that is not known.
fn farther(before: &Summary, after: &Summary) -> Option<f64> {
    let (_, limit, direction) = USUAL.iter().find(|u| u.0 == before.name)?;
    let is_left = before.side.as_deref() == Some("left");
    let turn = if *direction == Direction::TowardOwnSide && is_left { -1.0 } else { 1.0 };
    let off = |s: &Summary| (limit.sign() * (turn * s.mean - limit.usual)).max(0.0);
    Some(off(after) - off(before))
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

    fn summary(name: &str, side: &str, mean: f64) -> Summary {
        Summary {
            name: name.to_owned(),
            side: Some(side.to_owned()),
            n: 6,
            mean,
            sd: Some(1.0),
            ci95: Some([mean - 3.0, mean + 3.0]),
            mdc: Some(8.0),
        }
    }

    fn verdict(name: &str, side: &str, before: f64, after: f64) -> Verdict {
        change(&summary(name, side, before), &summary(name, side, after), 0.0).verdict
    }

    #[test]
    fn a_change_is_better_worse_or_error() {
        let valgus = "fppa_loading_peak_deg";
        assert_eq!(verdict(valgus, "left", 16.0, 6.0), Verdict::Better);
        assert_eq!(verdict(valgus, "left", 6.0, 16.0), Verdict::Worse);
        assert_eq!(verdict(valgus, "left", 12.0, 6.0), Verdict::WithinError);
        assert_eq!(verdict(valgus, "left", 3.0, -9.0), Verdict::Changed, "both are usual");
        assert_eq!(verdict("knee_flexion_swing_peak_deg", "left", 40.0, 55.0), Verdict::Better);
        assert_eq!(verdict("some_other_deg", "left", 40.0, 55.0), Verdict::Changed);
    }

    #[test]
    fn leaning_is_judged_toward_the_own_side() {
        let lean = "trunk_lean_right_stance_mean_deg";
        assert_eq!(verdict(lean, "right", 12.0, 2.0), Verdict::Better);
        assert_eq!(verdict(lean, "left", -12.0, -2.0), Verdict::Better);
        assert_eq!(verdict(lean, "left", -2.0, -12.0), Verdict::Worse);
    }

    #[test]
    fn few_cycles_tell_less_and_one_tells_nothing() {
        let of = |n: usize, sd: Option<f64>, mean: f64| Summary {
            n,
            sd,
            ..summary("fppa_loading_peak_deg", "left", mean)
        };
        let wide = change(&of(3, Some(6.0), 20.0), &of(3, Some(6.0), 8.0), 0.0);
        assert!(wide.error > Some(12.0) && wide.verdict == Verdict::WithinError, "{wide:?}");
        let single = change(&of(1, None, 20.0), &of(6, Some(1.0), 8.0), 0.0);
        assert_eq!(single.verdict, Verdict::TooFewCycles);
    }

    #[test]
    fn two_scales_add_their_error_to_lengths_only() {
        let of = |name: &str, mean| Summary {
            mdc: Some(0.05),
            sd: Some(0.01),
            ..summary(name, "left", mean)
        };
        let error = |name: &str, sd| change(&of(name, 0.70), &of(name, 0.77), sd).error.unwrap();
        assert_eq!(error("step_length_m", 0.0), 0.05);
        // 1.96 · 0.06 · 0.70 = 0.0823
        assert_eq!(error("step_length_m", 0.06), 0.0963);
        assert_eq!(error("step_time_s", 0.06), 0.05);
    }

    #[test]
    fn a_trend_goes_one_way_and_beyond_error() {
        let trend = |means: &[f64]| {
            let all: Vec<Summary> =
                means.iter().map(|m| summary("fppa_loading_peak_deg", "left", *m)).collect();
            measure_change(&all, &|_, _| 0.0).trend
        };
        assert_eq!(trend(&[20.0, 16.0, 11.0, 6.0]), Some(Trend::Falling));
        assert_eq!(trend(&[6.0, 12.0, 20.0]), Some(Trend::Rising));
        assert_eq!(trend(&[20.0, 5.0, 9.0]), Some(Trend::None));
        assert_eq!(trend(&[10.0, 9.0, 8.0]), Some(Trend::None));
        assert_eq!(trend(&[10.0, 20.0]), None);
    }
}
