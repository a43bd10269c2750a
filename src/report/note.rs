//! What lowers the quality of a film, and what to do about it.

use crate::catalogue::{Catalogue, Text};
use crate::gait::NoGait;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::{IntoStaticStr, VariantArray};

/// How much a note matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Numbers are less certain.
    Warning,
    /// Numbers are missing or should not be relied on.
    Serious,
}

/// One thing about the film.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct Note {
    /// How much it matters.
    pub severity: Severity,
    /// A short name that does not change.
    pub code: NoteCode,
    /// What was noticed.
    pub what: String,
    /// The numbers and names in it, by their places in the catalogue's text.
    pub values: BTreeMap<String, String>,
    /// Why it matters.
    pub why: Text,
    /// What to do about it.
    pub advice: Text,
}

/// What can be noticed of a film.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NoteCode {
    /// The file could be read only in part.
    DamagedFile,
    /// The picture stands still while the clock runs on.
    FrozenPictures,
    /// There is no picture for a while.
    TimeGaps,
    /// The clock starts again: several clips were joined.
    ClockRestarts,
    /// The picture's ratio of width to height changes.
    ShapeChanges,
    /// The file does not say how many frames a second it has.
    AssumedRate,
    /// Steps take longer than steps of that length do.
    PlaysTooSlow,
    /// Nobody walks so fast.
    PlaysTooQuick,
    /// Steps of one length take longer in one part of the film.
    PlaysUnevenly,
    /// The film lies on its side, or upside down.
    OnItsSide,
    /// The picture is squeezed or stretched sideways.
    WrongShape,
    /// The picture is dark where the person is.
    Dark,
    /// Much of the picture is burnt out where the person is.
    BurntOut,
    /// The film is interlaced: each frame holds two half pictures.
    Interlaced,
    /// Each frame holds two half pictures, and the file does not say so.
    Combed,
    /// The poses were made by another tool.
    OtherTool,
    /// The errors of the pose model were not measured.
    UnmeasuredModel,
    /// The errors of the pose model were measured, but not of every quantity.
    PartlyMeasuredModel,
    /// The other tool gave no confidences.
    NoConfidences,
    /// The other tool's poses end before the clip.
    PosesEndEarly,
    /// Nowhere is the person seen square.
    NoUsableView,
    /// The person walks backward, or the film runs backward.
    WalksBackward,
    /// The person hardly steps.
    NoStepping,
    /// The feet take turns more slowly than in walking.
    StepsTooSlow,
    /// The camera stands low and looks up, as it seems to of a flight of stairs up to it.
    LowCamera,
    /// The places where the feet stand show another way than the task that was given.
    OtherTask,
    /// Few frames a second.
    FrameRate,
    /// Frames come early or late.
    IrregularTimes,
    /// The person is small in the picture.
    SmallPerson,
    /// Parts of the body are outside of the picture.
    CutOff,
    /// Too short a walk.
    Short,
    /// The walking line is turned relative to the camera.
    Turned,
    /// The pose model is unsure of the legs.
    Unsure,
    /// Many positions of the legs were not seen.
    Missing,
    /// The pose model confused or lost the legs.
    ConfusedLegs,
    /// Others were there, too.
    SeveralPeople,
    /// The clip plays slower than life.
    SlowMotion,
    /// The length that was given sets no scale.
    NoScale,
    /// The camera was hand-held.
    Handheld,
    /// The camera followed the person.
    CameraFollows,
    /// The person walks on a treadmill.
    Treadmill,
    /// Declared stickers were not found.
    StickersMissing,
    /// Two stickers' colours are exchanged.
    StickersExchanged,
    /// Declared stickers do not show from here.
    StickersOfOtherViews,
    /// Stickers were followed.
    StickersUsed,
}

impl NoteCode {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The key of one of its texts: `what`, `why` or `advice`.
    pub(crate) fn key(self, text: &str) -> String {
        let id: &str = self.into();
        format!("notes.{id}.{text}")
    }
}

/// How much a note matters: most where what it names is why nothing was measured.
pub(super) fn severity(refused: Option<NoGait>, usual: Severity, reasons: &[NoGait]) -> Severity {
    match refused {
        Some(refused) if reasons.contains(&refused) => Severity::Serious,
        _ => usual,
    }
}

/// A note with its texts; `values` fill the places of what was noticed.
pub(super) fn note(severity: Severity, code: NoteCode, values: &[(&str, String)]) -> Option<Note> {
    let advice = Catalogue::english().text(&code.key("advice"));
    note_with_advice(severity, code, values, advice)
}

/// A note whose advice depends on why it is there.
pub(super) fn note_with_advice(
    severity: Severity,
    code: NoteCode,
    values: &[(&str, String)],
    advice: &'static str,
) -> Option<Note> {
    let places: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let english = Catalogue::english();
    Some(Note {
        severity,
        code,
        what: english.filled(&code.key("what"), &places),
        values: values.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect(),
        why: english.text(&code.key("why")).into(),
        advice: advice.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_note_has_its_texts_and_none_is_spare() {
        let ids: Vec<&str> = NoteCode::ALL.iter().map(Into::into).collect();
        assert_texts("notes", &ids);
        for (code, id) in NoteCode::ALL.iter().zip(ids) {
            // why a length sets no scale is said by its own reason
            let texts: &[&str] = match code {
                NoteCode::NoScale => &["what", "why"],
                _ => &["what", "why", "advice"],
            };
            assert_texts(&format!("notes.{id}"), texts);
        }
    }
}
