//! What is usual beside what was measured: norm curves at the walker's speed, ranges, and limits.

use crate::anatomy::Side;
use crate::catalogue::{Catalogue, Text};
use crate::evidence::{
    Adults, BeyondNorms, Limit, NormCurve, NormGroup, STAIR_KNEE_LARGEST_DEG,
    STAIR_KNEE_SMALLEST_DEG, STAIR_KNEE_SOURCE, adult_curve, beyond_norms, groups_in_words, limits,
    norm_curve, speed_name, usual_range,
};
use crate::findings::{Pace, PaceOf, Sex, pace};
use crate::gait::{Angle, CycleCurve, MeasureId, Task};
use crate::report::inputs::ReportInputs;
use crate::signal::rounded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The id of people whom a norm file names in its own words.
pub(super) const OWN: &str = "own";

/// The speed by which the norms were chosen.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct NormSpeed {
    /// Speed over √(g · leg length), the leg as 0.53 of the height, or of 1.70 m where no scale is known.
    pub value: f64,
    /// From what it was worked out.
    pub of: PaceOf,
    /// The nearest of five: very slow, slow, usual, fast, very fast.
    pub name: Text,
    /// Where nobody was measured at such a speed: the norms are then those of the slowest or the fastest.
    pub beyond: Option<BeyondNorms>,
}

/// An angle over the cycle as it usually goes: first of children at the walker's speed, then, where the walker's speed
/// is people's own, of adults. Or, where the user gave a norm file, as that has it.
///
/// # Shapes and units
/// Both series have 101 entries, for 0 to 100 % of the cycle.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct NormBand {
    /// Which angle; pelvic obliquity with the own side up +.
    pub angle: Angle,
    /// Who was measured.
    pub population: String,
    /// The same as data: people at one speed, or those at the two speeds that this one lies between. People of a norm
    /// file are `own`, and their speed is empty.
    #[serde(default)]
    pub groups: Vec<NormGroup>,
    /// Key of the source.
    pub source: Text,
    /// Short name of the study.
    pub study: Text,
    /// What sets it apart from what the film shows: the text's id in the catalogue.
    #[serde(default)]
    pub caveat_id: Text,
    /// What sets it apart from what the film shows.
    pub caveat: Text,
    /// Mean.
    pub mean_deg: Vec<f64>,
    /// Standard deviation from person to person.
    pub sd_deg: Vec<f64>,
}

impl NormBand {
    /// Whether it is of a norm file of the user's own.
    #[must_use]
    pub fn is_of_file(&self) -> bool {
        self.groups.iter().any(|group| group.population == OWN)
    }
}

impl Usual {
    /// Whether it is of a norm file of the user's own.
    #[must_use]
    pub fn is_of_file(&self) -> bool {
        self.population_id == OWN
    }
}

/// Where a measure usually lies: mean less and plus one standard deviation, in the measure's unit.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Usual {
    /// Which measure.
    pub measure: MeasureId,
    /// From here.
    pub low: f64,
    /// To here.
    pub high: f64,
    /// Who was measured: the text's id in the catalogue, or `own` for people of a norm file.
    #[serde(default)]
    pub population_id: Text,
    /// Who was measured.
    pub population: Text,
    /// Key of the source.
    pub source: Text,
    /// How many people, where a norm file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
}

/// A value that a plot shows as a line.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct ReferenceLine {
    /// The measure that it is meant for.
    pub measure: MeasureId,
    /// The task that it is meant for.
    pub task: Task,
    /// The angle that the measure is read off.
    pub angle: Angle,
    /// Whose steps; absent for both.
    pub side: Option<Side>,
    /// What it is.
    pub kind: LineKind,
    /// Where.
    pub deg: f64,
    /// Key of the source.
    pub source: Text,
    /// Why there.
    pub why: Text,
}

/// What a line in a plot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// From here on a value is borderline.
    Borderline,
    /// From here on a value may be flagged.
    Limit,
    /// The usual value.
    Usual,
}

impl LineKind {
    /// In a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Borderline => "borderline",
            Self::Limit => "limit",
            Self::Usual => "usual",
        }
    }
}

/// Everything usual that stands beside a clip's gait.
pub(super) struct Norms {
    pub(super) speed: Option<NormSpeed>,
    pub(super) curves: Vec<NormBand>,
    pub(super) usual: Vec<Usual>,
    pub(super) lines: Vec<ReferenceLine>,
}

