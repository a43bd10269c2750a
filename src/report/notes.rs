//! How good the film is: what was noticed, why it matters, and what to do about it.

use crate::anatomy::{Joint, Landmark, Side};
use crate::evidence::thresholds as limits;
use crate::gait::{NoGait, Task, confused_ratio, contradicts};
use crate::motion::{Origin, Pass, View};
use crate::report::camera_notes::camera_notes;
use crate::report::inputs::ReportInputs;
use crate::report::model_note::model_note;
use crate::report::note::{Note, NoteCode, Severity, note, note_with_advice, severity};
use crate::report::part_notes::part_notes;
use crate::report::picture_notes::picture_notes;
use crate::report::sticker_notes::sticker_notes;
use crate::signal::{median, rounded};

/// All notes, worst first.
pub(super) fn notes(inputs: &ReportInputs<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = [
        damage(inputs),
        other_tool(inputs),
        model_note(inputs),
        no_confidences(inputs),
        poses_end_early(inputs),
        view(inputs),
        backward(inputs),
        stepping(inputs),
        slow_steps(inputs),
        other_task(inputs),
        rate(inputs),
        times(inputs),
        size(inputs),
        whole_body(inputs),
        length(inputs),
        yaw(inputs),
        confidence(inputs),
        missing(inputs),
        confused(inputs),
        people(inputs),
        slow_motion(inputs),
        scale(inputs),
    ]
    .into_iter()
    .chain(picture_notes(inputs))
    .chain(part_notes(inputs))
    .chain(camera_notes(inputs))
    .chain(sticker_notes(inputs))
    .flatten()
    .collect();
    if let Some(refused) = inputs.gait.refused {
        notes.retain(|note| !follows_from(refused, note.code));
    }
    notes.sort_by_key(|n| std::cmp::Reverse(n.severity));
    notes
}

/// Whether a note is of what a network makes of a person who lies across the picture, or of whom it has the legs only: none
/// of its advice would help.
fn follows_from(refused: NoGait, code: NoteCode) -> bool {
    let is_cause = refused == NoGait::OnlyLegs && code == NoteCode::CutOff;
    let is_of_poses = matches!(
        code,
        NoteCode::NoUsableView
            | NoteCode::WalksBackward
            | NoteCode::NoStepping
            | NoteCode::SmallPerson
            | NoteCode::CutOff
            | NoteCode::Short
            | NoteCode::Turned
            | NoteCode::Unsure
            | NoteCode::Missing
            | NoteCode::ConfusedLegs
            | NoteCode::SeveralPeople
    );
    refused.guesses_the_body() && is_of_poses && !is_cause
}

fn damage(inputs: &ReportInputs<'_>) -> Option<Note> {
    let warnings = &inputs.sequence.warnings;
    if warnings.is_empty() {
        return None;
    }
    note(Severity::Warning, NoteCode::DamagedFile, &[("problems", warnings.join("; "))])
}

fn other_tool(inputs: &ReportInputs<'_>) -> Option<Note> {
    let tool = inputs.sequence.source.as_ref()?.name();
    note(Severity::Info, NoteCode::OtherTool, &[("tool", tool)])
}

fn no_confidences(inputs: &ReportInputs<'_>) -> Option<Note> {
    match inputs.sequence.source.as_ref()?.has_confidences {
        true => None,
        false => note(Severity::Warning, NoteCode::NoConfidences, &[]),
    }
}

fn poses_end_early(inputs: &ReportInputs<'_>) -> Option<Note> {
    let source = inputs.sequence.source.as_ref()?;
    let values =
        [("frames", source.frames.to_string()), ("clip_frames", source.clip_frames.to_string())];
    match source.frames < source.clip_frames {
        true => note(Severity::Warning, NoteCode::PosesEndEarly, &values),
        false => None,
    }
}

/// Passes in which something can be measured.
fn measurable<'a>(inputs: &'a ReportInputs<'_>) -> impl Iterator<Item = &'a Pass> {
    inputs.motion.passes.iter().filter(|p| !matches!(p.view, View::Oblique | View::Unknown))
}

fn is_refused_for(inputs: &ReportInputs<'_>, reason: NoGait) -> bool {
    inputs.gait.refused == Some(reason)
}

