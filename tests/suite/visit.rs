//! Several clips of one person, fused.

use crate::support::person::{Noise, PERSON, Person, Unusual, noise_of};
use crate::support::walker::{Camera, Walker};
use crate::support::{gaitline, stderr, stdout};
use gaitline::anatomy::Side;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const CLIPS: [(&str, Camera); 3] =
    [("rear", Camera::Rear), ("from_left", Camera::LeftSide), ("from_right", Camera::RightSide)];

/// Somebody with an inward and stiff left leg, from behind and from both sides.
fn film(folder: &Path) {
    for (name, camera) in CLIPS {
        let walker = Walker { camera, treadmill: camera == Camera::Rear, ..PERSON.walker };
        let unusual = Unusual { valgus_deg: 15.0, stiff_deg: 28.0, ..Unusual::default() };
        let mut poses = Person { walker, side: Side::Left, unusual, ..PERSON }.poses();
        poses.clip.file_name = format!("{name}.mp4");
        let path = folder.join(format!("{name}.json"));
        std::fs::write(path, serde_json::to_string(&poses).unwrap()).unwrap();
    }
}

fn plan(folder: &Path, name: &str, clips: &[&str]) -> PathBuf {
    let path = folder.join(format!("{name}.toml"));
    let entries: Vec<String> =
        clips.iter().map(|c| format!("[[clip]]\nfile = \"{c}.json\"\n")).collect();
    let text = format!("name = \"{name}\"\nheight-cm = 170\n\n{}", entries.join("\n"));
    std::fs::write(&path, text).unwrap();
    path
}

