//! `.c3d`: marker trajectories with gait events, as laboratories' programs read them.
//!
//! # Source
//! The C3D File Format, a technical user guide (c3d.org). Labels of events are those that Vicon and its readers use.

use crate::anatomy::Side;
use crate::export::c3d_parameters::{BLOCK, MOST_VALUES, Parameters};
use crate::export::laboratory::LabPass;
use crate::export::markers::MARKERS;
use crate::gait::{EventKind, GaitAnalysis, GaitEvent};
use crate::report::VERSION;

/// The parameter section begins behind the header.
const PARAMETER_BLOCK: u8 = 2;

/// Values are real numbers: the format says so by a negative scale.
const SCALE: f32 = -1.0;

/// Millimetres, as laboratories' programs expect.
const PER_METRE: f64 = 1000.0;

/// A pass as bytes.
///
/// # Format
/// Intel byte order, real numbers, millimetres; axes as in the `.trc`. Frame `n` is at `(n − 1) / rate` of the clip's time, and
/// so are the events. A missing marker has the residual −1. Of a pass with more than 255 events, the format holds the first
/// 255. Frame numbers beyond 65,535 stand in TRIAL only.
pub(super) fn c3d(pass: &LabPass<'_>, gait: &GaitAnalysis) -> Vec<u8> {
    let events: Vec<&GaitEvent> =
        gait.events.iter().filter(|e| pass.holds(e.time_s)).take(MOST_VALUES).collect();
    let frames = [pass.clock.first + 1, pass.clock.first + pass.clock.count];
    // the number of blocks does not depend on the number of the first one
    let blocks = parameters(pass, &events, frames, 0).len() / BLOCK;
    let data_block = short(1 + usize::from(PARAMETER_BLOCK - 1) + blocks);
    let mut bytes = header(pass, frames, data_block);
    bytes.extend(parameters(pass, &events, frames, data_block));
    bytes.extend(data(pass));
    bytes.resize(bytes.len().div_ceil(BLOCK) * BLOCK, 0);
    bytes
}

fn header(pass: &LabPass<'_>, frames: [usize; 2], data_block: u16) -> Vec<u8> {
    let mut bytes = vec![PARAMETER_BLOCK, 80];
    let [first, last] = frames.map(short);
    // markers, analog values a frame, first and last frame, longest interpolated gap
    for word in [short(MARKERS.len()), 0, first, last, 0] {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend(SCALE.to_le_bytes());
    bytes.extend(data_block.to_le_bytes());
    bytes.extend(0_u16.to_le_bytes()); // analog samples a frame
    bytes.extend(real(pass.clock.rate_hz).to_le_bytes());
    bytes.resize(BLOCK, 0);
    bytes
}

fn parameters(
    pass: &LabPass<'_>,
    events: &[&GaitEvent],
    frames: [usize; 2],
    data_block: u16,
) -> Vec<u8> {
    let mut all = Parameters::new();
    all.group("POINT");
    all.integer("USED", short(MARKERS.len()));
    all.integer("FRAMES", short(pass.clock.count));
    all.integer("DATA_START", data_block);
    all.real("SCALE", SCALE);
    all.real("RATE", real(pass.clock.rate_hz));
    all.text("UNITS", "mm");
    all.text("X_SCREEN", "+X");
    all.text("Y_SCREEN", "+Y");
    all.texts("LABELS", &MARKERS.map(|marker| marker.name));
    all.texts("DESCRIPTIONS", &MARKERS.map(|_| "x ahead, y up; z not measured"));
    all.group("ANALOG");
    all.integer("USED", 0);
    all.real("GEN_SCALE", 1.0);
    all.real("RATE", real(pass.clock.rate_hz));
    all.group("FORCE_PLATFORM");
    all.integer("USED", 0);
    all.group("TRIAL");
    all.integers("ACTUAL_START_FIELD", &words(frames[0]));
    all.integers("ACTUAL_END_FIELD", &words(frames[1]));
    all.real("CAMERA_RATE", real(pass.clock.rate_hz));
    add_events(&mut all, events);
    all.group("MANUFACTURER");
    all.text("SOFTWARE", "gaitline");
    all.text("VERSION_LABEL", VERSION);
    all.section()
}

fn add_events(all: &mut Parameters, events: &[&GaitEvent]) {
    all.group("EVENT");
    all.integer("USED", short(events.len()));
    if events.is_empty() {
        return;
    }
    let context = |event: &&GaitEvent| match event.side {
        Side::Left => "Left",
        Side::Right => "Right",
    };
    let label = |event: &&GaitEvent| match event.kind {
        EventKind::InitialContact => "Foot Strike",
        EventKind::FootOff => "Foot Off",
    };
    let described = |event: &&GaitEvent| format!("standard deviation {:.3} s", event.sd_s);
    // minutes and seconds
    let time = |event: &&GaitEvent| [0.0, real(event.time_s)];
    let collect = |of: &dyn Fn(&&GaitEvent) -> &'static str| -> Vec<&'static str> {
        events.iter().map(of).collect()
    };
    all.texts("CONTEXTS", &collect(&context));
    all.texts("LABELS", &collect(&label));
    all.texts("DESCRIPTIONS", &events.iter().map(described).collect::<Vec<_>>());
    all.texts("SUBJECTS", &collect(&|_| "subject"));
    all.pairs("TIMES", &events.iter().map(time).collect::<Vec<_>>());
    // Vicon's numbers: 1 is foot strike, 2 is foot off
    let icon = |event: &&GaitEvent| if event.kind == EventKind::InitialContact { 1 } else { 2 };
    all.integers("ICON_IDS", &events.iter().map(icon).collect::<Vec<_>>());
    all.integers("GENERIC_FLAGS", &vec![0; events.len()]);
}

fn data(pass: &LabPass<'_>) -> Vec<u8> {
    let tracks: Vec<_> = MARKERS.iter().map(|marker| pass.marker_m(marker)).collect();
    let values = |at_m: [f64; 3]| match at_m.iter().all(|value| value.is_finite()) {
        true => {
            [real(PER_METRE * at_m[0]), real(PER_METRE * at_m[1]), real(PER_METRE * at_m[2]), 0.0]
        }
        false => [0.0, 0.0, 0.0, -1.0],
    };
    let frames = (0..pass.clock.count).flat_map(|frame| tracks.iter().map(move |t| t[frame]));
    frames.flat_map(values).flat_map(f32::to_le_bytes).collect()
}

/// A number of 32 bits as two words, the lower one first.
fn words(number: usize) -> [u16; 2] {
    [short(number & 0xffff), short(number >> 16)]
}

/// The format's whole numbers end there.
fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// The format's real numbers have 32 bits: a hundredth of a millimetre of what walks through a room.
#[allow(clippy::cast_possible_truncation)]
fn real(value: f64) -> f32 {
    value as f32
}
