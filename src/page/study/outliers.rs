//! Clips whose values lie far from those of the others: to be looked at first.

use crate::anatomy::Side;
use crate::page::basics::number::{Number, decimals_of};
use crate::page::study::points::{Key, page};
use crate::page::text::labels::{measure_words, task_words};
use crate::page::text::texts::Texts;
use crate::study::{Outlier, StudyGroup};

/// More would not be looked at one by one.
const MOST: usize = 30;

/// A row of the table.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) page: Option<String>,
    pub(super) measure: String,
    pub(super) side: Option<Side>,
    pub(super) value: Number,
    pub(super) middle: Number,
    pub(super) unit: &'static str,
    pub(super) sds: Number,
    pub(super) further: usize,
}

/// The farthest first.
pub(super) fn rows(group: &StudyGroup, t: Texts) -> Vec<Row> {
    let row = |(index, outlier): (usize, &Outlier)| {
        let clip = group.study.clips.iter().find(|clip| clip.id == outlier.clip_id);
        let decimals = decimals_of(outlier.measure.unit());
        let at = |name: &str| format!("/outliers/{index}/{name}");
        Row {
            id: outlier.clip_id.clone(),
            page: clip.and_then(|clip| clip.folder.as_deref()).map(page),
            measure: name((outlier.task, outlier.measure), t),
            side: outlier.side,
            value: Number::new(outlier.value, decimals, at("value")),
            middle: Number::new(outlier.median, decimals, at("median")),
            unit: measure_words(t, outlier.measure).unit,
            sds: Number::new(outlier.robust_sds, 1, at("robust_sds")),
            further: outlier.further,
        }
    };
    group.outliers.iter().take(MOST).enumerate().map(row).collect()
}

/// A measure's name with the task.
pub(super) fn name((task, measure): Key, t: Texts) -> String {
    let (label, task) = (measure_words(t, measure).label, task_words(t, task));
    t.fill("page_study.measure_in_task", &[("measure", label), ("task", task)])
}
