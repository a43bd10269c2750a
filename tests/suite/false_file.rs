//! Files whose clock, shape or direction is not what a player would think; made here by the ffmpeg program ("skipped" where
//! it is not installed).

use crate::support::{Need, Shown, ffmpeg, gaitline, skip, stderr};
use gaitline::internals::video::{Decoder, FrameSource, NewPart, TimeRange};
use image::RgbImage;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Of the colours red and blue beside each other, 30 frames a second, two seconds long.
const RED_AND_BLUE: &str =
    "color=red:s=64x96:r=30:d=2[a];color=blue:s=64x96:r=30:d=2[b];[a][b]hstack";

/// Makes a film of these filters; `None`, and says so, where this ffmpeg cannot.
fn made(folder: &TempDir, name: &str, filters: &str, options: &[&str]) -> Option<PathBuf> {
    let path = folder.path().join(name);
    let source = ["-filter_complex", filters];
    let is_made = ffmpeg(&[&source[..], options, &[path.to_str().unwrap()]].concat());
    if !is_made {
        skip(Need::Ffmpeg, &format!("this ffmpeg cannot make {name}"));
    }
    is_made.then_some(path)
}

/// The same streams in another file.
fn copied(from: &Path, name: &str, before: &[&str], options: &[&str]) -> Option<PathBuf> {
    let path = from.with_file_name(name);
    let input = ["-i", from.to_str().unwrap()];
    let output = ["-c", "copy"];
    let is_made = ffmpeg(&[before, &input, options, &output, &[path.to_str().unwrap()]].concat());
    if !is_made {
        skip(Need::Ffmpeg, &format!("this ffmpeg cannot make {name}"));
    }
    is_made.then_some(path)
}

/// One file after the other, as a stick's recorder joins them.
fn joined(folder: &TempDir, parts: [&Path; 2]) -> PathBuf {
    let bytes = parts.map(|part| std::fs::read(part).unwrap());
    let path = folder.path().join("joined.ts");
    std::fs::write(&path, bytes.concat()).unwrap();
    path
}

struct Film {
    decoder: Decoder,
    frames: Vec<Shown>,
    parts: Vec<(usize, NewPart)>,
}

fn read(path: &Path) -> Film {
    let mut decoder = Decoder::open(path, TimeRange::default()).unwrap();
    let (mut frames, mut parts) = (Vec::new(), Vec::new());
    while let Some(frame) = decoder.next_frame().unwrap() {
        parts.extend(frame.new_part.map(|part| (frames.len(), part)));
        frames.push(Shown::from(frame));
    }
    Film { decoder, frames, parts }
}

/// At 30 frames a second from the first to the last.
#[track_caller]
fn assert_even(film: &Film) {
    for (i, frame) in film.frames.iter().enumerate() {
        let off_s = frame.time_s - film.frames[0].time_s - i as f64 / 30.0;
        assert!(off_s.abs() < 2e-3, "{i}: {} s", frame.time_s);
    }
}

#[track_caller]
fn assert_colour(rgb: &RgbImage, [x, y]: [u32; 2], colour: [u8; 3]) {
    let found = rgb.get_pixel(x, y).0;
    assert!((0..3).all(|i| found[i].abs_diff(colour[i]) < 40), "{found:?}, not {colour:?}");
}

const RED: [u8; 3] = [255, 0, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const BLACK: [u8; 3] = [0; 3];

#[test]
fn a_bare_stream_says_whether_its_rate_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let hevc = ["-c:v", "libx265", "-x265-params", "log-level=none:vui-timing-info=0"];
    for (name, how, is_assumed) in
        [("known.h264", &["-c:v", "libx264"][..], false), ("unknown.h265", &hevc, true)]
    {
        let Some(clip) = made(&folder, name, RED_AND_BLUE, how) else { continue };
        let film = read(&clip);
        assert_eq!(film.decoder.info().rate_is_assumed, is_assumed, "{name}");
        assert_eq!((film.frames.len(), film.decoder.warnings()), (60, vec![]), "{name}");
        if !is_assumed {
            assert_even(&film);
        }
    }
}

#[test]
fn a_time_stamp_hours_ahead_costs_its_own_frame() {
    let folder = tempfile::tempdir().unwrap();
    let Some(plain) = made(&folder, "plain.mp4", RED_AND_BLUE, &["-c:v", "libx264", "-bf", "0"])
    else {
        return;
    };
    let ahead = ["-bsf:v", "setts=pts='if(eq(N,40),PTS+9000/TB,PTS)'"];
    let Some(clip) = copied(&plain, "ahead.mp4", &[], &ahead) else { return };
    let film = read(&clip);
    let times_s: Vec<f64> = film.frames.iter().map(|frame| frame.time_s).collect();
    assert_eq!((times_s.len(), film.parts.len()), (59, 0));
    let exact_s = (0..60).filter(|i| *i != 40).map(|i| f64::from(i) / 30.0);
    assert!(times_s.iter().zip(exact_s).all(|(t, exact)| (t - exact).abs() < 2e-3), "{times_s:?}");
    assert!(film.decoder.warnings().join(" ").contains("1 frame"), "{:?}", film.decoder.warnings());
}