fn visit(folder: &Path, name: &str, clips: &[&str], more: &[&str]) -> Value {
    let plan = plan(folder, name, clips);
    let out = folder.join("out");
    let mut arguments = vec!["visit", plan.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(more);
    let done = gaitline(&arguments);
    assert!(done.status.success(), "{}", stderr(&done));
    let text = std::fs::read_to_string(out.join(name).join("visit.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn found<'a>(visit: &'a Value, id: &str, side: &str) -> &'a Value {
    let all = visit["findings"].as_array().unwrap();
    all.iter().find(|f| f["id"] == id && f["side"] == side).unwrap()
}

#[test]
fn each_finding_is_of_the_clip_that_sees_it() {
    let folder = tempfile::tempdir().unwrap();
    film(folder.path());
    let report = visit(folder.path(), "may", &["rear", "from_left", "from_right"], &[]);
    let of = |id, side| {
        let f = found(&report, id, side);
        (f["status"].as_str().unwrap().to_owned(), f["clip"].as_u64())
    };
    assert_eq!(of("knee_valgus", "left"), ("flagged".to_owned(), Some(0)));
    assert_eq!(of("reduced_swing_knee_flexion", "left"), ("flagged".to_owned(), Some(1)));
    assert_eq!(of("reduced_swing_knee_flexion", "right"), ("within".to_owned(), Some(2)));
    // the legs are compared between the clips that show one each
    let between = found(&report, "swing_knee_asymmetry", "left");
    assert_eq!(between["status"], "flagged", "{between}");
    assert_eq!((between["clip"].as_u64(), between["other_leg_clip"].as_u64()), (Some(1), Some(2)));
    let seen = |s: &Value| (s["clip"].as_u64(), s["together_with"].as_u64());
    let seen: Vec<_> = between["seen_in"].as_array().unwrap().iter().map(seen).collect();
    assert_eq!(seen, [(Some(1), Some(2)), (Some(2), Some(1))]);
    assert!(found(&report, "knee_valgus", "left")["other_leg_clip"].is_null());
    assert_eq!(report["clips"].as_array().unwrap().len(), 3);
    assert_eq!(report["options"]["scale"]["height_cm"], 170.0);
    for (number, name) in [("01", "rear"), ("02", "from_left"), ("03", "from_right")] {
        let own = folder.path().join("out/may/clips").join(number).join(name);
        assert!(own.join("report.json").is_file(), "{name}");
    }

    let schema = serde_json::from_str(&stdout(&gaitline(&["schema", "visit"]))).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let page = std::fs::read_to_string(folder.path().join("out/may/visit.html")).unwrap();
    for word in ["diagnos", "you have", "probabilit", "http://", "https://"] {
        assert!(!page.to_lowercase().contains(word), "{word}");
    }
    assert!(page.contains("in clip 2, against the other leg in clip 3"));
    let end = page.rfind("<footer>").unwrap();
    assert!(page.contains("not a medical device") && page[end..].contains("physical therapist"));
    let again = visit(folder.path(), "may", &["rear", "from_left", "from_right"], &[]);
    assert_eq!(report, again);
    let patient = visit(folder.path(), "may", &["rear"], &["--audience", "patient"]);
    assert_eq!(patient["hypotheses"], serde_json::json!([]));
}

#[test]
fn clips_that_show_the_same_count_together() {
    let folder = tempfile::tempdir().unwrap();
    let film = |name: &str, seconds: f64, stride_s: f64, seed: u64| {
        let walker = Walker { camera: Camera::LeftSide, seconds, stride_s, ..PERSON.walker };
        let unusual = Unusual { stiff_deg: 28.0, ..Unusual::default() };
        let noise = Noise { constant: 0.0, ..noise_of(walker.camera) };
        let mut poses = Person { walker, side: Side::Left, unusual, noise, seed, ..PERSON }.poses();
        poses.clip.file_name = format!("{name}.mp4");
        let path = folder.path().join(format!("{name}.json"));
        std::fs::write(path, serde_json::to_string(&poses).unwrap()).unwrap();
    };
    film("first", 3.6, 1.1, 1);
    film("second", 3.6, 1.1, 2);
    film("slow", 5.2, 1.6, 3);
    let id = "reduced_swing_knee_flexion";
    let of = |clips: &[&str]| {
        let report = visit(folder.path(), "may", clips, &[]);
        found(&report, id, "left").clone()
    };
    let compared = |found: &Value| found["comparisons"][0].clone();
    let width = |found: &Value| {
        let ends = compared(found)["ci95"].as_array().unwrap().clone();
        ends[1].as_f64().unwrap() - ends[0].as_f64().unwrap()
    };
    let strides = |found: &Value| compared(found)["seen"]["of"].as_u64().unwrap();
    let (first, second) = (of(&["first"]), of(&["second"]));
    let both = of(&["first", "second"]);
    assert_eq!(both["pooled_with"], serde_json::json!([1]));
    assert_eq!(first["pooled_with"], serde_json::json!([]));
    assert_eq!(strides(&both), strides(&first) + strides(&second));
    assert!(width(&both) < width(&first) && width(&both) < width(&second));
    let mean = |found: &Value| compared(found)["value"].as_f64().unwrap();
    let weighted = strides(&first) as f64 * mean(&first) + strides(&second) as f64 * mean(&second);
    assert!((mean(&both) - weighted / strides(&both) as f64).abs() < 0.01);
    // one after the other does not matter
    let turned = of(&["second", "first"]);
    assert!((mean(&turned) - mean(&both)).abs() < 0.002 && turned["status"] == both["status"]);
    // another pace is another walk
    let beside_slow = of(&["first", "slow"]);
    assert_eq!(beside_slow["pooled_with"], serde_json::json!([]));
    let page = folder.path().join("out/may/visit.html");
    of(&["first", "second"]);
    let text = std::fs::read_to_string(page).unwrap();
    assert!(text.contains("in clips 1, 2 together"));
}

/// In which list of which hypothesis each item stands.
fn places(visit: &Value) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for h in visit["hypotheses"].as_array().unwrap() {
        let key = format!("{} {}", h["id"], h["side"]);
        for list in ["for", "against", "neutral", "not_assessable"] {
            for item in h[list].as_array().unwrap() {
                all.push((key.clone(), item["id"].to_string(), list.to_owned()));
            }
        }
    }
    all
}

/// What needs two clips is not assessable without either.
fn findings_stay_or_are_not_assessable(all: &Value, less: &Value, without: &str) {
    let between_legs = [
        "loading_flexion_asymmetry",
        "swing_knee_asymmetry",
        "thigh_extension_asymmetry",
        "hip_knee_timing_asymmetry",
    ];
    let of = |visit: &Value| visit["findings"].as_array().unwrap().clone();
    let (all, less) = (of(all), of(less));
    assert_eq!(all.len(), less.len());
    for (before, after) in all.iter().zip(&less) {
        assert_eq!((&before["id"], &before["side"]), (&after["id"], &after["side"]));
        let is_missing = after["status"] == "not_assessable";
        // where clips tell one finding differently no rule could hold this, see `fuse`
        let seen = before["seen_in"].as_array().unwrap();
        let do_agree = seen.iter().all(|s| s["status"] == before["status"]);
        assert!(do_agree || before["id"] == "step_time_asymmetry", "{before}");
        let is_same = after["status"] == before["status"];
        assert!(is_missing || is_same || !do_agree, "{before} {after}");
        if between_legs.iter().any(|id| before["id"] == *id) {
            assert!(before["status"] != "not_assessable", "{before}");
            assert_eq!(is_missing, without != "rear", "{after}");
        }
    }
}

#[test]
fn a_clip_less_only_moves_items_to_not_assessable() {
    let folder = tempfile::tempdir().unwrap();
    film(folder.path());
    let names = CLIPS.map(|c| c.0);
    let whole = visit(folder.path(), "all", &names, &[]);
    let all = places(&whole);
    assert!(all.iter().filter(|p| p.2 != "not_assessable").count() > 20);
    for without in 0..names.len() {
        let fewer: Vec<&str> =
            names.iter().enumerate().filter(|(i, _)| *i != without).map(|(_, n)| *n).collect();
        let fewer = visit(folder.path(), "fewer", &fewer, &[]);
        findings_stay_or_are_not_assessable(&whole, &fewer, names[without]);
        let less = places(&fewer);
        assert_eq!(all.len(), less.len());
        for (before, after) in
            all.iter().map(|p| (p, less.iter().find(|l| (&l.0, &l.1) == (&p.0, &p.1))))
        {
            let after = &after.unwrap().2;
            // times and lengths are seen by all three clips: one less changes nothing of them
            assert!(*after == before.2 || after == "not_assessable", "{before:?} {after}");
        }
    }
}

#[test]
fn a_bad_clip_does_not_lose_the_others() {
    let folder = tempfile::tempdir().unwrap();
    film(folder.path());
    let plan = plan(folder.path(), "june", &["rear", "missing", "from_right", "from_left"]);
    let out = folder.path().join("out");
    let done = gaitline(&["visit", plan.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("1 of 4 clips"), "{}", stderr(&done));
    let text = std::fs::read_to_string(out.join("june/visit.json")).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["clips"].as_array().unwrap().len(), 3);
    assert_eq!(report["not_read"], serde_json::json!(["missing.json"]));
    let page = std::fs::read_to_string(out.join("june/visit.html")).unwrap();
    assert!(page.contains("Clip 2 could not be analysed") && !page.contains("missing.json"));
    let numbers: Vec<u64> =
        report["clips"].as_array().unwrap().iter().map(|c| c["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 3, 4], "as their folders are called");
    for clip in ["01/rear", "03/from_right"] {
        assert!(out.join("june/clips").join(clip).join("report.json").is_file());
    }
}

#[test]
fn a_film_that_comes_twice_would_count_twice_and_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    film(folder.path());
    let copy = folder.path().join("copy.json");
    std::fs::copy(folder.path().join("rear.json"), copy).unwrap();
    let plan = plan(folder.path(), "may", &["rear", "from_left", "copy"]);
    let out = folder.path().join("out");
    let done = gaitline(&["visit", plan.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(2));
    let said = stderr(&done);
    assert!(said.contains("clips 1 and 3") && said.contains("start and end"), "{said}");
    assert!(!out.join("may").exists());
}

/// Every file below a folder and what it holds.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => drop(all.insert(path.clone(), std::fs::read(path).unwrap())),
            }
        }
    }
    all
}

