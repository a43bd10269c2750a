//! What a finished analysis shows, for the list.

use crate::app::entry::Summary;
use crate::app::store::data_folder::DataFolder;
use crate::findings::Status;
use crate::pipeline::read_report;
use crate::report::Report;
use serde::Serialize;
use serde_json::Value;

/// That of an entry; `None` where it has no report.
pub(in crate::app) fn summary_of(folder: &DataFolder, number: u32) -> Option<Summary> {
    read_report(&folder.results(number).join("report.json")).ok().map(|report| summary(&report))
}

fn summary(report: &Report) -> Summary {
    let passes = report.told_passes();
    let flagged = report.findings.iter().filter(|finding| finding.status == Status::Flagged);
    Summary {
        tasks: named(passes.iter().filter_map(|(_, task)| task.as_ref())),
        views: named(passes.iter().map(|(pass, _)| &pass.view)),
        refused: named(report.gait.refused.iter()).pop(),
        flagged: flagged.count(),
        urgency: report.explained.red_flags.urgency,
    }
}

/// The ids of things, each once.
fn named<T: Serialize>(things: impl Iterator<Item = T>) -> Vec<Value> {
    let mut all = Vec::new();
    for id in things.filter_map(|thing| serde_json::to_value(thing).ok()) {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}
