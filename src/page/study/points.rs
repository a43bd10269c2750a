//! The clips of a study as points: each leads to its report.

use crate::anatomy::Side;
use crate::gait::{MeasureId, Task};
use crate::page::basics::address::percent_encoded;
use crate::page::basics::html::escaped;
use crate::study::{ClipSummary, StudyGroup, StudySummary};

/// A clip's value in a plot.
pub(super) struct Point<'a> {
    pub(super) clip: &'a ClipSummary,
    pub(super) value: f64,
}

impl Point<'_> {
    /// A mark that leads to the clip's report and names the clip.
    pub(super) fn linked(&self, mark: &str, said: &str) -> String {
        let id = escaped(&self.clip.id);
        let title = format!("<title>{id} {}</title>", escaped(said));
        match &self.clip.folder {
            Some(folder) => format!(r#"<a href="{}">{mark}{title}</a>"#, page(folder)),
            None => format!("<g>{mark}{title}</g>"),
        }
    }
}

/// The address of a clip's page, from that of the study.
pub(super) fn page(folder: &str) -> String {
    format!("{}/report.html", percent_encoded(folder.as_bytes()))
}

/// A measure in a task.
pub(super) type Key = (Task, MeasureId);

/// Every clip's value of a measure of a side, in the order of the clips.
pub(super) fn values(study: &StudySummary, key: Key, side: Option<Side>) -> Vec<Point<'_>> {
    let point = |clip| Some(Point { clip, value: ClipSummary::mean(clip, key.0, key.1, side)? });
    study.clips.iter().filter_map(point).collect()
}

/// The measures that enough clips have, task by task.
pub(super) fn keys(group: &StudyGroup) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for d in &group.distributions {
        let own = group.distributions.iter().filter(|o| (o.task, o.measure) == (d.task, d.measure));
        let has_enough = own.map(|o| o.n).sum::<usize>() >= LEAST_CLIPS;
        if has_enough && keys.last() != Some(&(d.task, d.measure)) {
            keys.push((d.task, d.measure));
        }
    }
    keys
}

/// Of fewer clips a distribution shows nothing.
const LEAST_CLIPS: usize = 3;
