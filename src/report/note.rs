//! What lowers the quality of a film, and what to do about it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note {
    /// How much it matters.
    pub severity: Severity,
    /// A short name that does not change.
    pub code: NoteCode,
    /// What was noticed.
    pub what: String,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it.
    pub advice: &'static str,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident,)*) => {
        /// What can be noticed of a film.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum NoteCode { $($(#[$doc])* $code,)* }

        impl NoteCode {
            /// All of them.
            pub const ALL: &'static [NoteCode] = &[$(NoteCode::$code),*];
        }
    };
}

codes! {
    /// The file could be read only in part.
    DamagedFile,
    /// Nowhere is the person seen square.
    NoUsableView,
    /// The person hardly steps.
    NoStepping,
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
    /// The walk is turned against the camera.
    Turned,
    /// The pose model is unsure of the legs.
    Unsure,
    /// Many positions of the legs were not seen.
    Missing,
    /// The pose model mixed up or lost the legs.
    ConfusedLegs,
    /// Others were there, too.
    SeveralPeople,
    /// The clip plays slower than life.
    SlowMotion,
    /// The length that was given sets no scale.
    NoScale,
    /// The camera was held by hand.
    Handheld,
    /// The camera went along.
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

pub(super) fn note(
    severity: Severity,
    code: NoteCode,
    what: String,
    why: &'static str,
    advice: &'static str,
) -> Option<Note> {
    Some(Note { severity, code, what, why, advice })
}
