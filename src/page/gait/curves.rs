//! One plot an angle over the mean cycle: pelvis, hip, knee, ankle, trunk, segments.

use crate::anatomy::Side;
use crate::gait::{Angle, CycleCurve, GaitCycle, MeasureId, Task};
use crate::motion::Pass;
use crate::page::basics::number::Number;
use crate::page::gait::numbers::{self, NumbersView, Series};
use crate::page::plots::cycle::{self, CyclePlot, FootTimes, Level};
use crate::page::plots::ranges::look_of;
use crate::page::text::labels::{task_words, title_of};
use crate::report::{Gait, LineKind, NormBand, ReferenceLine, Report};
use crate::signal::mean;

/// One plot over the cycle.
pub(crate) struct CurveView {
    pub(crate) id: String,
    pub(crate) segment: &'static str,
    pub(crate) title: String,
    pub(crate) legs: Vec<LegView>,
    /// The leg that has no curve although it has strides, where the other one has.
    pub(crate) not_drawn: Option<&'static str>,
    /// Who is behind the grey band, or why there is none.
    pub(crate) norm: String,
    pub(crate) svg: String,
    pub(crate) view_box: &'static str,
    pub(crate) numbers: NumbersView,
}

/// One leg's curve in words.
pub(crate) struct LegView {
    pub(crate) side: &'static str,
    pub(crate) n: Number,
    /// Whether the other leg hid it in part.
    pub(crate) is_far: bool,
    pub(crate) low: Number,
    pub(crate) low_pct: usize,
    pub(crate) high: Number,
    pub(crate) high_pct: usize,
}

/// In the order in which clinicians read: from the pelvis down, then the trunk, then what the joints are made of.
/// The thigh is the hip against vertical.
const ROWS: [(&str, &[Angle]); 6] = [
    ("Pelvis", &[Angle::PelvicTilt, Angle::PelvicObliquity]),
    ("Hip", &[Angle::HipFlexionVertical, Angle::HipAdduction, Angle::HipFlexionTrunk]),
    ("Knee", &[Angle::KneeFlexion, Angle::Fppa]),
    ("Ankle", &[Angle::AnkleDorsiflexion]),
    ("Trunk", &[Angle::TrunkLeanForward, Angle::TrunkLeanRight]),
    ("Segments", &[Angle::Shank, Angle::FootPitch]),
];

pub(crate) fn view(report: &Report) -> Vec<CurveView> {
    let mut tasks: Vec<Task> = Vec::new();
    for curve in &report.gait.curves {
        if !tasks.contains(&curve.task) {
            tasks.push(curve.task);
        }
    }
    let several = tasks.len() > 1;
    tasks.into_iter().flat_map(|task| of_task(report, task, several)).collect()
}

fn of_task(report: &Report, task: Task, is_named: bool) -> Vec<CurveView> {
    let feet: Vec<FootTimes> =
        Side::BOTH.into_iter().filter_map(|s| foot_times(&report.gait, task, s)).collect();
    let named = |view: CurveView| match is_named {
        true => CurveView { title: format!("{} ({})", view.title, task_words(task)), ..view },
        false => view,
    };
    let row = |(segment, angles): (&'static str, &[Angle])| {
        let one = |angle: &Angle| curve(report, segment, (*angle, task), &feet).map(named);
        angles.iter().filter_map(one).collect::<Vec<_>>()
    };
    ROWS.into_iter().flat_map(row).collect()
}

/// A curve and the place where it stands in the report.
struct Placed<'a> {
    curve: &'a CycleCurve,
    at: String,
}

