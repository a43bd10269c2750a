//! One row a gait cycle, with a column for every measure that has a value for each stride.

use crate::catalogue::id_of;
use crate::gait::{MeasureId, Task};
use crate::report::Report;
use crate::study::cell::{Cell, Column, Kind};
use crate::study::row::{Row, row};
use crate::study::tables::clip_data::Results;

row! {
    /// One gait cycle.
    StrideRow {
        /// Number of the cycle in the clip, from 0.
        cycle: Count,
        /// Whose.
        side: Text,
        /// What the person does.
        task: Text,
        /// Number of the pass, from 0: a stretch in which the person goes one way.
        pass: Count,
        /// From where the person is seen.
        view: Text,
        /// Whether it was seen from contact to contact.
        is_whole: Flag,
        /// Initial contact, in seconds of real time after the clip's first frame; empty where it was not seen.
        initial_contact_s: Number,
        /// The other foot leaves the ground.
        opposite_foot_off_s: Number,
        /// The other foot's initial contact.
        opposite_initial_contact_s: Number,
        /// This foot leaves the ground.
        foot_off_s: Number,
        /// The next initial contact.
        next_initial_contact_s: Number,
    }
}

/// Every measure, in the order of the reports. Values of the step-down test belong to repetitions, not to strides.
fn measures() -> impl Iterator<Item = MeasureId> {
    MeasureId::all().filter(|id| Task::CYCLIC.iter().any(|task| id.spec().tasks.has(*task)))
}

pub(super) fn columns() -> Vec<Column> {
    let of = |id: MeasureId| Column {
        name: id.spec().name.to_owned(),
        kind: Kind::Number,
        what: "This measure's value in this stride; empty where it was not measured.".to_owned(),
    };
    StrideRow::columns().into_iter().chain(measures().map(of)).collect()
}

pub(super) fn rows(clip: &Results<'_>) -> Vec<Vec<Cell>> {
    let report = clip.report;
    let row = |number: usize| {
        let values = measures().map(|id| value(report, id, number).into());
        stride(report, number).cells().into_iter().chain(values).collect()
    };
    (0..report.gait.cycles.len()).map(row).collect()
}

fn stride(report: &Report, number: usize) -> StrideRow {
    let cycle = &report.gait.cycles[number];
    let view = report.passes.get(cycle.pass).map(|pass| pass.view);
    StrideRow {
        cycle: Some(number),
        side: Some(cycle.side.name().to_owned()),
        task: report.gait.tasks.get(cycle.pass).map(|task| task.name().to_owned()),
        pass: Some(cycle.pass),
        view: view.map(|view| id_of(&view)),
        is_whole: Some(cycle.is_whole()),
        initial_contact_s: cycle.contact_s(),
        opposite_foot_off_s: cycle.opposite_foot_off_s,
        opposite_initial_contact_s: cycle.opposite_contact_s,
        foot_off_s: cycle.foot_off_s,
        next_initial_contact_s: cycle.next_contact_s(),
    }
}

fn value(report: &Report, id: MeasureId, cycle: usize) -> Option<f64> {
    let own = report.gait.measures.iter().filter(|m| m.measure == id && m.task != Task::StepDown);
    own.flat_map(|m| &m.values).find(|v| v.cycle == cycle).map(|v| v.value)
}