fn view(inputs: &ReportInputs<'_>) -> Option<Note> {
    let is_square = measurable(inputs).next().is_some();
    if is_square && !is_refused_for(inputs, NoGait::WrongView) {
        return None;
    }
    note(Severity::Serious, NoteCode::NoUsableView, &[])
}

fn backward(inputs: &ReportInputs<'_>) -> Option<Note> {
    if !inputs.gait.tasks.contains(&Task::WalkingBackward) {
        return None;
    }
    let reasons = [NoGait::WalkingBackward];
    let severity = severity(inputs.gait.refused, Severity::Warning, &reasons);
    note(severity, NoteCode::WalksBackward, &[])
}

fn stepping(inputs: &ReportInputs<'_>) -> Option<Note> {
    if only_stands(inputs) {
        return None;
    }
    let least = limits::MIN_STEPPING_RATIO.value;
    let hardly_steps = inputs.sequence.subject().is_some_and(|s| s.stepping_heights < least);
    if !hardly_steps && !is_refused_for(inputs, NoGait::NoSteps) {
        return None;
    }
    note(
        severity(inputs.gait.refused, Severity::Warning, &[NoGait::NoSteps]),
        NoteCode::NoStepping,
        &[],
    )
}

fn slow_steps(inputs: &ReportInputs<'_>) -> Option<Note> {
    match is_refused_for(inputs, NoGait::StepsTooSlow) {
        true => note(Severity::Serious, NoteCode::StepsTooSlow, &[]),
        false => None,
    }
}

fn other_task(inputs: &ReportInputs<'_>) -> Option<Note> {
    let task = inputs.options.task?;
    match inputs.motion.passes.iter().any(|pass| contradicts(pass, task)) {
        true => note(Severity::Warning, NoteCode::OtherTask, &[]),
        false => None,
    }
}

fn rate(inputs: &ReportInputs<'_>) -> Option<Note> {
    let rate_hz = inputs.motion.rate_hz;
    let severity = match rate_hz {
        r if r < limits::MIN_RATE_HZ.value => Severity::Serious,
        r if r < limits::GOOD_RATE_HZ.value => Severity::Info,
        _ => return None,
    };
    note(severity, NoteCode::FrameRate, &[("rate_hz", format!("{rate_hz:.1}"))])
}

fn times(inputs: &ReportInputs<'_>) -> Option<Note> {
    let irregular_pct = inputs.sequence.clip.timing.irregular_pct;
    if irregular_pct <= limits::MAX_IRREGULAR_PCT.value {
        return None;
    }
    note(
        Severity::Warning,
        NoteCode::IrregularTimes,
        &[("irregular_pct", format!("{irregular_pct:.0}"))],
    )
}

fn size(inputs: &ReportInputs<'_>) -> Option<Note> {
    let height_px = inputs.sequence.subject()?.height_px;
    let severity = match height_px {
        h if h < limits::LEAST_HEIGHT_PX.value => Severity::Serious,
        h if h < limits::MIN_HEIGHT_PX.value => Severity::Warning,
        h if h < limits::GOOD_HEIGHT_PX.value => Severity::Info,
        _ => return None,
    };
    note(severity, NoteCode::SmallPerson, &[("height_px", format!("{height_px:.0}"))])
}

fn whole_body(inputs: &ReportInputs<'_>) -> Option<Note> {
    let whole_pct = inputs.sequence.subject()?.whole_body_pct;
    if whole_pct >= limits::MIN_WHOLE_PCT.value {
        return None;
    }
    let reasons = [NoGait::FeetOutside, NoGait::OnlyLegs];
    let severity = severity(inputs.gait.refused, Severity::Warning, &reasons);
    note(severity, NoteCode::CutOff, &[("whole_pct", format!("{whole_pct:.0}"))])
}

/// Whether the clip is one of standing: what walking needs does not apply.
fn only_stands(inputs: &ReportInputs<'_>) -> bool {
    let tasks = &inputs.gait.tasks;
    !tasks.is_empty() && tasks.iter().all(|t| *t == Task::Standing)
}

fn length(inputs: &ReportInputs<'_>) -> Option<Note> {
    if only_stands(inputs) {
        return None;
    }
    let longest_s = measurable(inputs).map(|p| p.end_s - p.start_s).fold(0.0, f64::max);
    if longest_s == 0.0 || longest_s >= limits::MIN_WALK_S.value {
        return None;
    }
    note(Severity::Warning, NoteCode::Short, &[("longest_s", format!("{longest_s:.1}"))])
}

