//! What every report says, by its ids in the catalogue.

use crate::catalogue::{Catalogue, Text};
use crate::gait::{Angle, Reason};
use crate::motion::View;
use crate::report::unavailable::NotMeasured;
use std::collections::BTreeMap;

/// What a report is and is not, in English.
pub(super) fn statement() -> &'static str {
    Catalogue::english().text("report.statement")
}

/// Of the side view, unless stickers show it.
const TILT: &str = "pelvic_tilt";

/// On stairs.
const HANDRAIL: &str = "handrail";

/// What no camera shows.
const NEVER_MEASURED: [&str; 5] =
    ["muscle_activity", "strength", "leg_length", "axial_rotation", "pain"];

/// What a clip might show and did not.
pub(super) fn not_shown(is_tilt_measured: bool, is_on_stairs: bool) -> Vec<&'static str> {
    let missing = [(!is_tilt_measured, TILT), (is_on_stairs, HANDRAIL)];
    missing.into_iter().filter_map(|(is_missing, id)| is_missing.then_some(id)).collect()
}

/// What this clip does not show, and what no camera can show.
pub(super) fn not_measured(missing: &[&'static str]) -> Vec<NotMeasured> {
    let text = |id, name| Catalogue::english().text(&format!("report.not_measured.{id}.{name}"));
    let item = |id: &'static str| NotMeasured {
        id: id.into(),
        what: text(id, "what").into(),
        why: text(id, "why").into(),
    };
    missing.iter().copied().chain(NEVER_MEASURED).map(item).collect()
}

/// What the signs mean: of every angle, and of what goes with all of them.
pub(super) fn conventions() -> BTreeMap<Text, Text> {
    let text = |name: &'static str| {
        (name.into(), Catalogue::english().text(&format!("conventions.{name}")).into())
    };
    ["sides", "time_s"].into_iter().chain(Angle::ALL.map(Angle::column)).map(text).collect()
}

/// The id of what to do where an angle is missing.
pub(super) fn advice_id_for(angle: Angle, reason: Reason) -> &'static str {
    match reason {
        Reason::WrongView if angle.is_seen_in(View::Front) => "wrong_view_front",
        Reason::WrongView => "wrong_view_side",
        Reason::TooSmall => "too_small",
        Reason::WrongShape => "wrong_shape",
        Reason::NoStickers => "no_stickers",
        Reason::NoWaistband => "no_waistband",
        Reason::NotSeen => "not_seen",
        Reason::NoLandmarks => "no_landmarks",
    }
}

/// What to do where an angle is missing, in English.
pub(super) fn angle_advice(id: &str) -> &'static str {
    Catalogue::english().text(&format!("refusals.angle.{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;
    use std::collections::BTreeSet;

    #[test]
    fn nothing_is_said_twice_or_not_at_all() {
        assert_texts("report", &["statement", "not_measured"]);
        let measured = not_measured(&[TILT, HANDRAIL]);
        let ids: Vec<&str> = measured.iter().map(|n| &*n.id).collect();
        assert_texts("report.not_measured", &ids);
        assert_eq!(not_measured(&[]).len(), ids.len() - 2);
        let conventions = conventions();
        assert_texts("conventions", &conventions.keys().map(|k| &**k).collect::<Vec<_>>());
    }

    #[test]
    fn every_missing_angle_has_its_advice_and_none_is_spare() {
        let reasons = [
            Reason::WrongView,
            Reason::TooSmall,
            Reason::WrongShape,
            Reason::NoStickers,
            Reason::NoWaistband,
            Reason::NotSeen,
            Reason::NoLandmarks,
        ];
        let of = |angle: &Angle| reasons.map(|reason| advice_id_for(*angle, reason));
        let ids = BTreeSet::from_iter(Angle::ALL.iter().flat_map(of));
        assert_texts("refusals.angle", &ids.into_iter().collect::<Vec<_>>());
    }
}
