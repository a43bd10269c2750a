//! One plot an angle over the mean cycle: pelvis, hip, knee, ankle, trunk, segments.

use crate::anatomy::Side;
use crate::evidence::groups_in_words;
use crate::gait::{Angle, CycleCurve, GaitCycle, MeasureId, Task, Unit};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::{Number, decimals_of};
use crate::page::gait::numbers::{self, NumbersView, Series};
use crate::page::gait::tasks::{of_task, plot_id};
use crate::page::plots::cycle::{self, CyclePlot, FootTimes, Level, PlotSize};
use crate::page::plots::ranges::look_of;
use crate::page::text::labels::title_as_drawn;
use crate::page::text::texts::Texts;
use crate::report::{Gait, LineKind, NormBand, ReferenceLine, Report};
use crate::signal::mean;

/// One plot over the cycle.
pub(crate) struct CurveView {
    pub(crate) id: String,
    pub(crate) segment: &'static str,
    pub(crate) title: String,
    /// Each leg's curve in words, and the leg that has none although it has strides.
    pub(crate) legs: Vec<Sentence>,
    /// Who is behind the grey band, or why there is none.
    pub(crate) norm: String,
    pub(crate) svg: String,
    pub(crate) view_box: &'static str,
    /// The same for the first screen, of the angles that are read first.
    pub(crate) small: Option<SmallView>,
    pub(crate) numbers: NumbersView,
}

/// One small plot of the first screen.
#[derive(Clone)]
pub(crate) struct SmallView {
    /// Of the whole plot.
    pub(crate) id: String,
    pub(crate) title: String,
    /// Who is behind the grey bands, where there are some.
    pub(crate) norm: Option<String>,
    /// Who is behind the grey line, where there is one.
    pub(crate) adults: Option<String>,
    pub(crate) svg: String,
    pub(crate) view_box: &'static str,
}

/// The angles that are read first, from the side and from the front.
const FIRST: [Angle; 6] = [
    Angle::HipFlexionVertical,
    Angle::KneeFlexion,
    Angle::AnkleDorsiflexion,
    Angle::PelvicObliquity,
    Angle::Fppa,
    Angle::TrunkLeanRight,
];

/// In the order in which clinicians read: from the pelvis down, then the trunk, then what the joints are made of.
/// The thigh is the hip against vertical.
const ROWS: [(&str, &[Angle]); 6] = [
    ("pelvis", &[Angle::PelvicTilt, Angle::PelvicObliquity]),
    ("hip", &[Angle::HipFlexionVertical, Angle::HipAdduction, Angle::HipFlexionTrunk]),
    ("knee", &[Angle::KneeFlexion, Angle::Fppa]),
    ("ankle", &[Angle::AnkleDorsiflexion]),
    ("trunk", &[Angle::TrunkLeanForward, Angle::TrunkLeanRight]),
    ("segments", &[Angle::Shank, Angle::FootPitch]),
];

pub(crate) fn view(report: &Report, t: Texts) -> Vec<CurveView> {
    let mut tasks: Vec<Task> = Vec::new();
    for curve in &report.gait.curves {
        if !tasks.contains(&curve.task) {
            tasks.push(curve.task);
        }
    }
    tasks.into_iter().flat_map(|task| curves_of(report, task, t)).collect()
}

