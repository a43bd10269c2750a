//! What measures, angles, views and tasks are called on a page.

use crate::gait::{Angle, NoGait, Task};
use crate::motion::View;

/// An angle's name in plain words.
pub(crate) fn title_of(angle: Angle) -> &'static str {
    match angle {
        Angle::KneeFlexion => "Knee bend",
        Angle::HipFlexionVertical => "Hip bend, against vertical",
        Angle::HipFlexionTrunk => "Hip bend, against the trunk",
        Angle::AnkleDorsiflexion => "Ankle, foot drawn up",
        Angle::Thigh => "Thigh, forward",
        Angle::Shank => "Shank, knee ahead of the ankle",
        Angle::FootPitch => "Foot, toe up",
        Angle::Fppa => "Knee inward (FPPA)",
        Angle::HipAdduction => "Hip, thigh inward",
        Angle::TrunkLeanForward => "Trunk, forward lean",
        Angle::TrunkLeanRight => "Trunk, lean to the subject's right",
        Angle::PelvicObliquity => "Hip line, left side up",
        Angle::PelvicTilt => "Pelvis, tilted forward",
        Angle::WaistbandSlope => "Waistband, left side up (the cloth, not the bone)",
    }
}

/// Why no step was measured, and what to film instead.
pub(crate) fn no_gait_words(refused: NoGait) -> &'static str {
    match refused {
        NoGait::TooSmall => {
            "No step was measured: the person is too small in the picture. Go nearer, or film upright."
        }
        NoGait::RateTooLow => {
            "No step was measured: the clip has too few frames a second to time one. Film at 60."
        }
        NoGait::LegsConfused => {
            "No step was measured: the pose model took one leg for the other too often. Film in good light, \
            in shorts and shoes of two colours, stairs also from the other side or from the front."
        }
        NoGait::WrongView => {
            "No step was measured: the person is seen at a slant. Film square from the side, or \
            straight from the front or from behind."
        }
        NoGait::Running => {
            "The person runs. These measures and their errors are those of walking; none is given."
        }
        NoGait::StairAscent => {
            "The person goes upstairs. Only the way down is measured: there a knee gives way."
        }
        NoGait::StepDown => {
            "No walking: the person steps down and comes back. The repetitions are measured instead."
        }
        NoGait::Standing => {
            "No walking: the person stands. Angles over time are those of standing."
        }
        NoGait::NoSteps => {
            "No step was found: both feet have to go forward in turn, at least three times in one \
            direction. A stride lasts about a second; film ten of them. If the clip plays in slow motion, \
            give the rate at which it was filmed (--capture-fps)."
        }
    }
}

/// A task in plain words.
pub(crate) fn task_words(task: Task) -> &'static str {
    match task {
        Task::Walking => "walking",
        Task::StairDescent => "walking down stairs",
        Task::StairAscent => "walking up stairs",
        Task::StepDown => "stepping down on one leg",
        Task::Running => "running",
        Task::Standing => "standing",
        Task::Other => "no walking that can be told",
    }
}

/// A view in plain words.
pub(crate) fn view_words(view: View) -> &'static str {
    match view {
        View::LeftSide => "from the left side",
        View::RightSide => "from the right side",
        View::Front => "from the front",
        View::Rear => "from behind",
        View::Oblique => "from an oblique angle",
        View::Unknown => "from an unknown side",
    }
}

/// A measure's name in plain words, its unit, and how many decimals it is worth.
pub(crate) fn measure_words(name: &str) -> (String, &'static str, usize) {
    const UNITS: [(&str, &str, usize); 12] = [
        ("_deg_s", "°/s", 0),
        ("_heights_s", "body heights/s", 2),
        ("_heights", "body heights", 2),
        ("_m_s", "m/s", 2),
        ("_deg", "°", 0),
        ("_leg_pct", "% of the leg's length", 1),
        ("_share_pct", "% of loading and mid-stance", 0),
        ("_pct", "% of the stride", 0),
        ("_spm", "steps a minute", 0),
        ("_ratio", "quickest over mean", 1),
        ("_m", "m", 2),
        ("_s", "s", 2),
    ];
    let unit = UNITS.iter().find_map(|u| Some((name.strip_suffix(u.0)?, u.1, u.2)));
    let (stem, unit, decimals) = unit.unwrap_or((name, "", 2));
    let words = stem.replace('_', " ").replace("fppa", "knee inward (FPPA)");
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    (first.into_iter().chain(letters).collect(), unit, decimals)
}