#[test]
fn an_earlier_visit_stays_whole_until_the_new_one_is_complete() {
    let folder = tempfile::tempdir().unwrap();
    film(folder.path());
    visit(folder.path(), "july", &["rear", "from_left"], &[]);
    let out = folder.path().join("out");
    let earlier = contents(&out);
    let path = folder.path().join("july.toml");
    let fails = |clips: &[&str]| {
        let entries: Vec<String> =
            clips.iter().map(|c| format!("[[clip]]\nfile = \"{c}\"\n")).collect();
        std::fs::write(&path, format!("name = \"july\"\n{}", entries.concat())).unwrap();
        let (plan, to) = (path.to_str().unwrap(), out.to_str().unwrap());
        let needs_model = clips.iter().any(|c| c.ends_with(".mp4"));
        let models = if needs_model { &["--models", "/nonexistent"][..] } else { &[] };
        let done = gaitline(&[&["visit", plan, "--out", to], models].concat());
        assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
        assert_eq!(contents(&out), earlier, "{clips:?}");
    };
    fails(&["gone.json"]);
    fails(&["rear.json", "needs-a-model.mp4"]);
}

/// A visit that cannot end: nobody reads its messages, and they are more than a pipe holds.
#[cfg(unix)]
#[test]
fn a_visit_that_is_killed_leaves_the_earlier_one_and_does_not_hinder_the_next() {
    let folder = tempfile::tempdir().unwrap();
    film(folder.path());
    let first = visit(folder.path(), "august", &["rear", "from_left"], &[]);
    let out = folder.path().join("out");
    let earlier = contents(&out);
    let missing = "[[clip]]\nfile = \"gone.json\"\n".repeat(20_000);
    let text = format!("name = \"august\"\n[[clip]]\nfile = \"from_right.json\"\n{missing}");
    let plan = folder.path().join("endless.toml");
    std::fs::write(&plan, text).unwrap();
    let mut running = Command::new(env!("CARGO_BIN_EXE_gaitline"))
        .args(["visit", plan.to_str().unwrap(), "--quiet", "--out", out.to_str().unwrap()])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // it complains of the second clip: the first one is done then
    let mut messages = running.stderr.take().unwrap();
    messages.read_exact(&mut [0]).unwrap();
    running.kill().unwrap();
    running.wait().unwrap();
    drop(messages);
    let august = |all: BTreeMap<PathBuf, Vec<u8>>| {
        all.into_iter().filter(|(path, _)| path.starts_with(out.join("august"))).collect::<Vec<_>>()
    };
    assert_eq!(august(contents(&out)), august(earlier));
    assert_eq!(visit(folder.path(), "august", &["rear", "from_left"], &[]), first);
}

