//! Which strides were found, and what of them is not printed.

use crate::anatomy::Side;
use crate::gait::{DroppedCycles, StairPattern};
use crate::page::basics::grouped::{Named, grouped};
use crate::page::text::labels::{measure_words, no_gait_words};
use crate::reliability::{Refusal, RefusedMeasure};
use crate::report::{Gait, Report};

/// Whether stickers would show what is refused.
pub(crate) fn are_stickers_advised(gait: &Gait) -> bool {
    let is_uncertain = |m: &RefusedMeasure| m.reason == Refusal::TooUncertain;
    gait.refused_measures.iter().any(is_uncertain)
}

pub(crate) fn words(report: &Report) -> String {
    let gait = &report.gait;
    let of = |side: Side| gait.cycles.iter().filter(|c| c.side == side).count();
    let [left, right] = Side::BOTH.map(of);
    if let Some(refused) = gait.refused {
        return format!("{}{}", no_gait_words(refused), repetitions(gait));
    }
    let DroppedCycles { partial, out_of_order, out_of_bounds } = gait.dropped;
    format!(
        "{left} whole strides of the left leg and {right} of the right. Left out: {partial} begun or \
         ended outside of the picture, {out_of_order} with an event missing and {out_of_bounds} that no \
         stride can be.{}",
        gait.stair_pattern.map_or("", stair_words)
    )
}

fn stair_words(pattern: StairPattern) -> &'static str {
    match pattern {
        StairPattern::StepOverStep => " Each foot takes a step of its own (step over step).",
        StairPattern::StepByStep { leads: Side::Left } => {
            " The left foot goes ahead and the right one joins it on the same step (step by step)."
        }
        StairPattern::StepByStep { leads: Side::Right } => {
            " The right foot goes ahead and the left one joins it on the same step (step by step)."
        }
    }
}

/// How often each leg bore the body down.
fn repetitions(gait: &Gait) -> String {
    let of = |side: Side| gait.repetitions.iter().filter(|r| r.side == side).count();
    match Side::BOTH.map(of) {
        [0, 0] => String::new(),
        [left, right] => {
            format!(" Repetitions on the left leg: {left}, on the right leg: {right}.")
        }
    }
}

/// What is not printed, by reason.
pub(crate) fn refused(gait: &Gait) -> Vec<Named> {
    let by_reason = |measure: &RefusedMeasure| {
        let words = measure_words(measure.measure.name()).0;
        let name = measure.side.map_or(words.clone(), |s| format!("{words} ({})", s.name()));
        (measure.reason, name)
    };
    let all = grouped(gait.refused_measures.iter().map(by_reason));
    let named = |(reason, names): (Refusal, Vec<String>)| Named {
        names: names.join(", "),
        text: reason.advice().to_owned(),
    };
    all.into_iter().map(named).collect()
}
