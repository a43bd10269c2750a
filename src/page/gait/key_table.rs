//! The first screen's table: what is read first of each leg, against what is usual, and what became of the findings
//! that rest on it.

use crate::anatomy::Side;
use crate::evidence::limits::LEAST_CYCLES;
use crate::findings::{Against, Compared, Finding, FindingId, Status};
use crate::gait::{MeasureId, OwnSide, Unit};
use crate::page::basics::grouped::grouped;
use crate::page::basics::html::Sentence;
use crate::page::basics::number::{Number, decimals_of_limit};
use crate::page::gait::table::{self, Key, Row};
use crate::page::gait::tasks::of_task;
use crate::page::text::finding_words::{status_class, status_words};
use crate::page::text::labels::measure_words;
use crate::page::text::texts::Texts;
use crate::report::Report;

/// The first screen's table.
pub(crate) struct KeyTable {
    pub(crate) rows: Vec<KeyRow>,
    /// Who the usual ranges are of, by letter.
    pub(crate) populations: Vec<(char, String)>,
    /// What the signs mean that the table has.
    pub(crate) signs: Vec<String>,
}

/// One line of it.
pub(crate) struct KeyRow {
    pub(crate) name: String,
    pub(crate) row: Row,
    /// Of the left leg and of the right one; of a measure of both legs the first.
    pub(crate) statuses: [Option<StatusView>; 2],
    /// The usual value and the limits of its findings, where no usual range is known.
    pub(crate) limits: Option<Sentence>,
}

/// What became of the findings that rest on a measure of a leg: the most unusual one counts.
pub(crate) struct StatusView {
    /// `flagged`, `borderline`, `within` or `not_assessable`: names a colour.
    pub(crate) class: &'static str,
    pub(crate) words: &'static str,
    /// Where on the page the finding stands, if it does.
    pub(crate) anchor: Option<String>,
}

use FindingId as F;
use MeasureId as M;

/// What is read first, with the findings that rest on it. A clip has those that its view and task show.
const ROWS: &[(MeasureId, &[FindingId])] = &[
    (M::WalkingSpeed, &[F::SlowWalking]),
    (M::WalkingSpeedHeights, &[F::SlowWalking]),
    (M::Cadence, &[]),
    (M::StepTime, &[F::StepTimeAsymmetry]),
    (M::StanceShare, &[F::ShortenedStance]),
    (M::StepLength, &[F::StepLengthAsymmetry]),
    (M::StepLengthHeights, &[F::StepLengthAsymmetry]),
    (M::StepWidth, &[F::NarrowSteps, F::WideSteps]),
    (M::StepWidthHeights, &[F::NarrowSteps, F::WideSteps]),
    (M::StairLoweringTime, &[F::FastLowering]),
    (M::StairLoweringKneeFlexion, &[]),
    (M::StairLoweringKneeVelocity, &[]),
    (M::StairRaisingKneeFlexion, &[]),
    (M::PelvicObliquityMidStance, &[F::ContralateralPelvicDrop]),
    (M::PelvicObliquitySwingMean, &[F::HipHike]),
    (M::HipAdductionStancePeak, &[]),
    (M::HipFlexionMinimum, &[F::ThighExtensionLoss, F::ThighExtensionAsymmetry]),
    (M::HipFlexionRange, &[]),
    (M::KneeFlexionAtContact, &[]),
    (
        M::KneeFlexionLoadingExcursion,
        &[F::LoadingFlexionAbsent, F::LoadingFlexionExcessive, F::LoadingFlexionAsymmetry],
    ),
    (M::KneeFlexionStanceMinimum, &[F::KneeHyperextension, F::FlexedStance]),
    (M::KneeFlexionSwingPeak, &[F::ReducedSwingKneeFlexion, F::SwingKneeAsymmetry]),
    (M::FppaLoadingPeak, &[F::KneeValgus]),
    (M::FppaStairLowering, &[F::KneeValgus]),
    (M::StepDownFppaLowest, &[F::KneeValgus]),
    (M::StepDownKneeFlexionLowest, &[]),
    (M::StepDownTrunkLeanRightLowest, &[]),
    (M::Circumduction, &[F::Circumduction]),
    (M::AnkleDorsiflexionStancePeak, &[F::ReducedDorsiflexion]),
    (M::TrunkLeanForwardMean, &[F::ForwardTrunkLean]),
    (M::TrunkLeanRightStanceMean, &[F::LateralTrunkLean]),
];

