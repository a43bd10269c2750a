//! Time of each stage on the demo clip: `cargo bench --bench stages`. Says "skipped" where
//! `models/prepare` or `samples/fetch` has not run.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use gaitline::assessment::{Assessment, assess};
use gaitline::internals::pose::{
    DEFAULT_MODEL, Look, ModelStore, PoseEstimator, Region, Runtime, Zoom, load_estimator,
};
use gaitline::internals::video::{Decoder, FrameSource, Picture, TimeRange};
use gaitline::options::Options;
use gaitline::page::{PageInputs, PageSettings, Stills, render_html};
use gaitline::pipeline::{Engine, EngineSettings, OutputSettings, analyze_clip};
use gaitline::report::{Report, angles_csv};
use gaitline::track::PoseSequence;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use support::demo_clip;

fn decode(path: &Path, end_s: f64) -> Vec<Picture> {
    let range = TimeRange { start_s: None, end_s: Some(end_s) };
    let mut decoder = Decoder::open(path, range).unwrap();
    std::iter::from_fn(|| decoder.next_frame().unwrap()).map(|f| f.picture).collect()
}

fn estimator() -> PoseEstimator {
    let store = ModelStore::find(None).unwrap();
    let runtime = Runtime::load(&store.runtime_library(None).unwrap()).unwrap();
    let verified = store.verified(&store.spec(DEFAULT_MODEL).unwrap()).unwrap();
    load_estimator(&runtime, &verified, None, |_, network| network).unwrap()
}

fn streaming(c: &mut Criterion) {
    let Some(path) = demo_clip() else { return };
    c.bench_function("decode 31 frames of 1768x994 VP9", |b| b.iter(|| decode(&path, 1.0)));
    let frame = decode(&path, 3.0).pop().unwrap();
    let whole = frame.whole();
    let mut estimator = estimator();
    let region = Region { cx_px: 900.0, cy_px: 700.0, size_px: 560.0, angle_rad: 0.0 };
    c.bench_function("pose in a region", |b| {
        b.iter(|| estimator.pose_in(&frame, &region, &[Look::Straight]))
    });
    c.bench_function("people in a frame", |b| {
        b.iter(|| estimator.people(&whole, Zoom::Whole, &[], Look::Straight))
    });
    c.bench_function("people in a frame, broad", |b| {
        b.iter(|| estimator.people(&whole, Zoom::Broad, &[], Look::Straight))
    });
}

fn whole_and_pure(c: &mut Criterion) {
    let Some(path) = demo_clip() else { return };
    let out = tempfile::tempdir().unwrap();
    let outputs = OutputSettings { folder: out.path().into(), ..OutputSettings::default() };
    let mut engine = Engine::load(DEFAULT_MODEL, &EngineSettings::default()).unwrap();
    let options = Options::default();
    let mut run = || analyze_clip(&path, &mut engine, &options, &outputs, &()).unwrap();
    let analysis = run();
    c.bench_function("whole pipeline, 230 frames", |b| b.iter(&mut run));

    let sequence = PoseSequence::read(&analysis.folder.join("poses.json")).unwrap();
    c.bench_function("assess", |b| b.iter(|| assess(black_box(&sequence), &options)));
    let assessment = assess(&sequence, &options);
    c.bench_function("report", |b| b.iter(|| report_and_page(&sequence, &assessment, &options)));
}

/// Bytes of the page and of the table of angles.
fn report_and_page(
    sequence: &PoseSequence,
    assessment: &Assessment,
    options: &Options,
) -> [usize; 2] {
    let report = &Report::build(sequence, assessment, options);
    let (stills, settings) = (&Stills::default(), &PageSettings::default());
    let page =
        render_html(&PageInputs { report, sequence, assessment, stills, film: None, settings });
    [page.unwrap().len(), angles_csv(sequence, &assessment.gait.angles).len()]
}

criterion_group! {
    name = stages;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(5));
    targets = streaming, whole_and_pure
}
criterion_main!(stages);