/// Poses of one film may lie in files that differ: by other options, or another model.
#[test]
fn poses_of_one_film_come_once() {
    let folder = tempfile::tempdir().unwrap();
    let fixture =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/normal_rear.poses.json");
    let poses = std::fs::read_to_string(fixture).unwrap();
    std::fs::write(folder.path().join("one.json"), &poses).unwrap();
    std::fs::write(folder.path().join("other.json"), format!("{poses}\n")).unwrap();
    let plan = folder.path().join("twice.toml");
    let clips =
        "name = \"twice\"\n[[clip]]\nfile = \"one.json\"\n[[clip]]\nfile = \"other.json\"\n";
    std::fs::write(&plan, clips).unwrap();
    let out = folder.path().join("out");
    let done = gaitline(&["visit", plan.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
    assert!(stderr(&done).contains("clips 1 and 2 of the visit are the same film"));
    assert!(!out.join("twice").exists());
}

#[test]
fn a_visit_that_cannot_be_read_is_said() {
    let folder = tempfile::tempdir().unwrap();
    film(folder.path());
    let path = folder.path().join("visit.toml");
    let run = |text: &str, more: &[&str]| {
        std::fs::write(&path, text).unwrap();
        let out = folder.path().join("none");
        let mut all = vec!["visit", path.to_str().unwrap(), "--out", out.to_str().unwrap()];
        all.extend(more);
        let done = gaitline(&all);
        (done.status.code(), stderr(&done))
    };
    let clip = "[[clip]]\nfile = \"rear.json\"\n";
    for text in [
        "",
        "name = \"x\"\n",
        "name = \"x\"\nclip = []\n",
        "name = \"..\"\n[[clip]]\nfile = \"rear.json\"\n",
    ] {
        let (code, said) = run(text, &[]);
        assert_eq!(code, Some(2), "{text}: {said}");
        assert!(said.contains("[[clip]]"), "{said}");
    }
    let (code, said) = run(&format!("name = \"x\"\n{clip}wrong = 1\n"), &[]);
    assert_eq!((code, said.contains("wrong")), (Some(2), true), "{said}");
    let (code, said) = run(&format!("name = \"x\"\n{clip}"), &["--view", "front"]);
    assert_eq!((code, said.contains("--view applies to one clip")), (Some(2), true), "{said}");
    let known = format!("name = \"x\"\nheight-cm = 170\n{clip}known-length = \"200=1,2,300,4\"\n");
    let (code, said) = run(&known, &[]);
    assert_eq!((code, said.contains("give one of them")), (Some(2), true), "{said}");
    let known = format!("name = \"x\"\n{clip}known-length = \"200=1,2,9e4,4\"\n");
    let (code, said) = run(&known, &[]);
    assert_eq!((code, said.contains("lies outside of")), (Some(2), true), "{said}");
    let help = stdout(&gaitline(&["visit", "--help"]));
    assert!(help.contains("--height-cm") && !help.contains("--view"), "{help}");
    let (code, said) = run("name = \"x\"\n[[clip]]\nfile = \"gone.json\"\n", &[]);
    assert_eq!((code, said.contains("gone.json")), (Some(1), true), "{said}");
    assert!(!folder.path().join("none/x/visit.json").exists());
}

#[test]
fn pages_of_an_earlier_visit_do_not_stay_in_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    film(folder.path());
    let run = |clip: &str| {
        let path = folder.path().join("visit.toml");
        std::fs::write(&path, format!("name = \"x\"\n[[clip]]\nfile = \"{clip}\"\n")).unwrap();
        let out = folder.path().join("out");
        let done = gaitline(&["visit", path.to_str().unwrap(), "--out", out.to_str().unwrap()]);
        assert!(done.status.success(), "{}", stderr(&done));
    };
    run("rear.json");
    let of = |name: &str| folder.path().join("out/x/clips/01").join(name);
    let own = std::fs::read_dir(of("")).unwrap().next().unwrap().unwrap().file_name();
    let old = of(own.to_str().unwrap());
    std::fs::write(old.join("film.mp4"), "a face").unwrap();
    std::fs::write(old.join("notes.txt"), "mine").unwrap();
    run("from_left.json");
    for (name, stays) in
        [("film.mp4", false), ("report.html", false), ("report.json", true), ("notes.txt", true)]
    {
        assert_eq!(old.join(name).exists(), stays, "{name}");
    }
    assert!(folder.path().join("out/x/visit.html").is_file());
}
