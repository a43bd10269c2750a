//! Notes on the picture itself: how it lies, its shape, its light.

use crate::evidence::thresholds as limits;
use crate::motion::{PictureShape, PictureTurn};
use crate::report::inputs::ReportInputs;
use crate::report::note::{Note, NoteCode, Severity, note};

pub(super) fn picture_notes(inputs: &ReportInputs<'_>) -> Vec<Option<Note>> {
    vec![
        lies(inputs),
        wrong_shape(inputs),
        dark(inputs),
        burnt_out(inputs),
        interlaced(inputs),
        combed(inputs),
    ]
}

fn lies(inputs: &ReportInputs<'_>) -> Option<Note> {
    let turn = match inputs.motion.framing.lies()? {
        PictureTurn::Clockwise => "90° clockwise",
        PictureTurn::Counterclockwise => "90° counterclockwise",
        PictureTurn::Half => "180°",
    };
    note(Severity::Serious, NoteCode::OnItsSide, &[("turn", turn.to_owned())])
}

fn wrong_shape(inputs: &ReportInputs<'_>) -> Option<Note> {
    let shape = match inputs.motion.wrong_shape? {
        PictureShape::Squeezed => "narrow",
        PictureShape::Stretched => "wide",
    };
    note(Severity::Serious, NoteCode::WrongShape, &[("shape", shape.to_owned())])
}

fn dark(inputs: &ReportInputs<'_>) -> Option<Note> {
    let light = inputs.sequence.clip.light?;
    match light.light_level < limits::MIN_LIGHT_LEVEL.value {
        true => note(Severity::Warning, NoteCode::Dark, &[]),
        false => None,
    }
}

fn burnt_out(inputs: &ReportInputs<'_>) -> Option<Note> {
    let burnt_out_pct = inputs.sequence.clip.light?.burnt_out_pct;
    match burnt_out_pct > limits::MAX_BURNT_OUT_PCT.value {
        true => note(
            Severity::Warning,
            NoteCode::BurntOut,
            &[("burnt_out_pct", format!("{burnt_out_pct:.0}"))],
        ),
        false => None,
    }
}

fn interlaced(inputs: &ReportInputs<'_>) -> Option<Note> {
    match inputs.sequence.clip.video.interlaced {
        true => note(Severity::Info, NoteCode::Interlaced, &[]),
        false => None,
    }
}

fn combed(inputs: &ReportInputs<'_>) -> Option<Note> {
    match inputs.sequence.clip.video.combed {
        true => note(Severity::Warning, NoteCode::Combed, &[]),
        false => None,
    }
}