pub(super) fn norms(inputs: &ReportInputs<'_>) -> Norms {
    let on_the_level = inputs.gait.measured_tasks().contains(&Task::Walking);
    let height_m = inputs.gait.scale.map(|s| s.height_m);
    let pace = pace(&inputs.reliability.measures, Task::Walking, height_m).filter(|_| on_the_level);
    Norms {
        speed: pace.map(speed),
        curves: pace.map_or_else(Vec::new, |p| curves(inputs, p.value)),
        usual: if on_the_level { usual(inputs, pace) } else { Vec::new() },
        lines: lines(inputs, pace),
    }
}

fn speed(pace: Pace) -> NormSpeed {
    NormSpeed {
        value: rounded(pace.value, 3),
        of: pace.of,
        name: speed_name(pace.value).into(),
        beyond: beyond_norms(pace.value),
    }
}

/// The angles of walking that have a curve and mean what their name says.
pub(super) fn shown_angles(inputs: &ReportInputs<'_>) -> impl Iterator<Item = Angle> {
    let is_drawn = |angle: &Angle| {
        inputs.reliability.curves.iter().any(|c| c.angle == *angle && c.task == Task::Walking)
    };
    // the network's hip points follow the pelvis only in part: nothing of the laboratory's compares with them
    let shows_the_bone = |angle: &Angle| !angle.is_of_hip_line(&inputs.motion.passes);
    Angle::ALL.into_iter().filter(move |a| is_drawn(a) && shows_the_bone(a))
}

/// The measures of walking, each once.
pub(super) fn measured(inputs: &ReportInputs<'_>) -> impl Iterator<Item = MeasureId> {
    let mut ids: Vec<MeasureId> = Vec::new();
    for measure in inputs.reliability.measures.iter().filter(|m| m.task == Task::Walking) {
        if !ids.contains(&measure.measure) {
            ids.push(measure.measure);
        }
    }
    ids.into_iter()
}

/// A norm for every curve that means the same, at this speed; then those of adults at their own pace.
fn curves(inputs: &ReportInputs<'_>, speed: f64) -> Vec<NormBand> {
    let band = |(angle, norm): (Angle, NormCurve)| {
        let tenths = |values: Vec<f64>| values.into_iter().map(|v| rounded(v, 2)).collect();
        NormBand {
            angle,
            population: groups_in_words(&norm.groups, Catalogue::english()),
            groups: norm.groups,
            source: norm.source.into(),
            study: norm.study.into(),
            caveat_id: norm.caveat_id.into(),
            caveat: english("caveats", norm.caveat_id).into(),
            mean_deg: tenths(norm.mean_deg),
            sd_deg: tenths(norm.sd_deg),
        }
    };
    let at_speed = shown_angles(inputs).filter_map(|a| Some((a, norm_curve(a, speed)?)));
    let of_adults = shown_angles(inputs).filter_map(|a| Some((a, adult_curve(a, speed)?)));
    at_speed.chain(of_adults).map(band).collect()
}

/// A text of the evidence in English.
fn english(section: &str, id: &str) -> &'static str {
    Catalogue::english().text(&format!("evidence.{section}.{id}"))
}

fn usual(inputs: &ReportInputs<'_>, pace: Option<Pace>) -> Vec<Usual> {
    let adults = match inputs.options.sex {
        Some(Sex::Male) => Adults::Men,
        Some(Sex::Female) => Adults::Women,
        None => Adults::Both,
    };
    let range = |measure: MeasureId| {
        let found = usual_range(measure, adults, pace.map(|p| p.value))?;
        let [low, high] = [found.low, found.high].map(|v| rounded(v, 3));
        Some(Usual {
            measure,
            low,
            high,
            population_id: found.population_id.into(),
            population: english("populations", found.population_id).into(),
            source: found.source.into(),
            n: None,
        })
    };
    measured(inputs).filter_map(range).collect()
}

/// The limits of the measures that are shown step by step, and what is known of stairs.
fn lines(inputs: &ReportInputs<'_>, pace: Option<Pace>) -> Vec<ReferenceLine> {
    let at_speed = |limit: Limit| pace.map_or(limit, |p| limit.at(p.value));
    let step_down = match inputs.options.sex {
        Some(Sex::Female) => limits::VALGUS_STEP_DOWN_WOMEN,
        _ => limits::VALGUS_STEP_DOWN,
    };
    let mut all = Vec::new();
    all.extend(limit(MeasureId::FppaLoadingPeak, Task::Walking, limits::VALGUS_WALK));
    all.extend(limit(MeasureId::FppaStairLowering, Task::StairDescent, limits::VALGUS_STAIRS));
    all.extend(limit(MeasureId::StepDownFppaLowest, Task::StepDown, step_down));
    for loading in [limits::LOADING_EXCESSIVE, limits::LOADING_ABSENT].map(at_speed) {
        all.extend(limit(MeasureId::KneeFlexionLoadingExcursion, Task::Walking, loading));
    }
    for task in [Task::Walking, Task::StairDescent] {
        all.extend(Side::BOTH.into_iter().flat_map(|side| pelvic_drop(task, side)));
    }
    all.extend(stair_knee());
    let is_measured = |l: &ReferenceLine| {
        inputs.reliability.measures.iter().any(|m| (m.measure, m.task) == (l.measure, l.task))
    };
    all.retain(is_measured);
    all
}

