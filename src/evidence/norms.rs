//! What usual walking looks like at each speed.
//!
//! Speed changes nearly every angle, so a slow walker is compared with slow walking. The speed is that of the
//! legs: metres a second over √(g · leg length), which makes people of every height alike.

use crate::catalogue::Catalogue;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value of usual walking that depends on the speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeedNorm {
    /// Largest knee flexion of loading, less that at contact.
    LoadingExcursion,
    /// Largest knee flexion of swing.
    SwingKneePeak,
    /// Thigh against vertical, farthest behind.
    ThighMinimum,
    /// Angular velocity of the knee at contact, flexing +.
    KneeVelocityAtContact,
    /// Time of the knee's largest flexion of loading, in percent of the stride.
    LoadingPeakTime,
}

/// Very slow, slow, usual, fast and very fast walking: speed over √(g · leg length).
const SPEEDS: [f64; 5] = [0.172, 0.290, 0.429, 0.560, 0.694];

/// Ids of the five speeds.
const SPEED_IDS: [&str; 5] = ["very_slow", "slow", "usual", "fast", "very_fast"];

/// What one of the five speeds is called, in English.
pub(super) fn name_of_speed(index: usize) -> &'static str {
    Catalogue::english().text(&format!("evidence.speeds.{}", SPEED_IDS[index]))
}

/// How many children walked at each.
pub(super) const COUNTS: [u32; 5] = [77, 82, 82, 76, 51];

/// The slower of the two speeds that a speed lies between, and how far it is on the way to the faster one, 0 to 1;
/// beyond the slowest and the fastest, as at those.
pub(super) fn between(speed: f64) -> (usize, f64) {
    let last = SPEEDS.len() - 1;
    let after = SPEEDS.iter().position(|s| *s > speed).unwrap_or(last).max(1);
    let share = (speed - SPEEDS[after - 1]) / (SPEEDS[after] - SPEEDS[after - 1]);
    (after - 1, share.clamp(0.0, 1.0))
}

/// Which of the five a speed (over √(g · leg length)) is nearest to.
#[must_use]
pub fn speed_name(speed: f64) -> &'static str {
    let (slower, share) = between(speed);
    name_of_speed(slower + usize::from(share >= 0.5))
}

/// What a speed is that the five do not hold: the norms are then those of the slowest or the fastest.
#[must_use]
pub fn beyond_norms(speed: f64) -> Option<BeyondNorms> {
    match speed {
        s if s < SPEEDS[0] => Some(BeyondNorms::Slower),
        s if s > SPEEDS[SPEEDS.len() - 1] => Some(BeyondNorms::Faster),
        _ => None,
    }
}

/// On which side of the five speeds a speed lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BeyondNorms {
    /// Slower than the slowest.
    Slower,
    /// Faster than the fastest.
    Faster,
}

/// The speed that the fixed limits are meant for.
pub(super) const USUAL_SPEED: f64 = SPEEDS[2];

impl SpeedNorm {
    /// At the five speeds.
    ///
    /// # Source
    /// Means of Schwartz et al. 2008 (children, 51 to 82 at a speed); the velocity is the difference of their
    /// mean curve over the first 4 % of the cycle, the peak's time that of a parabola through its highest three points.
    fn values(self) -> [f64; 5] {
        match self {
            Self::LoadingExcursion => [3.0, 8.1, 13.7, 16.3, 13.9],
            Self::SwingKneePeak => [44.7, 55.2, 59.1, 61.0, 61.9],
            Self::ThighMinimum => [-10.7, -13.8, -17.6, -21.4, -24.1],
            Self::KneeVelocityAtContact => [15.0, 64.0, 129.0, 170.0, 139.0],
            Self::LoadingPeakTime => [12.0, 12.2, 12.7, 12.8, 12.5],
        }
    }

    /// Usual at a speed; beyond the slowest and fastest speeds, as at those.
    #[must_use]
    pub fn at(self, speed: f64) -> f64 {
        let (values, (slower, share)) = (self.values(), between(speed));
        values[slower] + share * (values[slower + 1] - values[slower])
    }

    /// How far what is usual goes apart between two speeds; beyond the slowest and fastest as steep as next to them.
    #[must_use]
    pub fn spread(self, a: f64, b: f64) -> f64 {
        let (slower, faster) = (a.min(b), a.max(b));
        let between = SPEEDS.into_iter().filter(|s| (slower..faster).contains(s));
        let usual = || between.clone().chain([slower, faster]).map(|s| self.continued(s));
        usual().fold(f64::MIN, f64::max) - usual().fold(f64::MAX, f64::min)
    }

