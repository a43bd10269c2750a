//! Angles against exact truth, clip by clip: `cargo bench --bench accuracy`.
//!
//! The clips are `../shared/clips/truth`, or `--truth FOLDER`; where they are not there it says
//! "skipped". Their poses are made first, with the default model or `--model NAME`, or read from
//! `--poses FOLDER` as `gaitline analyze --out FOLDER` leaves them, so that a change after the
//! networks is judged in seconds. The scale is the height, or `--scale leg|known`. With `--exact` the poses are the truth's own joints: what is left is
//! the engine's own error.

#![allow(clippy::print_stdout)] // a bench is there to print

#[path = "support/exact.rs"]
mod exact;
#[path = "support/poses.rs"]
mod poses;
#[allow(dead_code)] // another bench uses the rest
#[path = "support/truth.rs"]
mod truth;

use gaitline::anatomy::Side;
use gaitline::gait::{Angle, EventKind, GaitAnalysis};
use gaitline::motion::Motion;
use gaitline::options::Options;
use gaitline::pipeline::Judged;
use gaitline::pose::DEFAULT_MODEL;
use gaitline::report::Report;
use gaitline::signal::{mean, median, standard_deviation};
use gaitline::track::PoseSequence;
use poses::option;
use std::path::{Path, PathBuf};
use truth::Truth;

/// An event farther from a true one is another event.
const SAME_EVENT_S: f64 = 0.2;