fn limit(measure: MeasureId, task: Task, limit: Limit) -> Vec<ReferenceLine> {
    let Some(angle) = measure.spec().angle else { return Vec::new() };
    let line = |(kind, deg)| ReferenceLine {
        measure,
        task,
        angle,
        side: None,
        kind,
        deg: rounded(deg, 2),
        source: limit.source.into(),
        why: limit.why().into(),
    };
    [(LineKind::Borderline, limit.borderline), (LineKind::Limit, limit.flag)].map(line).into()
}

/// Obliquity is measured with the left side up +: over the right leg a drop of the other side is negative.
fn pelvic_drop(task: Task, side: Side) -> Vec<ReferenceLine> {
    let id = MeasureId::PelvicObliquityMidStance;
    let turned = |line: ReferenceLine| ReferenceLine {
        side: Some(side),
        deg: id.spec().own_side.sign(side) * line.deg,
        ..line
    };
    limit(id, task, limits::PELVIC_DROP).into_iter().map(turned).collect()
}

fn left_up(side: Side) -> f64 {
    match side {
        Side::Left => 1.0,
        Side::Right => -1.0,
    }
}

fn stair_knee() -> [ReferenceLine; 2] {
    let line = |measure, deg, which| ReferenceLine {
        measure,
        task: Task::StairDescent,
        angle: Angle::KneeFlexion,
        side: None,
        kind: LineKind::Usual,
        deg,
        source: STAIR_KNEE_SOURCE.into(),
        why: english("stair_knee", which).into(),
    };
    [
        line(MeasureId::KneeFlexionSwingPeak, STAIR_KNEE_LARGEST_DEG, "largest"),
        line(MeasureId::KneeFlexionRange, STAIR_KNEE_SMALLEST_DEG, "smallest"),
    ]
}

/// The curves of the pelvis and the trunk seen from the front, as the field draws them: each leg's over its own cycle
/// with its own side up (pelvis) or the lean toward it (trunk) +.
pub(super) fn own_side_curves(curves: &[CycleCurve]) -> Vec<CycleCurve> {
    let is_turned =
        |c: &&CycleCurve| matches!(c.angle, Angle::PelvicObliquity | Angle::TrunkLeanRight);
    let turned = |curve: &CycleCurve| {
        let of_left = left_up(curve.side);
        let sign = if curve.angle == Angle::PelvicObliquity { of_left } else { -of_left };
        // adding zero: no minus before a zero
        let mean_deg = curve.mean_deg.iter().map(|v| sign * v + 0.0).collect();
        CycleCurve { mean_deg, ..curve.clone() }
    };
    curves.iter().filter(is_turned).map(turned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_stairs_has_its_reason_and_none_is_spare() {
        crate::catalogue::assert_texts("evidence.stair_knee", &["largest", "smallest"]);
    }

    #[test]
    fn own_side_curves_turn_one_leg_only() {
        let curve = |angle, side| CycleCurve {
            task: Task::Walking,
            angle,
            side,
            n: 3,
            mean_deg: vec![4.0; 101],
            sd_deg: vec![1.0; 101],
        };
        let all = Side::BOTH.map(|s| curve(Angle::PelvicObliquity, s));
        let turned = own_side_curves(&all);
        assert_eq!([turned[0].mean_deg[0], turned[1].mean_deg[0]], [4.0, -4.0]);
        let lean = Side::BOTH.map(|s| curve(Angle::TrunkLeanRight, s));
        let turned = own_side_curves(&lean);
        assert_eq!([turned[0].mean_deg[0], turned[1].mean_deg[0]], [-4.0, 4.0]);
        assert!(own_side_curves(&[curve(Angle::KneeFlexion, Side::Left)]).is_empty());
    }

    #[test]
    fn a_drop_of_the_other_side_is_up_on_the_own() {
        let deg = |side| -> Vec<f64> {
            pelvic_drop(Task::Walking, side).into_iter().map(|l| l.deg).collect()
        };
        assert_eq!(deg(Side::Left), [8.0, 10.0]);
        assert_eq!(deg(Side::Right), [-8.0, -10.0]);
    }
}