    /// Usual at a speed, going on straight beyond the five.
    fn continued(self, speed: f64) -> f64 {
        let (values, (slower, _)) = (self.values(), between(speed));
        let slope = (values[slower + 1] - values[slower]) / (SPEEDS[slower + 1] - SPEEDS[slower]);
        values[slower] + slope * (speed - SPEEDS[slower])
    }
}

/// Whether a speed lies between the slowest and the fastest of the five.
#[must_use]
pub fn is_between_norms(speed: f64) -> bool {
    speed > SPEEDS[0] && speed < SPEEDS[SPEEDS.len() - 1]
}

/// Cadence, in steps a second over √(g / leg length), of the five speeds: gives the speed where none is measured.
///
/// # Source
/// Schwartz et al. 2008.
const CADENCES: [f64; 5] = [0.337, 0.455, 0.565, 0.662, 0.758];

/// The speed that usually goes with a cadence (steps a second over √(g / leg length)).
#[must_use]
pub fn speed_of_cadence(cadence: f64) -> f64 {
    let last = CADENCES.len() - 1;
    let after = CADENCES.iter().position(|c| *c > cadence).unwrap_or(last).max(1);
    let share = (cadence - CADENCES[after - 1]) / (CADENCES[after] - CADENCES[after - 1]);
    SPEEDS[after - 1] + share.clamp(0.0, 1.0) * (SPEEDS[after] - SPEEDS[after - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_speed_has_its_name() {
        crate::catalogue::assert_texts("evidence.speeds", &SPEED_IDS);
    }

    #[test]
    fn a_speed_is_named_after_the_nearest() {
        let names = [0.0, 0.23, 0.24, 0.429, 0.9].map(speed_name);
        assert_eq!(names, ["very slow", "very slow", "slow", "usual", "very fast"]);
        let beyond = [0.1, 0.4, 0.9].map(beyond_norms);
        assert_eq!(beyond, [Some(BeyondNorms::Slower), None, Some(BeyondNorms::Faster)]);
    }

    #[test]
    fn norms_are_met_at_their_speeds_and_go_straight_between() {
        assert_eq!(SpeedNorm::SwingKneePeak.at(0.429), 59.1);
        assert_eq!(SpeedNorm::SwingKneePeak.at(0.05), 44.7);
        assert_eq!(SpeedNorm::SwingKneePeak.at(2.0), 61.9);
        let half = SpeedNorm::LoadingExcursion.at((0.172 + 0.290) / 2.0);
        assert!((half - (3.0 + 8.1) / 2.0).abs() < 1e-9);
        assert!((speed_of_cadence(0.565) - 0.429).abs() < 1e-9);
    }

    #[test]
    fn what_is_usual_goes_apart_with_the_speed_even_where_no_norm_is() {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        let swing = SpeedNorm::SwingKneePeak;
        assert!(near(swing.spread(0.290, 0.429), 3.9) && near(swing.spread(0.429, 0.290), 3.9));
        assert_eq!(swing.spread(0.4, 0.4), 0.0);
        assert!(near(swing.spread(0.172 - 0.059, 0.172), 10.5 / 2.0), "slower than the slowest");
        // loading bends most at the fourth speed: a slower and a faster walk bend alike, and less
        let loading = SpeedNorm::LoadingExcursion;
        assert!(loading.spread(0.429, 0.694) > 2.5);
        assert!(is_between_norms(0.4) && !is_between_norms(speed_of_cadence(0.2)));
    }

    #[test]
    fn the_loading_peaks_time_is_that_of_the_curves() {
        for (i, time_pct) in SpeedNorm::LoadingPeakTime.values().into_iter().enumerate() {
            let [mean, _] = &crate::evidence::norm_tables::KNEE_FLEXION[i];
            let k = (1..13).max_by(|&a, &b| mean[a].total_cmp(&mean[b])).unwrap();
            let (a, b, c) = (mean[k - 1], mean[k], mean[k + 1]);
            let top = 2.0 * (k as f64 + (a - c) / (2.0 * (a - 2.0 * b + c)));
            assert!((top - time_pct).abs() < 0.06, "{top} {time_pct}");
        }
    }
}
