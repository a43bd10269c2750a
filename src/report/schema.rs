//! JSON Schemas, from the same types that the documents are written from.

use crate::report::document::Report;
use crate::report::visit::VisitReport;
use crate::track::PoseSequence;
use schemars::schema_for;
use serde_json::Value;

/// The schema of `report.json`.
#[must_use]
pub fn report_schema() -> Value {
    schema_for!(Report).to_value()
}

/// The schema of `visit.json`.
#[must_use]
pub fn visit_schema() -> Value {
    schema_for!(VisitReport).to_value()
}

/// The schema of `poses.json`.
#[must_use]
pub fn poses_schema() -> Value {
    schema_for!(PoseSequence).to_value()
}
