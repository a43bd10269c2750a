//! Results in the formats of other programs, read back as those programs read them.

use crate::support::{Need, gaitline, python, skip, stderr, stdout};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.poses.json"))
}

/// A clip's folder with these files of other programs, of a person of 1.7 m.
fn exported(name: &str, formats: &str) -> (tempfile::TempDir, PathBuf) {
    let out = tempfile::tempdir().unwrap();
    let (poses, folder) = (fixture(name), out.path().to_str().unwrap().to_owned());
    let done = gaitline(&[
        "analyze",
        poses.to_str().unwrap(),
        "--export",
        formats,
        "--height-cm",
        "170",
        "--out",
        &folder,
    ]);
    assert!(done.status.success(), "{}", stderr(&done));
    let clip = out.path().read_dir().unwrap().next().unwrap().unwrap().path();
    (out, clip)
}

/// Every file of the folder `export` by its ending.
fn files(clip: &Path) -> BTreeMap<String, PathBuf> {
    let all = clip.join("export").read_dir().unwrap().map(|entry| entry.unwrap().path());
    all.map(|path| (path.extension().unwrap().to_string_lossy().into_owned(), path)).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// OpenSim counts cells: every row has as many as the row of coordinate names, and a marker is there as a whole or not.
#[test]
fn every_row_of_a_trc_has_all_its_cells() {
    let (_out, clip) = exported("normal_sagittal_left", "trc");
    let text = read(&files(&clip)["trc"]);
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..3], ["PathFileType", "4", "(X/Y/Z)"]);
    let header: BTreeMap<&str, &str> =
        lines[1].iter().copied().zip(lines[2].iter().copied()).collect();
    let (markers, frames) = (header["NumMarkers"], header["NumFrames"]);
    let cells = 3 * markers.parse::<usize>().unwrap() + 2;
    assert_eq!((lines[3][0], lines[3][1], lines[4].len()), ("Frame#", "Time", cells + 1));
    assert!(lines[5].concat().is_empty() && lines[6..].len() == frames.parse::<usize>().unwrap());
    let mut missing = 0;
    for row in &lines[6..] {
        assert_eq!((row.len(), row[cells]), (cells + 1, ""), "{row:?}");
        for marker in row[2..cells].chunks(3) {
            let known = marker.iter().filter(|cell| cell.parse::<f64>().is_ok()).count();
            assert!(known == 3 || (known == 0 && marker.concat().is_empty()), "{marker:?}");
            missing += usize::from(known == 0);
        }
    }
    assert!(missing > 0, "a clip without gaps proves nothing");
}

/// A person of 1.7 m walks ahead, upright, with the nose over the feet, whichever way the picture shows it.
#[test]
fn the_axes_are_ahead_and_up_in_metres() {
    for name in ["normal_sagittal_left", "normal_sagittal_right"] {
        let (_out, clip) = exported(name, "trc");
        let text = read(&files(&clip)["trc"]);
        let names: Vec<&str> =
            text.lines().nth(3).unwrap().split('\t').skip(2).step_by(3).collect();
        let place = |marker: &str, row: &str| -> Option<[f64; 3]> {
            let at = 2 + 3 * names.iter().position(|n| *n == marker).unwrap();
            let cells: Vec<&str> = row.split('\t').collect();
            let value = |i: usize| cells[at + i].parse().ok();
            Some([value(0)?, value(1)?, value(2)?])
        };
        let rows: Vec<&str> = text.lines().skip(6).collect();
        let hips: Vec<[f64; 3]> = rows.iter().filter_map(|row| place("RHip", row)).collect();
        let (first, last) = (hips[0], hips[hips.len() - 1]);
        assert!(last[0] - first[0] > 2.0, "{name}: walks from {first:?} to {last:?}");
        assert!((0.8..1.0).contains(&first[1]), "{name}: hip at {first:?}");
        assert!(first[2] > 0.0 && place("LHip", rows[0]).unwrap()[2] < 0.0);
        let noses = rows.iter().filter_map(|row| place("Nose", row));
        assert!(noses.clone().count() > 50);
        noses.for_each(|nose| assert!((1.45..1.65).contains(&nose[1]), "{name}: {nose:?}"));
    }
}

#[test]
fn a_mot_has_no_gaps_and_names_what_was_not_measured() {
    let (_out, clip) = exported("normal_sagittal_left", "mot");
    let text = read(&files(&clip)["mot"]);
    let (head, table) = text.split_once("endheader\n").unwrap();
    let stated = |key: &str| -> usize {
        let line = head.lines().find(|line| line.starts_with(key)).unwrap();
        line[key.len()..].parse().unwrap()
    };
    let mut rows = table.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    let names = rows.next().unwrap();
    let rows: Vec<Vec<f64>> =
        rows.map(|row| row.iter().map(|cell| cell.parse().unwrap()).collect()).collect();
    assert_eq!((names.len(), rows.len()), (stated("nColumns="), stated("nRows=")));
    assert!(rows.iter().flatten().all(|value| value.is_finite()));
    let unmeasured = head.lines().find(|line| line.starts_with("Not measured")).unwrap();
    for (column, name) in names.iter().enumerate().skip(1) {
        let is_zero = rows.iter().all(|row| row[column] == 0.0);
        let is_named = unmeasured.split(' ').any(|word| word == *name);
        assert_eq!(is_zero, is_named, "{name}");
    }
}

