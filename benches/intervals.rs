//! How often stated intervals contain the truth, and how wide they are: `cargo bench --bench intervals`.
//!
//! Every mean of a leg's strides is compared with the mean of the true values of the same strides. The clips are
//! `../shared/clips/truth`, or each `--truth FOLDER`; their poses are read from the `--poses FOLDER` that follows it, as
//! `gaitline analyze --out FOLDER` leaves them. With `--rows` each comparison is printed as a line of CSV. Prints
//! "skipped" where the clips are not there.

#![allow(clippy::print_stdout)] // a bench is there to print

mod support;

use gaitline::anatomy::Side;
use gaitline::gait::{MeasureId, Task};
use gaitline::internals::signal::{mean, median};
use gaitline::reliability::MeasureSummary;
use gaitline::validation::MeasuredClip;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use support::accuracy::{read_clip, rms};
use support::exact_strides::ExactStride;
use support::truth;

/// One mean of a clip against the mean of the true values of the same strides.
struct Row {
    clip: String,
    measure: MeasureId,
    side: Option<Side>,
    is_near: Option<bool>,
    strides: usize,
    measured: f64,
    exact: f64,
    half: f64,
    summary: MeasureSummary,
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let after = |flag: &str| -> Vec<PathBuf> {
        args.windows(2).filter(|w| w[0] == flag).map(|w| PathBuf::from(&w[1])).collect()
    };
    let sets: Vec<(PathBuf, PathBuf)> =
        after("--truth").into_iter().zip(after("--poses")).collect();
    let rows: Vec<Row> = sets.iter().flat_map(|(truth, poses)| rows_of(truth, poses)).collect();
    if rows.is_empty() {
        println!("skipped: no clips, or no poses (--truth FOLDER --poses FOLDER)");
    } else if args.iter().any(|a| a == "--rows") {
        print_rows(&rows);
    } else {
        print_table("measure", &rows, |row| row.measure.name().to_owned());
        print_table("strides", &rows, |row| match row.strides {
            n @ 1..=3 => n.to_string(),
            _ => "4 and more".to_owned(),
        });
    }
}

fn rows_of(truth: &Path, poses: &Path) -> Vec<Row> {
    let of_clip = |(name, _, truth): (String, PathBuf, PathBuf)| {
        let poses = poses.join(&name).join("poses.json");
        match read_clip(&truth, Some(&poses), "height") {
            Ok(clip) => rows_of_clip(&name, &clip),
            Err(why) => {
                println!("skipped {name}: {why}");
                vec![]
            }
        }
    };
    truth::clips(truth).into_iter().flat_map(of_clip).collect()
}

fn rows_of_clip(name: &str, clip: &MeasuredClip) -> Vec<Row> {
    let walking = clip.assessment.reliability.measures.iter().filter(|m| m.task == Task::Walking);
    walking.filter_map(|m| row(name, clip, m)).collect()
}

/// `None` where the truth file does not tell, or nothing was stated.
fn row(name: &str, clip: &MeasuredClip, summary: &MeasureSummary) -> Option<Row> {
    let [low, high] = summary.ci95?;
    let exact = |cycle: usize| {
        let cycle = clip.assessment.gait.cycles.get(cycle)?;
        ExactStride::of(&clip.truth, cycle)?.measure(&clip.truth, summary.measure.name())
    };
    let pairs: Vec<(f64, f64)> =
        summary.values.iter().filter_map(|v| Some((v.value, exact(v.cycle)?))).collect();
    let [measured, truth] = [mean(pairs.iter().map(|p| p.0)), mean(pairs.iter().map(|p| p.1))];
    let cycle = clip.assessment.gait.cycles.get(summary.values.first()?.cycle)?;
    let near = clip.assessment.motion.passes.get(cycle.pass)?.view.near_side();
    (pairs.len() == summary.n).then(|| Row {
        clip: name.to_owned(),
        measure: summary.measure,
        side: summary.side,
        is_near: near.zip(summary.side).map(|(near, side)| near == side),
        strides: summary.n,
        measured,
        exact: truth,
        half: (high - low) / 2.0,
        summary: summary.clone(),
    })
}

fn print_rows(rows: &[Row]) {
    println!("clip,measure,side,near,n,measured,exact,half,sd,systematic_sd");
    for row in rows {
        let side = row.side.map_or("", |s| if s == Side::Left { "left" } else { "right" });
        let near = row.is_near.map_or("", |near| if near { "near" } else { "far" });
        println!(
            "{},{},{side},{near},{},{:.4},{:.4},{:.4},{:.4},{:.4}",
            row.clip,
            row.measure.name(),
            row.strides,
            row.measured,
            row.exact,
            row.half,
            row.summary.sd.unwrap_or(f64::NAN),
            row.summary.systematic_sd,
        );
    }
}

/// One line a group: how often its intervals contain the truth, and how wide they are against what is needed.
fn print_table(heading: &str, rows: &[Row], group: impl Fn(&Row) -> String) {
    let mut groups: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        groups.entry(group(row)).or_default().push(row);
        groups.entry("~ all".to_owned()).or_default().push(row);
    }
    println!("\n| {heading} | means | bias | rms error | half-width | ÷ 1.96 rms | contained % |");
    println!("|---|---|---|---|---|---|---|");
    for (name, rows) in groups {
        let off: Vec<f64> = rows.iter().map(|r| r.measured - r.exact).collect();
        let inside = rows.iter().filter(|r| (r.measured - r.exact).abs() <= r.half).count();
        let half = median(rows.iter().map(|r| r.half));
        let share = 100.0 * inside as f64 / rows.len() as f64;
        // values of different units have no common size
        let [bias, error, half, ratio] = match name == "~ all" || heading == "strides" {
            true => ["–".to_owned(), "–".to_owned(), "–".to_owned(), "–".to_owned()],
            false => [mean(off.iter().copied()), rms(&off), half, half / 1.96 / rms(&off)]
                .map(|v| format!("{v:.3}")),
        };
        println!("| {name} | {} | {bias} | {error} | {half} | {ratio} | {share:.1} |", rows.len());
    }
}
