//! One row a measure, task and side.

use crate::anatomy::Side;
use crate::catalogue::id_of;
use crate::gait::{MeasureId, Task};
use crate::reliability::{MeasureSummary, RefusedMeasure};
use crate::study::row::row;
use crate::study::tables::clip_data::Results;

row! {
    /// One measure of one side in one task.
    MeasureRow {
        /// What the person does.
        task: Text,
        /// The measure, with its unit at the end.
        measure: Text,
        /// Whose; empty where it belongs to both legs.
        side: Text,
        /// The unit in words.
        unit: Text,
        /// Mean over the strides; empty where it is refused.
        mean: Number,
        /// Lower end of the interval that holds the true mean 95 times of 100.
        ci95_low: Number,
        /// Upper end of that interval.
        ci95_high: Number,
        /// How many strides the mean is of.
        strides_n: Count,
        /// Standard deviation from stride to stride; empty for a single one.
        sd: Number,
        /// The same in percent of the mean; for times and lengths, from enough strides.
        variability_pct: Number,
        /// Standard deviation of the method's own error, which more strides do not remove.
        systematic_sd: Number,
        /// Smallest change between two clips that is more than error, where known.
        smallest_detectable_change: Number,
        /// How reliable a mean of so many strides is: good, low or insufficient.
        grade: Text,
        /// Key of the source of the error.
        error_source: Text,
        /// By what the points were seen: network or stickers.
        seen_by: Text,
        /// Why it is not printed, where it was found and is refused.
        refused: Text,
    }
}

/// The printed measures, then the refused ones.
pub(super) fn rows(clip: &Results<'_>) -> Vec<MeasureRow> {
    let report = clip.report;
    let printed = report.gait.measures.iter().map(printed);
    printed.chain(report.gait.refused_measures.iter().map(refused)).collect()
}

fn printed(measure: &MeasureSummary) -> MeasureRow {
    MeasureRow {
        mean: Some(measure.mean),
        ci95_low: measure.ci95.map(|ends| ends[0]),
        ci95_high: measure.ci95.map(|ends| ends[1]),
        strides_n: Some(measure.n),
        sd: measure.sd,
        variability_pct: measure.variability_pct,
        systematic_sd: Some(measure.systematic_sd),
        smallest_detectable_change: measure.mdc,
        grade: Some(id_of(&measure.grade)),
        error_source: Some(measure.error_source.to_string()),
        seen_by: Some(id_of(&measure.seen_by)),
        ..named(measure.task, measure.measure, measure.side)
    }
}

fn refused(measure: &RefusedMeasure) -> MeasureRow {
    MeasureRow {
        refused: Some(id_of(&measure.reason)),
        ..named(measure.task, measure.measure, measure.side)
    }
}

/// A row of which only is known whose it is.
fn named(task: Task, measure: MeasureId, side: Option<Side>) -> MeasureRow {
    let spec = measure.spec();
    MeasureRow {
        task: Some(task.name().to_owned()),
        measure: Some(spec.name.to_owned()),
        side: side.map(|side| side.name().to_owned()),
        unit: Some(spec.unit.name().to_owned()),
        ..MeasureRow::default()
    }
}
