//! What a worker is asked to do, and what it tells: lines of JSON between the server and a process of its own.

use crate::app::desk::Desk;
use crate::app::store::data_folder::SINGLE_FILE;
use crate::app::store::record::{Exported, Kind, Problem, Record};
use crate::app::work::chosen::chosen;
use crate::app::work::problem::{problem, written};
use crate::options::Options;
use crate::pipeline::ClipPreview;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// From the server to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Order {
    /// The next thing to do.
    Do(Task),
    /// Nobody waits any more for what is under way.
    Stop,
}

/// What is to be done with an entry. Options are as the page gave them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Task {
    /// Stills of a clip, and what is recognised.
    Look { number: u32 },
    /// A clip: from the film, or from the poses of the last time.
    Analyse { number: u32, options: Map<String, Value>, from_poses: bool },
    /// One page of an analysed clip with everything inside.
    Export { number: u32, options: Map<String, Value>, blurred: Exported },
    /// Several analysed clips, each with its own options, as one visit.
    Visit { number: u32, options: Map<String, Value>, clips: Vec<(u32, Map<String, Value>)> },
    /// Several analysed clips, each with its name, the earliest first.
    Compare { number: u32, clips: Vec<(u32, String)> },
}

/// From the worker to the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Event {
    /// So many hundredths of the work are done.
    Share(u32),
    /// What a clip shows at first sight, as far as it is known.
    Known(Box<ClipPreview>),
    /// It is done, or why not.
    Ended(Result<(), Problem>),
}

impl Task {
    /// Of which entry.
    pub(super) fn number(&self) -> u32 {
        match self {
            Self::Look { number }
            | Self::Analyse { number, .. }
            | Self::Export { number, .. }
            | Self::Visit { number, .. }
            | Self::Compare { number, .. } => *number,
        }
    }

    /// The work that the record of an entry asks for.
    pub(super) fn of(desk: &Desk, number: u32, record: &Record) -> Result<Self, Problem> {
        let options = record.options.clone();
        Ok(match (&record.kind, record.exporting) {
            (Kind::Clip, Some(blurred)) => {
                let options = record.analysed_with.clone().unwrap_or(options);
                Self::Export { number, options, blurred }
            }
            (Kind::Clip, None) => {
                let from_poses = leave_only_what_stays(desk, number, record)?;
                Self::Analyse { number, options, from_poses }
            }
            (Kind::Visit { of }, _) => {
                let own = |clip: u32| desk.record(clip).and_then(|record| record.analysed_with);
                let clips = of.iter().map(|clip| (*clip, own(*clip).unwrap_or_default()));
                Self::Visit { number, options, clips: clips.collect() }
            }
            (Kind::Comparison { of }, _) => {
                let clips = of.iter().map(|clip| (*clip, name(desk, *clip)));
                Self::Compare { number, clips: clips.collect() }
            }
        })
    }
}

/// What decides which poses are found in a clip.
pub(super) fn read_as(options: &Options) -> Value {
    json!({ "model": options.model, "reading": options.reading })
}

/// Whatever happens to an analysis that begins, nothing is taken for what it is not. Whether the stored poses hold.
fn leave_only_what_stays(desk: &Desk, number: u32, record: &Record) -> Result<bool, Problem> {
    let folder = &desk.folder;
    let read_as = read_as(&chosen(&record.options)?.options);
    let poses = folder.results(number).join("poses.json");
    let can_stay = record.read_as.as_ref() == Some(&read_as) && poses.is_file();
    let _ = std::fs::remove_file(folder.beside(number, SINGLE_FILE)); // there may be none
    let kept = desk.change(number, |record| {
        record.exported = None;
        record.read_as = record.read_as.take().filter(|_| can_stay);
    });
    written(&folder.folder(number), kept).map_err(|e| problem(&e))?;
    Ok(can_stay)
}

/// What a clip is called in a comparison.
fn name(desk: &Desk, clip: u32) -> String {
    let label = desk.record(clip).map(|record| record.label).unwrap_or_default();
    if label.is_empty() { format!("#{clip}") } else { label }
}
