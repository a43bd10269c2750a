//! Stickers and the pelvis against exact truth, clip by clip: `cargo bench --bench pelvis`.
//!
//! The clips are `../shared/clips/truth`, or `--truth FOLDER`; where they are not there it says "skipped". Their
//! stickers are declared as the truth files tell them. Poses are made first, or read from `--poses FOLDER` as
//! `gaitline analyze --out FOLDER` leaves them. With `--false-stickers` clips without stickers are searched for
//! stickers of every named colour.

#![allow(clippy::print_stdout)] // a bench is there to print

mod support;

use gaitline::anatomy::{Side, Site};
use gaitline::assessment::{Assessment, assess};
use gaitline::gait::{Angle, GaitAnalysis};
use gaitline::internals::signal::{mean, median, quantile};
use gaitline::motion::Motion;
use gaitline::options::Options;
use gaitline::reliability::Reliability;
use gaitline::track::{PoseSequence, ReadingOptions};
use gaitline::validation::{Truth, TruthView};
use gaitline::{Marker, parse_markers};
use std::path::{Path, PathBuf};
use support::exact_stickers::{ExactSticker, ExactStickers};
use support::poses::{self, Clips, option};
use support::truth;

/// All places and colours at once that a declaration may name.
const EVERY_COLOUR: [&str; 3] = [
    "asis=green,psis=magenta,trochanter=orange,knee=cyan,malleolus=magenta,patella=cyan",
    "asis=red,psis=blue,trochanter=yellow,knee=green,malleolus=yellow,patella=red",
    "asis=purple,psis=orange,trochanter=cyan,knee=pink,malleolus=red,patella=blue",
];

fn main() {
    let folder = option("--truth").map_or_else(|| "../shared/clips/truth".into(), PathBuf::from);
    let clips = truth::clips(&folder);
    if clips.is_empty() {
        println!("skipped: no truth clips in {}", folder.display());
        return;
    }
    let made = tempfile::tempdir().expect("a folder for the poses");
    if std::env::args().any(|a| a == "--false-stickers") {
        return search_for_nothing(&clips, made.path());
    }
    let poses = option("--poses").map_or_else(|| made.path().to_owned(), PathBuf::from);
    if option("--poses").is_none() {
        poses::make(&clips, made.path(), |truth| with_stickers(truth, declared));
    }
    let read: Vec<Clip> = clips.iter().filter_map(|(n, _, t)| Clip::read(&poses, n, t)).collect();
    println!(
        "\nStickers: share of the frames in which they are visible and found; distance from the truth\n"
    );
    println!(
        "| clip | sticker | visible | found % | median px | 95 % px | found where hidden |\n|---|---|---|---|---|---|---|"
    );
    read.iter().for_each(Clip::print_stickers);
    println!("\nObliquity at mid-stance (or standing), left side up +; ° measured minus true\n");
    println!(
        "| clip | side | seen by | true | off | half interval | printed |\n|---|---|---|---|---|---|---|"
    );
    read.iter().for_each(Clip::print_obliquity);
    println!("\nPelvic tilt, front down +, mean of the frames that have one; °\n");
    println!("| clip | true | off |\n|---|---|---|");
    read.iter().for_each(Clip::print_tilt);
}

/// The options with the stickers that a truth file tells of.
fn with_stickers(truth: &Path, markers: impl Fn(&ExactStickers) -> Vec<Marker>) -> Options {
    let markers = ExactStickers::read(truth).map(|t| markers(&t)).unwrap_or_default();
    let reading = ReadingOptions { markers, ..ReadingOptions::default() };
    Options { reading, ..Options::default() }
}

const SITES: [(&str, Site); 6] = [
    ("ASIS", Site::Asis),
    ("PSIS", Site::Psis),
    ("troch", Site::Trochanter),
    ("knee", Site::Knee),
    ("ankle", Site::Malleolus),
    ("patella", Site::Patella),
];

fn declared(stickers: &ExactStickers) -> Vec<Marker> {
    let stickers = stickers.named();
    let marker = |(name, site): (&str, Site)| {
        let (_, sticker) = stickers.iter().find(|(n, _)| n.starts_with(name))?;
        let [r, g, b] = sticker.color;
        Some(Marker { site, colour: format!("#{r:02x}{g:02x}{b:02x}").parse().ok()? })
    };
    SITES.into_iter().filter_map(marker).collect()
}

/// Stickers that are declared and not there.
fn search_for_nothing(clips: &Clips, out: &Path) {
    let mut bare: Vec<_> = clips.to_vec();
    bare.retain(|(_, _, t)| ExactStickers::read(t).is_some_and(|t| t.named().is_empty()));
    for text in EVERY_COLOUR {
        let every = |_: &ExactStickers| parse_markers(text).unwrap_or_default();
        poses::make(&bare, out, |truth| with_stickers(truth, every));
        for (name, ..) in &bare {
            let Ok(sequence) = PoseSequence::read(&out.join(name).join("poses.json")) else {
                continue;
            };
            for sticker in assess(&sequence, &Options::default()).motion.stickers {
                println!("false: {name} {:?} {:?} of {text}", sticker.side, sticker.site);
            }
        }
        println!("searched {} clips for {text}", bare.len());
    }
}

