//! A study as a data set of Motion-BIDS, in a folder of its own.

use crate::error::StudyError;
use crate::pipeline::study::layout::BIDS;
use crate::pipeline::study::results::{read_text, results};
use crate::pipeline::study::staged::fill_folder;
use crate::study::{Bids, Record, Tracks};
use std::path::Path;

/// Makes the folder anew, as a whole.
pub(super) fn write_bids(study: &Path, records: &[Record]) -> Result<(), StudyError> {
    fill_folder(study, BIDS, |staging| {
        let mut bids = Bids::of(records);
        for record in records {
            let Some((report, _)) = results(study, record)? else { continue };
            let folder = study.join(record.clip.folder());
            let [positions, angles] = ["positions.csv", "angles.csv"].map(|file| folder.join(file));
            let (positions, angles) = (read_text(&positions)?, read_text(&angles)?);
            let tracks = Tracks { positions: &positions, angles: &angles };
            bids.clip(record, &report, tracks).iter().try_for_each(|file| write(staging, file))?;
        }
        bids.of_all(records).iter().try_for_each(|file| write(staging, file))
    })
}

fn write(folder: &Path, (path, text): &(String, String)) -> Result<(), StudyError> {
    let path = folder.join(path);
    let failed = |e: std::io::Error| StudyError::Write { path: path.clone(), why: e.to_string() };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    std::fs::write(&path, text).map_err(failed)
}
