//! Input that nobody can be trusted with: what the fuzzer does for hours, for a few seconds.

use crate::support::hostile::Damage;
use std::path::{Path, PathBuf};

#[path = "../../fuzz/readers.rs"]
mod readers;

/// Files of a folder, without those of truth.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.is_file() && !path.to_string_lossy().contains("truth.json"));
    files.sort();
    files
}

/// Reads each file whole and damaged; a panic fails the test.
fn read_all(folder: &str, read: fn(&[u8]), flips: u64) {
    let files = files(folder);
    assert!(files.len() >= 5, "{folder}");
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        read(&bytes);
        Damage::all(20, flips).for_each(|damage| read(&damage.done_to(&bytes)));
    }
}

#[test]
fn damaged_landmarks_of_other_tools_end_in_a_report_or_an_error() {
    read_all("fuzz/seeds/foreign", readers::foreign, 300);
}

#[test]
fn damaged_descriptions_truths_and_answers_end_in_an_error() {
    read_all("fuzz/seeds/texts", readers::texts, 2000);
}

#[test]
fn damaged_poses_end_in_a_report_or_an_error() {
    read_all("tests/fixtures", readers::poses, 6);
}
