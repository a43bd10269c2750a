//! Reports of one person, compared.

use crate::catalogue::{Catalogue, Text};
use crate::compare::change::{MeasureChange, changes};
use crate::compare::curve::{CurveThroughReports, curves};
use crate::compare::visit::Visit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the format of a comparison.
pub const COMPARISON_SCHEMA_VERSION: u32 = 1;

/// At most so many reports are compared.
pub const MOST_VISITS: usize = 4;

/// Reports of one person, compared.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Comparison {
    /// Version of this format.
    pub schema_version: u32,
    /// What this document is and is not.
    pub statement: Text,
    /// File names of the clips, in the order given: the first is the earliest.
    pub clips: Vec<String>,
    /// Why the reports may not be comparable.
    pub warnings: Vec<String>,
    /// Every measure that all reports have.
    pub measures: Vec<MeasureChange>,
    /// The mean curves that two reports or more have.
    pub curves: Vec<CurveThroughReports>,
    /// Findings whose status is not the same in all reports.
    pub findings: Vec<FindingChange>,
}

/// A finding through the reports.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct FindingChange {
    /// Which.
    pub id: String,
    /// Whose; absent where it belongs to both.
    pub side: Option<String>,
    /// Its status in each report; `absent` where it was not looked for.
    pub statuses: Vec<String>,
}

/// Compares reports, the earliest first.
#[must_use]
pub fn compare(visits: &[Visit]) -> Comparison {
    Comparison {
        schema_version: COMPARISON_SCHEMA_VERSION,
        statement: Catalogue::english().text("compare.statement").into(),
        clips: visits.iter().map(|v| v.clip.file_name.clone()).collect(),
        warnings: warnings(visits),
        measures: changes(visits),
        curves: curves(visits),
        findings: findings(visits),
    }
}

/// The schema of a comparison.
#[must_use]
pub fn comparison_schema() -> serde_json::Value {
    schemars::schema_for!(Comparison).to_value()
}

/// Differences between the reports that are not the person's.
fn warnings(visits: &[Visit]) -> Vec<String> {
    let warning = |(what, of): (&str, InWords)| {
        let all: Vec<String> = visits.iter().map(of).collect();
        let is_same = all.windows(2).all(|w| w[0] == w[1]);
        let key = format!("compare.differ.{what}");
        let values = all.join("; ");
        (!is_same).then(|| Catalogue::english().filled(&key, &[("values", &values)]))
    };
    DIFFERENCES.into_iter().filter_map(warning).collect()
}

/// Something about a report, in words.
type InWords = fn(&Visit) -> String;

/// What may differ, and how it is worded.
const DIFFERENCES: [(&str, InWords); 6] = [
    ("task", Visit::tasks_in_words),
    ("view", Visit::views_in_words),
    ("model", |v| v.model_name().to_owned()),
    ("scale", Visit::scale_in_words),
    ("stickers", Visit::stickers_in_words),
    ("version", |v| v.tool.version.clone()),
];

fn findings(visits: &[Visit]) -> Vec<FindingChange> {
    let mut keys: Vec<(String, Option<String>)> = Vec::new();
    for finding in visits.iter().flat_map(|v| &v.findings) {
        let key = (finding.id.clone(), finding.side.clone());
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let of = |(id, side): (String, Option<String>)| {
        let status = |v: &Visit| {
            let found = v.findings.iter().find(|f| f.id == id && f.side == side);
            found.map_or_else(|| "absent".to_owned(), |f| f.status.clone())
        };
        FindingChange {
            statuses: visits.iter().map(status).collect(),
            id: id.clone(),
            side: side.clone(),
        }
    };
    let changed = |f: &FindingChange| f.statuses.windows(2).any(|w| w[0] != w[1]);
    keys.into_iter().map(of).filter(changed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_difference_has_its_warning_and_none_is_spare() {
        assert_texts("compare.differ", &DIFFERENCES.map(|d| d.0));
    }
}
