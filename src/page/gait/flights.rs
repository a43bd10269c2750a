//! How the stairs are taken: steps, pattern, end and stops.

use crate::anatomy::Side;
use crate::gait::{Flight, StairPattern, Task};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::Number;
use crate::page::text::texts::Texts;
use crate::report::Gait;

/// Times of day in a clip are printed to a tenth of a second.
const DECIMALS: usize = 1;

/// Some sentences for each flight, in time order.
pub(crate) fn words(gait: &Gait, t: Texts) -> Vec<Sentence> {
    gait.flights.iter().enumerate().flat_map(|(index, f)| of_flight(gait, index, f, t)).collect()
}

fn of_flight(gait: &Gait, index: usize, flight: &Flight, t: Texts) -> Vec<Sentence> {
    let say = |key: &str| t.say(&format!("page_gait.flight.{key}"));
    let way = match gait.tasks.get(flight.pass) {
        Some(Task::StairAscent) => "up",
        _ => "down",
    };
    let number = |value: f64, decimals: usize, at: &str| {
        Number::new(value, decimals, format!("/gait/flights/{index}/{at}"))
    };
    let steps = flight.steps.map(|n| say(way).with("steps", &number(n as f64, 0, "steps")));
    let pattern = flight.pattern.map(|pattern| say(pattern_id(pattern)));
    let ends = flight.ends_s.map(|s| say("ends").with("time", &number(s, DECIMALS, "ends_s")));
    let stop = |(i, stop): (usize, &[f64; 2])| {
        let time = |which: usize| number(stop[which], DECIMALS, &format!("stops_s/{i}/{which}"));
        say("stops").with("from", &time(0)).with("until", &time(1))
    };
    let stops = flight.stops_s.iter().enumerate().map(stop);
    [steps, pattern, ends].into_iter().flatten().chain(stops).collect()
}

fn pattern_id(pattern: StairPattern) -> &'static str {
    match pattern {
        StairPattern::StepOverStep => "step_over_step",
        StairPattern::StepByStep { leads: Side::Left } => "step_by_step_left",
        StairPattern::StepByStep { leads: Side::Right } => "step_by_step_right",
    }
}
