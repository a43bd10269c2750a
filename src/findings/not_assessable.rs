//! Why a finding cannot be assessed, and what to do about it.

use crate::gait::Plane;
use schemars::JsonSchema;
use serde::Serialize;

/// Why a finding cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotAssessable {
    /// Why.
    pub reason: WhyNot,
    /// What to do about it.
    pub advice: &'static str,
}

/// Kinds of why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// No camera shows it.
    NotVisible,
    /// It belongs to another task: stairs, standing, a step-down.
    OtherTask,
    /// It was filmed from where it does not show.
    WrongView,
    /// The measure was refused; the film is not good enough for it.
    Refused,
    /// One leg was near and the other one hidden: their difference may be the camera's.
    NearAgainstFar,
    /// Too few cycles of the leg.
    TooFewCycles,
    /// The legs were filmed in two clips, at paces that differ too much.
    PaceDiffers,
}

fn of(reason: WhyNot, advice: &'static str) -> NotAssessable {
    NotAssessable { reason, advice }
}

pub(super) fn wrong_view(plane: Plane) -> NotAssessable {
    match plane {
        Plane::Side => of(
            WhyNot::WrongView,
            "Film from the side, square to the walking line, 3 to 4 m away, once in each direction.",
        ),
        Plane::Front | Plane::Any => of(
            WhyNot::WrongView,
            "Film from the front or from behind, square to the walking line, 4 to 6 m away.",
        ),
    }
}

pub(super) fn too_few_cycles() -> NotAssessable {
    of(
        WhyNot::TooFewCycles,
        "Film at least three whole strides of this leg, better six: more passes, the leg not hidden.",
    )
}

pub(super) fn near_against_far() -> NotAssessable {
    of(
        WhyNot::NearAgainstFar,
        "Film the walk from the other side too: legs are compared only where each was the near one.",
    )
}

pub(super) fn pace_differs() -> NotAssessable {
    of(
        WhyNot::PaceDiffers,
        "Film both sides at one pace: pace alone changes how far and when a knee bends.",
    )
}

pub(super) fn pace_unknown() -> NotAssessable {
    of(
        WhyNot::PaceDiffers,
        "Film both sides at one pace, walking on past the camera: how fast these two walks are cannot be told.",
    )
}

pub(super) fn far_leg() -> NotAssessable {
    of(WhyNot::NearAgainstFar, "Film the walk from this leg's own side.")
}

pub(super) fn no_standing() -> NotAssessable {
    of(WhyNot::OtherTask, "Film three seconds of quiet standing, from the front and from behind.")
}

pub(super) fn no_height() -> NotAssessable {
    of(
        WhyNot::Refused,
        "Give the person's height (--height-cm, or another scale): the limit is in metres a second.",
    )
}

pub(super) fn stairs_only() -> NotAssessable {
    of(
        WhyNot::OtherTask,
        "Film the way down stairs from the side, at mid-flight, with a handrail at hand.",
    )
}

pub(super) fn level_only() -> NotAssessable {
    of(WhyNot::OtherTask, "Film walking on the level.")
}

pub(super) fn legs_mixed_on_stairs() -> NotAssessable {
    of(
        WhyNot::Refused,
        "On stairs from the side the pose model draws the passing leg upon the bearing one. Film the stairs from \
        the other side too, and walking on the level.",
    )
}

pub(super) fn unsure_leg() -> NotAssessable {
    of(
        WhyNot::Refused,
        "The model was unsure of this leg while it bore. Film it from its own side, in good light, at 60 frames a second.",
    )
}

pub(super) fn pelvis_turn() -> NotAssessable {
    of(
        WhyNot::NotVisible,
        "A pelvis turned by 10 degrees looks 1.5 % narrower: less than the error. A therapist's hands can tell.",
    )
}

pub(super) fn standing_hip_line() -> NotAssessable {
    of(
        WhyNot::Refused,
        "The hip points follow the pelvis only in part. Blocks under the foot can tell, or two stickers on the pelvis \
        that are named with --markers.",
    )
}
