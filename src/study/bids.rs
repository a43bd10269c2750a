//! A study as a data set of Motion-BIDS: the tracks, channels and events of each clip.
//!
//! # Source
//! Jeung et al., Motion-BIDS, Sci Data 2024;11:716; Brain Imaging Data Structure 1.10, motion.

use crate::anatomy::Landmark;
use crate::catalogue::id_of;
use crate::gait::{Angle, Task};
use crate::report::Report;
use crate::study::description::dataset_description;
use crate::study::participants::participants;
use crate::study::record::Record;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A file of the data set: its path in it, and its text.
pub type BidsFile = (String, String);

/// The tracks of a clip, as its folder has them.
#[derive(Debug, Clone, Copy)]
pub struct Tracks<'a> {
    /// Its `positions.csv`.
    pub positions: &'a str,
    /// Its `angles.csv`.
    pub angles: &'a str,
}

/// The name of the tracking system in the files' names.
const SYSTEM: &str = "gaitline";

/// How a missing value is written.
const MISSING: &str = "n/a";

/// The data set while clips are added, in the order of their names.
#[derive(Debug)]
pub struct Bids {
    /// Each clip's person, by the clip's name.
    subjects: BTreeMap<String, String>,
    /// How many clips each person has of each task and day.
    runs: BTreeMap<String, usize>,
}

impl Bids {
    /// A data set of these clips.
    #[must_use]
    pub fn of(records: &[Record]) -> Self {
        Self { subjects: subjects(records), runs: BTreeMap::new() }
    }

    /// The files of a clip.
    ///
    /// # Shapes and units
    /// One row a frame; channels: true presentation time (`LATENCY`, s), two coordinates of each landmark (`POS`, px of the
    /// upright picture), every angle (`JNTANG`, deg).
    #[must_use]
    pub fn clip(&mut self, record: &Record, report: &Report, tracks: Tracks<'_>) -> Vec<BidsFile> {
        let (folder, of_clip) = self.names(record);
        let task = task(report);
        let run = self.runs.entry(format!("{folder}/{of_clip}_{task}")).or_default();
        *run += 1;
        let stem = format!("{folder}/{of_clip}_task-{task}");
        let [tracked, plain] =
            [format!("{stem}_tracksys-{SYSTEM}_run-{run}"), format!("{stem}_run-{run}")];
        let channels = channels(tracks);
        vec![
            (format!("{tracked}_motion.tsv"), motion(tracks)),
            (format!("{tracked}_motion.json"), pretty(&sidecar(record, report, &task, &channels))),
            (format!("{tracked}_channels.tsv"), channel_table(&channels)),
            (format!("{tracked}_channels.json"), pretty(&reference_frame())),
            (format!("{plain}_events.tsv"), events(report)),
            (format!("{plain}_events.json"), pretty(&event_columns())),
        ]
    }

    /// Folder, and `sub-…[_ses-…]`.
    fn names(&self, record: &Record) -> (String, String) {
        let subject = self.subjects.get(&record.clip.id).map(|label| format!("sub-{label}"));
        let day = record.clip.session.as_ref().map(|session| format!("ses-{session}"));
        let parts: Vec<String> = subject.into_iter().chain(day).collect();
        (format!("{}/motion", parts.join("/")), parts.join("_"))
    }

    /// The files of the whole data set.
    #[must_use]
    pub fn of_all(&self, records: &[Record]) -> Vec<BidsFile> {
        let named = |record: &Record| {
            let mut record = record.clone();
            record.clip.subject = self.subjects.get(&record.clip.id).cloned();
            record
        };
        let records: Vec<Record> = records.iter().map(named).collect();
        vec![
            ("dataset_description.json".to_owned(), pretty(&dataset_description())),
            ("participants.tsv".to_owned(), participants(&records)),
            ("README.md".to_owned(), ABOUT.to_owned()),
        ]
    }
}

const ABOUT: &str = "\
Gait of filmed people: positions of landmarks in the picture, joint angles of the picture's plane, and gait events, as \
gaitline measured them.

Positions are in pixels of the upright picture, x to the right, y down. The LATENCY channel has the true presentation time of each \
frame. The folder above this one has the reports, the tables and the error of every measure.
";

