//! The report's fixed words: plain, and never more than what was measured.

use crate::gait::{Angle, Reason};
use crate::motion::View;
use crate::report::unavailable::NotMeasured;
use std::collections::BTreeMap;

/// What a report is and is not.
pub(super) const STATEMENT: &str = "gaitline measures movement on video. It is not a medical device, \
it names no disease, and its numbers carry the errors printed beside them. Talk them over with a \
physical therapist.";

/// The last line of every report.
pub const LAST_LINE: &str = "Take this report to a physical therapist: see a physical \
therapist before you change how you walk, train or treat a knee that gives way.";

/// What no camera can show, or this clip does not.
pub(super) fn not_measured(is_tilt_measured: bool) -> Vec<NotMeasured> {
    let item = |what, why| NotMeasured { what, why };
    let tilt = item(
        "Pelvic tilt seen from the side",
        "Two hip points are one point from the side; a tilt needs a line, which stickers on ASIS and PSIS give.",
    );
    let never = [
        item(
            "Muscle activity and its timing",
            "A camera sees joints move, not muscles fire. Surface electrodes (EMG) can.",
        ),
        item(
            "Strength, of the quadriceps (VMO) or any other muscle",
            "It needs a force: a dynamometer or a therapist's hands.",
        ),
        item(
            "True leg length",
            "Differences of 1 to 2 cm are smaller than a landmark's error; a tape or blocks under the foot can.",
        ),
        item(
            "Rotation of thigh and shank about their own axes",
            "It does not show in one flat picture.",
        ),
        item("Pain, and the feeling of giving way", "Ask the person."),
    ];
    let missing = (!is_tilt_measured).then_some(tilt);
    missing.into_iter().chain(never).collect()
}

/// What the signs mean.
pub(super) fn conventions() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("sides", "left and right are the subject's own"),
        ("time_s", "seconds of real life after the clip's first frame, from presentation times"),
        ("knee_flexion_deg", "thigh against shank, flexion +, hyperextension -"),
        ("hip_flexion_vertical_deg", "thigh against vertical, knee ahead of the hip +"),
        (
            "hip_flexion_trunk_deg",
            "thigh against the line from mid-hip to mid-shoulder, flexion +; not the laboratory's angle against the pelvis",
        ),
        ("ankle_dorsiflexion_deg", "sole against shank, 0 when square, dorsiflexion +"),
        ("thigh_deg", "thigh against vertical, knee ahead of the hip +"),
        (
            "shank_deg",
            "shank against vertical, knee ahead of the ankle +; knee flexion = thigh + shank",
        ),
        (
            "foot_pitch_deg",
            "hindfoot against the floor, toe up +; zero where the foot lies flat in mid-stance",
        ),
        (
            "fppa_deg",
            "frontal-plane projection angle hip-knee-ankle, knee inward (valgus) +, on both legs",
        ),
        ("hip_adduction_deg", "thigh against the hip line, adduction +"),
        ("trunk_lean_forward_deg", "mid-hip to mid-shoulder against vertical, forward +"),
        (
            "trunk_lean_right_deg",
            "mid-hip to mid-shoulder against vertical, toward the subject's right +",
        ),
        (
            "pelvic_obliquity_deg",
            "line between the hips against horizontal, left side up +; the network's hip points follow the pelvis only in part, stickers all of it",
        ),
        (
            "pelvic_tilt_deg",
            "line from PSIS to ASIS against horizontal, front down (anterior tilt) +; only where stickers show it",
        ),
        (
            "waistband_slope_deg",
            "edge of the waistband against horizontal, left side up +: the cloth, which follows the pelvis only in part",
        ),
    ])
}

/// What to film where an angle is missing.
pub(super) fn advice_for(angle: Angle, reason: Reason) -> &'static str {
    let is_frontal = angle.is_seen_in(View::Front);
    match (reason, is_frontal) {
        (Reason::WrongView, true) => {
            "Film from the front or the rear, square to the walking line, 4 to 6 m away."
        }
        (Reason::WrongView, false) => {
            "Film from the side, square to the walking line, 3 to 4 m away, once in each direction."
        }
        (Reason::TooSmall, _) => {
            "Go nearer, or film upright: the person is too small in the picture."
        }
        (Reason::NoStickers, _) => {
            "Put a small bright sticker on the ASIS and on the PSIS of the side toward the camera, and name them \
            with --markers: the network's two hip points are one point from the side."
        }
        (Reason::NoWaistband, _) => {
            "Film three seconds of quiet standing, from the front and from behind, the shirt tucked in, the shorts of another \
            colour, so that the waistband shows."
        }
        (Reason::NotSeen, _) => {
            "Film again with the whole body in view, in good light, in close-fitting clothes."
        }
    }
}
