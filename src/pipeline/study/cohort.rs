//! A study's records and reports to norms.

use crate::error::{AnalysisError, CohortError, StudyError};
use crate::evidence::NormEntries;
use crate::pipeline::atomic_write::write_whole;
use crate::pipeline::report_file::read_report;
use crate::pipeline::study::records;
use crate::report::Report;
use crate::study::{Cohort, CohortNorms, LEAST_PERSONS, Outcome, Record};
use std::collections::BTreeSet;
use std::path::Path;

/// The people of a study as norms: of the clips whose columns have all these values. The order in which the clips were
/// analysed changes nothing.
///
/// # Errors
/// When the folder holds no study, a record or report cannot be read, no clip is asked for, or there are too few people.
pub fn cohort_norms(study: &Path, only: &[(String, String)]) -> Result<CohortNorms, CohortError> {
    let records = records::read_all(study)?;
    are_columns(study, &records, only)?;
    let mut cohort = Cohort::default();
    for record in &records {
        match is_selected(record, only) {
            true => cohort.add(record, report(study, record)?.as_ref()),
            false => cohort.pass_over(),
        }
    }
    let norms = cohort.norms();
    if norms.left_out.not_selected == records.len() {
        return Err(CohortError::NobodySelected { folder: study.into() });
    }
    if norms.most_persons < LEAST_PERSONS {
        let most = norms.most_persons;
        return Err(CohortError::TooFewPersons {
            folder: study.into(),
            most,
            least: LEAST_PERSONS,
        });
    }
    match norms.entries == NormEntries::default() {
        true => Err(CohortError::NoSpread { folder: study.into() }),
        false => Ok(norms),
    }
}

/// Writes a norm file, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn write_norms(path: &Path, text: &str) -> Result<(), AnalysisError> {
    write_whole(path, text)
}

fn is_selected(record: &Record, only: &[(String, String)]) -> bool {
    only.iter().all(|asked| record.clip.columns.contains(asked))
}

/// Refuses a column that no clip has: a typing error would leave out everybody.
fn are_columns(
    study: &Path,
    records: &[Record],
    only: &[(String, String)],
) -> Result<(), CohortError> {
    let known: BTreeSet<&str> =
        records.iter().flat_map(|r| &r.clip.columns).map(|(name, _)| name.as_str()).collect();
    match only.iter().find(|(column, _)| !known.contains(column.as_str())) {
        Some((column, _)) => Err(CohortError::NoSuchColumn {
            folder: study.into(),
            column: column.clone(),
            known: known.into_iter().map(str::to_owned).collect(),
        }),
        None => Ok(()),
    }
}

fn report(study: &Path, record: &Record) -> Result<Option<Report>, StudyError> {
    match record.outcome {
        Outcome::Failed { .. } => Ok(None),
        Outcome::Analysed => {
            Ok(Some(read_report(&study.join(record.clip.folder()).join("report.json"))?))
        }
    }
}