/// Each clip's person. A clip whose person is not told is a person of its own, named after the clip, with the beginning of a
/// hash where another one would be called so.
fn subjects(records: &[Record]) -> BTreeMap<String, String> {
    let plain = |record: &Record| -> String {
        record.clip.id.chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let label = |record: &Record| record.clip.subject.clone().unwrap_or_else(|| plain(record));
    let mut clips_called: BTreeMap<String, usize> = BTreeMap::new();
    for record in records {
        *clips_called.entry(label(record).to_ascii_lowercase()).or_default() += 1;
    }
    let named = |record: &Record| {
        let label = label(record);
        let is_shared = label.is_empty() || clips_called[&label.to_ascii_lowercase()] > 1;
        let own = match record.clip.subject {
            None if is_shared => label + &short_hash(&record.clip.id),
            _ => label,
        };
        (record.clip.id.clone(), own)
    };
    records.iter().map(named).collect()
}

fn short_hash(text: &str) -> String {
    Sha256::digest(text).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// What the person does for the longest time, as a label; the passes follow one another.
fn task(report: &Report) -> String {
    let mut long_s: BTreeMap<&str, f64> = BTreeMap::new();
    for (task, pass) in report.gait.tasks.iter().zip(&report.passes) {
        *long_s.entry(Task::name(*task)).or_default() += pass.end_s - pass.start_s;
    }
    let longest = long_s.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    longest.map_or("unknown", |(task, _)| task).replace('_', "")
}

/// A column of the tracks.
struct Channel {
    name: String,
    component: &'static str,
    kind: &'static str,
    point: String,
    units: &'static str,
    frame: &'static str,
}

/// In the order of the tracks' columns.
fn channels(tracks: Tracks<'_>) -> Vec<Channel> {
    let time = Channel {
        name: "latency".to_owned(),
        component: MISSING,
        kind: "LATENCY",
        point: MISSING.to_owned(),
        units: "s",
        frame: MISSING,
    };
    let position = |landmark: Landmark| {
        ["x", "y"].map(|component| Channel {
            name: format!("{}_{component}", id_of(&landmark)),
            component,
            kind: "POS",
            point: id_of(&landmark),
            units: "px",
            frame: "picture",
        })
    };
    let angle = |column: &str| Channel {
        name: column.trim_end_matches("_deg").to_owned(),
        component: MISSING,
        kind: "JNTANG",
        point: point_of(column),
        units: "deg",
        frame: MISSING,
    };
    let head = tracks.angles.lines().next().unwrap_or_default();
    std::iter::once(time)
        .chain(Landmark::ALL.into_iter().flat_map(position))
        .chain(head.split(',').skip(FRAME_AND_TIME).map(angle))
        .collect()
}

/// Both files of tracks begin with these columns.
const FRAME_AND_TIME: usize = 2;

/// The joint or part of the body that an angle's column is of: `left_knee`.
fn point_of(column: &str) -> String {
    let own = |angle: &Angle| column.ends_with(angle.column());
    let part = match Angle::ALL.iter().find(|angle| own(angle)) {
        Some(Angle::KneeFlexion | Angle::Fppa) => "knee",
        Some(Angle::HipFlexionVertical | Angle::HipFlexionTrunk | Angle::HipAdduction) => "hip",
        Some(Angle::AnkleDorsiflexion) => "ankle",
        Some(Angle::Thigh) => "thigh",
        Some(Angle::Shank) => "shank",
        Some(Angle::FootPitch) => "foot",
        Some(Angle::TrunkLeanForward | Angle::TrunkLeanRight) => "trunk",
        Some(Angle::PelvicObliquity | Angle::PelvicTilt) => "pelvis",
        Some(Angle::WaistbandSlope) => "waistband",
        None => MISSING,
    };
    match column.split_once('_') {
        Some((side @ ("left" | "right"), _)) => format!("{side}_{part}"),
        _ => part.to_owned(),
    }
}

/// The tracks without a heading, as the format asks.
fn motion(tracks: Tracks<'_>) -> String {
    let cells = |line: &str, skipped: usize| -> Vec<String> {
        let known = |cell: &str| if cell.is_empty() { MISSING } else { cell }.to_owned();
        line.split(',').skip(skipped).map(known).collect()
    };
    let rows = tracks.positions.lines().zip(tracks.angles.lines()).skip(1);
    let row = |(positions, angles): (&str, &str)| {
        [cells(positions, 1), cells(angles, FRAME_AND_TIME)].concat().join("\t") + "\n"
    };
    rows.map(row).collect()
}

fn sidecar(record: &Record, report: &Report, task: &str, channels: &[Channel]) -> Value {
    let count = |kind: &str| channels.iter().filter(|c| c.kind == kind).count();
    let timing = &report.clip.timing;
    json!({
        "TaskName": task,
        "TrackingSystemName": SYSTEM,
        "SamplingFrequency": timing.rate_hz,
        "RecordingType": "continuous",
        "MotionChannelCount": channels.len(),
        "TrackedPointsCount": Landmark::COUNT,
        "POSChannelCount": count("POS"),
        "JNTANGChannelCount": count("JNTANG"),
        "LATENCYChannelCount": count("LATENCY"),
        "MissingValues": MISSING,
        "SoftwareVersions": format!("{} {}", report.tool.name, report.tool.version),
        "SourceClip": {
            "Id": record.clip.id,
            "File": record.clip.file,
            "Sha256": report.clip.sha256,
            "Columns": record.clip.columns.iter().cloned().collect::<BTreeMap<String, String>>(),
        },
    })
}

fn channel_table(channels: &[Channel]) -> String {
    let row = |c: &Channel| {
        let cells = [&c.name, c.component, c.kind, &c.point, c.units, c.frame];
        cells.join("\t") + "\n"
    };
    let head = "name\tcomponent\ttype\ttracked_point\tunits\treference_frame\n";
    std::iter::once(head.to_owned()).chain(channels.iter().map(row)).collect()
}

/// x to the right of the picture, y down; there is no third axis.
fn reference_frame() -> Value {
    json!({
        "reference_frame": {
            "Levels": {
                "picture": {
                    "SpatialAxes": "RI_",
                    "RotationOrder": MISSING,
                    "RotationRule": MISSING,
                    "Description": "The upright picture, from its left and from its top.",
                },
            },
        },
    })
}

fn events(report: &Report) -> String {
    let row = |event: &crate::gait::GaitEvent| {
        let kind = format!("{}_{}", event.side.name(), id_of(&event.kind));
        format!("{:.6}\t0\t{kind}\t{:.6}\n", event.time_s, event.sd_s)
    };
    let head = "onset\tduration\ttrial_type\tsd_s\n";
    std::iter::once(head.to_owned()).chain(report.events.iter().map(row)).collect()
}

fn event_columns() -> Value {
    let foot = |side: &str| {
        [
            (format!("{side}_initial_contact"), format!("The {side} foot meets the ground.")),
            (format!("{side}_foot_off"), format!("The {side} foot leaves the ground.")),
        ]
    };
    let levels: BTreeMap<String, String> = ["left", "right"].into_iter().flat_map(foot).collect();
    json!({
        "trial_type": { "Description": "What a foot does.", "Levels": levels },
        "sd_s": { "Description": "Standard deviation of the onset.", "Units": "s" },
    })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
