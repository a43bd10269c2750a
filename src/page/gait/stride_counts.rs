//! Which strides were found, and what of them is not printed.

use crate::anatomy::Side;
use crate::gait::DroppedCycles;
use crate::page::basics::grouped::{Named, grouped};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::Number;
use crate::page::gait::flights;
use crate::page::text::labels::{measure_words, no_gait_words};
use crate::page::text::texts::Texts;
use crate::reliability::{Refusal, RefusedMeasure};
use crate::report::{Gait, Report};

/// Whether stickers would show what is refused.
pub(crate) fn are_stickers_advised(gait: &Gait) -> bool {
    let is_uncertain = |m: &RefusedMeasure| m.reason == Refusal::TooUncertain;
    gait.refused_measures.iter().any(is_uncertain)
}

/// How many strides or repetitions were found, or why there are none; and how the stairs are taken.
pub(crate) fn words(report: &Report, t: Texts) -> Vec<Sentence> {
    let gait = &report.gait;
    if let Some(refused) = gait.refused {
        let why = Sentence::new(no_gait_words(t, refused));
        return [Some(why), repetitions(gait, t)].into_iter().flatten().collect();
    }
    let of = |side: Side| gait.cycles.iter().filter(|c| c.side == side && c.is_whole()).count();
    let [left, right] = Side::BOTH.map(of);
    let found = t.say("page_gait.found.strides").with("left", &left).with("right", &right);
    let cut = gait.cycles.iter().filter(|c| !c.is_whole()).count();
    let in_part = (cut > 0).then(|| t.say("page_gait.found.in_part").with("n", &cut));
    [Some(found), in_part].into_iter().flatten().chain(flights::words(gait, t)).collect()
}

/// The strides that were not used, where there are any.
pub(crate) fn dropped(dropped: DroppedCycles, t: Texts) -> Option<Sentence> {
    let DroppedCycles { partial, out_of_order, out_of_bounds, off_the_steps } = dropped;
    let part = |(name, n): (&str, usize)| {
        let number = Number::new(n as f64, 0, format!("/gait/dropped/{name}"));
        t.say(&format!("page_gait.found.{name}")).with("n", &number).to_string()
    };
    let all = [
        ("partial", partial),
        ("out_of_order", out_of_order),
        ("out_of_bounds", out_of_bounds),
        ("off_the_steps", off_the_steps),
    ];
    let parts: Vec<String> = all.into_iter().filter(|(_, n)| *n > 0).map(part).collect();
    let parts = parts.join(&t.drawn("page_gait.found.dropped_separator"));
    let said = || t.say("page_gait.found.dropped").with("parts", &Sentence::of_html(parts.clone()));
    (!parts.is_empty()).then(said)
}

/// How often each leg lowered the body, where one did.
fn repetitions(gait: &Gait, t: Texts) -> Option<Sentence> {
    let of = |side: Side| gait.repetitions.iter().filter(|r| r.side == side).count();
    let [left, right] = Side::BOTH.map(of);
    let said = || t.say("page_gait.found.repetitions").with("left", &left).with("right", &right);
    (left + right > 0).then(said)
}

/// What is not printed, by reason.
pub(crate) fn refused(gait: &Gait, t: Texts) -> Vec<Named> {
    let by_reason = |measure: &RefusedMeasure| {
        (measure.reason, t.with_side(measure_words(t, measure.measure).label, measure.side))
    };
    let all = grouped(gait.refused_measures.iter().map(by_reason));
    let named = |(reason, names): (Refusal, Vec<String>)| Named {
        names: t.listed(&names),
        text: t.key(&reason.key()).to_owned(),
    };
    all.into_iter().map(named).collect()
}
