//! Who is made unrecognisable in film and overlay, held against where the heads truly are.

use crate::support::{Shown, gaitline, shared_clip, shared_file, stderr};
use gaitline::internals::video::{Decoder, FrameSource, TimeRange};
use image::RgbImage;
use image::imageops::thumbnail;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

fn frames(path: &Path) -> Vec<Shown> {
    let mut decoder = Decoder::open(path, TimeRange::default()).unwrap();
    std::iter::from_fn(|| decoder.next_frame().unwrap()).map(Shown::from).collect()
}

fn analyze(clip: &Path, out: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["analyze", clip.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(["--model", "blazepose-full"]);
    arguments.extend(more);
    gaitline(&arguments)
}

/// A frame, and where a head truly is in it: left, top, right, bottom, in px.
type TrueHead = (usize, [f64; 4]);

const NAME: &str = "bystander_crossing_sagittal_right";

/// A rendered clip with two people, and where their heads truly are.
fn people_and_their_heads() -> Option<(PathBuf, [Vec<TrueHead>; 2])> {
    let truth = shared_file(&format!("{NAME}.truth.json"))?;
    let clip = shared_clip(NAME)?;
    let truth = std::fs::read_to_string(truth).unwrap();
    let truth: Value = serde_json::from_str(&truth).unwrap();
    let count = truth["frames"].as_u64().unwrap() as usize;
    let heads_of = |person: &Value| {
        let head = |frame: usize| {
            let points = ["nose", "eye_L", "eye_R", "ear_L", "ear_R", "head_top"]
                .map(|joint| [0, 1].map(|i| person[joint][frame][i].as_f64().unwrap()));
            let x = points.map(|p| p[0]);
            let y = points.map(|p| p[1]);
            let low = |v: [f64; 6]| v.into_iter().fold(f64::INFINITY, f64::min);
            let high = |v: [f64; 6]| v.into_iter().fold(f64::NEG_INFINITY, f64::max);
            (frame, [low(x) - 4.0, low(y) - 4.0, high(x) + 4.0, high(y) + 4.0])
        };
        (0..count).map(head).filter(|(_, b)| is_inside(b)).collect()
    };
    Some((clip, [&truth["joints_2d"], &truth["bystander"]["joints_2d"]].map(heads_of)))
}

fn is_inside(b: &[f64; 4]) -> bool {
    b[0] >= 0.0 && b[1] >= 0.0 && b[2] < 1280.0 && b[3] < 720.0
}

fn at([x0, y0, x1, y1]: [f64; 4], scale: f64) -> [u32; 4] {
    [x0, y0, x1, y1].map(|v| (v * scale).round() as u32)
}

/// How two pictures' detail goes together in a box: the sum over all neighbours of difference times difference. Of a
/// picture with itself it is how much detail there is.
fn common_detail(a: &RgbImage, b: &RgbImage, [x0, y0, x1, y1]: [u32; 4]) -> f64 {
    let level = |picture: &RgbImage, x, y| f64::from(picture.get_pixel(x, y).0[1]);
    let steps = |picture: &RgbImage, x, y| {
        let here = level(picture, x, y);
        [level(picture, x + 1, y) - here, level(picture, x, y + 1) - here]
    };
    let places = (y0..y1 - 1).flat_map(|y| (x0..x1 - 1).map(move |x| (x, y)));
    let product = |(x, y)| {
        let (a, b) = (steps(a, x, y), steps(b, x, y));
        a[0] * b[0] + a[1] * b[1]
    };
    places.map(product).sum()
}

#[test]
fn blurred_heads_have_no_detail_in_any_frame_of_film_and_overlay() {
    let Some((clip, heads)) = people_and_their_heads() else { return };
    let folder = tempfile::tempdir().unwrap();
    let done = analyze(&clip, folder.path(), &["--blur-faces", "--overlay"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let result = folder.path().join(NAME);
    let original = frames(&clip);
    let overlay = frames(&result.join("overlay.mp4"));
    let film = frames(&result.join("film.mp4"));
    let heads = heads.concat();
    for &(frame, head) in &heads {
        let plain = &original[frame].rgb;
        let small = thumbnail(plain, 960, 540);
        let (in_film, in_clip) = (at(head, 0.75), at(head, 1.0));
        let left = common_detail(&film[frame].rgb, &film[frame].rgb, in_film);
        let was = common_detail(&small, &small, in_film);
        assert!(left < 0.1 * was, "film, frame {frame}: detail {left} of {was}");
        // lines are drawn on the overlay, but nothing in it goes with the face that was there
        let kept = common_detail(plain, &overlay[frame].rgb, in_clip);
        let was = common_detail(plain, plain, in_clip);
        assert!(kept.abs() < 0.2 * was, "overlay, frame {frame}: {kept} of {was} is kept");
    }
    assert!(heads.len() > 240, "two people in 126 frames: {}", heads.len());
    // and what is no head is as it was
    let (last, small) = (film.len() - 1, &original[original.len() - 1].rgb);
    let small = thumbnail(small, 960, 540);
    let floor = [100, 480, 800, 530];
    let kept = common_detail(&small, &film[last].rgb, floor) / common_detail(&small, &small, floor);
    assert!(kept > 0.3, "the floor keeps its boards: {kept}");
}

#[test]
fn nothing_but_the_subject_is_sharp_where_others_are_hidden() {
    let Some((clip, [own, others])) = people_and_their_heads() else { return };
    let folder = tempfile::tempdir().unwrap();
    let done = analyze(&clip, folder.path(), &["--blur-others"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let original = frames(&clip);
    let film = frames(&folder.path().join(NAME).join("film.mp4"));
    let kept = |frame: usize, box_px: [u32; 4]| {
        let small = thumbnail(&original[frame].rgb, 960, 540);
        common_detail(&small, &film[frame].rgb, box_px) / common_detail(&small, &small, box_px)
    };
    for &(frame, head) in &others {
        let kept = kept(frame, at(head, 0.75));
        assert!(kept.abs() < 0.1, "the other's head, frame {frame}: {kept} of 1 is kept");
    }
    // heads pass each other for some frames, in which both are hidden
    let sharp = own.iter().filter(|(frame, head)| kept(*frame, at(*head, 0.75)) > 0.3).count();
    assert!(sharp * 10 > own.len() * 8, "the subject's head is sharp in {sharp} of {}", own.len());
    assert!(others.len() > 110 && own.len() > 110);
    let boards = kept(60, [100, 480, 800, 530]);
    assert!(boards.abs() < 0.02, "the floor has no boards: {boards}");
}
