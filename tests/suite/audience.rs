//! For whom a report is, the questions that come first, and what no report may say.

use crate::support::person::{PERSON, Person, Unusual};
use crate::support::walker::{Camera, Walker};
use crate::support::{gaitline, stderr, stdout};
use gaitline::anatomy::Side;
use gaitline::catalogue::Catalogue;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Poses of somebody whose left knee goes inward, as a file.
fn poses_of_an_unusual_walk(folder: &Path) -> PathBuf {
    let walker = Walker { camera: Camera::Rear, treadmill: true, ..PERSON.walker };
    let unusual = Unusual { valgus_deg: 15.0, lean_deg: 9.0, ..Unusual::default() };
    let mut poses = Person { walker, side: Side::Left, unusual, ..PERSON }.poses();
    poses.clip.file_name = "walk.mp4".to_owned();
    let path = folder.join("walk.poses.json");
    std::fs::write(&path, serde_json::to_string(&poses).unwrap()).unwrap();
    path
}

/// The report and the page.
fn analyze(poses: &Path, out: &Path, more: &[&str]) -> (Value, String) {
    let mut arguments = vec!["analyze", poses.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(more);
    let done = gaitline(&arguments);
    assert!(done.status.success(), "{}", stderr(&done));
    let read = |name: &str| std::fs::read_to_string(out.join("walk").join(name)).unwrap();
    (serde_json::from_str(&read("report.json")).unwrap(), read("report.html"))
}

/// An English text of the pages.
fn english(key: &str) -> &'static str {
    Catalogue::english().text(key)
}

fn valgus(report: &Value) -> &str {
    let all = report["findings"].as_array().unwrap();
    let is_it = |f: &&Value| f["id"] == "knee_valgus" && f["side"] == "left";
    all.iter().find(is_it).unwrap()["status"].as_str().unwrap()
}

#[test]
fn a_patient_reads_what_was_seen_and_no_hypothesis() {
    let folder = tempfile::tempdir().unwrap();
    let poses = poses_of_an_unusual_walk(folder.path());
    let (report, page) = analyze(&poses, folder.path(), &["--audience", "professional"]);
    assert_eq!(valgus(&report), "flagged");
    assert_eq!(report["hypotheses"].as_array().unwrap().len(), 16);
    assert!(page.contains(english("page_findings.hypotheses.heading")));
    assert!(page.contains("gluteus medius"));
    assert!(page.contains(english("page_findings.hypotheses.note")));

    let (report, page) = analyze(&poses, folder.path(), &["--audience", "patient"]);
    assert_eq!(valgus(&report), "flagged");
    assert_eq!(report["hypotheses"].as_array().unwrap().len(), 0);
    assert_eq!(report["hypotheses_withheld"], true);
    assert!(page.contains("Your left knee moves inward when you stand on that leg."));
    assert!(!page.contains(english("page_findings.hypotheses.heading")));
    assert!(!page.contains("gluteus") && !page.contains("<script"));
}

#[test]
fn a_yes_to_a_red_flag_comes_first_and_holds_exercises_back() {
    let folder = tempfile::tempdir().unwrap();
    let poses = poses_of_an_unusual_walk(folder.path());
    let answers = folder.path().join("answers.toml");
    std::fs::write(&answers, "pain = \"left\"\n[questions]\nsaddle_or_bladder = true\n").unwrap();
    let answers = answers.to_str().unwrap();
    for audience in ["professional", "patient"] {
        let (report, page) =
            analyze(&poses, folder.path(), &["--answers", answers, "--audience", audience]);
        assert_eq!(report["red_flags"]["urgency"], "urgent");
        let (before, _) = page.split_once("Get medical help today, before").unwrap();
        assert_eq!(
            before.matches("<h2").count(),
            1,
            "{audience}: nothing is above it but its own heading"
        );
        assert!(!page.contains("The article's advice"), "{audience}");
    }
    let (report, _) = analyze(&poses, folder.path(), &["--answers", answers]);
    for hypothesis in report["hypotheses"].as_array().unwrap() {
        assert_eq!(hypothesis["article_advice"], Value::Null);
    }
}

