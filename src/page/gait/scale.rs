//! In what lengths are told, and by what.

use crate::gait::{MeasureGroup, ScaleSource, Unit};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::{Number, decimals_of};
use crate::page::text::texts::Texts;
use crate::report::Gait;

/// Whether there is a length or a speed at all.
pub(crate) fn is_needed(gait: &Gait) -> bool {
    gait.measures.iter().any(|m| m.measure.spec().group == MeasureGroup::LengthsAndSpeed)
}

/// In metres by what, or in body heights and what to give for metres.
pub(crate) fn view(gait: &Gait, t: Texts) -> Sentence {
    let Some(scale) = gait.scale else { return t.say("page_gait.table.no_scale") };
    let how = match scale.set_by {
        ScaleSource::Height => "height",
        ScaleSource::LegLength => "leg_length",
        ScaleSource::KnownLength => "known_length",
    };
    t.say("page_gait.table.scale")
        .with("how", t.key(&format!("page_gait.table.scale_{how}")))
        .with(
            "height",
            &Number::new(scale.height_m, decimals_of(Unit::Metre), "/gait/scale/height_m"),
        )
        .with("sd", &Number::new(scale.sd_pct, 1, "/gait/scale/sd_pct"))
}
