//! What the page asks to be done.

use crate::app::desk::Desk;
use crate::app::http::problem_answer::ProblemAnswer;
use crate::app::store::record::{Exported, Kind, Phase, Record};
use crate::app::work::chosen::chosen;
use crate::compare::MOST_VISITS;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What nothing needs to be said of.
pub(super) type Done = Result<StatusCode, ProblemAnswer>;

/// The number of a new entry.
#[derive(Debug, Serialize)]
pub(super) struct Added {
    pub(super) number: u32,
}

type New = Result<(StatusCode, Json<Added>), ProblemAnswer>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    options: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labelled {
    label: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Together {
    #[serde(default)]
    label: String,
    clips: Vec<u32>,
    #[serde(default)]
    options: Map<String, Value>,
}

/// Longer names are no names.
const LONGEST_LABEL: usize = 200;

/// Clips of one visit.
const MOST_OF_A_VISIT: usize = 20;

/// A label without spaces around it and without characters that do something.
pub(super) fn label_of(given: &str) -> Result<String, ProblemAnswer> {
    let label: String = given.trim().chars().filter(|c| !c.is_control()).collect();
    match label.chars().count() <= LONGEST_LABEL {
        true => Ok(label),
        false => Err(ProblemAnswer::of(StatusCode::UNPROCESSABLE_ENTITY, "long_label")),
    }
}

/// Analyses an entry, anew where it was before.
pub(super) async fn analyse(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<u32>,
    Json(asked): Json<Asked>,
) -> Done {
    idle(&desk, number)?;
    chosen(&asked.options).map_err(ProblemAnswer::wrong)?;
    desk.queue(number, |record| record.options = asked.options)?;
    Ok(StatusCode::ACCEPTED)
}

/// Stops the work on an entry; what waits goes back to where it was.
pub(super) async fn cancel(State(desk): State<Arc<Desk>>, Path(number): Path<u32>) -> Done {
    desk.record(number).ok_or_else(ProblemAnswer::not_found)?;
    desk.cancel(number)?;
    Ok(StatusCode::ACCEPTED)
}

/// Gives an entry another label.
pub(super) async fn label(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<u32>,
    Json(given): Json<Labelled>,
) -> Done {
    let label = label_of(&given.label)?;
    desk.record(number).ok_or_else(ProblemAnswer::not_found)?;
    desk.change(number, |record| record.label = label)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes one page with everything in it.
pub(super) async fn export(
    State(desk): State<Arc<Desk>>,
    Path(number): Path<u32>,
    Json(asked): Json<Exported>,
) -> Done {
    let record = idle(&desk, number)?;
    if record.kind != Kind::Clip || record.analysed_with.is_none() {
        return Err(ProblemAnswer::not_now());
    }
    desk.queue(number, |record| record.exporting = Some(asked))?;
    Ok(StatusCode::ACCEPTED)
}

/// Deletes an entry with all its files.
pub(super) async fn delete(State(desk): State<Arc<Desk>>, Path(number): Path<u32>) -> Done {
    desk.record(number).ok_or_else(ProblemAnswer::not_found)?;
    if let Some(hidden) = desk.remove(number)? {
        // large films take a while; what is left the next start removes
        tokio::task::spawn_blocking(move || std::fs::remove_dir_all(hidden));
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Several clips as a visit.
pub(super) async fn visit(State(desk): State<Arc<Desk>>, Json(asked): Json<Together>) -> New {
    let clips = analysed(&desk, asked.clips.clone(), 1..=MOST_OF_A_VISIT)?;
    together(&desk, Kind::Visit { of: clips }, asked)
}

/// Several clips, one after the other.
pub(super) async fn comparison(State(desk): State<Arc<Desk>>, Json(asked): Json<Together>) -> New {
    let clips = analysed(&desk, asked.clips.clone(), 2..=MOST_VISITS)?;
    together(&desk, Kind::Comparison { of: clips }, asked)
}

fn together(desk: &Desk, kind: Kind, asked: Together) -> New {
    let label = label_of(&asked.label)?;
    chosen(&asked.options).map_err(ProblemAnswer::wrong)?;
    let number = desk.folder.new_entry()?;
    desk.folder.mark_added(number)?;
    let record = Record::new(kind, label, asked.options, Phase::Queued);
    desk.add(number, record)?;
    desk.queue(number, |_| ())?;
    Ok((StatusCode::CREATED, Json(Added { number })))
}

/// Clips that have results, each once.
fn analysed(
    desk: &Desk,
    clips: Vec<u32>,
    count: std::ops::RangeInclusive<usize>,
) -> Result<Vec<u32>, ProblemAnswer> {
    let has_results = |number: &u32| {
        let outputs = desk.folder.outputs(*number);
        desk.record(*number).is_some_and(|r| r.kind == Kind::Clip && r.analysed_with.is_some())
            && outputs.iter().any(|name| name == "report.json")
    };
    let is_once = (1..clips.len()).all(|i| !clips[..i].contains(&clips[i]));
    match count.contains(&clips.len()) && is_once && clips.iter().all(has_results) {
        true => Ok(clips),
        false => Err(ProblemAnswer::of(StatusCode::UNPROCESSABLE_ENTITY, "wrong_clips")),
    }
}

/// The record of an entry at which nobody works.
fn idle(desk: &Desk, number: u32) -> Result<Record, ProblemAnswer> {
    let record = desk.record(number).ok_or_else(ProblemAnswer::not_found)?;
    match record.phase {
        Phase::Queued | Phase::Analysing => Err(ProblemAnswer::not_now()),
        _ => Ok(record),
    }
}
