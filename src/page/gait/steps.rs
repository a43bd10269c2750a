//! Step by step: the measures in which single steps matter, each step a mark.

use crate::anatomy::Side;
use crate::gait::{Angle, MeasureId, Task, Unit};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::{Number, decimals_of, decimals_of_limit};
use crate::page::gait::numbers::{NumbersRow, NumbersView};
use crate::page::gait::tasks::{of_task, plot_id};
use crate::page::pictures::moment_link::MomentLink;
use crate::page::plots::ranges::look_of_step;
use crate::page::plots::strip::{self, Mark, StripPlot};
use crate::page::text::texts::{Texts, capitalised};
use crate::reliability::MeasureSummary;
use crate::report::{AngleSummary, Gait, LineKind, ReferenceLine, Report};

/// One measure, step by step.
pub(crate) struct StepsView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) svg: String,
    pub(crate) view_box: &'static str,
    pub(crate) numbers: NumbersView,
    /// The limits, and how far a single step is typically off, a sentence each.
    pub(crate) said: Vec<Sentence>,
}

/// A measure that is shown step by step.
struct Shown {
    measure: MeasureId,
    angle: Angle,
    /// Whether the angle's own error is that of a step's value; a difference of two values has another.
    has_error: bool,
}

const SHOWN: [Shown; 5] = [
    Shown { measure: MeasureId::FppaLoadingPeak, angle: Angle::Fppa, has_error: true },
    Shown { measure: MeasureId::FppaStairLowering, angle: Angle::Fppa, has_error: true },
    Shown { measure: MeasureId::StepDownFppaLowest, angle: Angle::Fppa, has_error: true },
    Shown {
        measure: MeasureId::PelvicObliquityMidStance,
        angle: Angle::PelvicObliquity,
        has_error: true,
    },
    Shown {
        measure: MeasureId::KneeFlexionLoadingExcursion,
        angle: Angle::KneeFlexion,
        has_error: false,
    },
];

pub(crate) fn view(report: &Report, t: Texts) -> Vec<StepsView> {
    let in_each = |shown| tasks_of(report, shown).map(move |task| (shown, task));
    SHOWN.iter().flat_map(in_each).filter_map(|(s, task)| steps(report, s, task, t)).collect()
}

/// The tasks that have a measure, once each.
fn tasks_of(report: &Report, shown: &Shown) -> impl Iterator<Item = Task> + use<> {
    let mut tasks: Vec<Task> = Vec::new();
    for measure in report.gait.measures.iter().filter(|m| m.measure == shown.measure) {
        if !tasks.contains(&measure.task) {
            tasks.push(measure.task);
        }
    }
    tasks.into_iter()
}

/// One step's value, with the places where it and its time stand in the report.
struct Step {
    side: Side,
    at: MomentLink,
    value: f64,
    value_at: String,
}

fn steps(report: &Report, shown: &Shown, task: Task, t: Texts) -> Option<StepsView> {
    let gait = &report.gait;
    let steps = in_time_order(gait, (shown.measure, task), t);
    steps.first()?;
    let lines: Vec<(usize, &ReferenceLine)> = gait
        .reference_lines
        .iter()
        .enumerate()
        .filter(|(_, l)| (l.measure, l.task) == (shown.measure, task))
        .collect();
    let errors = Side::BOTH.map(|side| error(report, shown, side));
    let marks: Vec<Mark> = steps.iter().map(|s| Mark { side: s.side, deg: s.value }).collect();
    let plot = StripPlot {
        marks: &marks,
        error_deg: [0, 1].map(|i| errors[i].as_ref().map(|e| e.1)),
        lines: &lines.iter().map(|(_, l)| *l).collect::<Vec<_>>(),
        look: look_of_step(shown.measure, shown.angle, t),
        along: t.key(match shown.measure.is_of_repetitions() {
            true => "page_gait.steps.repetition",
            false => "page_gait.steps.step",
        }),
    };
    let decimals = decimals_of(Unit::Degree);
    let has_steps = |side: Side| steps.iter().any(|s| s.side == side);
    Some(StepsView {
        id: plot_id(shown.measure.name(), task),
        title: of_task(gait, task, t.key(&format!("page_gait.steps.{}", shown.measure)), t),
        svg: strip::svg(&plot, t),
        view_box: strip::VIEW_BOX,
        said: limits(&lines, t)
            .into_iter()
            .chain([whiskers(&errors.map(|e| e.map(|e| e.0)), has_steps, t)])
            .collect(),
        numbers: numbers(&steps, decimals, t),
    })
}

