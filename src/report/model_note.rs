//! What is not known of the errors of the pose model.

use crate::evidence::{error_quantities, unmeasured_quantities};
use crate::pose::ErrorQuantity;
use crate::report::inputs::ReportInputs;
use crate::report::note::{Note, NoteCode, Severity, note};

/// Names the quantities of this clip whose errors are taken to be those of the least exact model.
pub(super) fn model_note(inputs: &ReportInputs<'_>) -> Option<Note> {
    let model = inputs.sequence.model.as_ref()?;
    let unmeasured = unmeasured_quantities(model);
    let name = ("model", model.name.clone());
    if unmeasured.len() == ErrorQuantity::COUNT {
        return note(Severity::Info, NoteCode::UnmeasuredModel, &[name]);
    }
    let shown: Vec<&str> =
        unmeasured.into_iter().filter(|q| is_shown(inputs, *q)).map(ErrorQuantity::words).collect();
    if shown.is_empty() {
        return None;
    }
    note(Severity::Info, NoteCode::PartlyMeasuredModel, &[name, ("quantities", shown.join("; "))])
}

/// Whether anything of the clip has the error of that quantity.
fn is_shown(inputs: &ReportInputs<'_>, quantity: ErrorQuantity) -> bool {
    let mut angles = inputs.gait.angles.iter().filter(|series| series.unavailable.is_none());
    match quantity {
        ErrorQuantity::Times => !inputs.gait.measures.is_empty(),
        _ => angles.any(|series| error_quantities(series.angle).contains(&quantity)),
    }
}
