//! In what lengths are told, and by what.

use crate::gait::{MeasureGroup, ScaleSource};
use crate::page::basics::number::Number;
use crate::report::Gait;

/// By what lengths are in metres.
pub(crate) struct ScaleView {
    pub(crate) how: &'static str,
    pub(crate) height: Number,
    pub(crate) sd: Number,
}

/// Whether there is a length or a speed at all.
pub(crate) fn is_needed(gait: &Gait) -> bool {
    gait.measures.iter().any(|m| m.measure.spec().group == MeasureGroup::LengthsAndSpeed)
}

pub(crate) fn view(gait: &Gait) -> Option<ScaleView> {
    let scale = gait.scale?;
    Some(ScaleView {
        how: match scale.set_by {
            ScaleSource::Height => "the height that was given",
            ScaleSource::LegLength => "the length of the leg that was given",
            ScaleSource::KnownLength => "a known length on the walking line",
        },
        height: Number::new(scale.height_m, 2, "/gait/scale/height_m"),
        sd: Number::new(scale.sd_pct, 1, "/gait/scale/sd_pct"),
    })
}