fn in_time_order(gait: &Gait, (id, task): (MeasureId, Task), t: Texts) -> Vec<Step> {
    let mut all = Vec::new();
    let is_it = |m: &MeasureSummary| (m.measure, m.task) == (id, task);
    for (i, measure) in gait.measures.iter().enumerate().filter(|(_, m)| is_it(m)) {
        let Some(side) = measure.side else { continue };
        for (k, of) in measure.values.iter().enumerate() {
            let Some(at) = MomentLink::beginning(gait, id, of.cycle, "", t) else { continue };
            all.push(Step {
                side,
                at,
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
    let at = format!("/angles/{index}/error_deg");
    Some((Number::new(error_deg, decimals_of(Unit::Degree), at), error_deg))
}

/// A single step's typical error, of each leg that has steps.
fn whiskers(errors: &[Option<Number>; 2], has_steps: impl Fn(Side) -> bool, t: Texts) -> Sentence {
    let of = |side: Side| {
        let error = errors[side.index()].as_ref().filter(|_| has_steps(side))?;
        let said = t.say("page_gait.steps.error").with("side", t.side(side)).with("error", error);
        Some(said.to_string())
    };
    let all: Vec<String> = Side::BOTH.into_iter().filter_map(of).collect();
    match all.is_empty() {
        true => t.say("page_gait.steps.no_error"),
        false => {
            let all = Sentence::of_html(all.join(&t.drawn("page_player.error_separator")));
            t.say("page_gait.steps.whiskers").with("errors", &all)
        }
    }
}

/// From where on a value is borderline and unusual, in which direction: a sentence a limit.
fn limits(lines: &[(usize, &ReferenceLine)], t: Texts) -> Vec<Sentence> {
    let of_kind = |kind: LineKind| lines.iter().filter(move |(_, l)| l.kind == kind);
    let pairs = of_kind(LineKind::Borderline).zip(of_kind(LineKind::Limit));
    pairs.map(|(borderline, limit)| limit_words(*borderline, *limit, t)).collect()
}

fn limit_words(
    (at, borderline): (usize, &ReferenceLine),
    (limit_at, limit): (usize, &ReferenceLine),
    t: Texts,
) -> Sentence {
    let key = if limit.deg > borderline.deg { "above" } else { "below" };
    let deg = |index: usize, line: &ReferenceLine| {
        let at = format!("/gait/reference_lines/{index}/deg");
        Number::new(line.deg, decimals_of_limit(line.deg, 0), at)
    };
    let said = t
        .say(&format!("page_gait.steps.{key}"))
        .with("limit", &deg(limit_at, limit))
        .with("borderline", &deg(at, borderline));
    match limit.side {
        None => said,
        Some(side) => {
            let side = capitalised(t.side(side));
            t.say("page_gait.steps.of_leg").with("side", &side).with("line", &said)
        }
    }
}

fn numbers(steps: &[Step], decimals: usize, t: Texts) -> NumbersView {
    let row = |(number, step): (usize, &Step)| {
        let value = Some(Number::new(step.value, decimals, step.value_at.clone()));
        let is_left = step.side == Side::Left;
        NumbersRow {
            name: t.say("page_gait.steps.row_at").with("number", &number).with("moment", &step.at),
            cells: if is_left { vec![value, None] } else { vec![None, value] },
        }
    };
    NumbersView {
        head: Side::BOTH.map(|s| t.side(s).to_owned()).to_vec(),
        rows: (1..).zip(steps).map(row).collect(),
    }
}