#[test]
fn what_cannot_be_exported_is_told_and_the_rest_is_made() {
    let (_out, clip) = exported("normal_frontal", "trc,mot,c3d,xlsx");
    let files = files(&clip);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["txt", "xlsx"]);
    assert!(read(&files["txt"]).contains("no pass is seen from the side"));
    let poses = fixture("normal_sagittal_left");
    let refused = gaitline(&["analyze", poses.to_str().unwrap(), "--export", "c3d"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("no scale is known") && stderr(&refused).contains("--height-cm")
    );
}

#[test]
fn the_same_clip_gives_the_same_bytes() {
    let [(_a, one), (_b, other)] =
        [(); 2].map(|()| exported("normal_sagittal_left", "xlsx,c3d,mot,trc"));
    let (one, other) = (files(&one), files(&other));
    assert_eq!(one.len(), 5);
    for (ending, path) in &one {
        assert!(std::fs::read(path).unwrap() == std::fs::read(&other[ending]).unwrap(), "{ending}");
    }
}

/// Readers that are not ours: those of OpenSim, ezc3d and openpyxl, as far as they are there.
#[test]
fn other_programs_read_what_was_measured() {
    for name in ["normal_sagittal_left", "normal_sagittal_right"] {
        let (_out, clip) = exported(name, "trc,mot,c3d,xlsx");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/exports.py");
        let Ok(done) = python(&["-B", script.to_str().unwrap(), clip.to_str().unwrap()], &clip)
        else {
            return skip(Need::Python, "no Python");
        };
        assert!(done.status.success(), "{}{}", stdout(&done), stderr(&done));
        for line in stdout(&done).lines().filter(|line| line.starts_with("skipped: ")) {
            skip(Need::Python, &line["skipped: ".len()..]);
        }
    }
}

