//! What the clips of a study say together: counts, distributions, and clips that lie far from the others.

use crate::anatomy::Side;
use crate::catalogue::id_of;
use crate::gait::{MeasureId, Task};
use crate::signal::{mad_sigma, median, rounded};
use crate::study::summary::{ClipOutcome, ClipSummary, StudySummary};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A value is far from the others by so many robust standard deviations.
///
/// # Source
/// Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993: 3.5.
const FAR_SIGMA: f64 = 3.5;

/// Of fewer clips it is not known what is usual.
const LEAST_CLIPS: usize = 10;

/// What the clips of a study say together: `group.json`, of which `group.html` is made.
#[derive(Debug, Clone, Serialize)]
pub struct StudyGroup {
    /// The clips and what they are divided by.
    #[serde(flatten)]
    pub study: StudySummary,
    /// What became of the clips.
    pub counts: Counts,
    /// How the measures that are read first spread over the clips.
    pub distributions: Vec<Distribution>,
    /// Clips with a value far from those of the others, the farthest first.
    pub outliers: Vec<Outlier>,
}

/// How many clips came to what.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Counts {
    /// All.
    pub clips: usize,
    /// Persons, as far as the user says whose a clip is.
    pub people: usize,
    /// With gait cycles, or repetitions of a step-down.
    pub analysed: usize,
    /// With a report that says why there are none.
    pub refused: usize,
    /// Without a report.
    pub failed: usize,
    /// By the reason why there is no gait.
    pub by_reason: BTreeMap<String, usize>,
    /// By the kind of error.
    pub by_error: BTreeMap<String, usize>,
    /// By what the camera did.
    pub by_camera: BTreeMap<String, usize>,
    /// By how much the worst note on the film matters.
    pub by_worst_note: BTreeMap<String, usize>,
    /// By the program, model and reader for whom the report is.
    pub by_maker: BTreeMap<String, usize>,
}

/// The means of a measure of a side over the clips of a division.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// What the person does.
    pub task: Task,
    /// The measure.
    pub measure: MeasureId,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// The clips' value in the column by which they are divided.
    pub division: String,
    /// How many clips have it.
    pub n: usize,
    /// Median of their means.
    pub median: f64,
}

/// The value of a clip that lies farthest from those of the other clips.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outlier {
    /// The clip.
    pub clip_id: String,
    /// What the person does.
    pub task: Task,
    /// The measure.
    pub measure: MeasureId,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// The mean of the clip.
    pub value: f64,
    /// The median of all clips.
    pub median: f64,
    /// Robust standard deviations of all clips from their median.
    pub robust_sds: f64,
    /// How many further values of the clip lie far from the others.
    pub further: usize,
}

impl StudyGroup {
    /// Of all clips of a study; `measures` are those that are read first.
    #[must_use]
    pub fn of(study: StudySummary, measures: &[MeasureId]) -> Self {
        let counts = Counts::of(&study);
        let mut distributions = Vec::new();
        let mut far: Vec<Outlier> = Vec::new();
        for task in Task::CYCLIC.into_iter().chain([Task::StepDown]) {
            for measure in measures {
                for side in [None, Some(Side::Left), Some(Side::Right)] {
                    let all = values(&study, (task, *measure, side));
                    distributions.extend(divided(&all, (task, *measure, side)));
                    far.extend(far_from_others(&all, (task, *measure, side)));
                }
            }
        }
        let outliers = one_of_each_clip(far);
        Self { study, counts, distributions, outliers }
    }
}

type Key = (Task, MeasureId, Option<Side>);

/// The clips that have a measure, with its mean.
fn values(study: &StudySummary, (task, measure, side): Key) -> Vec<(&ClipSummary, f64)> {
    let value = |clip| Some((clip, ClipSummary::mean(clip, task, measure, side)?));
    study.clips.iter().filter_map(value).collect()
}

fn divided(all: &[(&ClipSummary, f64)], (task, measure, side): Key) -> Vec<Distribution> {
    let divisions: BTreeSet<&str> = all.iter().map(|(clip, _)| clip.division.as_str()).collect();
    let of = |division: &str| {
        let own: Vec<f64> =
            all.iter().filter(|(clip, _)| clip.division == division).map(|(_, v)| *v).collect();
        let middle = rounded(median(own.iter().copied()), 4);
        let division = division.to_owned();
        Distribution { task, measure, side, division, n: own.len(), median: middle }
    };
    divisions.into_iter().map(of).collect()
}

fn far_from_others(all: &[(&ClipSummary, f64)], (task, measure, side): Key) -> Vec<Outlier> {
    if all.len() < LEAST_CLIPS {
        return Vec::new();
    }
    let middle = median(all.iter().map(|(_, v)| *v));
    let sigma = mad_sigma(all.iter().map(|(_, v)| *v), middle);
    let far = |(clip, value): &(&ClipSummary, f64)| {
        let robust_sds = (value - middle).abs() / sigma;
        (robust_sds.is_finite() && robust_sds > FAR_SIGMA).then(|| Outlier {
            clip_id: clip.id.clone(),
            task,
            measure,
            side,
            value: *value,
            median: rounded(middle, 4),
            robust_sds: rounded(robust_sds, 2),
            further: 0,
        })
    };
    all.iter().filter_map(far).collect()
}

/// The farthest value of each clip, and how many others it has.
fn one_of_each_clip(mut far: Vec<Outlier>) -> Vec<Outlier> {
    far.sort_by(|a, b| b.robust_sds.total_cmp(&a.robust_sds));
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    let mut outliers: Vec<Outlier> = Vec::new();
    for one in far {
        match place.get(&one.clip_id) {
            Some(&index) => outliers[index].further += 1,
            None => {
                place.insert(one.clip_id.clone(), outliers.len());
                outliers.push(one);
            }
        }
    }
    outliers
}

impl Counts {
    fn of(study: &StudySummary) -> Self {
        let mut counts = Self { clips: study.clips.len(), ..Self::default() };
        let people: BTreeSet<&str> =
            study.clips.iter().filter_map(|clip| clip.subject.as_deref()).collect();
        counts.people = people.len();
        let add = |all: &mut BTreeMap<String, usize>, what: String| {
            *all.entry(what).or_default() += 1;
        };
        for clip in &study.clips {
            match &clip.outcome {
                ClipOutcome::Analysed => counts.analysed += 1,
                ClipOutcome::Refused { reason } => {
                    counts.refused += 1;
                    add(&mut counts.by_reason, reason.clone());
                }
                ClipOutcome::Failed { error, .. } => {
                    counts.failed += 1;
                    add(&mut counts.by_error, error.clone());
                }
            }
            if let Some(quality) = &clip.quality {
                add(&mut counts.by_camera, quality.camera.as_ref().map_or_else(String::new, id_of));
                let note = quality.worst_note.as_ref().map_or_else(|| "none".to_owned(), id_of);
                add(&mut counts.by_worst_note, note);
            }
            if let Some(made_by) = &clip.made_by {
                add(&mut counts.by_maker, made_by.clone());
            }
        }
        counts
    }
}