struct Clip {
    name: String,
    truth: Truth,
    stickers: ExactStickers,
    motion: Motion,
    gait: GaitAnalysis,
    reliability: Reliability,
}

impl Clip {
    fn read(poses: &Path, name: &str, truth: &Path) -> Option<Self> {
        let stickers = ExactStickers::read(truth)?;
        let truth = truth::read(truth).ok()?;
        let sequence = PoseSequence::read(&poses.join(name).join("poses.json")).ok()?;
        let Assessment { motion, gait, reliability, .. } = assess(&sequence, &Options::default());
        Some(Self { name: name.to_owned(), truth, stickers, motion, gait, reliability })
    }

    fn print_stickers(&self) {
        for (name, exact) in self.stickers.named() {
            let side = if name.ends_with("_L") { Side::Left } else { Side::Right };
            let Some(site) = SITES.iter().find(|s| name.starts_with(s.0)).map(|s| s.1) else {
                continue;
            };
            self.print_sticker(&name, &exact, site, side);
        }
    }

    fn print_sticker(&self, name: &str, exact: &ExactSticker, site: Site, side: Side) {
        let found = |frame: usize| {
            let at = self.motion.sticker(site, side, frame);
            at[0].is_finite().then_some(at)
        };
        let frames = 0..self.motion.time_s.len();
        let is_visible = |f: &usize| exact.visible.get(*f) == Some(&Some(true));
        let (visible, hidden): (Vec<usize>, Vec<usize>) = frames.partition(is_visible);
        let off_px = |&f: &usize| {
            let ([x, y], [tx, ty]) = (found(f)?, exact.px[f]?);
            Some((x - tx).hypot(y - ty))
        };
        let off: Vec<f64> = visible.iter().filter_map(off_px).collect();
        if off.is_empty() && (visible.len() < 10 || site == Site::Knee) {
            return;
        }
        println!(
            "| {:34} | {name:9} | {:5} | {:5.1} | {:5.2} | {:5.2} | {:3} |",
            self.name,
            visible.len(),
            100.0 * off.len() as f64 / visible.len() as f64,
            median(off.iter().copied()),
            quantile(off.iter().copied(), 0.95),
            hidden.iter().filter(|&&f| found(f).is_some()).count(),
        );
    }

    fn print_obliquity(&self) {
        if self.truth.view.is_none_or(TruthView::is_from_the_side) {
            return;
        }
        for side in Side::BOTH {
            let name = "pelvic_obliquity_mid_stance_deg";
            let Some(measure) =
                self.gait.measures.iter().find(|m| m.id.name() == name && m.side == Some(side))
            else {
                continue;
            };
            let exact = self.truth.mean_over(Angle::PelvicObliquity, side, 0.12, 0.31);
            let printed = self
                .reliability
                .measures
                .iter()
                .find(|m| m.measure.name() == name && m.side == Some(side));
            let half = printed.and_then(|p| p.ci95).map(|[low, high]| (high - low) / 2.0);
            self.print_line(&format!("{side:?}"), exact, measure.mean(), half, printed.is_some());
        }
        for neutral in self.gait.neutral.iter().filter(|n| n.angle == Angle::PelvicObliquity) {
            let exact = mean(
                (0..self.truth.frames)
                    .filter_map(|f| self.truth.angle(Angle::PelvicObliquity, None, f)),
            );
            let printed =
                self.reliability.neutral.iter().find(|n| n.value.angle == Angle::PelvicObliquity);
            let half = printed.map(|p| 1.96 * p.error_deg);
            self.print_line("standing", exact, neutral.deg, half, printed.is_some());
        }
    }

    fn print_line(
        &self,
        what: &str,
        exact: f64,
        measured: f64,
        half: Option<f64>,
        is_printed: bool,
    ) {
        let by = self.motion.passes.first().map(|p| p.seen_by.pelvis);
        println!(
            "| {:34} | {what:8} | {:9} | {exact:+5.1} | {:+5.1} | {} | {} |",
            self.name,
            by.map(|b| format!("{b:?}")).unwrap_or_default(),
            measured - exact,
            half.map_or("     ".to_owned(), |h| format!("{h:5.1}")),
            if is_printed { "yes" } else { "no" },
        );
    }

    fn print_tilt(&self) {
        let Some(series) = self.gait.angles.iter().find(|s| s.angle == Angle::PelvicTilt) else {
            return;
        };
        let both =
            |f: usize| Some((series.values_deg[f]?, self.truth.angle(Angle::PelvicTilt, None, f)?));
        let pairs: Vec<(f64, f64)> =
            (0..self.truth.frames.min(series.values_deg.len())).filter_map(both).collect();
        if !pairs.is_empty() {
            let exact = mean(pairs.iter().map(|p| p.1));
            println!(
                "| {:34} | {exact:+5.1} | {:+5.1} |",
                self.name,
                mean(pairs.iter().map(|p| p.0)) - exact
            );
        }
    }
}
