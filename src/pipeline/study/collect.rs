//! What is of all clips of a study, made from their records: tables, persons, description, manifest.

use crate::error::StudyError;
use crate::page::{PageSettings, key_measures, render_study_html};
use crate::pipeline::atomic_write::write_whole;
use crate::pipeline::json::json;
use crate::pipeline::study::bids_files::write_bids;
use crate::pipeline::study::lock::Lock;
use crate::pipeline::study::results::results;
use crate::pipeline::study::staged::fill_folder;
use crate::pipeline::study::table_files::TableFiles;
use crate::pipeline::study::{layout, manifest, records};
use crate::study::{
    ClipData, Leading, Methods, Outcome, Record, Results, StudyGroup, StudySummary, TABLES, Wide,
    dataset_description, dictionary, participants,
};
use std::path::Path;

/// What a study holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Collected {
    /// Clips in its tables.
    pub clips: usize,
    /// Clips without a report.
    pub failed: usize,
}

/// What is made of a study that not everybody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CollectSettings {
    /// Also as a data set of Motion-BIDS; a study that has one gets it anew in any case.
    pub bids: bool,
}

/// Makes the tables of a study anew, and the rest of what is of all clips. They depend on the clips' records only: the
/// same clips give the same bytes, in whatever order and by however many runs they were analysed.
///
/// # Errors
/// When the folder holds no study, a record or report cannot be read, or something cannot be written.
pub fn collect_study(study: &Path, settings: CollectSettings) -> Result<Collected, StudyError> {
    // a folder without records is left as it is
    records::read_all(study)?;
    let _lock = Lock::take(study, "collect")?;
    let records = records::read_all(study)?;
    let (summary, methods) = write_tables(study, &records)?;
    let group = StudyGroup::of(summary, &key_measures());
    write_whole(&study.join(layout::METHODS), methods.text(&group.counts))?;
    write_whole(&study.join(layout::CITATIONS), methods.bibliography())?;
    let page = render_study_html(&group, &PageSettings::default())?;
    write_whole(&study.join(layout::GROUP_PAGE), page)?;
    write_whole(&study.join(layout::GROUP), json("group.json", &group)?)?;
    write_whole(&study.join(layout::PARTICIPANTS), participants(&records))?;
    let description = format!("{:#}\n", dataset_description());
    write_whole(&study.join(layout::DESCRIPTION), description)?;
    if settings.bids || study.join(layout::BIDS).is_dir() {
        write_bids(study, &records)?;
    }
    manifest::write(study, &records)?;
    let failed = records.iter().filter(|r| r.outcome != Outcome::Analysed).count();
    Ok(Collected { clips: records.len(), failed })
}

/// Fills a folder beside the tables', which then takes its place as a whole; returns what is said of all clips.
fn write_tables(study: &Path, records: &[Record]) -> Result<(StudySummary, Methods), StudyError> {
    fill_folder(study, layout::TABLES, |staging| fill_tables(study, staging, records))
}

fn fill_tables(
    study: &Path,
    staging: &Path,
    records: &[Record],
) -> Result<(StudySummary, Methods), StudyError> {
    let leading = Leading::of(records);
    let mut files = Vec::new();
    for table in &TABLES {
        let columns = leading.columns().iter().cloned().chain((table.columns)()).collect();
        files.push(TableFiles::begin(staging, table.name, columns)?);
    }
    let mut wide = Wide::default();
    let mut summary = StudySummary::new(records);
    let mut methods = Methods::default();
    for record in records {
        let results = results(study, record)?;
        let results = results.as_ref().map(|(report, cycles)| Results { report, cycles });
        // a clip of which only poses were at hand has none
        let still = std::fs::read(study.join(record.clip.folder()).join(layout::STILL));
        let still = still.unwrap_or_default();
        let data = ClipData { record, results, still: &still };
        for (table, file) in TABLES.iter().zip(&mut files) {
            for row in table.rows.of(&data) {
                file.add(leading.cells(record).into_iter().chain(row).collect())?;
            }
        }
        wide.add(&data);
        summary.add(&data);
        methods.add(&data);
    }
    files.into_iter().try_for_each(TableFiles::end)?;
    write_wide(staging, &leading, &wide, records)?;
    write_dictionary(staging, &leading, &wide)?;
    Ok((summary, methods))
}

fn write_wide(
    folder: &Path,
    leading: &Leading,
    wide: &Wide,
    records: &[Record],
) -> Result<(), StudyError> {
    let columns = leading.columns().iter().cloned().chain(wide.columns()).collect();
    let mut file = TableFiles::begin(folder, "wide", columns)?;
    for (record, row) in records.iter().zip(wide.rows()) {
        file.add(leading.cells(record).into_iter().chain(row).collect())?;
    }
    file.end()
}

fn write_dictionary(folder: &Path, leading: &Leading, wide: &Wide) -> Result<(), StudyError> {
    let path = folder.join("dictionary.csv");
    let failed = |why: String| StudyError::Write { path: path.clone(), why };
    let mut csv = csv::Writer::from_path(&path).map_err(|e| failed(e.to_string()))?;
    csv.write_record(["table", "column", "cells", "meaning"]).map_err(|e| failed(e.to_string()))?;
    for row in dictionary(leading, wide) {
        csv.write_record(row).map_err(|e| failed(e.to_string()))?;
    }
    csv.flush().map_err(|e| failed(e.to_string()))
}
