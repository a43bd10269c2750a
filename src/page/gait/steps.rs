//! Step by step: the measures in which single steps matter, each step a mark.

use crate::anatomy::Side;
use crate::gait::{Angle, MeasureId};
use crate::page::basics::number::Number;
use crate::page::gait::numbers::{NumbersRow, NumbersView};
use crate::page::pictures::moment_link::MomentLink;
use crate::page::plots::ranges::look_of_step;
use crate::page::plots::strip::{self, Mark, StripPlot};
use crate::report::{AngleSummary, Gait, ReferenceLine, Report};

/// One measure, step by step.
pub(crate) struct StepsView {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    /// How far a single step is typically off, of each leg that has steps.
    pub(crate) errors: Vec<(&'static str, Number)>,
    pub(crate) svg: String,
    pub(crate) view_box: &'static str,
    pub(crate) numbers: NumbersView,
    /// The limits in words.
    pub(crate) lines: Vec<LineView>,
}

/// One limit in words.
pub(crate) struct LineView {
    pub(crate) words: String,
    pub(crate) deg: Number,
}

/// A measure that is shown step by step.
struct Shown {
    measure: MeasureId,
    title: &'static str,
    angle: Angle,
    /// Whether the angle's own error is that of a step's value; a difference of two values has another.
    has_error: bool,
}

const SHOWN: [Shown; 5] = [
    Shown {
        measure: MeasureId::FppaLoadingPeak,
        title: "Knee inward (FPPA), largest in loading",
        angle: Angle::Fppa,
        has_error: true,
    },
    Shown {
        measure: MeasureId::FppaStairLowering,
        title: "Knee inward (FPPA) while the body is lowered",
        angle: Angle::Fppa,
        has_error: true,
    },
    Shown {
        measure: MeasureId::StepDownFppaLowest,
        title: "Knee inward (FPPA) at the lowest point",
        angle: Angle::Fppa,
        has_error: true,
    },
    Shown {
        measure: MeasureId::PelvicObliquityMidStance,
        title: "Pelvis in mid-stance, left side up",
        angle: Angle::PelvicObliquity,
        has_error: true,
    },
    Shown {
        measure: MeasureId::KneeFlexionLoadingExcursion,
        title: "Knee bend of loading, from contact",
        angle: Angle::KneeFlexion,
        has_error: false,
    },
];

pub(crate) fn view(report: &Report) -> Vec<StepsView> {
    SHOWN.iter().filter_map(|shown| steps(report, shown)).collect()
}

/// One step's value, with the places where it and its time stand in the report.
struct Step {
    side: Side,
    at: MomentLink,
    value: f64,
    value_at: String,
}

fn steps(report: &Report, shown: &Shown) -> Option<StepsView> {
    let gait = &report.gait;
    let steps = in_time_order(gait, shown.measure);
    steps.first()?;
    let lines: Vec<(usize, &ReferenceLine)> = gait
        .reference_lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.measure == shown.measure)
        .collect();
    let errors = Side::BOTH.map(|side| error(report, shown, side));
    let marks: Vec<Mark> = steps.iter().map(|s| Mark { side: s.side, deg: s.value }).collect();
    let plot = StripPlot {
        marks: &marks,
        error_deg: [0, 1].map(|i| errors[i].as_ref().map(|e| e.1)),
        lines: &lines.iter().map(|(_, l)| *l).collect::<Vec<_>>(),
        look: look_of_step(shown.measure, shown.angle),
        along: if shown.measure.is_of_repetitions() {
            "repetition"
        } else {
            "step, in the order of time"
        },
    };
    let has_steps = |side: Side| steps.iter().any(|s| s.side == side);
    Some(StepsView {
        id: shown.measure.name(),
        title: shown.title,
        svg: strip::svg(&plot),
        view_box: strip::VIEW_BOX,
        errors: Side::BOTH
            .into_iter()
            .zip(errors)
            .filter(|(side, _)| has_steps(*side))
            .filter_map(|(side, error)| Some((side.name(), error?.0)))
            .collect(),
        lines: lines.into_iter().map(|(i, l)| line(i, l)).collect(),
        numbers: numbers(&steps),
    })
}

fn in_time_order(gait: &Gait, id: MeasureId) -> Vec<Step> {
    let mut all = Vec::new();
    for (i, measure) in gait.measures.iter().enumerate().filter(|(_, m)| m.measure == id) {
        let Some(side) = measure.side else { continue };
        for (k, of) in measure.values.iter().enumerate() {
            let start_s = match id.is_of_repetitions() {
                true => ("repetitions", gait.repetitions.get(of.cycle).map(|r| r.start_s)),
                false => ("cycles", gait.cycles.get(of.cycle).map(|c| c.start_s)),
            };
            let (list, Some(start_s)) = start_s else { continue };
            let at = format!("/gait/{list}/{}/start_s", of.cycle);
            all.push(Step {
                side,
                at: MomentLink::new(start_s, at, ""),
                value: of.value,
                value_at: format!("/gait/measures/{i}/values/{k}/value"),
            });
        }
    }
    all.sort_by(|a, b| a.at.time_s.total_cmp(&b.at.time_s));
    all
}

/// How far a single step of a leg is typically off, as a number and as a length of the whisker.
fn error(report: &Report, shown: &Shown, side: Side) -> Option<(Number, f64)> {
    let is_it = |a: &AngleSummary| {
        a.angle == shown.angle && a.side.is_none_or(|s| s == side) && a.unavailable.is_none()
    };
    let index = report.angles.iter().position(is_it).filter(|_| shown.has_error)?;
    let error_deg = report.angles[index].error_deg;
    Some((Number::new(error_deg, 1, format!("/angles/{index}/error_deg")), error_deg))
}

fn line(index: usize, line: &ReferenceLine) -> LineView {
    let kind = line.kind.name();
    let of = line.side.map(|s| format!(", {} leg", s.name())).unwrap_or_default();
    LineView {
        words: format!("{kind}{of}"),
        deg: Number::new(line.deg, 1, format!("/gait/reference_lines/{index}/deg")),
    }
}

fn numbers(steps: &[Step]) -> NumbersView {
    let row = |(number, step): (usize, &Step)| {
        let value = Some(Number::new(step.value, 1, step.value_at.clone()));
        let is_left = step.side == Side::Left;
        NumbersRow {
            name: number.to_string(),
            at: Some(step.at.clone()),
            cells: if is_left { vec![value, None] } else { vec![None, value] },
        }
    };
    NumbersView {
        head: Side::BOTH.map(|s| s.name().to_owned()).to_vec(),
        rows: (1..).zip(steps).map(row).collect(),
    }
}