#[test]
fn pictures_that_begin_after_the_sound_are_all_there() {
    let folder = tempfile::tempdir().unwrap();
    let Some(plain) = made(&folder, "plain.mp4", RED_AND_BLUE, &["-c:v", "libx264"]) else {
        return;
    };
    for late in ["late.mkv", "late.mp4"] {
        let sound = ["-f", "lavfi", "-i", "sine=d=2.5", "-itsoffset", "0.5"];
        let streams = ["-map", "1:v", "-map", "0:a", "-c:a", "aac", "-c:v", "copy"];
        let path = folder.path().join(late);
        let input = ["-i", plain.to_str().unwrap()];
        let output = [path.to_str().unwrap()];
        if !ffmpeg(&[&sound[..], &input, &streams, &output].concat()) {
            skip(Need::Ffmpeg, "this ffmpeg cannot make sound");
            return;
        }
        let film = read(&path);
        assert_eq!((film.frames.len(), film.decoder.warnings()), (60, vec![]), "{late}");
        assert_even(&film);
    }
}

#[test]
fn the_clock_of_a_joined_film_goes_on_and_the_joint_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let Some(part) = made(&folder, "part.ts", RED_AND_BLUE, &["-c:v", "libx264"]) else { return };
    let film = read(&joined(&folder, [&part, &part]));
    assert_eq!((film.frames.len(), &*film.parts), (120, &[(60, NewPart::Clock)][..]));
    let times_s: Vec<f64> = film.frames.iter().map(|frame| frame.time_s).collect();
    assert!(times_s.is_sorted_by(|a, b| a < b), "{times_s:?}");
    assert!((3.9..4.2).contains(&times_s[119]), "{}", times_s[119]);
}

#[test]
fn pictures_of_another_shape_are_padded_and_the_joint_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let narrow = format!("{RED_AND_BLUE},crop=96:96,setpts=PTS+2/TB");
    let kept = ["-c:v", "libx264", "-bf", "0", "-muxdelay", "0", "-copyts"];
    let parts = [("wide.ts", RED_AND_BLUE), ("narrow.ts", narrow.as_str())];
    let [Some(wide), Some(narrow)] =
        parts.map(|(name, filters)| made(&folder, name, filters, &kept))
    else {
        return;
    };
    let film = read(&joined(&folder, [&wide, &narrow]));
    assert_eq!((film.frames.len(), &*film.parts), (120, &[(60, NewPart::Shape)][..]));
    for (frame, left) in [(30, RED), (90, BLACK)] {
        let rgb = &film.frames[frame].rgb;
        assert_eq!(rgb.dimensions(), (128, 96));
        assert_colour(rgb, [6, 48], left);
        assert_colour(rgb, [40, 48], RED);
        assert_colour(rgb, [88, 48], BLUE);
    }
}

#[test]
fn a_turn_that_only_the_stream_tells_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let Some(plain) = made(&folder, "plain.mp4", RED_AND_BLUE, &["-c:v", "libx264"]) else {
        return;
    };
    let turned = ["-bsf:v", "h264_metadata=display_orientation=insert:rotate=90"];
    let Some(clip) = copied(&plain, "turned.mp4", &[], &turned) else { return };
    let film = read(&clip);
    let rgb = &film.frames[10].rgb;
    assert_eq!(rgb.dimensions(), (96, 128));
    // counterclockwise: what was left is below
    assert_colour(rgb, [48, 110], RED);
    assert_colour(rgb, [48, 20], BLUE);
}

/// To open a pipe waits for somebody who writes into it, and a device has no end.
#[cfg(unix)]
#[test]
fn a_study_does_not_wait_for_pipes_and_devices() {
    let folder = tempfile::tempdir().unwrap();
    let clips = folder.path().join("clips");
    std::fs::create_dir(&clips).unwrap();
    let made = std::process::Command::new("mkfifo").arg(clips.join("pipe.mp4")).status();
    assert!(made.unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", clips.join("zero.mp4")).unwrap();
    std::fs::write(folder.path().join("t.csv"), "file\nclips/pipe.mp4\nclips/zero.mp4\n").unwrap();
    let [out, table] = ["out", "t.csv"].map(|name| folder.path().join(name));
    let batch = |input: &Path, more: &[&str]| {
        let [input, out] = [input, &out].map(|path| path.to_str().unwrap());
        gaitline(&[&["batch", input, "--out", out], more].concat())
    };
    // a folder's clips are read one by one, and each is named as it fails
    assert!(batch(&clips, &["--dry-run"]).status.success());
    assert!(!batch(&clips, &[]).status.success());
    for more in [&["--dry-run"][..], &[]] {
        let done = batch(&table, more);
        let said = stderr(&done);
        assert!(!done.status.success() && said.contains("not a regular file"), "{more:?}: {said}");
    }
}
