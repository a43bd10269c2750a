//! Devices that compute the networks: asked for, missing, named in every output.

use crate::support::{demo_clip, gaitline, has_models, stderr, stdout};
use gaitline::{Device, devices_in_build};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The poses of a fixture, computed by a device; `None` leaves the device out, as earlier versions did.
fn poses_of(folder: &Path, device: Option<&str>) -> PathBuf {
    let fixture = "tests/fixtures/normal_sagittal_left.poses.json";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture);
    let mut poses: Value = serde_json::from_str(&read(&path)).unwrap();
    if let Some(device) = device {
        poses["model"]["device"] = json!(device);
    }
    let path = folder.join(format!("{}.json", device.unwrap_or("earlier")));
    std::fs::write(&path, poses.to_string()).unwrap();
    path
}

#[test]
fn the_device_stands_in_poses_report_and_page() {
    let folder = tempfile::tempdir().unwrap();
    let analyzed = |device: Option<&str>| {
        let out = folder.path().join(device.unwrap_or("earlier-out"));
        let poses = poses_of(folder.path(), device);
        let done = gaitline(&["analyze", text(&poses), "--out", text(&out)]);
        assert!(done.status.success(), "{}", stderr(&done));
        let own = out.join("normal_sagittal_left");
        ["poses.json", "report.json", "report.html"].map(|file| read(&own.join(file)))
    };
    let device_in = |document: &str| {
        let document: Value = serde_json::from_str(document).unwrap();
        document["model"].get("device").cloned()
    };
    for device in ["cpu", "cuda"] {
        let [poses, report, page] = analyzed(Some(device));
        assert_eq!(device_in(&poses), Some(json!(device)));
        assert_eq!(device_in(&report), Some(json!(device)));
        assert!(page.contains(&format!("blazepose-heavy on the device {device},")));
    }
    let [poses, report, page] = analyzed(None);
    assert_eq!([device_in(&poses), device_in(&report)], [None, None]);
    assert!(page.contains("pose model blazepose-heavy, ") && !page.contains("on the device"));
}

#[test]
fn a_study_names_the_device_of_each_clip() {
    let folder = tempfile::tempdir().unwrap();
    let study = folder.path().join("study");
    for device in [None, Some("cpu"), Some("cuda")] {
        poses_of(folder.path(), device);
    }
    let files = ["earlier", "cpu", "cuda"].map(|name| format!("{name}.json,{name}\n"));
    let table = folder.path().join("table.csv");
    std::fs::write(&table, format!("file,condition\n{}", files.concat())).unwrap();
    let done = gaitline(&["batch", text(&table), "--out", text(&study)]);
    assert!(done.status.success(), "{}", stderr(&done));
    let mut reader = csv::Reader::from_path(study.join("tables/clips.csv")).unwrap();
    let column = |name: &str| reader.headers().unwrap().iter().position(|h| h == name).unwrap();
    let [condition, device] = ["condition", "model_device"].map(column);
    let mut rows: Vec<[String; 2]> = reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| [condition, device].map(|i| row[i].to_owned()))
        .collect();
    rows.sort();
    assert_eq!(rows, [["cpu", "cpu"], ["cuda", "cuda"], ["earlier", ""]]);
    let methods = read(&study.join("methods.md"));
    for device in ["cpu", "cuda"] {
        let sentence = format!("ONNX Runtime computed it on the device {device}.");
        assert_eq!(methods.matches(&sentence).count(), 1, "{methods}");
    }
    let group: Value = serde_json::from_str(&read(&study.join("group.json"))).unwrap();
    let makers = group["counts"]["by_maker"].as_object().unwrap();
    assert_eq!(makers.len(), 2, "{makers:?}");
    assert!(makers.keys().any(|maker| maker.contains(" · cuda · ")), "{makers:?}");
}

#[test]
fn a_name_that_is_no_device_is_refused_with_those_that_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let options = folder.path().join("options.toml");
    std::fs::write(&options, "device = 'gpu'\n").unwrap();
    for arguments in [
        &["analyze", "walk.mp4", "--device", "gpu"][..],
        &["visit", "may.toml", "--device", "gpu"],
        &["batch", "clips", "--device", "gpu"],
        &["analyze", "walk.mp4", "--options", text(&options)],
    ] {
        let done = gaitline(arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        let said = stderr(&done);
        let names = ["gpu", "auto", "cpu", "cuda", "tensorrt", "coreml", "directml", "openvino"];
        assert!(names.iter().all(|name| said.contains(name)), "{said}");
    }
}

#[test]
fn the_device_is_an_option_of_all_clips_of_a_study() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("table.csv");
    poses_of(folder.path(), None);
    std::fs::write(&table, "file,device\nearlier.json,cpu\n").unwrap();
    let done = gaitline(&["batch", text(&table), "--dry-run"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("give it as --device"), "{}", stderr(&done));
}

