//! Angles against exact truth, clip by clip: `cargo bench --bench accuracy`.
//!
//! The clips are `../shared/clips/truth`, or `--truth FOLDER`; where they are not there it says
//! "skipped". Their poses are made first, with the default model or `--model NAME`, or read from
//! `--poses FOLDER` as `gaitline analyze --out FOLDER` leaves them, so that a change after the
//! networks is judged in seconds. The scale is the height, or `--scale leg|known`. With `--exact`
//! the poses are the truth's own joints: what is left is the engine's own error.

#![allow(clippy::print_stdout)] // a bench is there to print

mod support;

use gaitline::DEFAULT_MODEL;
use gaitline::anatomy::Side;
use gaitline::gait::{Angle, MeasureId};
use gaitline::internals::signal::{mean, median, standard_deviation};
use gaitline::options::Options;
use gaitline::validation::{Leg, MeanError, MeasuredClip, TruthView};
use std::path::{Path, PathBuf};
use support::accuracy::{read_clip, rms};
use support::poses::{self, option};
use support::truth;

fn main() {
    let truth = option("--truth").map_or_else(|| "../shared/clips/truth".into(), PathBuf::from);
    let clips = truth::clips(&truth);
    if clips.is_empty() {
        println!("skipped: no truth clips in {}", truth.display());
        return;
    }
    let made = tempfile::tempdir().expect("a folder for the poses");
    let poses = match option("--poses") {
        _ if std::env::args().any(|a| a == "--exact") => None,
        Some(folder) => Some(folder.into()),
        None => {
            poses::make(&clips, made.path(), |_| Options {
                model: option("--model").unwrap_or_else(|| DEFAULT_MODEL.to_owned()),
                ..Options::default()
            });
            Some(made.path().to_owned())
        }
    };
    let mut side = Table::new(&[
        "knee near",
        "knee far",
        "thigh near",
        "thigh far",
        "hip near",
        "hip far",
        "ankle near",
        "ankle far",
        "shank near",
        "shank far",
        "foot near",
        "foot far",
        "trunk fwd",
        "coverage %",
    ]);
    let mut front = Table::new(&[
        "FPPA left",
        "FPPA right",
        "FPPA rmse",
        "obliquity",
        "obl rmse",
        "adduction",
        "trunk right",
        "coverage %",
    ]);
    let mut timing = Table::new(&[
        "contact mean",
        "sd",
        "foot off mean",
        "sd",
        "true",
        "missed",
        "invented",
        "in 95 %",
        "cycles",
        "true",
    ]);
    let mut means = Table::new(&MEANS.map(|m| m.0));
    let mut inside = vec![Vec::new(); MEANS.len()];
    for (name, _, truth_path) in clips {
        let clip = match analyse(poses.as_deref(), &name, &truth_path) {
            Ok(clip) => clip,
            Err(why) => {
                println!("skipped {name}: {why}");
                continue;
            }
        };
        timing.add(&name, event_errors(&clip));
        let errors = mean_errors(&clip);
        means.add(&name, errors.iter().map(|e| e.off).collect());
        for (inside, error) in inside.iter_mut().zip(&errors) {
            inside.extend(error.is_inside);
        }
        if clip.truth.view.is_some_and(TruthView::is_from_the_side) {
            side.add(&name, side_errors(&clip));
        } else {
            front.add(&name, front_errors(&clip));
        }
    }
    println!("\nEvents: measured minus true, ms; events in complete cycles; whole cycles\n");
    timing.print();
    println!("\nMeans of a clip: measured minus true, in ms, cm and °\n");
    means.print();
    println!("\nHow often the stated 95 % interval of a clip's mean contains the truth\n");
    print_inside(&inside);
    println!(
        "\nSide views: root mean square error over the frames in which the whole body is visible, °\n"
    );
    side.print();
    println!(
        "\nFront and rear views: mean error of the clip (FPPA, obliquity: left and right apart), or root mean square, °\n"
    );
    front.print();
}

/// Which leg a mean is of.
#[derive(Clone, Copy)]
enum Of {
    Left,
    Right,
    /// The one nearer to the camera.
    Near,
    Both,
}

