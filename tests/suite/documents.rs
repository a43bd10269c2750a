//! The documents are read back as they were written.

use crate::support::assessed::Assessed;
use crate::support::walker::{Camera, USUAL, Walker};
use gaitline::assessment::{Assessment, assess, assess_visit};
use gaitline::compare::{Comparison, compare};
use gaitline::error::ReportFileError;
use gaitline::options::Options;
use gaitline::pipeline::read_report;
use gaitline::report::{REPORT_SCHEMA_VERSION, Report, VisitClip, VisitReport};
use serde::Serialize;
use serde::de::DeserializeOwned;

const CAMERAS: [Camera; 3] = [Camera::RightSide, Camera::LeftSide, Camera::Front];

fn report(camera: Camera) -> Report {
    Assessed::of(&Walker { camera, ..USUAL }.poses(), &Options::default()).report
}

/// What was written is read, and written again is the same.
fn assert_kept<T: Serialize + DeserializeOwned>(document: &T) {
    let written = serde_json::to_string(document).unwrap();
    let read: T = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
}

#[test]
fn every_document_is_read_back_as_it_was_written() {
    let options = Options::default();
    let sequences = CAMERAS.map(|camera| Walker { camera, ..USUAL }.poses());
    let assessed: Vec<Assessment> = sequences.iter().map(|s| assess(s, &options)).collect();
    let reports: Vec<Report> = CAMERAS.map(report).into();
    reports.iter().for_each(assert_kept);
    assert_kept::<Comparison>(&compare(&reports));
    let clips = (1..).zip(&sequences).zip(&assessed).map(|((number, sequence), one)| VisitClip {
        number,
        file_name: sequence.clip.file_name.clone(),
        sha256: String::new(),
        folder: format!("clips/{number}"),
        tasks: one.gait.tasks.clone(),
        views: one.motion.passes.iter().map(|p| p.view).collect(),
    });
    let visited = assess_visit(&assessed.iter().collect::<Vec<_>>(), &options);
    assert_kept(&VisitReport::build("visit", clips.collect(), Vec::new(), visited, &options));
}

#[test]
fn a_report_of_another_format_is_named_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.json");
    let mut json = serde_json::to_value(report(Camera::Front)).unwrap();
    std::fs::write(&path, json.to_string()).unwrap();
    assert_eq!(read_report(&path).unwrap().schema_version, REPORT_SCHEMA_VERSION);
    // of an earlier version only the number is known to be there
    json["schema_version"] = 1.into();
    json.as_object_mut().unwrap().remove("gait");
    std::fs::write(&path, json.to_string()).unwrap();
    let error = read_report(&path).unwrap_err();
    assert!(matches!(error, ReportFileError::OtherVersion { found: 1, .. }), "{error}");
    assert!(error.hint().contains("poses.json"));
}