/// A study of two persons, one of whom is not named, as a data set of Motion-BIDS.
#[test]
fn a_study_is_a_data_set_of_motion_bids() {
    let lab = tempfile::tempdir().unwrap();
    let (table, study) = (lab.path().join("table.csv"), lab.path().join("study"));
    let rows = [
        ("normal_sagittal_left", "P-01,1"),
        ("stairs_descent_sagittal_normal", "P-01,1"),
        ("normal_frontal", ","),
    ];
    let rows = rows.map(|(name, of)| format!("{},{of}\n", fixture(name).display()));
    std::fs::write(&table, format!("file,subject,session\n{}", rows.concat())).unwrap();
    let [table, folder] = [&table, &study].map(|path| path.to_str().unwrap());
    let done = gaitline(&["batch", table, "--out", folder, "--bids", "--quiet"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let bids = study.join("bids");
    let motion = bids.join("sub-P01/ses-1/motion");
    let of = |end: &str| read(&motion.join(format!("sub-P01_ses-1_task-walking_{end}")));
    let channels: Vec<Vec<String>> = of("tracksys-gaitline_run-1_channels.tsv")
        .lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect();
    let sidecar: serde_json::Value =
        serde_json::from_str(&of("tracksys-gaitline_run-1_motion.json")).unwrap();
    assert_eq!(sidecar["MotionChannelCount"], channels.len());
    assert_eq!(sidecar["SourceClip"]["Id"], "sub-P01_ses-1_normal_sagittal_left-poses");
    // the tracks are those of the clip's folder: true times, and the knee in its place
    let angles =
        read(&study.join("sub-P01/ses-1/sub-P01_ses-1_normal_sagittal_left-poses/angles.csv"));
    let tracks = of("tracksys-gaitline_run-1_motion.tsv");
    let knee = channels.iter().position(|c| c[0] == "left_knee_flexion").unwrap();
    let head: Vec<&str> = angles.lines().next().unwrap().split(',').collect();
    let own = head.iter().position(|c| *c == "left_knee_flexion_deg").unwrap();
    assert_eq!(tracks.lines().count(), angles.lines().count() - 1);
    for (track, angle) in tracks.lines().zip(angles.lines().skip(1)) {
        let (track, angle): (Vec<&str>, Vec<&str>) =
            (track.split('\t').collect(), angle.split(',').collect());
        assert_eq!((track.len(), track[0]), (channels.len(), angle[1]));
        assert_eq!(track[knee].replace("n/a", ""), angle[own]);
    }
    let events = of("run-1_events.tsv");
    assert!(events.lines().any(|line| line.contains("\t0\tleft_initial_contact\t")), "{events}");
    assert!(bids.join("sub-normalfrontalposes/motion").is_dir());
    // made anew without being asked for, and part of the manifest
    std::fs::remove_file(bids.join("participants.tsv")).unwrap();
    assert!(!gaitline(&["verify", folder]).status.success());
    assert!(gaitline(&["collect", folder]).status.success());
    assert!(gaitline(&["verify", folder]).status.success());
    validate(&bids);
}

/// The validator of the standard itself finds no error, where it is there.
fn validate(bids: &Path) {
    let beside =
        std::env::var("GAITLINE_PYTHON").map(|p| PathBuf::from(p).with_file_name(VALIDATOR));
    let validator = beside.unwrap_or_else(|_| VALIDATOR.into());
    let Ok(done) = std::process::Command::new(validator).arg(bids).output() else {
        return skip(Need::Python, "no bids-validator-deno");
    };
    let told = stdout(&done) + &stderr(&done);
    assert!(done.status.success() && !told.contains("[ERROR]"), "{told}");
}

const VALIDATOR: &str = "bids-validator-deno";

/// People put models and results of other programs beside the files that these are made of.
#[test]
fn ones_own_files_beside_exports_stay_and_ours_do_not() {
    let (out, clip) = exported("normal_sagittal_left", "trc,xlsx");
    let own = clip.join("export/normal_sagittal_left-poses_scaled.osim");
    std::fs::write(&own, "model").unwrap();
    let poses = fixture("normal_sagittal_left");
    let again = ["analyze", poses.to_str().unwrap(), "--out", out.path().to_str().unwrap()];
    assert!(gaitline(&again).status.success());
    let left: Vec<_> = clip.join("export").read_dir().unwrap().flatten().collect();
    assert_eq!((left.len(), read(&own)), (1, "model".to_owned()), "{left:?}");
}

/// Whoever comes nearer grows in the picture, and stays as tall as before.
#[test]
fn a_person_who_comes_nearer_does_not_grow_in_metres() {
    let mut poses: serde_json::Value =
        serde_json::from_str(&read(&fixture("normal_sagittal_left"))).unwrap();
    let frames = poses["frames"].as_array_mut().unwrap();
    let count = frames.len() as f64;
    for (index, frame) in frames.iter_mut().enumerate() {
        let larger = 1.0 + 0.2 * index as f64 / count;
        let Some(pose) = frame["pose"].as_object_mut() else { continue };
        pose.remove("leg_peaks");
        for keypoint in pose["keypoints"].as_array_mut().unwrap() {
            // the middle of the picture stays where it is
            for (axis, middle) in [(0, 640.0), (1, 360.0)] {
                let off = keypoint[axis].as_f64().unwrap() - middle;
                keypoint[axis] = (middle + off * larger).into();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nearer.poses.json");
    std::fs::write(&file, poses.to_string()).unwrap();
    let out = folder.path().to_str().unwrap();
    let of = ["analyze", file.to_str().unwrap(), "--export", "trc", "--height-cm", "170"];
    let done = gaitline(&[&of[..], &["--out", out]].concat());
    assert!(done.status.success(), "{}", stderr(&done));
    let files = files(&folder.path().join("normal_sagittal_left"));
    let text = read(&files["trc"]);
    let noses = text.lines().skip(6).filter_map(|row| row.split('\t').nth(3)?.parse::<f64>().ok());
    let noses: Vec<f64> = noses.collect();
    assert!(noses.len() > 50, "{}", noses.len());
    noses.iter().for_each(|nose| assert!((1.45..1.68).contains(nose), "{nose}"));
}

/// Names that a label cannot tell apart are of different people all the same.
#[test]
fn clips_of_unnamed_people_stay_apart_in_motion_bids() {
    let lab = tempfile::tempdir().unwrap();
    let name = |file: &str| lab.path().join(file);
    for file in ["walk-1.json", "walk1.json", "S01.json", "other.json"] {
        std::fs::copy(fixture("normal_sagittal_left"), name(file)).unwrap();
    }
    let rows = "file,subject\nwalk-1.json,\nwalk1.json,\nS01.json,\nother.json,S01\n";
    std::fs::write(name("t.csv"), rows).unwrap();
    let [table, study] = ["t.csv", "study"].map(name);
    let of = ["batch", table.to_str().unwrap(), "--out", study.to_str().unwrap(), "--bids"];
    assert!(gaitline(&of).status.success());
    let persons = read(&study.join("bids/participants.tsv"));
    let labels: std::collections::BTreeSet<&str> =
        persons.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(labels.len(), 4, "{persons}");
    assert!(labels.contains("sub-S01"), "the one whose name was given keeps it: {persons}");
    assert!(labels.iter().all(|label| study.join("bids").join(label).join("motion").is_dir()));
}
