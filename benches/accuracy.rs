//! Angles against exact truth, clip by clip: `cargo bench --bench accuracy`.
//!
//! The clips are `../shared/clips/truth`, or `--truth FOLDER`; where they are not there it says
//! "skipped". Their poses are made first, with the default model or `--model NAME`, or read from
//! `--poses FOLDER` as `gaitline analyze --out FOLDER` leaves them, so that a change after the
//! networks is judged in seconds.

#![allow(clippy::print_stdout)] // a bench is there to print

#[path = "support/truth.rs"]
mod truth;

use gaitline::anatomy::Side;
use gaitline::gait::{Angle, EventKind, GaitAnalysis, analyse as analyse_gait};
use gaitline::motion::{Motion, reconstruct};
use gaitline::options::Options;
use gaitline::pipeline::{Engine, Outputs, analyze_clip};
use gaitline::pose::DEFAULT_MODEL;
use gaitline::signal::{mean, median, standard_deviation};
use gaitline::track::PoseSequence;
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
    let poses = option("--poses").map_or_else(|| made.path().into(), PathBuf::from);
    if poses == made.path() {
        make_poses(&clips, made.path());
    }
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
    let mut means = Table::new(&[
        "step L ms",
        "step R ms",
        "stance L ms",
        "stance R ms",
        "swing L ms",
        "swing R ms",
        "step length L cm",
        "step length R cm",
        "speed cm/s",
        "loading peak near",
        "swing peak near",
        "thigh minimum near",
    ]);
    for (name, _, truth_path) in clips {
        let clip = match analyse(&poses, &name, &truth_path) {
            Ok(clip) => clip,
            Err(why) => {
                println!("skipped {name}: {why}");
                continue;
            }
        };
        timing.add(&name, clip.event_errors());
        means.add(&name, clip.mean_errors());
        if clip.is_side() {
            side.add(&name, clip.side_errors());
        } else {
            front.add(&name, clip.front_errors());
        }
    }
    println!("\nEvents: measured minus true, ms; events in complete cycles; whole cycles\n");
    timing.print();
    println!("\nMeans of a clip: measured minus true; angles in ° for the near leg\n");
    means.print();
    println!(
        "\nSide views: root mean square error over the frames in which the whole body is visible, °\n"
    );
    side.print();
    println!(
        "\nFront and rear views: mean error of the clip (FPPA, obliquity: left and right apart), or root mean square, °\n"
    );
    front.print();
}

fn option(flag: &str) -> Option<String> {
    std::env::args().skip_while(|a| a != flag).nth(1)
}

/// Analyses every clip into a folder of its name.
fn make_poses(clips: &[(String, PathBuf, PathBuf)], out: &Path) {
    let model = option("--model").unwrap_or_else(|| DEFAULT_MODEL.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut engine = match Engine::load(&model, cores, None, None) {
        Ok(engine) => engine,
        Err(e) => return println!("no poses: {e}"),
    };
    let options = Options { model, ..Options::default() };
    let outputs = Outputs { folder: out.into(), overlay: false };
    for (name, clip, _) in clips {
        if let Err(e) = analyze_clip(clip, &mut engine, &options, &outputs, &()) {
            println!("{name}: {e}");
        }
    }
}

struct Clip {
    truth: Truth,
    motion: Motion,
    gait: GaitAnalysis,
}

fn analyse(poses: &Path, name: &str, truth: &Path) -> Result<Clip, String> {
    let truth = Truth::read(truth)?;
    let sequence =
        PoseSequence::read(&poses.join(name).join("poses.json")).map_err(|e| e.to_string())?;
    let motion = reconstruct(&sequence);
    let gait = analyse_gait(&motion, truth.height_m());
    Ok(Clip { truth, motion, gait })
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
    fn mean_errors(&self) -> Vec<f64> {
        let found = |name: &str, side: Option<Side>| {
            let measure = self.gait.measures.iter().find(|m| m.name == name && m.side == side);
            measure.map_or(f64::NAN, gaitline::gait::Measure::mean)
        };
        let exact = |name: &str| self.truth.mean_of(name).unwrap_or(f64::NAN);
        let stride_s = exact("stride_time_s");
        let mut errors = Vec::new();
        for (name, scale, share) in [
            ("step_time_s", "step_time", 0.0),
            ("stance_time_s", "stance", 1.0),
            ("swing_time_s", "stance", -1.0),
        ] {
            for (side, letter) in Side::BOTH.into_iter().zip(["L", "R"]) {
                let stance = exact(&format!("stance_percent_{letter}")) / 100.0;
                let exact_s = match share {
                    1.0 => stance * stride_s,
                    -1.0 => (1.0 - stance) * stride_s,
                    _ => exact(&format!("{scale}_{letter}_s")),
                };
                errors.push(1000.0 * (found(name, Some(side)) - exact_s));
            }
        }
        for (side, letter) in Side::BOTH.into_iter().zip(["L", "R"]) {
            let off_m =
                found("step_length_m", Some(side)) - exact(&format!("step_length_{letter}_m"));
            errors.push(100.0 * off_m);
        }
        errors.push(100.0 * (found("walking_speed_m_s", None) - exact("speed_m_s")));
        let near = self.motion.passes.first().and_then(|p| p.view.near_side());
        for (name, angle, from, to, is_peak) in [
            ("knee_flexion_loading_peak_deg", "knee_flexion", 0.03, 0.30, true),
            ("knee_flexion_swing_peak_deg", "knee_flexion", 0.55, 0.95, true),
            ("hip_flexion_vertical_minimum_deg", "thigh_angle", 0.35, 0.70, false),
        ] {
            let exact = near.map_or(f64::NAN, |s| self.truth.extreme(angle, s, from, to, is_peak));
            errors.push(near.map_or(f64::NAN, |s| found(name, Some(s))) - exact);
        }
        errors
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
