//! Notes on a clip that does not go on, or does not say how fast.

use crate::gait::TimeDoubt;
use crate::motion::{Tear, TearCause};
use crate::report::inputs::ReportInputs;
use crate::report::note::{Note, NoteCode, Severity, note};

/// Most places that a note names.
const MOST_PLACES: usize = 5;

pub(super) fn part_notes(inputs: &ReportInputs<'_>) -> Vec<Option<Note>> {
    vec![
        torn(inputs, TearCause::Frozen, NoteCode::FrozenPictures),
        torn(inputs, TearCause::Gap, NoteCode::TimeGaps),
        torn(inputs, TearCause::Clock, NoteCode::ClockRestarts),
        torn(inputs, TearCause::Shape, NoteCode::ShapeChanges),
        doubt(inputs),
    ]
}

fn torn(inputs: &ReportInputs<'_>, cause: TearCause, code: NoteCode) -> Option<Note> {
    let tears: Vec<&Tear> = inputs.motion.tears.iter().filter(|t| t.cause == cause).collect();
    if tears.is_empty() {
        return None;
    }
    let named: Vec<String> = tears.iter().take(MOST_PLACES).map(|tear| place(tear)).collect();
    let more = if tears.len() > MOST_PLACES { ", …" } else { "" };
    let places = format!("{}{more}", named.join(", "));
    note(Severity::Warning, code, &[("places", places)])
}

fn place(tear: &Tear) -> String {
    match tear.end_s > tear.start_s {
        true => format!("{:.1}–{:.1} s", tear.start_s, tear.end_s),
        false => format!("{:.1} s", tear.start_s),
    }
}

/// Why the times are not believed.
fn doubt(inputs: &ReportInputs<'_>) -> Option<Note> {
    let rate_hz = format!("{:.0}", inputs.sequence.clip.timing.rate_hz);
    let (code, values) = match inputs.gait.time_doubt? {
        TimeDoubt::NoRate => (NoteCode::AssumedRate, vec![("rate_hz", rate_hz)]),
        TimeDoubt::TooSlow => (NoteCode::PlaysTooSlow, vec![]),
        TimeDoubt::TooQuick => (NoteCode::PlaysTooQuick, vec![]),
        TimeDoubt::Uneven => (NoteCode::PlaysUnevenly, vec![]),
    };
    note(Severity::Serious, code, &values)
}