fn yaw(inputs: &ReportInputs<'_>) -> Option<Note> {
    let off_deg = |p: &Pass| match p.view {
        View::LeftSide | View::RightSide => (90.0 - p.yaw_deg) / limits::WARN_SIDE_YAW_DEG.value,
        _ => p.yaw_deg / limits::WARN_FRONT_YAW_DEG.value,
    };
    let worst = measurable(inputs).max_by(|a, b| off_deg(a).total_cmp(&off_deg(b)))?;
    // who is seen obliquely most of the time is not turned by what little is square
    if off_deg(worst) <= 1.0 || is_refused_for(inputs, NoGait::WrongView) {
        return None;
    }
    let turned_deg = match worst.view {
        View::Front | View::Rear => worst.yaw_deg,
        _ => 90.0 - worst.yaw_deg,
    };
    note(Severity::Warning, NoteCode::Turned, &[("turned_deg", format!("{turned_deg:.0}"))])
}

/// The legs' confidences wherever a pose was found.
fn confidence(inputs: &ReportInputs<'_>) -> Option<Note> {
    let legs = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| j.on(s).index()));
    let seen =
        legs.flat_map(|i| inputs.motion.tracks[i].confidence.iter().copied().filter(|c| *c > 0.0));
    let middle = median(seen);
    if middle.is_nan() || middle >= limits::MIN_CONFIDENCE_RATIO.value {
        return None;
    }
    note(Severity::Warning, NoteCode::Unsure, &[("confidence", rounded(middle, 2).to_string())])
}

/// Share of leg positions inside the passes that stay unknown, of those that the poses have at all.
fn missing(inputs: &ReportInputs<'_>) -> Option<Note> {
    let frames: Vec<usize> = measurable(inputs).flat_map(|p| p.first_frame..p.end_frame).collect();
    let legs = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| j.on(s)));
    let known = legs.filter(|l| !inputs.motion.absent.contains(l));
    let legs: Vec<usize> = known.map(Landmark::index).collect();
    let count = legs.iter().map(|&i| {
        frames.iter().filter(|&&f| inputs.motion.tracks[i].origin[f] == Origin::Missing).count()
    });
    let missing_pct =
        100.0 * count.sum::<usize>() as f64 / (frames.len() * legs.len()).max(1) as f64;
    if missing_pct <= limits::MAX_MISSING_PCT.value {
        return None;
    }
    note(Severity::Warning, NoteCode::Missing, &[("missing_pct", format!("{missing_pct:.0}"))])
}

/// Share of the leg positions that had to be removed or reassigned to the other leg.
fn confused(inputs: &ReportInputs<'_>) -> Option<Note> {
    let changed_pct = 100.0 * confused_ratio(inputs.motion);
    let severity = match changed_pct {
        p if p <= limits::MAX_CONFUSED_PCT.value => return None,
        p if p <= limits::MOST_CONFUSED_PCT.value => Severity::Warning,
        _ => Severity::Serious,
    };
    note(severity, NoteCode::ConfusedLegs, &[("changed_pct", format!("{changed_pct:.1}"))])
}

fn people(inputs: &ReportInputs<'_>) -> Option<Note> {
    let others = inputs.sequence.people.len().checked_sub(1).filter(|&n| n > 0)?;
    let who = inputs.sequence.subject_id;
    note(
        Severity::Info,
        NoteCode::SeveralPeople,
        &[("people", (others + 1).to_string()), ("person", who.to_string())],
    )
}

fn scale(inputs: &ReportInputs<'_>) -> Option<Note> {
    let why = inputs.gait.no_scale?;
    note_with_advice(Severity::Warning, NoteCode::NoScale, &[], why.advice())
}

fn slow_motion(inputs: &ReportInputs<'_>) -> Option<Note> {
    let factor = inputs.sequence.clip.timing.slow_motion_factor;
    if (factor - 1.0).abs() < 1e-9 {
        return None;
    }
    note(Severity::Info, NoteCode::SlowMotion, &[("factor", format!("{factor:.2}"))])
}
