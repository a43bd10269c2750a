//! Reports of one person, compared.

use crate::anatomy::Side;
use crate::catalogue::{Catalogue, Text};
use crate::compare::change::{MeasureChange, changes};
use crate::compare::curve::{CurveThroughReports, curves};
use crate::compare::described::warnings;
use crate::findings::{Finding, FindingId, Status};
use crate::report::Report;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the format of a comparison.
pub const COMPARISON_SCHEMA_VERSION: u32 = 2;

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
    pub id: FindingId,
    /// Whose; absent where it belongs to both.
    pub side: Option<Side>,
    /// Its status in each report; absent where it was not looked for.
    pub statuses: Vec<Option<Status>>,
}

/// Compares reports, the earliest first.
#[must_use]
pub fn compare(reports: &[Report]) -> Comparison {
    Comparison {
        schema_version: COMPARISON_SCHEMA_VERSION,
        statement: Catalogue::english().text("compare.statement").into(),
        clips: reports.iter().map(|r| r.clip.file_name.clone()).collect(),
        warnings: warnings(reports),
        measures: changes(reports),
        curves: curves(reports),
        findings: findings(reports),
    }
}

/// The schema of a comparison.
#[must_use]
pub fn comparison_schema() -> serde_json::Value {
    schemars::schema_for!(Comparison).to_value()
}

/// Every finding whose status changes, in the order in which the reports have them.
fn findings(reports: &[Report]) -> Vec<FindingChange> {
    let mut all: Vec<FindingChange> = Vec::new();
    for finding in reports.iter().flat_map(|r| &r.findings) {
        if !all.iter().any(|f| (f.id, f.side) == (finding.id, finding.side)) {
            all.push(through(reports, finding));
        }
    }
    all.retain(|f| f.statuses.windows(2).any(|w| w[0] != w[1]));
    all
}

/// A finding in every report.
fn through(reports: &[Report], finding: &Finding) -> FindingChange {
    let (id, side) = (finding.id, finding.side);
    let status =
        |r: &Report| r.findings.iter().find(|f| (f.id, f.side) == (id, side)).map(|f| f.status);
    FindingChange { id, side, statuses: reports.iter().map(status).collect() }
}
