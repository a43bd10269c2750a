//! Reports of one person over time.

use crate::support::person::{Noise, PERSON, Person, Unusual};
use crate::support::walker::{Camera, Walker};
use crate::support::{gaitline, stderr, stdout};
use gaitline::anatomy::Side;
use gaitline::catalogue::Catalogue;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The report of a walk with a left knee so far inward.
fn report(folder: &Path, name: &str, valgus_deg: f64, camera: Camera) -> PathBuf {
    let walker = Walker { camera, treadmill: camera == Camera::Rear, ..PERSON.walker };
    let unusual = Unusual { valgus_deg, ..Unusual::default() };
    let noise = Noise { constant: 0.0, changing: 0.001, seconds: 0.1 };
    let mut poses = Person { walker, side: Side::Left, unusual, noise, ..PERSON }.poses();
    poses.clip.file_name = format!("{name}.mp4");
    let path = folder.join(format!("{name}.poses.json"));
    std::fs::write(&path, serde_json::to_string(&poses).unwrap()).unwrap();
    let done = gaitline(&["analyze", path.to_str().unwrap(), "--out", folder.to_str().unwrap()]);
    assert!(done.status.success(), "{}", stderr(&done));
    folder.join(name).join("report.json")
}

fn compared(reports: &[&PathBuf]) -> Value {
    let mut arguments = vec!["compare", "--json"];
    arguments.extend(reports.iter().map(|p| p.to_str().unwrap()));
    let done = gaitline(&arguments);
    assert!(done.status.success(), "{}", stderr(&done));
    serde_json::from_str(&stdout(&done)).unwrap()
}

fn loading_peak<'a>(comparison: &'a Value, side: &str) -> &'a Value {
    let all = comparison["measures"].as_array().unwrap();
    all.iter().find(|m| m["name"] == "fppa_loading_peak_deg" && m["side"] == side).unwrap()
}

#[test]
fn a_knee_that_gets_better_is_told_from_error() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, deg: f64| report(folder.path(), name, deg, Camera::Rear);
    let reports = [of("may", 18.0), of("june", 12.0), of("july", 6.0), of("august", 1.0)];
    let comparison = compared(&[&reports[0], &reports[2]]);
    assert_eq!(loading_peak(&comparison, "left")["overall"]["verdict"], "better");
    assert_eq!(loading_peak(&comparison, "right")["overall"]["verdict"], "within_error");
    let back = compared(&[&reports[2], &reports[0]]);
    assert_eq!(loading_peak(&back, "left")["overall"]["verdict"], "worse");
    let all = compared(&[&reports[0], &reports[1], &reports[2], &reports[3]]);
    assert_eq!(loading_peak(&all, "left")["trend"], "falling");
    assert_eq!(loading_peak(&all, "left")["means"].as_array().unwrap().len(), 4);
    let statuses = all["findings"].as_array().unwrap();
    let valgus = statuses.iter().find(|f| f["id"] == "knee_valgus" && f["side"] == "left").unwrap();
    assert_eq!(valgus["statuses"][0], "flagged");
    assert_eq!(valgus["statuses"][3], "within");

    let schema = serde_json::from_str(&stdout(&gaitline(&["schema", "comparison"]))).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&all));
    let text =
        stdout(&gaitline(&["compare", reports[0].to_str().unwrap(), reports[3].to_str().unwrap()]));
    assert!(text.contains("better") && text.contains("not a medical device"), "{text}");
    let within_error = Catalogue::english().text("compare.table.within_error");
    let error = text.find(within_error).unwrap();
    assert!(text.find("fppa_loading_peak_deg, left").unwrap() < error, "what changed comes first");
}

#[test]
fn a_report_and_itself_differ_in_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let same = report(folder.path(), "walk", 12.0, Camera::Rear);
    let comparison = compared(&[&same, &same]);
    for measure in comparison["measures"].as_array().unwrap() {
        assert_eq!(measure["overall"]["difference"], 0.0, "{measure}");
        assert_eq!(measure["overall"]["verdict"], "within_error", "{measure}");
    }
    assert_eq!(comparison["findings"], serde_json::json!([]));
    assert_eq!(comparison["warnings"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let rear = report(folder.path(), "rear", 0.0, Camera::Rear);
    let side = report(folder.path(), "side", 0.0, Camera::LeftSide);
    let comparison = compared(&[&rear, &side]);
    let warning = comparison["warnings"][0].as_str().unwrap();
    assert!(warning.contains("camera view"), "{warning}");

    let rear = rear.to_str().unwrap();
    assert_eq!(gaitline(&["compare", rear]).status.code(), Some(2));
    assert_eq!(gaitline(&["compare", rear, rear, rear, rear, rear]).status.code(), Some(2));
    let other = folder.path().join("other.json");
    for text in ["{}", "nothing", "[1"] {
        std::fs::write(&other, text).unwrap();
        let done = gaitline(&["compare", rear, other.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1));
        assert!(stderr(&done).contains("other.json is not a report"), "{}", stderr(&done));
    }
    let done = gaitline(&["compare", rear, "/nonexistent.json"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("hint:"));
}

#[test]
fn a_page_shows_the_same_numbers_and_overwrites_no_report() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, deg: f64| report(folder.path(), name, deg, Camera::Rear);
    let reports = [of("may", 18.0), of("june", 3.0)];
    let [a, b] = [&reports[0], &reports[1]].map(|p| p.to_str().unwrap());
    let page = folder.path().join("new/change.html");
    let names = "May<b>,June";
    let done = gaitline(&["compare", a, b, "--page", page.to_str().unwrap(), "--names", names]);
    assert!(done.status.success(), "{}", stderr(&done));
    let html = std::fs::read_to_string(&page).unwrap();
    let json: Value =
        serde_json::from_str(&std::fs::read_to_string(page.with_extension("json")).unwrap())
            .unwrap();
    assert!(html.contains("1, May&#60;b&#62;") && html.contains("2, June"));
    assert!(html.contains(r#"<span class="badge good">better</span>"#));
    let numbers = numbers_of(&html);
    assert!(numbers.len() > 50, "{}", numbers.len());
    for (at, value) in numbers {
        assert_eq!(json.pointer(&at).and_then(Value::as_f64), Some(value), "{at}");
    }
    let before = std::fs::read_to_string(a).unwrap();
    let wrong = ["report.html", "poses.html"].map(|name| a.replace("report.json", name));
    for wrong in wrong.into_iter().chain([a.to_owned()]) {
        let done = gaitline(&["compare", a, b, "--page", &wrong]);
        assert_eq!(done.status.code(), Some(2), "{wrong}");
    }
    assert_eq!(std::fs::read_to_string(a).unwrap(), before);
    let again = gaitline(&["compare", b, a, "--page", page.to_str().unwrap()]);
    assert!(
        again.status.success(),
        "an earlier comparison may be written anew: {}",
        stderr(&again)
    );
}

/// Every number of a page that says where in the JSON it stands.
fn numbers_of(html: &str) -> Vec<(String, f64)> {
    let number = |text: &str| {
        let (value, rest) = text.split_once("\" data-at=\"")?;
        Some((rest.split_once('"')?.0.to_owned(), value.parse().ok()?))
    };
    html.split("<data value=\"").skip(1).map(|text| number(text).unwrap()).collect()
}