fn curves_of(report: &Report, task: Task, t: Texts) -> Vec<CurveView> {
    let feet: Vec<FootTimes> =
        Side::BOTH.into_iter().filter_map(|s| foot_times(&report.gait, task, s)).collect();
    let row = |(segment, angles): (&'static str, &[Angle])| {
        let one = |angle: &Angle| curve(report, segment, (*angle, task), &feet, t);
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
    t: Texts,
) -> Option<CurveView> {
    let gait = &report.gait;
    let placed = placed(gait, angle, task);
    let drawn: Vec<&CycleCurve> = placed.iter().map(|p| p.curve).collect();
    drawn.first()?;
    let norms = gait.norms.iter().enumerate();
    let norms: Vec<(usize, &NormBand)> =
        norms.filter(|(_, n)| n.angle == angle && task == Task::Walking).collect();
    let is_drawn = |f: &&FootTimes| drawn.iter().any(|c| c.side == f.side);
    let plot = CyclePlot {
        look: look_of(angle, t),
        curves: &drawn,
        norm: norms.first().map(|(_, n)| *n),
        adults: norms.get(1).map(|(_, n)| *n),
        feet: &feet.iter().filter(is_drawn).copied().collect::<Vec<_>>(),
        lines: &levels(gait, angle, task),
    };
    Some(CurveView {
        id: plot_id(angle.column(), task),
        segment: t.key(&format!("page_gait.segments.{segment}")),
        title: of_task(gait, task, title_as_drawn(t, angle), t),
        legs: placed
            .iter()
            .filter_map(|p| leg(report, p, t))
            .chain(not_drawn(gait, task, &drawn, t))
            .collect(),
        norm: match norms.is_empty() {
            true => no_norm(report, task, angle, t).to_owned(),
            false => norms_words(&plot, t),
        },
        svg: cycle::svg(&plot, PlotSize::Whole, t),
        view_box: PlotSize::Whole.view_box(),
        small: FIRST.contains(&angle).then(|| SmallView {
            id: plot_id(angle.column(), task),
            title: of_task(gait, task, title_as_drawn(t, angle), t),
            norm: plot.norm.map(|n| norm_in_short(n, "norm", t)),
            adults: plot.adults.map(|n| norm_in_short(n, "adults", t)),
            svg: cycle::svg(&plot, PlotSize::Small, t),
            view_box: PlotSize::Small.view_box(),
        }),
        numbers: numbers(&placed, &norms, t),
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

/// One leg's curve in words.
fn leg(report: &Report, placed: &Placed<'_>, t: Texts) -> Option<Sentence> {
    let curve = placed.curve;
    let series = mean_of(placed, t);
    let (low_pct, high_pct) = (series.peak_pct(-1.0)?, series.peak_pct(1.0)?);
    let said = t
        .say("page_gait.mean_stride.minimum_to_maximum")
        .with("side", &t.coloured(&curve.side))
        .with("low", &series.number(low_pct)?)
        .with("low_pct", &low_pct)
        .with("high", &series.number(high_pct)?)
        .with("high_pct", &high_pct)
        .with("n", &Number::new(curve.n as f64, 0, format!("{}/n", placed.at)));
    let is_far = curve.angle.is_sided() && report.is_always_far(curve.side);
    Some(match is_far {
        true => said.and(&t.say("page_gait.mean_stride.far_leg")),
        false => said,
    })
}

/// The leg that was seen too badly, where the other one was not.
fn not_drawn(gait: &Gait, task: Task, drawn: &[&CycleCurve], t: Texts) -> Option<Sentence> {
    let walked = |side: Side| gait.cycles.iter().any(|c| c.side == side && is_of(gait, task, c));
    let missing = |side: &Side| walked(*side) && !drawn.iter().any(|c| c.side == *side);
    let side = Side::BOTH.into_iter().find(missing)?;
    Some(t.say("page_gait.mean_stride.not_drawn").with("side", &t.coloured(&side)))
}

fn mean_of<'a>(placed: &Placed<'a>, t: Texts) -> Series<'a> {
    Series {
        head: t.side(placed.curve.side).to_owned(),
        decimals: decimals_of(Unit::Degree),
        deg: &placed.curve.mean_deg,
        at: format!("{}/mean_deg", placed.at),
    }
}

/// Mean and spread of each leg, and of the norms.
fn numbers(placed: &[Placed<'_>], norms: &[(usize, &NormBand)], t: Texts) -> NumbersView {
    let mut all = Vec::new();
    let decimals = decimals_of(Unit::Degree);
    let of_study = |key: &str, norm: &NormBand| {
        t.fill(&format!("page_gait.mean_stride.{key}"), &[("study", &norm.study)])
    };
    for one in placed {
        all.push(mean_of(one, t));
        all.push(Series {
            head: t.fill("page_gait.mean_stride.sd", &[("side", t.side(one.curve.side))]),
            deg: &one.curve.sd_deg,
            decimals,
            at: format!("{}/sd_deg", one.at),
        });
    }
    for (index, norm) in norms {
        let at = |what: &str| format!("/gait/norms/{index}/{what}");
        all.push(Series {
            head: of_study("reference", norm),
            deg: &norm.mean_deg,
            at: at("mean_deg"),
            decimals,
        });
        all.push(Series {
            head: of_study("reference_sd", norm),
            deg: &norm.sd_deg,
            at: at("sd_deg"),
            decimals,
        });
    }
    numbers::over_cycle(&all, t)
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
    let share = |at: fn(&GaitCycle) -> Option<f64>| {
        mean(cycles().filter(|c| c.is_whole()).filter_map(|c| Some(c.percent(at(c)?))))
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

/// Who was measured: people of a norm file in its own words.
fn who(norm: &NormBand, t: Texts) -> String {
    match norm.is_of_file() {
        true => norm.population.clone(),
        false => groups_in_words(&norm.groups, t.catalogue()),
    }
}

/// Who is behind the grey bands, or behind the line of adults.
fn norm_in_short(norm: &NormBand, which: &str, t: Texts) -> String {
    let population = who(norm, t);
    let places = [("population", &*population), ("study", &norm.study)];
    t.fill(&format!("page_gait.first.{which}"), &places)
}

fn norms_words(plot: &CyclePlot<'_>, t: Texts) -> String {
    let band = plot.norm.map(|n| norm_words(n, "band", t));
    let adults = plot.adults.map(|n| norm_words(n, "adults", t));
    [band, adults].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn norm_words(norm: &NormBand, which: &str, t: Texts) -> String {
    let population = who(norm, t);
    let caveat = t.key(&format!("evidence.caveats.{}", norm.caveat_id));
    let places = [("population", &*population), ("study", &norm.study), ("caveat", caveat)];
    t.fill(&format!("page_gait.norms.{which}"), &places)
}

/// Why an angle has no grey band.
fn no_norm(report: &Report, task: Task, angle: Angle, t: Texts) -> &'static str {
    let own = report.options.norms.as_ref().filter(|_| task == Task::Walking);
    let is_of_bone = !angle.is_of_hip_line(&report.passes);
    t.key(match angle {
        // of FPPA it is more important how to read it
        _ if own.is_some() && is_of_bone && angle != Angle::Fppa => "page_gait.norms.not_in_file",
        Angle::Fppa => "page_gait.norms.fppa",
        Angle::HipFlexionTrunk => "page_gait.norms.hip_flexion_trunk",
        Angle::TrunkLeanForward | Angle::TrunkLeanRight => "page_gait.norms.trunk",
        Angle::Shank | Angle::FootPitch => "page_gait.norms.segments",
        Angle::PelvicObliquity | Angle::PelvicTilt | Angle::HipAdduction
            if task == Task::Walking =>
        {
            "page_gait.norms.pelvis"
        }
        _ => "page_gait.norms.task",
    })
}
