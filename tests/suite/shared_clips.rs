//! Rendered people with exact truth, where the shared clips are there ("skipped" where not).

use crate::support::{gaitline, shared_clip, shared_file, stderr, truth};
use gaitline::anatomy::Side;
use gaitline::gait::EventKind;
use gaitline::internals::signal::median;
use gaitline::validation::Truth;
use serde_json::{Value, json};

/// A clip of the shared set, analysed; `None` where it is not there.
fn report(clip: &str, more: &[&str]) -> Option<Value> {
    let path = shared_clip(clip)?;
    let out = tempfile::tempdir().unwrap();
    let mut arguments =
        vec!["analyze", path.to_str().unwrap(), "--out", out.path().to_str().unwrap(), "--quiet"];
    arguments.extend(more);
    let done = gaitline(&arguments);
    assert!(done.status.success(), "{}", stderr(&done));
    let text = std::fs::read_to_string(out.path().join(clip).join("report.json")).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn measure<'a>(report: &'a Value, name: &str, side: &str) -> &'a Value {
    let all = report["gait"]["measures"].as_array().unwrap();
    all.iter().find(|m| m["name"] == name && m["side"] == side).unwrap()
}

#[test]
fn two_stickers_show_a_pelvic_drop_from_behind() {
    let options = ["--markers", "psis=magenta"];
    let Some(report) = report("stickers_pelvic_drop_right_rear", &options) else { return };
    // the truth file's obliquity at mid-stance: +2.6° on the left leg, -9.3° on the right one
    for (side, exact_deg) in [("left", 2.6), ("right", -9.3)] {
        let found = measure(&report, "pelvic_obliquity_mid_stance_deg", side);
        let off_deg = found["mean"].as_f64().unwrap() - exact_deg;
        assert!(off_deg.abs() < 1.0, "{side}: {off_deg}");
        assert_eq!(found["seen_by"], "stickers");
        let [low, high] = [0, 1].map(|i| found["ci95"][i].as_f64().unwrap());
        assert!((low..=high).contains(&exact_deg) && high - low < 8.0);
    }
    // the right side's drop exceeds the other's by more than two stickers that sit wrong can make
    for (side, status) in [("left", "within"), ("right", "flagged")] {
        let findings = report["findings"].as_array().unwrap();
        let is_it = |f: &&Value| f["id"] == "contralateral_pelvic_drop" && f["side"] == side;
        assert_eq!(findings.iter().find(is_it).unwrap()["status"], status, "{side}");
    }
    let stickers = report["stickers"].as_array().unwrap();
    assert_eq!(stickers.len(), 2, "from behind only the PSIS: {stickers:?}");
    assert!(stickers.iter().all(|s| s["known_pct"].as_f64().unwrap() > 95.0));
}

/// By how much a foot's events come late, in ms; the number that is missed, too.
fn late_ms(report: &Value, truth: &Truth, side: Side, kind: EventKind) -> (Vec<f64>, usize) {
    let (side_name, kind_name) = (json!(side), json!(kind));
    let is_of = |e: &&Value| e["side"] == side_name && e["kind"] == kind_name;
    let found: Vec<f64> =
        report["events"].as_array().unwrap().iter().filter(is_of).map(time_s).collect();
    let exact = truth.events(kind, side);
    let late = exact.iter().map(|(t, _)| {
        let late_ms = found.iter().map(|f| 1000.0 * (f - t));
        late_ms.min_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap()
    });
    let near: Vec<f64> = late.filter(|ms| ms.abs() < 250.0).collect();
    let missed = exact.len() - near.len();
    (near, missed)
}

fn time_s(event: &Value) -> f64 {
    event["time_s"].as_f64().unwrap()
}

#[test]
fn the_feet_of_recorded_people_are_timed_from_the_front_and_from_the_side() {
    // strides of 1.2 to 1.9 s; how far off contacts and foot offs may be in the median of both feet: one foot has
    // three of each, which scatter by 25 ms
    let clips = [("wbds19_front", [25.0, 35.0]), ("wbds42_right", [25.0, 30.0])];
    for (clip, at_most_ms) in clips {
        let Some(report) = report(clip, &[]) else { return };
        let truth = shared_file(&format!("{clip}.truth.json")).unwrap();
        let truth = truth::read(&truth).unwrap();
        let kinds = [EventKind::InitialContact, EventKind::FootOff];
        for (kind, at_most_ms) in kinds.into_iter().zip(at_most_ms) {
            let feet = Side::BOTH.map(|side| late_ms(&report, &truth, side, kind));
            for (late_ms, missed) in &feet {
                let farthest_ms = late_ms.iter().fold(0.0_f64, |m, ms| m.max(ms.abs()));
                assert!(
                    *missed <= 1 && farthest_ms < 80.0,
                    "{clip} {kind:?}: {late_ms:?}, {missed} missed"
                );
            }
            let median_ms = median(feet.iter().flat_map(|foot| foot.0.iter().copied()));
            assert!(median_ms.abs() <= at_most_ms, "{clip} {kind:?}: {median_ms:.0} ms");
        }
    }
}

#[test]
fn two_metres_on_the_walking_line_are_a_scale() {
    // 1 m before and behind the middle of the picture, by the truth file's camera
    let options = ["--known-length", "200=424.6,543.5,847.8,543.5"];
    let Some(report) = report("normal_sagittal_left", &options) else { return };
    assert_eq!(report["gait"]["scale"]["set_by"], "known_length");
    let height_m = report["gait"]["scale"]["height_m"].as_f64().unwrap();
    assert!((height_m - 1.75).abs() < 0.06, "{height_m}");
    for side in ["left", "right"] {
        let off_m = measure(&report, "step_length_m", side)["mean"].as_f64().unwrap() - 0.66;
        assert!(off_m.abs() < 0.02, "{side}: {off_m}");
    }
}

#[test]
fn stickers_that_are_not_there_are_not_found() {
    let options = ["--markers", "asis=green,patella=cyan", "--end", "2"];
    let Some(report) = report("normal_frontal", &options) else { return };
    let known = |s: &Value| s["known_pct"].as_f64().unwrap() > 0.0;
    assert!(!report["stickers"].as_array().unwrap().iter().any(known));
    let notes = report["quality"].as_array().unwrap();
    let missing = notes.iter().find(|n| n["code"] == "stickers_missing").unwrap();
    assert!(missing["what"].as_str().unwrap().contains("left ASIS (green)"));
}
