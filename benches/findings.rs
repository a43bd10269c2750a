//! Findings against what is known to be there: `cargo bench --bench findings`.
//!
//! Three parts. The rendered clips of `../shared/clips/truth` (or `--truth FOLDER`), from the poses that `gaitline
//! analyze --out FOLDER` left in `--poses FOLDER`; "skipped" where either is not there. A thousand synthetic usual
//! walkers, seen by an imperfect network: how many have any flag, in one clip, in one of two strides a
//! leg, and in what two clips from both sides show together. And detection curves: how often a pattern is flagged against its true size, as a table and as `findings.svg` in `--out FOLDER` (default `target/findings`).

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a bench is there to print

mod support;

use gaitline::anatomy::Side;
use gaitline::assessment::assess;
use gaitline::findings::{Finding, FindingId, Status, judge_across};
use gaitline::options::Options;
use gaitline::track::PoseSequence;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use support::detection_plot as plot;
use support::person::{self, Person, Unusual, somebody};
use support::walker::{Camera, Walker};

const USUAL_WALKERS: u64 = 1000;

/// So many walkers of each size.
const WALKERS: u64 = 40;

/// What is made unusual, the finding that should see it, from where, and the sizes.
struct Pattern {
    name: &'static str,
    unit: &'static str,
    finding: FindingId,
    seen: fn(&Person) -> Vec<Finding>,
    cameras: [Camera; 2],
    of: fn(f64) -> Unusual,
    step: f64,
}

const SIDES: [Camera; 2] = [Camera::LeftSide, Camera::RightSide];
const REAR: [Camera; 2] = [Camera::Rear; 2];

const PATTERNS: [Pattern; 7] = [
    Pattern {
        name: "knee valgus",
        unit: "° FPPA",
        finding: FindingId::KneeValgus,
        seen: by_one,
        cameras: REAR,
        of: |size| Unusual { valgus_deg: size, ..Unusual::default() },
        step: 2.5,
    },
    Pattern {
        name: "giving way",
        unit: "° beyond usual",
        finding: FindingId::Buckling,
        seen: by_one,
        cameras: SIDES,
        of: |size| Unusual { buckle_deg: size, ..Unusual::default() },
        step: 4.0,
    },
    Pattern {
        name: "stiff swing knee",
        unit: "° less",
        finding: FindingId::ReducedSwingKneeFlexion,
        seen: by_one,
        cameras: SIDES,
        of: |size| Unusual { stiff_deg: size, ..Unusual::default() },
        step: 4.0,
    },
    Pattern {
        name: "stiff swing knee, against the other leg in another clip",
        unit: "° less",
        finding: FindingId::SwingKneeAsymmetry,
        seen: findings_across,
        cameras: SIDES,
        of: |size| Unusual { stiff_deg: size, ..Unusual::default() },
        step: 4.0,
    },
    Pattern {
        name: "trunk lean",
        unit: "° over the leg",
        finding: FindingId::LateralTrunkLean,
        seen: by_one,
        cameras: REAR,
        of: |size| Unusual { lean_deg: size, ..Unusual::default() },
        step: 1.5,
    },
    Pattern {
        name: "circumduction",
        unit: "% of the leg",
        finding: FindingId::Circumduction,
        seen: by_one,
        cameras: REAR,
        of: |size| Unusual { outward_leg_pct: size, ..Unusual::default() },
        step: 1.5,
    },
    Pattern {
        name: "uneven step times",
        unit: "% longer",
        finding: FindingId::StepTimeAsymmetry,
        seen: by_one,
        cameras: SIDES,
        of: |size| Unusual { step_time_pct: size, ..Unusual::default() },
        step: 4.0,
    },
];

/// Sizes from 0 on.
const SIZES: usize = 9;

fn main() {
    rendered_clips();
    usual_walkers("one clip", &by_one);
    usual_walkers("one clip of two strides a leg", &by_two_strides);
    usual_walkers("two clips together", &findings_across);
    let curves = PATTERNS.map(|pattern| (pattern.name, pattern.unit, curve(&pattern)));
    println!(
        "\nShare of {WALKERS} walkers in whom the pattern is flagged on its side, in percent\n"
    );
    for (name, unit, points) in &curves {
        let sizes: Vec<String> = points.iter().map(|p| format!("{:>4}", p.0)).collect();
        let shares: Vec<String> = points.iter().map(|p| format!("{:>4.0}", p.1)).collect();
        println!("| {name}, {unit} | {} |", sizes.join(" | "));
        println!("| flagged | {} |", shares.join(" | "));
    }
    let out: PathBuf = option("--out").map_or_else(|| "target/findings".into(), PathBuf::from);
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("findings.svg"), plot::svg(&curves)).unwrap();
    println!("\n{}", out.join("findings.svg").display());
}