/// A column's heading, the measure, the leg, and by how much its error is multiplied.
type Mean = (&'static str, MeasureId, Of, f64);

const MEANS: [Mean; 25] = [
    ("step L ms", MeasureId::StepTime, Of::Left, 1000.0),
    ("step R ms", MeasureId::StepTime, Of::Right, 1000.0),
    ("stance L ms", MeasureId::StanceTime, Of::Left, 1000.0),
    ("stance R ms", MeasureId::StanceTime, Of::Right, 1000.0),
    ("swing L ms", MeasureId::SwingTime, Of::Left, 1000.0),
    ("swing R ms", MeasureId::SwingTime, Of::Right, 1000.0),
    ("step length L cm", MeasureId::StepLength, Of::Left, 100.0),
    ("step length R cm", MeasureId::StepLength, Of::Right, 100.0),
    ("speed cm/s", MeasureId::WalkingSpeed, Of::Both, 100.0),
    ("step width cm", MeasureId::StepWidth, Of::Both, 100.0),
    ("loading peak near", MeasureId::KneeFlexionLoadingPeak, Of::Near, 1.0),
    ("knee swing peak near", MeasureId::KneeFlexionSwingPeak, Of::Near, 1.0),
    ("thigh minimum near", MeasureId::HipFlexionMinimum, Of::Near, 1.0),
    ("FPPA stance L", MeasureId::FppaStanceMean, Of::Left, 1.0),
    ("FPPA stance R", MeasureId::FppaStanceMean, Of::Right, 1.0),
    ("FPPA stairs L", MeasureId::FppaStairLowering, Of::Left, 1.0),
    ("FPPA stairs R", MeasureId::FppaStairLowering, Of::Right, 1.0),
    ("acceptance L ms", MeasureId::StairWeightAcceptanceTime, Of::Left, 1000.0),
    ("acceptance R ms", MeasureId::StairWeightAcceptanceTime, Of::Right, 1000.0),
    ("its sinking L %", MeasureId::StairWeightAcceptanceSinking, Of::Left, 1.0),
    ("its sinking R %", MeasureId::StairWeightAcceptanceSinking, Of::Right, 1.0),
    ("obliquity L", MeasureId::PelvicObliquityMidStance, Of::Left, 1.0),
    ("obliquity R", MeasureId::PelvicObliquityMidStance, Of::Right, 1.0),
    ("adduction L", MeasureId::HipAdductionStancePeak, Of::Left, 1.0),
    ("adduction R", MeasureId::HipAdductionStancePeak, Of::Right, 1.0),
];

fn print_inside(inside: &[Vec<bool>]) {
    println!("| measure | clips | contained % |\n|---|---|---|");
    for (mean, inside) in MEANS.iter().zip(inside) {
        let share = 100.0 * inside.iter().filter(|i| **i).count() as f64 / inside.len() as f64;
        println!("| {:22} | {:5} | {share:>11.0} |", mean.0, inside.len());
    }
    let all = inside.concat();
    let share = 100.0 * all.iter().filter(|i| **i).count() as f64 / all.len() as f64;
    println!("| {:22} | {:5} | {share:>11.1} |", "all", all.len());
}

/// With the poses of a folder, or the exact ones.
fn analyse(poses: Option<&Path>, name: &str, truth: &Path) -> Result<MeasuredClip, String> {
    let poses = poses.map(|folder| folder.join(name).join("poses.json"));
    let scale = option("--scale").unwrap_or_else(|| "height".to_owned());
    read_clip(truth, poses.as_deref(), &scale)
}

fn event_errors(clip: &MeasuredClip) -> Vec<f64> {
    let all = clip.event_errors();
    let of = |e: &[f64]| [mean(e.iter().copied()), standard_deviation(e)];
    let [on, off] = [&all.contact_ms, &all.foot_off_ms].map(|e| of(e));
    let share = 100.0 * all.inside as f64 / (all.contact_ms.len() + all.foot_off_ms.len()) as f64;
    let counts = [all.complete, all.missed, all.invented].map(|c| c as f64);
    let cycles = [clip.whole_cycles(), clip.truth.cycles()].map(|c| c as f64);
    [&on[..], &off, &counts, &[share], &cycles].concat()
}

/// Measured minus true of the clip's means; NaN where there is none.
fn mean_errors(clip: &MeasuredClip) -> Vec<MeanError> {
    let of = |&(_, id, of, scale): &Mean| {
        let side = match of {
            Of::Left => Some(Side::Left),
            Of::Right => Some(Side::Right),
            Of::Near => clip.near_side(),
            Of::Both => None,
        };
        let error = clip.mean_error(id, side);
        MeanError { off: scale * error.off, ..error }
    };
    MEANS.iter().map(of).collect()
}

fn side_errors(clip: &MeasuredClip) -> Vec<f64> {
    let legs = [Leg::Near, Leg::Far];
    let knee = legs.map(|l| clip.differences(Angle::KneeFlexion, l));
    let hip = legs.map(|l| clip.differences(Angle::HipFlexionTrunk, l));
    let thigh = legs.map(|l| clip.differences(Angle::Thigh, l));
    let ankle = legs.map(|l| clip.differences(Angle::AnkleDorsiflexion, l));
    let shank = legs.map(|l| clip.differences(Angle::Shank, l));
    let foot = legs.map(|l| clip.differences(Angle::FootPitch, l));
    let trunk = clip.differences(Angle::TrunkLeanForward, Leg::Neither);
    let visible = clip.truth.visible_frames();
    let coverage = 100.0 * knee[0].len() as f64 / visible.max(1) as f64;
    let mut errors: Vec<f64> = knee
        .iter()
        .chain(&thigh)
        .chain(&hip)
        .chain(&ankle)
        .chain(&shank)
        .chain(&foot)
        .chain([&trunk])
        .map(|d| rms(d))
        .collect();
    errors.push(coverage);
    errors
}

fn front_errors(clip: &MeasuredClip) -> Vec<f64> {
    let fppa = Side::BOTH.map(|s| clip.differences(Angle::Fppa, Leg::Of(s)));
    let adduction = Side::BOTH.map(|s| clip.differences(Angle::HipAdduction, Leg::Of(s)));
    let obliquity = clip.differences(Angle::PelvicObliquity, Leg::Neither);
    let trunk = clip.differences(Angle::TrunkLeanRight, Leg::Neither);
    let visible = clip.truth.visible_frames();
    let coverage = 100.0 * fppa[0].len() as f64 / visible.max(1) as f64;
    vec![
        mean(fppa[0].iter().copied()),
        mean(fppa[1].iter().copied()),
        rms(&fppa.concat()),
        mean(obliquity.iter().copied()),
        rms(&obliquity),
        rms(&adduction.concat()),
        rms(&trunk),
        coverage,
    ]
}
/// A Markdown table with the median of the sizes at its end.
struct Table {
    columns: Vec<&'static str>,
    rows: Vec<(String, Vec<f64>)>,
}

impl Table {
    fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: vec![] }
    }

    fn add(&mut self, name: &str, values: Vec<f64>) {
        self.rows.push((name.to_owned(), values));
    }

    fn print(&self) {
        println!("| {:37} | {} |", "clip", self.columns.join(" | "));
        println!("|---|{}", "---|".repeat(self.columns.len()));
        for (name, values) in &self.rows {
            println!("| {name:37} | {} |", cells(&self.columns, values));
        }
        let middle = |i: usize| median(self.rows.iter().map(|r| r.1[i].abs()));
        let medians: Vec<f64> = (0..self.columns.len()).map(middle).collect();
        println!("| {:37} | {} |", "median of the sizes", cells(&self.columns, &medians));
    }
}

fn cells(columns: &[&str], values: &[f64]) -> String {
    let cell = |(c, v): (&&str, &f64)| match v.is_finite() {
        true => format!("{v:>0$.1}", c.len()),
        false => format!("{:>1$}", "–", c.len()),
    };
    columns.iter().zip(values).map(cell).collect::<Vec<_>>().join(" | ")
}