/// An accelerator that this build has not.
fn missing() -> Option<Device> {
    Device::ACCELERATORS.into_iter().find(|device| !devices_in_build().contains(device))
}

/// Clips that nobody can decode: the model is loaded for them all the same.
fn broken_clips(folder: &Path) -> [PathBuf; 2] {
    ["one.mp4", "two.mp4"].map(|name| {
        let path = folder.join(name);
        std::fs::write(&path, format!("no film, {name}")).unwrap();
        path
    })
}

#[test]
fn a_device_of_other_builds_gives_way_to_the_cpu_with_one_line_in_a_run() {
    let Some(missing) = missing() else { return };
    if !has_models() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let [one, two] = broken_clips(folder.path());
    let visit = folder.path().join("may.toml");
    let clips = "[[clip]]\nfile = 'one.mp4'\n[[clip]]\nfile = 'two.mp4'\n";
    std::fs::write(&visit, format!("name = 'may'\n{clips}")).unwrap();
    let out = folder.path().join("out");
    let options = folder.path().join("options.toml");
    std::fs::write(&options, format!("device = '{missing}'\n")).unwrap();
    let lines_of = |arguments: &[&str]| {
        let more = ["--out", text(&out), "--workers", "2", "--model", "blazepose-full"];
        let done = gaitline(&[arguments, &more].concat());
        // the analysis goes on: each clip fails by its own fault
        let said = stderr(&done);
        assert!(said.matches("is not a video").count() == 2, "{arguments:?}: {said}");
        let lines = said.lines().filter(|line| line.contains("--device"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let asked = ["--device", missing.name()];
    for command in [
        &["analyze", text(&one), text(&two), asked[0], asked[1]][..],
        &["analyze", text(&one), text(&two), "--options", text(&options)],
        &["visit", text(&visit), asked[0], asked[1]],
        &["batch", text(&one), text(&two), asked[0], asked[1]],
    ] {
        let lines = lines_of(command);
        assert_eq!(lines.len(), 1, "{command:?}: {lines:?}");
        let feature = format!("Cargo feature {missing}");
        assert!(lines[0].contains("the CPU is used") && lines[0].contains(&feature), "{lines:?}");
    }
    for silent in
        [&["--quiet", asked[0], asked[1]][..], &["--device", "auto"], &["--device", "cpu"]]
    {
        let command = [&["analyze", text(&one), text(&two)], silent].concat();
        assert_eq!(lines_of(&command), [""; 0], "{command:?}");
    }
}

#[test]
fn a_clip_that_is_read_on_the_cpu_says_so_whoever_chose_it() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let poses_by = |name: &str, asked: &[&str]| {
        let out = folder.path().join(name);
        let of = ["analyze", text(&clip), "--no-film", "--start", "3", "--end", "3.5", "--out"];
        let done = gaitline(&[&of[..], &[text(&out)], asked].concat());
        assert!(done.status.success(), "{}", stderr(&done));
        read(&out.join("sports2d-demo/poses.json"))
    };
    let cpu = poses_by("cpu", &["--device", "cpu"]);
    let document: Value = serde_json::from_str(&cpu).unwrap();
    assert_eq!(document["model"]["device"], "cpu");
    if devices_in_build().is_empty() {
        assert_eq!(poses_by("auto", &[]), cpu);
    }
    if let Some(missing) = missing() {
        assert_eq!(poses_by("missing", &["--device", missing.name()]), cpu);
    }
}

#[test]
fn poses_need_no_device_and_one_that_is_asked_for_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let poses = poses_of(folder.path(), None);
    let out = folder.path().join("out");
    let run =
        |more: &[&str]| gaitline(&[&["analyze", text(&poses), "--out", text(&out)], more].concat());
    for device in ["cpu", "cuda"] {
        let done = run(&["--device", device]);
        assert_eq!(done.status.code(), Some(2));
        assert!(stderr(&done).contains("--device has no effect"), "{}", stderr(&done));
    }
    let done = run(&[]);
    assert!(done.status.success() && !stderr(&done).contains("--device"), "{}", stderr(&done));
}

#[test]
fn the_list_of_models_says_which_devices_there_are() {
    let said = stdout(&gaitline(&["models", "--models", "models"]));
    for device in Device::ACCELERATORS {
        let of_device = |line: &&str| line.trim_start().starts_with(device.name());
        let line = said.lines().find(of_device).unwrap_or_else(|| panic!("{device}: {said}"));
        let is_missing = line.contains("not in this build");
        assert_eq!(is_missing, !devices_in_build().contains(&device), "{line}");
    }
    assert!(said.lines().any(|line| line.trim_start().starts_with("cpu")), "{said}");
}