fn curve(
    report: &Report,
    segment: &'static str,
    (angle, task): (Angle, Task),
    feet: &[FootTimes],
) -> Option<CurveView> {
    let gait = &report.gait;
    let placed = placed(gait, angle, task);
    let drawn: Vec<&CycleCurve> = placed.iter().map(|p| p.curve).collect();
    drawn.first()?;
    let norm = gait.norms.iter().enumerate().find(|(_, n)| n.angle == angle);
    let norm = norm.filter(|_| task == Task::Walking);
    let is_drawn = |f: &&FootTimes| drawn.iter().any(|c| c.side == f.side);
    let plot = CyclePlot {
        look: look_of(angle),
        curves: &drawn,
        norm: norm.map(|(_, n)| n),
        feet: &feet.iter().filter(is_drawn).copied().collect::<Vec<_>>(),
        lines: &levels(gait, angle, task),
    };
    Some(CurveView {
        id: match task {
            Task::StairDescent => format!("{}-stairs", angle.column()),
            _ => angle.column().to_owned(),
        },
        segment,
        title: title(angle).to_owned(),
        legs: placed.iter().filter_map(|p| leg(report, p)).collect(),
        not_drawn: not_drawn(gait, task, &drawn),
        norm: norm.map_or_else(|| no_norm(task, angle).to_owned(), |(_, n)| norm_words(n)),
        svg: cycle::svg(&plot),
        view_box: cycle::VIEW_BOX,
        numbers: numbers(&placed, norm),
    })
}

/// The curves of an angle as they are drawn: pelvis and trunk seen from the front with the own side up.
fn placed(gait: &Gait, angle: Angle, task: Task) -> Vec<Placed<'_>> {
    let of = |curves: &'_ [CycleCurve], list: &str| {
        let is_it = |(_, c): &(usize, &CycleCurve)| (c.angle, c.task) == (angle, task);
        curves
            .iter()
            .enumerate()
            .filter(is_it)
            .map(|(i, _)| (i, format!("/gait/{list}/{i}")))
            .collect::<Vec<_>>()
    };
    let own = of(&gait.own_side_curves, "own_side_curves");
    let (curves, places) = match own.is_empty() {
        true => (&gait.curves, of(&gait.curves, "curves")),
        false => (&gait.own_side_curves, own),
    };
    places.into_iter().map(|(i, at)| Placed { curve: &curves[i], at }).collect()
}

/// What an angle is called as it is drawn.
pub(crate) fn title(angle: Angle) -> &'static str {
    match angle {
        Angle::PelvicObliquity => "Pelvis, own side up (obliquity)",
        Angle::TrunkLeanRight => "Trunk, lean toward the leg",
        _ => title_of(angle),
    }
}

fn leg(report: &Report, placed: &Placed<'_>) -> Option<LegView> {
    let curve = placed.curve;
    let series = mean_of(placed);
    let (low_pct, high_pct) = (series.peak_pct(-1.0)?, series.peak_pct(1.0)?);
    Some(LegView {
        side: curve.side.name(),
        n: Number::new(curve.n as f64, 0, format!("{}/n", placed.at)),
        is_far: curve.angle.is_sided() && is_always_far(report, curve.side),
        low: series.number(low_pct)?,
        low_pct,
        high: series.number(high_pct)?,
        high_pct,
    })
}

/// The leg that was seen too badly, where the other one was not.
fn not_drawn(gait: &Gait, task: Task, drawn: &[&CycleCurve]) -> Option<&'static str> {
    let walked = |side: Side| gait.cycles.iter().any(|c| c.side == side && is_of(gait, task, c));
    let missing = |side: &Side| walked(*side) && !drawn.iter().any(|c| c.side == *side);
    Side::BOTH.into_iter().find(missing).map(Side::name)
}

/// Whether a leg was behind the other one in every stride seen from the side.
fn is_always_far(report: &Report, side: Side) -> bool {
    let pass = |c: &GaitCycle| report.passes.get(c.pass);
    let mut seen = report.gait.cycles.iter().filter(|c| c.side == side).filter_map(pass).peekable();
    let is_far = |p: &Pass| p.view.near_side() == Some(side.opposite());
    seen.peek().is_some() && seen.all(is_far)
}

fn mean_of<'a>(placed: &Placed<'a>) -> Series<'a> {
    Series {
        head: placed.curve.side.name().to_owned(),
        deg: &placed.curve.mean_deg,
        at: format!("{}/mean_deg", placed.at),
    }
}

