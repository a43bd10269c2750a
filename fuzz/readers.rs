//! What is done with untrusted input: read it, and make all that follows from it. The fuzzer and a test of the suite share this.
//!
//! The bytes need not be text: what is not UTF-8 is refused before any parser.

use gaitline::assessment::assess;
use gaitline::causes::Answers;
use gaitline::evidence::OwnNorms;
use gaitline::foreign_poses::{ClipOfPoses, PoseFile, read_file, sequence};
use gaitline::gait::KnownLength;
use gaitline::options::Options;
use gaitline::page::{PageInputs, PageSettings, Stills, render_html};
use gaitline::report::{Report, angles_csv};
use gaitline::track::{ClipInfo, PoseSequence, ReadingOptions, Timing};
use gaitline::validation::Truth;
use gaitline::{ModelSpec, VideoInfo, parse_markers};
use std::path::Path;

/// More frames than this only take longer.
const MOST_FRAMES: usize = 300;

/// A `poses.json`, up to its page.
pub(crate) fn poses(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(sequence) = PoseSequence::parse(text) {
        all_of(&sequence);
    }
}

/// Landmarks of another tool, up to the page.
pub(crate) fn foreign(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let file = PoseFile { path: "walk_0.json".into(), text: text.to_owned() };
    let Ok(poses) = read_file(&file) else { return };
    let _ = poses.clock(None);
    let Ok(times_s) = poses.clock(Some(30.0)) else { return };
    if let Ok(sequence) = sequence(&poses, clip(times_s)) {
        all_of(&sequence);
    }
}

/// The smaller formats: the first byte says which, in seeds a digit.
pub(crate) fn texts(bytes: &[u8]) {
    let Some((which, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    // '0' is a multiple of six
    match which % 6 {
        0 => drop(Truth::read(Path::new("walk.truth.json"), text)),
        1 => drop(OwnNorms::read(Path::new("norms.csv"), text)),
        2 => drop(ModelSpec::parse(text)),
        3 => drop(parse_markers(text)),
        4 => drop(text.parse::<KnownLength>()),
        _ => drop(serde_json::from_str::<Answers>(text).map(Answers::checked)),
    }
}

/// All that follows from poses: what a program makes of them, whole.
pub(crate) fn all_of(sequence: &PoseSequence) {
    if sequence.frames.len() > MOST_FRAMES {
        return;
    }
    let options = Options::default();
    let assessment = assess(sequence, &options);
    let report = &Report::build(sequence, &assessment, &options);
    let text = serde_json::to_string(report).unwrap_or_default();
    assert!(serde_json::from_str::<Report>(&text).is_ok(), "a report must be readable: {text}");
    let (stills, settings) = (&Stills::default(), &PageSettings::default());
    let inputs =
        PageInputs { report, sequence, assessment: &assessment, stills, film: None, settings };
    assert!(render_html(&inputs).is_ok());
    assert!(!angles_csv(sequence, &assessment.gait.angles).contains("NaN"));
}

fn clip(times_s: Vec<f64>) -> ClipOfPoses {
    let video = VideoInfo { width_px: 1280, height_px: 720, ..VideoInfo::default() };
    let timing = Timing {
        frames: times_s.len(),
        duration_s: times_s.last().copied().unwrap_or_default(),
        rate_hz: 30.0,
        irregular_pct: 0.0,
        slow_motion_factor: 1.0,
    };
    ClipOfPoses {
        clip: ClipInfo {
            file_name: "walk.mp4".to_owned(),
            sha256: "0".repeat(64),
            video,
            timing,
            light: None,
        },
        kept: 0..times_s.len(),
        whole: None,
        times_s,
        warnings: Vec::new(),
        poses_sha256: "0".repeat(64),
        reading: ReadingOptions::default(),
    }
}