fn option(flag: &str) -> Option<String> {
    std::env::args().skip_while(|a| a != flag).nth(1)
}

fn findings_of(sequence: &PoseSequence) -> Vec<Finding> {
    assess(sequence, &Options::default()).findings
}

/// What one clip shows.
fn by_one(person: &Person) -> Vec<Finding> {
    findings_of(&person.poses())
}

/// What one clip shows in which each leg has two whole strides, as a phone's picture has.
fn by_two_strides(person: &Person) -> Vec<Finding> {
    let walker = Walker { seconds: 3.0 * person.walker.stride_s, ..person.walker };
    by_one(&Person { walker, ..*person })
}

/// What a clip from the left and one from the right show together, each with its own errors of the network.
fn findings_across(person: &Person) -> Vec<Finding> {
    let clips = SIDES.map(|camera| {
        let walker = Walker { camera, treadmill: false, ..person.walker };
        let seed = person.seed * 2 + u64::from(camera == Camera::RightSide);
        let noise = person::noise_of(camera);
        assess(&Person { walker, noise, seed, ..*person }.poses(), &Options::default())
    });
    let [left, right] = clips.each_ref().map(|c| c.case(&c.reliability.neutral, None));
    [judge_across(&left, &right), judge_across(&right, &left)].concat()
}

fn with(findings: &[Finding], status: Status) -> Vec<String> {
    let name = |f: &Finding| {
        let side = f.side.map(|s| format!(" {}", s.name())).unwrap_or_default();
        let events: Vec<String> =
            f.events.iter().map(|e| format!(" at {:.2} s", e.peak_s)).collect();
        format!(
            "{}{side}{}",
            serde_json::to_value(f.id).unwrap().as_str().unwrap(),
            events.join(",")
        )
    };
    findings.iter().filter(|f| f.status == status).map(name).collect()
}

/// What every rendered clip says.
fn rendered_clips() {
    let truth = option("--truth").unwrap_or_else(|| "../shared/clips/truth".to_owned());
    let Some(poses) = option("--poses") else {
        return println!("rendered clips: skipped, no --poses FOLDER");
    };
    let mut names: Vec<String> = std::fs::read_dir(&truth)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| Some(e.file_name().to_str()?.strip_suffix(".truth.json")?.to_owned()))
        .collect();
    names.sort();
    println!("| clip | flagged | borderline |\n|---|---|---|");
    for name in names {
        let path = Path::new(&poses).join(&name).join("poses.json");
        match PoseSequence::read(&path) {
            Ok(sequence) => {
                let findings = findings_of(&sequence);
                let [flagged, borderline] =
                    [Status::Flagged, Status::Borderline].map(|s| with(&findings, s).join(", "));
                println!("| {name} | {flagged} | {borderline} |");
            }
            Err(e) => println!("| {name} | skipped: {e} | |"),
        }
    }
}

/// How many of the usual walkers have a flag, and which.
fn usual_walkers(by: &str, findings_of: &dyn Fn(&Person) -> Vec<Finding>) {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let (mut any, mut judged) = (0, 0);
    for seed in 0..USUAL_WALKERS {
        let findings = findings_of(&somebody(seed));
        judged += usize::from(findings.iter().any(|f| f.status != Status::NotAssessable));
        let flagged = with(&findings, Status::Flagged);
        any += usize::from(!flagged.is_empty());
        for name in flagged {
            let name = name.split(' ').next().unwrap_or_default().to_owned();
            *kinds.entry(name).or_default() += 1;
        }
    }
    println!(
        "\n{by}: {any} of {USUAL_WALKERS} usual walkers have a flag ({judged} could be judged): {kinds:?}"
    );
}

/// Size and share of the walkers in whom it is flagged on its side.
fn curve(pattern: &Pattern) -> Vec<(f64, f64)> {
    let share = |size: f64| {
        let is_seen = |seed: u64| {
            let side = Side::BOTH[(seed % 2) as usize];
            let usual = somebody(seed);
            let camera = pattern.cameras[(seed % 2) as usize];
            let walker = Walker { camera, treadmill: camera == Camera::Rear, ..usual.walker };
            let noise = person::noise_of(camera);
            let person = Person { walker, side, noise, unusual: (pattern.of)(size), ..usual };
            let is_it = |f: &&Finding| f.id == pattern.finding && f.side == Some(side);
            let findings = (pattern.seen)(&person);
            findings.iter().find(is_it).is_some_and(|f| f.status == Status::Flagged)
        };
        100.0 * (0..WALKERS).filter(|&seed| is_seen(seed)).count() as f64 / WALKERS as f64
    };
    let sizes = (0..SIZES).map(|i| i as f64 * pattern.step);
    sizes.map(|size| (size, share(size))).collect()
}
