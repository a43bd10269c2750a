//! Prints the measures of a walk as a table: `cargo run --no-default-features --example measures_table poses.json`.
//!
//! It reads the poses that an earlier analysis left, so it needs neither FFmpeg nor a model.
#![allow(clippy::print_stdout)] // an example is there to print

use gaitline::assessment::assess;
use gaitline::options::Options;
use gaitline::reliability::MeasureSummary;
use gaitline::track::PoseSequence;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: measures_table POSES.json")?;
    let poses = PoseSequence::read(Path::new(&path))?;
    let assessment = assess(&poses, &Options::default());
    println!("{:44} {:6} {:>3}  mean and 95 % interval", "measure", "side", "n");
    for measure in &assessment.reliability.measures {
        let side = measure.side.map_or("both", |side| side.name());
        println!("{:44} {side:6} {:>3}  {}", measure.measure.name(), measure.n, value(measure));
    }
    for refused in &assessment.reliability.refused {
        println!("{} is not reported: {}", refused.measure.name(), refused.advice);
    }
    Ok(())
}

/// The mean and half the width of its interval, which a single stride does not have.
fn value(measure: &MeasureSummary) -> String {
    match measure.ci95 {
        Some([low, high]) => format!("{:8.3} ± {:.3}", measure.mean, (high - low) / 2.0),
        None => format!("{:8.3}", measure.mean),
    }
}