/// What is read first only where it is unusual.
const ROWS_OF_UNUSUAL: &[(MeasureId, &[FindingId])] = &[
    (M::HeelRise, &[F::EarlyHeelRise]),
    (M::TrunkLeanForwardLoadingChange, &[F::BackwardTrunkLean]),
    (M::HipRiseSingleSupport, &[F::Vaulting]),
    (M::HandOnThigh, &[F::HandOnThigh]),
];

/// What is read first, whatever a clip shows of it.
pub(crate) fn measures() -> Vec<MeasureId> {
    ROWS.iter().map(|(measure, _)| *measure).collect()
}

pub(crate) fn view(report: &Report, t: Texts) -> KeyTable {
    let gait = &report.gait;
    let populations = table::populations(gait);
    let mut rows: Vec<KeyRow> = keys(report)
        .map(|(key, findings)| KeyRow {
            name: of_task(gait, key.1, name(key.0, t), t),
            row: table::row(gait, key, &populations, t),
            statuses: statuses(report, key, findings, t),
            limits: limits(report, key, t),
        })
        .collect();
    if rows.is_empty() {
        rows.extend(table::standing_rows(gait, t).into_iter().map(bare));
    }
    let is_used = |letter: char| rows.iter().flat_map(|r| &r.row.usual).any(|u| u.letter == letter);
    let words = |id: &str| table::population(gait, id, t);
    let populations = populations.into_iter().filter(|(letter, _)| is_used(*letter));
    KeyTable {
        populations: populations.map(|(letter, id)| (letter, words(id))).collect(),
        signs: signs(&rows, t),
        rows,
    }
}

/// What the table's signs mean, where it has them.
fn signs(rows: &[KeyRow], t: Texts) -> Vec<String> {
    let least = LEAST_CYCLES.to_string();
    let is_not_assessable = |s: &StatusView| s.words == t.key("page_gait.first.not_assessable");
    let has_gap = rows.iter().flat_map(|r| r.statuses.iter().flatten()).any(is_not_assessable);
    let cells = |r: &'_ KeyRow| {
        [&r.row.both, &r.row.left, &r.row.right].into_iter().flatten().any(|c| !c.note.is_empty())
    };
    let too_few =
        rows.iter().any(cells).then(|| t.fill("page_gait.first.too_few", &[("least", &least)]));
    let gap = has_gap.then(|| t.key("page_gait.first.not_assessable_note").to_owned());
    [too_few, gap].into_iter().flatten().collect()
}

/// The rows that the clip has, task by task.
fn keys(report: &Report) -> impl Iterator<Item = (Key, &'static [FindingId])> {
    let measures = &report.gait.measures;
    let tasks = grouped(measures.iter().map(|m| (m.task, ()))).into_iter().map(|(task, _)| task);
    tasks.flat_map(move |task| {
        let is_measured =
            move |id: MeasureId| measures.iter().any(|m| (m.measure, m.task) == (id, task));
        let is_unusual = |ids: &[FindingId]| {
            report.findings.iter().any(|f| ids.contains(&f.id) && f.status >= Status::Borderline)
        };
        let of_unusual = ROWS_OF_UNUSUAL.iter().filter(move |(_, ids)| is_unusual(ids));
        let rows = ROWS.iter().chain(of_unusual).filter(move |(id, _)| is_measured(*id));
        rows.map(move |(id, findings)| ((*id, task), *findings))
    })
}

