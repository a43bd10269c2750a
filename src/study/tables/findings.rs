//! One row a pattern and side.

use crate::catalogue::id_of;
use crate::findings::{Compared, Finding};
use crate::study::row::row;
use crate::study::tables::clip_data::Results;

row! {
    /// One pattern of one side.
    FindingRow {
        /// What the person does; empty where no task was judged.
        task: Text,
        /// The pattern.
        finding: Text,
        /// Whose; empty where it belongs to both legs.
        side: Text,
        /// within, borderline, flagged or not_assessable.
        status: Text,
        /// Why it cannot be assessed.
        not_assessable_reason: Text,
        /// The measure that decided, with its unit at the end.
        measure: Text,
        /// With what it was compared: limit, other_leg (then it is a difference) or standing (then it is a change).
        compared_with: Text,
        /// Its value.
        value: Number,
        /// Lower end of its 95 % interval.
        ci95_low: Number,
        /// Upper end of its 95 % interval.
        ci95_high: Number,
        /// The usual value.
        usual: Number,
        /// The limit from which it is borderline.
        borderline_limit: Number,
        /// The limit from which it may be flagged.
        flag_limit: Number,
        /// Key of the limit's source.
        limit_source: Text,
        /// In how many strides it is beyond the borderline.
        strides_beyond_n: Count,
        /// Of how many strides.
        strides_n: Count,
        /// How many single events of it were seen, where it is one of events.
        events_n: Count,
        /// How many steps were looked at for events.
        steps_n: Count,
    }
}

pub(super) fn rows(clip: &Results<'_>) -> Vec<FindingRow> {
    clip.report.findings.iter().map(row).collect()
}

fn row(finding: &Finding) -> FindingRow {
    let decided: Option<&Compared> = finding.comparisons.first();
    let steps = finding.steps;
    FindingRow {
        task: finding.task.map(|task| task.name().to_owned()),
        finding: Some(id_of(&finding.id)),
        side: finding.side.map(|side| side.name().to_owned()),
        status: Some(id_of(&finding.status)),
        not_assessable_reason: finding.not_assessable.as_ref().map(|why| id_of(&why.reason)),
        measure: decided.map(|c| c.measure.spec().name.to_owned()),
        compared_with: decided.map(|c| id_of(&c.against)),
        value: decided.map(|c| c.value),
        ci95_low: decided.and_then(|c| c.ci95).map(|ends| ends[0]),
        ci95_high: decided.and_then(|c| c.ci95).map(|ends| ends[1]),
        usual: decided.map(|c| c.usual),
        borderline_limit: decided.map(|c| c.borderline),
        flag_limit: decided.map(|c| c.flag),
        limit_source: decided.map(|c| c.source.to_string()),
        strides_beyond_n: decided.map(|c| c.seen.n),
        strides_n: decided.map(|c| c.seen.of),
        events_n: steps.map(|_| finding.events.len()),
        steps_n: steps,
    }
}
