//! Small inputs that once went wrong: `../shared/clips/cases`. Each stands for a kind.

use crate::support::{gaitline, has_models, shared_file, stderr};
use serde_json::Value;
use std::path::Path;

/// The report and the angles of a case; `None` where it is not there.
fn analysed(name: &str) -> Option<(Value, String)> {
    let case = shared_file(name)?;
    let out = tempfile::tempdir().unwrap();
    let [case, folder] = [case.to_str().unwrap(), out.path().to_str().unwrap()];
    let done = gaitline(&["analyze", case, "--out", folder, "--quiet"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let folders: Vec<_> =
        std::fs::read_dir(out.path()).unwrap().map(|e| e.unwrap().path()).collect();
    let read = |file: &Path| std::fs::read_to_string(file).unwrap();
    let report = read(&folders[0].join("report.json"));
    Some((serde_json::from_str(&report).unwrap(), read(&folders[0].join("angles.csv"))))
}

/// All values of the columns whose name contains a word.
fn column_values(csv: &str, word: &str) -> Vec<f64> {
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let wanted = |i: &usize| header[*i].contains(word);
    let columns: Vec<usize> = (0..header.len()).filter(wanted).collect();
    let values = lines.flat_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        columns.iter().filter_map(|&i| cells.get(i)?.parse().ok()).collect::<Vec<f64>>()
    });
    values.collect()
}

#[test]
fn a_person_seen_obliquely_from_behind_has_no_frontal_angles_in_any_file() {
    let Some((report, angles)) = analysed("real_panning_phone.poses.json") else { return };
    let passes = report["passes"].as_array().unwrap();
    let views: Vec<&str> = passes.iter().map(|p| p["view"].as_str().unwrap()).collect();
    assert_eq!(views, ["right_side", "oblique"]);
    for frontal in ["fppa", "hip_adduction", "pelvic_obliquity", "trunk_lean_right"] {
        assert_eq!(column_values(&angles, frontal), [] as [f64; 0], "{frontal}");
    }
    let findings = report["findings"].as_array().unwrap();
    let gives_way = |f: &&Value| f["id"] == "buckling" && f["status"] == "flagged";
    assert_eq!(findings.iter().find(gives_way), None, "a longer step has lower hips");
    assert!(column_values(&angles, "ankle").iter().all(|deg| (-75.0..=45.0).contains(deg)));
}

#[test]
fn a_stride_a_leg_is_shown_with_its_interval_and_the_crossing_makes_no_false_bend() {
    let Some((report, _)) = analysed("real_side_60fps_short.poses.json") else { return };
    let measures = report["gait"]["measures"].as_array().unwrap();
    let of = |name: &str| {
        let is_it = |m: &&Value| m["name"] == name && m["side"] == "left";
        measures.iter().find(is_it).unwrap_or_else(|| panic!("no {name}"))
    };
    // by eye 5 to 8 degrees in mid-stance, where legs cross
    let minimum = of("knee_flexion_stance_minimum_deg");
    let [low, high] = [0, 1].map(|i| minimum["ci95"][i].as_f64().unwrap());
    assert!((3.0..10.0).contains(&minimum["mean"].as_f64().unwrap()), "{minimum}");
    assert!(low < 5.0 && high > 8.0 && high - low < 25.0, "{minimum}");
    let peak = of("knee_flexion_swing_peak_deg");
    assert!(peak["n"] == 1 && peak["ci95"].is_array(), "{peak}");
    let findings = report["findings"].as_array().unwrap();
    let is_unusual = |f: &&Value| f["status"] == "flagged" || f["status"] == "borderline";
    assert_eq!(findings.iter().find(is_unusual), None);
}

#[test]
fn a_film_that_runs_backward_is_named_and_nothing_is_judged() {
    if !has_models() {
        return;
    }
    let Some((report, _)) = analysed("reverse_s.mp4") else { return };
    assert_eq!(report["gait"]["refused"], "walking_backward");
    assert_eq!(report["gait"]["cycles"].as_array().map(Vec::len), Some(0));
    let findings = report["findings"].as_array().unwrap();
    assert!(findings.iter().all(|f| f["status"] == "not_assessable"), "{findings:?}");
}
