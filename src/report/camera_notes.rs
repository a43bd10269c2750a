//! What the camera did while it filmed, and what to do about it.

use crate::evidence::thresholds::{LOOKS_UP_DEG, LOW_CAMERA_HEIGHTS, MOST_SHAKE_PCT};
use crate::gait::{Ground, NoGait, Task};
use crate::motion::{CameraKind, Pass, Tilt};
use crate::report::inputs::ReportInputs;
use crate::report::note::{Note, NoteCode, Severity, note, severity};
use crate::signal::rounded;

/// All notes on the camera.
pub(super) fn camera_notes(inputs: &ReportInputs<'_>) -> [Option<Note>; 4] {
    [handheld(inputs), follows(inputs), treadmill(inputs), low(inputs)]
}

fn of_kind<'a>(inputs: &'a ReportInputs<'_>, kind: CameraKind) -> impl Iterator<Item = &'a Pass> {
    inputs.motion.passes.iter().filter(move |p| p.camera.kind == kind)
}

fn handheld(inputs: &ReportInputs<'_>) -> Option<Note> {
    let shakes = of_kind(inputs, CameraKind::Handheld).filter_map(|p| p.camera.shake_height_pct);
    let worst_pct = shakes.reduce(f64::max)?;
    let severity = match worst_pct {
        pct if pct > MOST_SHAKE_PCT.value => Severity::Warning,
        _ => Severity::Info,
    };
    note(severity, NoteCode::Handheld, &[("shake_pct", rounded(worst_pct, 1).to_string())])
}

fn follows(inputs: &ReportInputs<'_>) -> Option<Note> {
    let passes: Vec<&Pass> = of_kind(inputs, CameraKind::Following).collect();
    let usual = match passes.iter().any(|p| p.facing != 0) {
        _ if passes.is_empty() => return None,
        true => Severity::Warning,
        false => Severity::Info,
    };
    let severity = severity(inputs.gait.refused, usual, &[NoGait::CameraFollows]);
    note(severity, NoteCode::CameraFollows, &[])
}

/// Of a flight of stairs up to a camera on the landing, the feet hardly go down in the picture as they come nearer: as on a
/// floor before a camera that stands low and looks up.
fn low(inputs: &ReportInputs<'_>) -> Option<Note> {
    let is_low = |tilt: &Tilt| {
        tilt.camera_height.is_some_and(|height| height < LOW_CAMERA_HEIGHTS.value)
            && tilt.pitch.is_some_and(|pitch| pitch.deg > LOOKS_UP_DEG.value)
    };
    let tasks = inputs.motion.passes.iter().zip(&inputs.gait.tasks);
    let mut walked = tasks.filter(|(_, task)| **task == Task::Walking);
    let is_any = walked.any(|(pass, _)| is_low(&pass.tilt));
    is_any.then(|| note(Severity::Warning, NoteCode::LowCamera, &[])).flatten()
}

fn treadmill(inputs: &ReportInputs<'_>) -> Option<Note> {
    let mut passes = inputs.motion.passes.iter().zip(&inputs.gait.grounds);
    let is_belt = |(pass, ground): (&Pass, &Ground)| {
        pass.camera.kind != CameraKind::Following
            && pass.camera.kind != CameraKind::Unknown
            && *ground == Ground::Moving
    };
    // feet of which no step was found show no belt
    if inputs.gait.refused.is_some() || !passes.any(is_belt) {
        return None;
    }
    note(Severity::Info, NoteCode::Treadmill, &[])
}
