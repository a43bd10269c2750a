//! The film beside the report: the clip's own frames and times.

use crate::support::{Need, Shown, demo_clip, gaitline, names_in, skip, stderr};
use gaitline::internals::video::{
    Coding, Colours, Decoder, Encoder, FrameSource, Picture, TimeRange,
};
use gaitline::track::PoseSequence;
use image::imageops::{FilterType, crop_imm, resize};
use image::{Rgb, RgbImage};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn frames(path: &Path, range: TimeRange) -> Vec<Shown> {
    let mut decoder = Decoder::open(path, range).unwrap();
    std::iter::from_fn(|| decoder.next_frame().unwrap()).map(Shown::from).collect()
}

fn film(folder: &Path) -> Vec<Shown> {
    frames(&folder.join("film.mp4"), TimeRange::default())
}

fn analyze(clip: &Path, out: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["analyze", clip.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(["--model", "blazepose-full"]);
    arguments.extend(more);
    gaitline(&arguments)
}

/// Mean difference of two pictures, in grey levels.
fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

#[test]
fn the_film_has_the_frames_and_times_of_the_poses_and_comes_and_goes_with_the_run() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let part = ["--start", "2.5", "--end", "3.5"];
    let done = analyze(&clip, folder.path(), &part);
    assert!(done.status.success(), "{}", stderr(&done));
    let result = folder.path().join("sports2d-demo");
    let poses = PoseSequence::read(&result.join("poses.json")).unwrap();
    let film = film(&result);
    assert_eq!(film.len(), poses.frames.len());
    for (shown, posed) in film.iter().zip(&poses.frames) {
        let expected_s = posed.time_s - poses.frames[0].time_s;
        assert!((shown.time_s - expected_s).abs() < 2e-5, "{} {expected_s}", shown.time_s);
    }
    // each is the clip's own picture of that moment, and nothing is drawn on it
    let range = TimeRange { start_s: Some(2.5), end_s: Some(3.5) };
    let clip_frames = frames(&clip, range);
    let size = film[0].rgb.dimensions();
    assert_eq!(size, (960, 538));
    let small: Vec<RgbImage> = clip_frames
        .iter()
        .map(|f| {
            resize(
                &crop_imm(&f.rgb, 0, 0, 1768, 991).to_image(),
                size.0,
                size.1,
                FilterType::CatmullRom,
            )
        })
        .collect();
    for (k, shown) in film.iter().enumerate() {
        let own = difference(&shown.rgb, &small[k]);
        let next = difference(&shown.rgb, &small[(k + 1) % small.len()]);
        assert!(own < 5.0 && own < next, "{k}: {own} {next}");
    }

    // poses that are analysed again keep the film that lies beside them, here and elsewhere; another clip's is none
    let again = |out: &Path| {
        let poses = result.join("poses.json");
        let out = out.to_str().unwrap();
        let done = gaitline(&["analyze", poses.to_str().unwrap(), "--out", out]);
        assert!(done.status.success(), "{}", stderr(&done));
        std::fs::read_to_string(Path::new(out).join("sports2d-demo/report.html")).unwrap()
    };
    let before = std::fs::read_to_string(result.join("report.html")).unwrap();
    assert_eq!(again(folder.path()), before, "the page is the same");
    let elsewhere = folder.path().join("elsewhere");
    assert_eq!(again(&elsewhere), before);
    assert!(elsewhere.join("sports2d-demo/film.mp4").is_file());
    let (kept, other) = (result.join("film.mp4"), result.join("kept.mp4"));
    std::fs::rename(&kept, &other).unwrap();
    std::fs::copy(&clip, &kept).unwrap();
    assert!(!again(folder.path()).contains("<video") && !kept.exists());
    std::fs::remove_file(other).unwrap();

    // in one file there is none beside, and what was there before has gone
    let mut arguments = part.to_vec();
    arguments.push("--single-file");
    assert!(analyze(&clip, folder.path(), &arguments).status.success());
    let all =
        ["angles.csv", "cycles.csv", "poses.json", "positions.csv", "report.html", "report.json"];
    assert_eq!(names_in(&result), all);
    let poses = result.join("poses.json");
    for flag in ["--single-file", "--blur-faces"] {
        let done = gaitline(&["analyze", poses.to_str().unwrap(), flag]);
        assert_eq!(done.status.code(), Some(2));
        assert!(stderr(&done).contains(&format!("{flag} needs the clip itself")));
    }
}