fn by_size(a: &(f64, f64), b: &(f64, f64)) -> std::cmp::Ordering {
    a.0.abs().total_cmp(&b.0.abs())
}

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
        timing.add(&name, clip.event_errors());
        let errors = clip.mean_errors();
        means.add(&name, errors.iter().map(|e| e.off).collect());
        for (inside, error) in inside.iter_mut().zip(&errors) {
            inside.extend(error.is_inside);
        }
        if clip.is_side() {
            side.add(&name, clip.side_errors());
        } else {
            front.add(&name, clip.front_errors());
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

struct Clip {
    truth: Truth,
    motion: Motion,
    gait: GaitAnalysis,
    report: Report,
}

/// A measure of a clip against its truth.
struct MeanError {
    off: f64,
    /// Whether the stated interval contains the truth; `None` without an interval.
    is_inside: Option<bool>,
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
type Mean = (&'static str, &'static str, Of, f64);

const MEANS: [Mean; 25] = [
    ("step L ms", "step_time_s", Of::Left, 1000.0),
    ("step R ms", "step_time_s", Of::Right, 1000.0),
    ("stance L ms", "stance_time_s", Of::Left, 1000.0),
    ("stance R ms", "stance_time_s", Of::Right, 1000.0),
    ("swing L ms", "swing_time_s", Of::Left, 1000.0),
    ("swing R ms", "swing_time_s", Of::Right, 1000.0),
    ("step length L cm", "step_length_m", Of::Left, 100.0),
    ("step length R cm", "step_length_m", Of::Right, 100.0),
    ("speed cm/s", "walking_speed_m_s", Of::Both, 100.0),
    ("step width cm", "step_width_m", Of::Both, 100.0),
    ("loading peak near", "knee_flexion_loading_peak_deg", Of::Near, 1.0),
    ("knee swing peak near", "knee_flexion_swing_peak_deg", Of::Near, 1.0),
    ("thigh minimum near", "hip_flexion_vertical_minimum_deg", Of::Near, 1.0),
    ("FPPA stance L", "fppa_stance_mean_deg", Of::Left, 1.0),
    ("FPPA stance R", "fppa_stance_mean_deg", Of::Right, 1.0),
    ("FPPA stairs L", "fppa_stair_lowering_deg", Of::Left, 1.0),
    ("FPPA stairs R", "fppa_stair_lowering_deg", Of::Right, 1.0),
    ("acceptance L ms", "stair_weight_acceptance_time_s", Of::Left, 1000.0),
    ("acceptance R ms", "stair_weight_acceptance_time_s", Of::Right, 1000.0),
    ("its sinking L %", "stair_weight_acceptance_sinking_pct", Of::Left, 1.0),
    ("its sinking R %", "stair_weight_acceptance_sinking_pct", Of::Right, 1.0),
    ("obliquity L", "pelvic_obliquity_mid_stance_deg", Of::Left, 1.0),
    ("obliquity R", "pelvic_obliquity_mid_stance_deg", Of::Right, 1.0),
    ("adduction L", "hip_adduction_stance_peak_deg", Of::Left, 1.0),
    ("adduction R", "hip_adduction_stance_peak_deg", Of::Right, 1.0),
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
fn analyse(poses: Option<&Path>, name: &str, truth: &Path) -> Result<Clip, String> {
    let truth = Truth::read(truth)?;
    let sequence = match poses {
        Some(folder) => PoseSequence::read(&folder.join(name).join("poses.json")),
        None => Ok(exact::poses(&truth)),
    };
    let sequence = sequence.map_err(|e| e.to_string())?;
    let scale = option("--scale").unwrap_or_else(|| "height".to_owned());
    let options = Options { scale: truth.scale(&scale), ..Options::default() };
    let Judged { motion, gait, report } = Judged::of(&sequence, &options);
    Ok(Clip { truth, motion, gait, report })
}

impl Clip {
    fn is_side(&self) -> bool {
        let is_side = |name: &str| self.truth.angles_2d.contains_key(name);
        is_side("knee_flexion_2d_L")
    }

    /// Measured minus true in every frame that has both; `near` picks the leg by the frame's pass.
    fn differences(&self, angle: Angle, leg: Leg, exact_2d: bool, name: &str) -> Vec<f64> {
        let mut all = Vec::new();
        for frame in 0..self.truth.frames.min(self.motion.time_s.len()) {
            let Some(pass) = self.motion.pass_of(frame) else { continue };
            let near = pass.view.near_side();
            let side = match leg {
                Leg::Near => near,
                Leg::Far => near.map(Side::opposite),
                Leg::Of(side) => Some(side),
                Leg::Neither => None,
            };
            let series = self.gait.angles.iter().find(|s| s.angle == angle && s.side == side);
            let name = match side {
                Some(Side::Left) => format!("{name}_L"),
                Some(Side::Right) => format!("{name}_R"),
                None => name.to_owned(),
            };
            // the truth files' shank leans forward when the ankle is ahead, ours when the knee is
            let sign = if angle == Angle::Shank { -1.0 } else { 1.0 };
            let measured = series.and_then(|s| s.values_deg[frame]).map(|v| sign * v);
            all.extend(measured.zip(self.truth.angle(exact_2d, &name, frame)).map(|(m, t)| m - t));
        }
        all
    }

    fn event_errors(&self) -> Vec<f64> {
        let mut errors_ms = [Vec::new(), Vec::new()];
        let (mut count, mut missed, mut invented, mut inside) = (0, 0, 0, 0);
        for (kind, errors_ms) in
            [EventKind::InitialContact, EventKind::FootOff].into_iter().zip(&mut errors_ms)
        {
            for side in Side::BOTH {
                let exact = self.truth.events(kind, side);
                let of_side = self.gait.events.iter().filter(|e| (e.side, e.kind) == (side, kind));
                let found: Vec<_> = of_side.collect();
                for &(time_s, is_complete) in &exact {
                    let nearest = found.iter().map(|e| (e.time_s - time_s, e.sd_s)).min_by(by_size);
                    let nearest = nearest.filter(|(off_s, _)| off_s.abs() <= SAME_EVENT_S);
                    count += usize::from(is_complete);
                    missed += usize::from(is_complete && nearest.is_none());
                    if let Some((off_s, sd_s)) = nearest {
                        errors_ms.push(1000.0 * off_s);
                        inside += usize::from(off_s.abs() <= 1.96 * sd_s);
                    }
                }
                let is_known =
                    |t: f64| exact.iter().any(|(time_s, _)| (t - time_s).abs() <= SAME_EVENT_S);
                invented += found.iter().filter(|e| !is_known(e.time_s)).count();
            }
        }
        let matched = errors_ms.iter().map(Vec::len).sum::<usize>();
        let [on, off] = errors_ms.map(|e| [mean(e.iter().copied()), standard_deviation(&e)]);
        let share = 100.0 * inside as f64 / matched as f64;
        let counts = [count, missed, invented].map(|c| c as f64);
        let cycles = [self.gait.cycles.len(), self.truth.cycles()].map(|c| c as f64);
        [&on[..], &off, &counts, &[share], &cycles].concat()
    }

    /// Measured minus true of the clip's means; NaN where there is none.
    fn mean_errors(&self) -> Vec<MeanError> {
        MEANS.iter().map(|mean| self.mean_error(*mean)).collect()
    }

    fn mean_error(&self, (_, name, of, scale): Mean) -> MeanError {
        let near = self.motion.passes.first().and_then(|p| p.view.near_side());
        let side = match of {
            Of::Left => Some(Side::Left),
            Of::Right => Some(Side::Right),
            Of::Near => near,
            Of::Both => None,
        };
        let found =
            self.report.gait.measures.iter().find(|m| m.measure.name() == name && m.side == side);
        let exact = self.exact_mean(name, side.unwrap_or(Side::Left));
        let off = found.map_or(f64::NAN, |m| scale * (m.mean - exact));
        let interval = found.and_then(|m| m.ci95).filter(|_| exact.is_finite());
        MeanError { off, is_inside: interval.map(|[low, high]| (low..=high).contains(&exact)) }
    }

    fn exact_mean(&self, name: &str, side: Side) -> f64 {
        let letter = if side == Side::Left { "L" } else { "R" };
        let exact = |name: &str| self.truth.mean_of(name).unwrap_or(f64::NAN);
        let stance = || exact(&format!("stance_percent_{letter}")) / 100.0;
        match name {
            "step_time_s" => exact(&format!("step_time_{letter}_s")),
            "stance_time_s" => stance() * exact("stride_time_s"),
            "swing_time_s" => (1.0 - stance()) * exact("stride_time_s"),
            "step_length_m" => exact(&format!("step_length_{letter}_m")),
            "walking_speed_m_s" => exact("speed_m_s"),
            "step_width_m" => exact("step_width_m"),
            "knee_flexion_loading_peak_deg" => {
                self.truth.extreme("knee_flexion", side, 0.03, 0.30, true)
            }
            "knee_flexion_swing_peak_deg" => {
                self.truth.extreme("knee_flexion", side, 0.55, 0.95, true)
            }
            "hip_flexion_vertical_minimum_deg" => {
                self.truth.extreme("thigh_angle", side, 0.35, 0.70, false)
            }
            "fppa_stance_mean_deg" => self.truth.mean_over("knee_fppa", side, 0.10, 0.50),
            "fppa_stair_lowering_deg" => self.truth.mean_over("knee_fppa", side, 0.40, 0.50),
            "stair_weight_acceptance_time_s" => self.truth.acceptance(side)[0],
            "stair_weight_acceptance_sinking_pct" => self.truth.acceptance(side)[1],
            "pelvic_obliquity_mid_stance_deg" => {
                self.truth.mean_over("pelvic_obliquity", side, 0.12, 0.31)
            }
            "hip_adduction_stance_peak_deg" => {
                self.truth.extreme("hip_adduction", side, 0.03, 0.55, true)
            }
            _ => f64::NAN,
        }
    }

    fn side_errors(&self) -> Vec<f64> {
        let legs = [Leg::Near, Leg::Far];
        let knee = legs.map(|l| self.differences(Angle::KneeFlexion, l, false, "knee_flexion"));
        let hip =
            legs.map(|l| self.differences(Angle::HipFlexionTrunk, l, false, "hip_flexion_trunk"));
        let thigh = legs.map(|l| self.differences(Angle::Thigh, l, false, "thigh_angle"));
        let ankle = legs
            .map(|l| self.differences(Angle::AnkleDorsiflexion, l, false, "ankle_dorsiflexion"));
        let shank = legs.map(|l| self.differences(Angle::Shank, l, false, "shank_angle"));
        let foot = legs.map(|l| self.differences(Angle::FootPitch, l, false, "foot_pitch"));
        let trunk =
            self.differences(Angle::TrunkLeanForward, Leg::Neither, false, "trunk_lean_forward");
        let visible = self.truth.fully_visible.iter().filter(|v| **v).count();
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

    fn front_errors(&self) -> Vec<f64> {
        let fppa = Side::BOTH.map(|s| self.differences(Angle::Fppa, Leg::Of(s), true, "knee_fppa"));
        let adduction = Side::BOTH
            .map(|s| self.differences(Angle::HipAdduction, Leg::Of(s), false, "hip_adduction"));
        let obliquity =
            self.differences(Angle::PelvicObliquity, Leg::Neither, false, "pelvic_obliquity");
        let trunk =
            self.differences(Angle::TrunkLeanRight, Leg::Neither, false, "trunk_lean_right");
        let visible = self.truth.fully_visible.iter().filter(|v| **v).count();
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
}

#[derive(Clone, Copy)]
enum Leg {
    Near,
    Far,
    Of(Side),
    Neither,
}

fn rms(values: &[f64]) -> f64 {
    mean(values.iter().map(|v| v * v)).sqrt()
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
