//! Results on another processor: the same up to the last digits of its arithmetic.

use super::{FIXTURES, fixture, report};
use crate::support::changed::jittered;
use gaitline::report::Report;

/// Half a unit in the last place of 32 bits is 6·10⁻⁸, twice that what a network of another processor differs by at least.
const SHARE: f32 = 1.2e-7;

/// A decision between two near alternatives may fall otherwise. It moves a measure by less than this share of half of its
/// interval.
const MOST_OF_HALF_WIDTH: f64 = 0.25;

/// The largest move of a measure, in halves of its interval.
fn largest_move(one: &Report, other: &Report) -> (String, f64) {
    let moved = one.gait.measures.iter().filter_map(|a| {
        let is_it = |b: &&gaitline::reliability::MeasureSummary| {
            (b.measure, b.side, b.task) == (a.measure, a.side, a.task)
        };
        let b = other.gait.measures.iter().find(is_it);
        let [low, high] = a.ci95?;
        let share = b.map_or(f64::NAN, |b| 2.0 * (a.mean - b.mean).abs() / (high - low));
        Some((format!("{:?} {:?}", a.measure, a.side), share))
    });
    moved.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap()
}

#[test]
fn the_last_digit_of_a_place_moves_no_measure_by_much_and_no_finding() {
    for name in FIXTURES {
        let poses = fixture(name);
        let own = report(&poses);
        for seed in 1..=3 {
            let other = report(&jittered(&poses, SHARE, seed));
            let statuses = |r: &Report| r.findings.iter().map(|f| f.status).collect::<Vec<_>>();
            assert_eq!(statuses(&own), statuses(&other), "{name} {seed}");
            let (measure, share) = largest_move(&own, &other);
            println!("{name} {seed}: {share:.5} of half of its interval ({measure})");
            assert!(share < MOST_OF_HALF_WIDTH, "{name}: {measure} {share}");
        }
    }
}
