//! What usual walking looks like at each speed. The numbers: `data/`, `docs/evidence.md` §5.
//!
//! Speed changes nearly every angle, so a slow walker is compared with slow walking. The speed is that of the
//! legs: metres a second over √(g · leg length), which makes people of every height alike.

use crate::catalogue::Catalogue;
use crate::evidence::speed_norm::SpeedNorm;
use crate::evidence::tables::TABLES;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The slower of the two of ascending speeds that a speed lies between, and how far it is on the way to the faster one,
/// 0 to 1; beyond the slowest and the fastest, as at those. `None` where there are not two speeds.
pub(super) fn between(speeds: &[f64], speed: f64) -> Option<(usize, f64)> {
    let last = speeds.len().checked_sub(1).filter(|last| *last > 0)?;
    let after = speeds.iter().position(|s| *s > speed).unwrap_or(last).max(1);
    let share = (speed - speeds[after - 1]) / (speeds[after] - speeds[after - 1]);
    Some((after - 1, share.clamp(0.0, 1.0)))
}

/// What a speed group is called, in English.
pub(super) fn name_of_speed(id: &str) -> &'static str {
    Catalogue::english().text(&format!("evidence.speeds.{id}"))
}

/// Which of the reference's speeds a speed (over √(g · leg length)) is nearest to: very slow, slow, usual, fast, very
/// fast.
#[must_use]
pub fn speed_name(speed: f64) -> &'static str {
    speed_id(speed).map_or("", name_of_speed)
}

/// The id of the nearest of the reference's speeds.
pub(super) fn speed_id(speed: f64) -> Option<&'static str> {
    let reference = &TABLES.reference;
    let (slower, share) = between(&reference.speeds, speed)?;
    Some(&reference.ids[slower + usize::from(share >= 0.5)])
}

/// What a speed is that the reference does not hold: the norms are then those of the slowest or the fastest.
#[must_use]
pub fn beyond_norms(speed: f64) -> Option<BeyondNorms> {
    let speeds = &TABLES.reference.speeds;
    match speed {
        s if speeds.first().is_some_and(|slowest| s < *slowest) => Some(BeyondNorms::Slower),
        s if speeds.last().is_some_and(|fastest| s > *fastest) => Some(BeyondNorms::Faster),
        _ => None,
    }
}

/// On which side of the reference's speeds a speed lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BeyondNorms {
    /// Slower than the slowest.
    Slower,
    /// Faster than the fastest.
    Faster,
}

/// The speed that the fixed limits are meant for: people's own.
pub(super) fn usual_speed() -> f64 {
    TABLES.reference.speeds.get(TABLES.reference.usual).copied().unwrap_or(f64::NAN)
}

impl SpeedNorm {
    /// At the reference's speeds: means of `schwartz2008`, see `docs/evidence.md` §5.2.
    fn values(self) -> &'static [f64] {
        TABLES.speed_norms.iter().find(|n| n.0 == self).map_or(&[], |n| &n.1)
    }

    /// Usual at a speed; beyond the slowest and fastest speeds, as at those.
    #[must_use]
    pub fn at(self, speed: f64) -> f64 {
        let values = self.values();
        between(&TABLES.reference.speeds, speed).map_or(f64::NAN, |(slower, share)| {
            values[slower] + share * (values[slower + 1] - values[slower])
        })
    }

    /// How far what is usual goes apart between two speeds; beyond the slowest and fastest as steep as next to them.
    #[must_use]
    pub fn spread(self, a: f64, b: f64) -> f64 {
        let (slower, faster) = (a.min(b), a.max(b));
        let speeds = TABLES.reference.speeds.iter().copied();
        let between = speeds.filter(|s| (slower..faster).contains(s));
        let usual = || between.clone().chain([slower, faster]).map(|s| self.continued(s));
        usual().fold(f64::MIN, f64::max) - usual().fold(f64::MAX, f64::min)
    }

    /// Usual at a speed, going on straight beyond the slowest and the fastest.
    fn continued(self, speed: f64) -> f64 {
        let (values, speeds) = (self.values(), &TABLES.reference.speeds);
        between(speeds, speed).map_or(f64::NAN, |(slower, _)| {
            let slope =
                (values[slower + 1] - values[slower]) / (speeds[slower + 1] - speeds[slower]);
            values[slower] + slope * (speed - speeds[slower])
        })
    }
}

/// Whether a speed lies between the slowest and the fastest of the reference.
#[must_use]
pub fn is_between_norms(speed: f64) -> bool {
    let speeds = &TABLES.reference.speeds;
    speeds.first().is_some_and(|s| speed > *s) && speeds.last().is_some_and(|s| speed < *s)
}

/// The speed that usually goes with a cadence (steps a second over √(g / leg length)): where no speed is measured.
#[must_use]
pub fn speed_of_cadence(cadence: f64) -> f64 {
    let (speeds, cadences) = (&TABLES.reference.speeds, &TABLES.reference.cadences);
    between(cadences, cadence).map_or(f64::NAN, |(slower, share)| {
        speeds[slower] + share * (speeds[slower + 1] - speeds[slower])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_speed_has_its_name() {
        let of_curves = TABLES.curves.iter().flat_map(|t| t.groups.iter().map(|g| &g.speed));
        let ids = BTreeSet::from_iter(TABLES.reference.ids.iter().chain(of_curves));
        let ids: Vec<&str> = ids.into_iter().map(String::as_str).collect();
        crate::catalogue::assert_texts("evidence.speeds", &ids);
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
        let knee = TABLES.curves.iter().find(|t| t.angle == "knee_flexion_deg").unwrap();
        for (i, &time_pct) in SpeedNorm::LoadingPeakTime.values().iter().enumerate() {
            let [mean, _] = &knee.curves[i];
            let k = (1..13).max_by(|&a, &b| mean[a].total_cmp(&mean[b])).unwrap();
            let (a, b, c) = (mean[k - 1], mean[k], mean[k + 1]);
            let top = 2.0 * (k as f64 + (a - c) / (2.0 * (a - 2.0 * b + c)));
            assert!((top - time_pct).abs() < 0.06, "{top} {time_pct}");
        }
    }
}
