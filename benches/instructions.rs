//! Instructions of the stages that need neither networks nor files: `cargo bench --bench instructions`. Says "skipped"
//! where valgrind is not installed.
//!
//! A count, unlike a time, is the same in every run of one build on one machine, whatever else runs there: what changes it is the code.
//! Each stage runs in a process of its own under `valgrind --tool=callgrind`, which counts inside [`counted`] alone.
//!
//! A crate would do the same (gungraun), but needs a second program of exactly its own version installed beside it.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a bench is there to print

mod support;

use gaitline::assessment::{Assessment, assess};
use gaitline::internals::camera_tracking::{BackgroundFrame, CameraTracker};
use gaitline::internals::image_features::{look, parse_markers};
use gaitline::internals::pose::Pose;
use gaitline::internals::video::Picture;
use gaitline::options::Options;
use gaitline::page::{PageInputs, PageSettings, Stills, render_html};
use gaitline::report::{Report, angles_csv};
use gaitline::track::PoseSequence;
use image::{Rgb, RgbImage};
use std::hint::black_box;
use std::process::Command;
use support::person::somebody;
use support::poses::option;

/// A stage's name, how many frames one run of it stands for, and what is to be counted of it, prepared.
type Stage = (&'static str, usize, fn() -> Box<dyn FnOnce()>);

const STAGES: [Stage; 7] = [
    ("cut a person out, colours converted", 1, cut_out),
    ("follow the background", 1, follow_background),
    ("find stickers and the waistband", 1, find_marks),
    ("write and read the poses", FRAMES, write_and_read_poses),
    ("assess", FRAMES, assess_walk),
    ("build the report and the angles", FRAMES, build_report),
    ("render the page", FRAMES, render_page),
];

/// Of the walk of [`walk`].
const FRAMES: usize = 390;

fn main() {
    match option("--stage") {
        Some(name) => run(&name),
        None => STAGES.iter().for_each(count),
    }
}

/// Runs one stage, as the process that is counted.
fn run(name: &str) {
    let (_, _, prepare) = STAGES.iter().find(|(stage, ..)| *stage == name).unwrap();
    counted(prepare());
}

/// What callgrind counts: found by its name, so it must stay a function.
#[inline(never)]
fn counted(work: Box<dyn FnOnce()>) {
    work();
}

/// Prints the instructions of a stage a frame.
fn count((name, frames, _): &Stage) {
    let counted = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no"])
        .arg("--toggle-collect=instructions::counted")
        .arg(std::env::current_exe().unwrap())
        .args(["--stage", name])
        .output();
    let Ok(output) = counted else { return println!("{name}: skipped, valgrind is not installed") };
    let said = String::from_utf8_lossy(&output.stderr);
    let total = said.lines().find_map(|l| l.split_once("Collected : "));
    match total.and_then(|(_, n)| n.trim().parse::<usize>().ok()) {
        Some(total) if output.status.success() => {
            println!("{name:<40} {:>12} instructions a frame", total / frames);
        }
        _ => println!("{name}: failed\n{said}"),
    }
}

/// Six and a half seconds of a synthetic walk seen from the side.
fn walk() -> PoseSequence {
    let sequence = somebody(2).poses();
    assert!(sequence.frames.len() == FRAMES);
    sequence
}

/// 1280×720 px without any even place.
fn picture() -> Picture {
    let level = |x: u32, y: u32, c: u32| ((x * 7 + y * 13 + c * 29) ^ (x * y / 31)) as u8;
    let rgb = RgbImage::from_fn(1280, 720, |x, y| Rgb([0, 1, 2].map(|c| level(x, y, c))));
    Picture::of_rgb(&rgb)
}

fn a_pose() -> Pose {
    walk().frames[0].pose.clone().unwrap()
}

fn cut_out() -> Box<dyn FnOnce()> {
    let picture = picture();
    Box::new(move || {
        black_box(picture.cutout([400.0, 100.0, 900.0, 600.0]));
    })
}

fn follow_background() -> Box<dyn FnOnce()> {
    let (picture, mut tracker) = (picture(), CameraTracker::default());
    let frame = |picture: &Picture| BackgroundFrame::of(picture, &[[500.0, 100.0, 700.0, 700.0]]);
    tracker.step(frame(&picture));
    Box::new(move || {
        black_box(tracker.step(frame(&picture)));
    })
}

fn find_marks() -> Box<dyn FnOnce()> {
    let (picture, pose) = (picture(), a_pose());
    let markers = parse_markers("trochanter=red,malleolus=green").unwrap();
    Box::new(move || {
        black_box(look(&picture, &pose, &markers, 0));
    })
}

fn write_and_read_poses() -> Box<dyn FnOnce()> {
    let sequence = walk();
    Box::new(move || {
        let text = serde_json::to_string(&sequence).unwrap();
        black_box(serde_json::from_str::<PoseSequence>(&text).unwrap());
    })
}

fn assess_walk() -> Box<dyn FnOnce()> {
    let (sequence, options) = (walk(), Options::default());
    Box::new(move || {
        black_box(assess(&sequence, &options));
    })
}

fn assessed() -> (PoseSequence, Assessment, Options) {
    let (sequence, options) = (walk(), Options::default());
    let assessment = assess(&sequence, &options);
    (sequence, assessment, options)
}

fn build_report() -> Box<dyn FnOnce()> {
    let (sequence, assessment, options) = assessed();
    Box::new(move || {
        let report = Report::build(&sequence, &assessment, &options);
        black_box((report, angles_csv(&sequence, &assessment.gait.angles)));
    })
}

fn render_page() -> Box<dyn FnOnce()> {
    let (sequence, assessment, options) = assessed();
    let report = Report::build(&sequence, &assessment, &options);
    Box::new(move || {
        let (stills, settings) = (&Stills::default(), &PageSettings::default());
        let inputs = PageInputs {
            report: &report,
            sequence: &sequence,
            assessment: &assessment,
            stills,
            film: None,
            settings,
        };
        black_box(render_html(&inputs).unwrap());
    })
}
