//! The standing angles of a visit.

use crate::reliability::{NeutralSummary, Reliability};

/// Of each angle and side the one that was seen for longest; the earlier clip's of equals.
///
/// The bias of a network, which a change from standing is to cancel, is that of the plane, front and rear alike.
#[must_use]
pub fn merged_standing<'a>(
    clips: impl IntoIterator<Item = &'a Reliability>,
) -> Vec<NeutralSummary> {
    let mut merged: Vec<NeutralSummary> = Vec::new();
    for neutral in clips.into_iter().flat_map(|w| &w.neutral) {
        let (angle, side) = (neutral.value.angle, neutral.value.side);
        let known = merged.iter_mut().find(|m| m.value.angle == angle && m.value.side == side);
        match known {
            Some(m) if m.value.seconds >= neutral.value.seconds => {}
            Some(m) => *m = neutral.clone(),
            None => merged.push(neutral.clone()),
        }
    }
    merged
}
