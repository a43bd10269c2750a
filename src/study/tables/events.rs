//! One row an initial contact or foot off.

use crate::catalogue::id_of;
use crate::study::row::row;
use crate::study::tables::clip_data::Results;

row! {
    /// One initial contact or foot off.
    EventRow {
        /// left or right.
        side: Text,
        /// initial_contact or foot_off.
        event: Text,
        /// When, in seconds of real time after the clip's first frame.
        time_s: Number,
        /// Standard deviation of that time.
        time_sd_s: Number,
        /// How surely the foot was seen around it, 0 to 1.
        confidence_ratio: Number,
    }
}

/// In time order.
pub(super) fn rows(clip: &Results<'_>) -> Vec<EventRow> {
    let events = clip.report.events.iter();
    let row = |event: &crate::gait::GaitEvent| EventRow {
        side: Some(event.side.name().to_owned()),
        event: Some(id_of(&event.kind)),
        time_s: Some(event.time_s),
        time_sd_s: Some(event.sd_s),
        confidence_ratio: Some(event.confidence),
    };
    events.map(row).collect()
}