#[test]
fn answers_that_cannot_be_read_or_meant_are_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let poses = poses_of_an_unusual_walk(folder.path());
    let path = folder.path().join("answers.toml");
    let run = |more: &[&str]| {
        let mut arguments = vec!["analyze", poses.to_str().unwrap()];
        arguments.extend(more);
        let done = gaitline(&arguments);
        assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
        stderr(&done)
    };
    std::fs::write(&path, "[questions]\nno_such = true\n").unwrap();
    assert!(run(&["--answers", path.to_str().unwrap()]).contains("no question is called"));
    std::fs::write(&path, "[questions]\nlocked_knee = \"perhaps\"\n").unwrap();
    assert!(run(&["--answers", path.to_str().unwrap()]).contains("gaitline questions"));
    assert!(run(&["--answers", "/nonexistent.toml"]).contains("/nonexistent.toml"));
    assert!(run(&["--ask"]).contains("needs a terminal"));
}

#[test]
fn the_printed_questions_are_a_file_of_answers() {
    let folder = tempfile::tempdir().unwrap();
    let poses = poses_of_an_unusual_walk(folder.path());
    let printed = stdout(&gaitline(&["questions"]));
    let path = folder.path().join("answers.toml");
    let filled: Vec<String> = printed
        .lines()
        .map(|l| if l.ends_with("= false") { l.replacen("# ", "", 1) } else { l.to_owned() })
        .collect();
    std::fs::write(&path, filled.join("\n")).unwrap();
    let (report, page) = analyze(&poses, folder.path(), &["--answers", path.to_str().unwrap()]);
    assert_eq!(report["red_flags"]["urgency"], Value::Null);
    assert_eq!(report["red_flags"]["asked"], true);
    assert!(!page.contains("Get medical help today, before"));
}

#[test]
fn no_report_says_more_than_a_video_can() {
    let folder = tempfile::tempdir().unwrap();
    let poses = poses_of_an_unusual_walk(folder.path());
    for audience in ["professional", "patient", "researcher"] {
        let (report, page) = analyze(&poses, folder.path(), &["--audience", audience]);
        for text in [report.to_string().to_lowercase(), page.to_lowercase()] {
            for word in
                ["diagnos", "you have", "probabilit", "likelihood of", "http://", "https://"]
            {
                assert!(!text.contains(word), "{audience}: {word}");
            }
            assert!(text.contains("not a medical device"), "{audience}");
        }
        assert!(page.trim_end().contains("see a physical therapist"));
        let end = page.rfind("<footer>").unwrap();
        assert!(page[end..].contains("see a physical"), "{audience}: it is the last line");
    }
}

#[test]
fn every_key_of_a_source_resolves_in_the_report_itself() {
    let folder = tempfile::tempdir().unwrap();
    let poses = poses_of_an_unusual_walk(folder.path());
    let (report, _) = analyze(&poses, folder.path(), &[]);
    let known: Vec<&str> =
        report["sources"].as_array().unwrap().iter().map(|s| s["key"].as_str().unwrap()).collect();
    let mut keys = Vec::new();
    collect(&report, &mut keys);
    assert!(keys.len() > 100);
    for key in keys {
        assert!(known.contains(&key.as_str()), "{key}");
    }
}

/// Every value under `source`, `sources` or `error_source`.
fn collect(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                match (name.as_str(), inner) {
                    ("source" | "error_source", Value::String(key)) => keys.push(key.clone()),
                    ("sources", Value::Array(all)) if all.iter().all(Value::is_string) => {
                        keys.extend(all.iter().filter_map(|k| k.as_str().map(str::to_owned)));
                    }
                    _ => collect(inner, keys),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|v| collect(v, keys)),
        _ => {}
    }
}