/// What a measure is called where there is little room.
fn name(id: MeasureId, t: Texts) -> &'static str {
    match id {
        M::HipFlexionMinimum => t.key("page_gait.first.hip_minimum"),
        M::HipFlexionRange => t.key("page_gait.first.hip_range"),
        M::KneeFlexionLoadingExcursion => t.key("page_gait.first.knee_loading"),
        M::KneeFlexionStanceMinimum => t.key("page_gait.first.knee_minimum"),
        M::TrunkLeanRightStanceMean => t.key("page_gait.first.trunk_lean"),
        M::TrunkLeanForwardLoadingChange => t.key("page_gait.first.trunk_loading"),
        _ => measure_words(t, id).label,
    }
}

/// A line of which nothing is judged.
fn bare(row: Row) -> KeyRow {
    KeyRow { name: row.name.clone(), row, statuses: [None, None], limits: None }
}

/// Of a measure of both legs the more unusual status counts.
fn statuses(
    report: &Report,
    key: Key,
    findings: &[FindingId],
    t: Texts,
) -> [Option<StatusView>; 2] {
    let is_of_both =
        !report.gait.measures.iter().any(|m| (m.measure, m.task) == key && m.side.is_some());
    let is_single = |is_of_leg: &dyn Fn(Option<Side>) -> bool| {
        let mut own = report.gait.measures.iter().filter(|m| (m.measure, m.task) == key);
        own.any(|m| is_of_leg(m.side) && m.n < LEAST_CYCLES)
    };
    let of = |is_of_leg: &dyn Fn(Option<Side>) -> bool| {
        let is_single = is_single(is_of_leg);
        let is_it =
            |f: &Finding| findings.contains(&f.id) && f.task == Some(key.1) && is_of_leg(f.side);
        let all = report.findings.iter().enumerate().filter(|(_, f)| is_it(f));
        all.max_by_key(|(_, f)| f.status).map(|(index, f)| status(index, f, is_single, t))
    };
    match is_of_both {
        true => [of(&|_| true), None],
        false => Side::BOTH.map(|side| of(&|of| of.is_none_or(|s| s == side))),
    }
}

/// A value of a single stride is shown, and not judged.
fn status(index: usize, finding: &Finding, is_single: bool, t: Texts) -> StatusView {
    let is_told = finding.status >= Status::Borderline;
    StatusView {
        class: status_class(finding.status),
        words: match finding.status {
            Status::NotAssessable if is_single => t.key("page_gait.first.seen_once"),
            Status::NotAssessable => t.key("page_gait.first.not_assessable"),
            status => status_words(t, status),
        },
        anchor: is_told.then(|| format!("finding-{index}")),
    }
}

/// `60 (limit 45)`: of the comparisons in which the measure itself, in degrees, is held against a limit.
fn limits(report: &Report, key: Key, t: Texts) -> Option<Sentence> {
    let is_it = |c: &Compared| {
        c.measure == key.0 && c.against == Against::Limit && key.0.unit() == Unit::Degree
    };
    let mut known: Vec<(&Compared, String)> = Vec::new();
    for (i, finding) in report.findings.iter().enumerate().filter(|(_, f)| f.task == Some(key.1)) {
        for (j, compared) in finding.comparisons.iter().enumerate().filter(|(_, c)| is_it(c)) {
            if !known.iter().any(|(k, _)| k.flag == compared.flag) {
                known.push((compared, format!("/findings/{i}/comparisons/{j}")));
            }
        }
    }
    let (first, at) = known.first()?;
    let number = |value: f64, at: String| Number::new(value, decimals_of_limit(value, 0), at);
    let flags: Vec<String> =
        known.iter().map(|(c, at)| number(c.flag, format!("{at}/flag")).to_string()).collect();
    let said = match key.0.spec().own_side {
        OwnSide::Anatomical => t.say("page_gait.first.limit"),
        _ => t.say("page_gait.first.limit_of_own_side"),
    };
    let flags = Sentence::of_html(flags.join(&t.drawn("page_gait.first.limit_separator")));
    let usual = number(first.usual, format!("{at}/usual"));
    Some(said.with("usual", &usual).with("limits", &flags))
}
