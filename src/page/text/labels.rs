//! What measures, angles, views and tasks are called on a page.

use crate::gait::{Angle, MeasureId, NoGait, Task};
use crate::motion::{Pass, View};
use crate::page::basics::grouped::Named;
use crate::page::text::texts::Texts;
use crate::report::NotMeasured;

/// An angle's name.
pub(crate) fn title_of(t: Texts, angle: Angle) -> &'static str {
    t.key(&format!("angles.{}.label", angle_id(angle)))
}

/// The name of what is drawn of an angle in a clip: of the hip line where nothing shows the pelvis.
pub(crate) fn title_in(t: Texts, angle: Angle, passes: &[Pass]) -> &'static str {
    match angle.is_of_hip_line(passes) {
        true => t.key(&format!("angles.{}.hip_line", angle_id(angle))),
        false => title_of(t, angle),
    }
}

/// What an angle is called as it is drawn over the cycle of a leg.
pub(crate) fn title_as_drawn(t: Texts, angle: Angle) -> &'static str {
    match angle {
        Angle::PelvicObliquity | Angle::TrunkLeanRight => {
            t.key(&format!("angles.{}.own_side", angle_id(angle)))
        }
        _ => title_of(t, angle),
    }
}

/// What a smaller and what a larger value of an angle means.
pub(crate) fn directions_of(t: Texts, angle: Angle) -> [&'static str; 2] {
    ["low", "high"].map(|way| t.key(&format!("angles.{}.{way}", angle_id(angle))))
}

/// What an angle is called in the catalogue: its column without the unit.
fn angle_id(angle: Angle) -> &'static str {
    angle.column().trim_end_matches("_deg")
}

/// Why no step was measured, and what to film instead.
pub(crate) fn no_gait_words(t: Texts, refused: NoGait) -> &'static str {
    t.of_id("no_gait", refused)
}

/// What no camera can show, or this clip does not.
pub(crate) fn not_measured(all: &[NotMeasured], t: Texts) -> Vec<Named> {
    let text = |id: &str, name| t.key(&format!("report.not_measured.{id}.{name}")).to_owned();
    let named = |n: &NotMeasured| Named { names: text(&n.id, "what"), text: text(&n.id, "why") };
    all.iter().map(named).collect()
}

/// What the person does.
pub(crate) fn task_words(t: Texts, task: Task) -> &'static str {
    t.of_id("tasks", task)
}

/// From where the person was seen.
pub(crate) fn view_words(t: Texts, view: View) -> &'static str {
    t.of_id("views", view)
}

/// A measure's name and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MeasureWords {
    pub(crate) label: &'static str,
    pub(crate) unit: &'static str,
}

/// A measure's name and its unit.
pub(crate) fn measure_words(t: Texts, id: MeasureId) -> MeasureWords {
    MeasureWords {
        label: t.key(&format!("measures.{}.label", id.stem())),
        unit: t.key(&format!("measures.units.{}", id.unit().name())),
    }
}