#[test]
fn without_a_film_everything_else_is_the_same() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (with, without) = (folder.path().join("with"), folder.path().join("without"));
    let part = ["--start", "2.5", "--end", "3.5"];
    assert!(analyze(&clip, &with, &part).status.success());
    let done = analyze(&clip, &without, &[&part[..], &["--no-film", "--workers", "1"]].concat());
    assert!(done.status.success(), "{}", stderr(&done));
    let [with, without] = [with, without].map(|f| f.join("sports2d-demo"));
    let mut names = names_in(&with);
    names.retain(|name| name != "film.mp4");
    assert_eq!(names_in(&without), names);
    for name in names.iter().filter(|name| *name != "report.html") {
        let [a, b] = [&with, &without].map(|f| std::fs::read(f.join(name)).unwrap());
        assert!(a == b, "{name} differs");
    }
    let page = std::fs::read_to_string(without.join("report.html")).unwrap();
    assert!(!page.contains("<video") && page.contains("<svg"));
    let both = analyze(&clip, folder.path(), &["--no-film", "--single-file"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn an_interrupted_run_leaves_no_film() {
    let Some(clip) = demo_clip() else { return };
    let out = tempfile::tempdir().unwrap();
    let mut run = Command::new(env!("CARGO_BIN_EXE_gaitline"))
        .args(["analyze", clip.to_str().unwrap(), "--model", "blazepose-full", "--out"])
        .arg(out.path())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let is_being_filmed = || {
        let folders = std::fs::read_dir(out.path()).unwrap().map(|e| e.unwrap().path());
        folders.filter(|p| p.is_dir()).any(|p| names_in(&p).iter().any(|n| n.ends_with(".mp4")))
    };
    while !is_being_filmed() {
        assert!(run.try_wait().unwrap().is_none(), "it ended before it could be interrupted");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let left = names_in(out.path());
    assert!(left.iter().all(|name| name.starts_with(".gaitline-")), "{left:?}");
}

#[test]
fn every_tenth_picture_of_a_film_stands_for_itself_and_none_waits_for_a_later_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film.mp4");
    let mut encoder =
        Encoder::create(&path, 320, 240, 30.0, Coding::Stepped, Colours::default()).unwrap();
    for k in 0..35_u32 {
        // half of it changes wholly: a scene cut, which must not move the groups
        let cut = if k == 17 { 200 } else { 0 };
        let picture =
            RgbImage::from_fn(320, 240, |x, y| Rgb([(x + 4 * k) as u8, (y as u8) ^ cut, cut]));
        encoder.push(&Picture::of_rgb(&picture), f64::from(k) / 30.0).unwrap();
    }
    encoder.finish().unwrap();
    let asked = ["-v", "error", "-select_streams", "v", "-show_entries", "packet=pts,dts,flags"];
    let told = Command::new("ffprobe").args(asked).args(["-of", "csv=p=0"]).arg(&path).output();
    let Ok(told) = told else {
        skip(Need::Ffmpeg, "no ffprobe");
        return;
    };
    let text = String::from_utf8(told.stdout).unwrap();
    let packets: Vec<Vec<&str>> = text.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(packets.len(), 35);
    for (k, packet) in packets.iter().enumerate() {
        assert_eq!(packet[0], packet[1], "shown as it comes: {packet:?}");
        assert_eq!(packet[2].starts_with('K'), k % 10 == 0, "{k}: {packet:?}");
    }
    let bytes = std::fs::read(&path).unwrap();
    let at = |what: &[u8]| bytes.windows(4).position(|w| w == what).unwrap();
    assert!(at(b"moov") < at(b"mdat"), "the index comes first");
}