/// Mean and spread of each leg, and of the norm.
fn numbers(placed: &[Placed<'_>], norm: Option<(usize, &NormBand)>) -> NumbersView {
    let mut all = Vec::new();
    for one in placed {
        all.push(mean_of(one));
        all.push(Series {
            head: format!("{} sd", one.curve.side.name()),
            deg: &one.curve.sd_deg,
            at: format!("{}/sd_deg", one.at),
        });
    }
    if let Some((index, norm)) = norm {
        let at = |what: &str| format!("/gait/norms/{index}/{what}");
        all.push(Series { head: "usual".into(), deg: &norm.mean_deg, at: at("mean_deg") });
        all.push(Series { head: "usual sd".into(), deg: &norm.sd_deg, at: at("sd_deg") });
    }
    numbers::over_cycle(&all)
}

/// Whether a cycle is of a task.
fn is_of(gait: &Gait, task: Task, cycle: &GaitCycle) -> bool {
    gait.tasks.get(cycle.pass) == Some(&task)
}

/// When feet leave and land in a leg's cycles; `None` where the share of stance is not printed.
pub(crate) fn foot_times(gait: &Gait, task: Task, side: Side) -> Option<FootTimes> {
    let key = (MeasureId::StanceShare, task, Some(side));
    let stance = gait.measures.iter().find(|m| (m.measure, m.task, m.side) == key)?;
    let cycles = || gait.cycles.iter().filter(|c| c.side == side && is_of(gait, task, c));
    let share = |at: fn(&GaitCycle) -> f64| {
        mean(cycles().map(|c| 100.0 * (at(c) - c.start_s) / (c.end_s - c.start_s)))
    };
    let opposite_pct = [share(|c| c.opposite_foot_off_s), share(|c| c.opposite_contact_s)];
    let is_known = opposite_pct.iter().all(|p| p.is_finite());
    let times = FootTimes { side, off_pct: stance.mean, off_sd_pct: stance.sd, opposite_pct };
    is_known.then_some(times)
}

/// The limits and usual values that belong into an angle's plot, and over which part of the cycle.
fn levels(gait: &Gait, angle: Angle, task: Task) -> Vec<Level> {
    let level = |line: &ReferenceLine| {
        let over_pct = match line.measure {
            MeasureId::FppaLoadingPeak => [3.0, 30.0],
            MeasureId::FppaStairLowering => [40.0, 50.0],
            // own side up: the left leg's line is both legs'
            MeasureId::PelvicObliquityMidStance if line.side == Some(Side::Left) => [12.0, 31.0],
            MeasureId::KneeFlexionSwingPeak => [55.0, 80.0],
            MeasureId::KneeFlexionRange => [0.0, 30.0],
            _ => return None,
        };
        Some(Level { deg: line.deg, kind: line.kind, over_pct })
    };
    let shown =
        |l: &&ReferenceLine| (l.angle, l.task) == (angle, task) && l.kind != LineKind::Borderline;
    gait.reference_lines.iter().filter(shown).filter_map(level).collect()
}

fn norm_words(norm: &NormBand) -> String {
    format!("Grey: {} (Schwartz 2008), mean ± 1 sd; {}.", norm.population, norm.caveat)
}

/// Why an angle has no grey band.
fn no_norm(task: Task, angle: Angle) -> &'static str {
    match angle {
        Angle::Fppa => {
            "Read it in stance: in swing the knee is bent, and a bent knee seen from the front is no valgus. No norm curve \
            has been published for a phone's picture; the line is the limit."
        }
        Angle::HipFlexionTrunk => "No norm curve: laboratories measure the hip against the pelvis.",
        Angle::TrunkLeanForward | Angle::TrunkLeanRight => {
            "No norm curve: laboratories set the trunk's zero by markers."
        }
        Angle::Shank | Angle::FootPitch => "No norm curve: none is published with its spread.",
        Angle::PelvicObliquity | Angle::PelvicTilt | Angle::HipAdduction
            if task == Task::Walking =>
        {
            "No norm curve: the network's hip points follow the pelvis only in part."
        }
        _ => "No norm curve: none has been published for this task as numbers.",
    }
}
