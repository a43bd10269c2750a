//! Limits of findings: what is normal, what is borderline, what is flagged.
//!
//! Where each figure comes from: `docs/evidence.md` §3.

use crate::catalogue::Catalogue;
use crate::evidence::norms::usual_speed;
use crate::evidence::speed_norm::SpeedNorm;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What stands behind a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Figures of a study on people.
    Study,
    /// A rule that gaitline worked out from published curves, geometry or the method's error: tested on no patients.
    Derived,
    /// What clinicians usually go by, without a study behind the figure.
    Practice,
}

/// A limit of one measure. Where `flag` is below `usual`, low values are the unusual ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// Name by which it is found.
    pub key: &'static str,
    /// The usual value; of a difference between the legs, the bound of healthy people.
    pub usual: f64,
    /// From here on a value is borderline.
    pub borderline: f64,
    /// From here on a value may be flagged.
    pub flag: f64,
    /// Unit of these.
    pub unit: &'static str,
    /// Smallest difference between two measurements that is more than error.
    pub mdc: f64,
    /// What changes with the speed, and the three values above with it.
    pub follows: Option<SpeedNorm>,
    /// What stands behind the figures.
    pub basis: Basis,
    /// Key of the source.
    pub source: &'static str,
}

impl Limit {
    /// Why it stands there, in English: part of a sentence.
    #[must_use]
    pub fn why(&self) -> &'static str {
        Catalogue::english().text(&format!("evidence.limits.{}", self.key))
    }

    /// The limit at a speed (over √(g · leg length)). A speed only ever widens a limit: how far people's values follow
    /// their pace differs between populations, so the pace excuses a value and does not condemn it.
    #[must_use]
    pub fn at(self, speed: f64) -> Self {
        let by = self.follows.map_or(0.0, |norm| norm.at(speed) - norm.at(usual_speed()));
        let by = if by * self.sign() > 0.0 { by } else { 0.0 };
        Self {
            usual: self.usual + by,
            borderline: self.borderline + by,
            flag: self.flag + by,
            ..self
        }
    }

    /// 1 where large values are unusual, -1 where small ones are.
    #[must_use]
    pub fn sign(&self) -> f64 {
        if self.flag >= self.usual { 1.0 } else { -1.0 }
    }
}

macro_rules! limits {
    ($($id:ident = $key:literal: $usual:literal, $borderline:literal, $flag:literal $unit:literal, mdc $mdc:literal,
       $follows:expr, $basis:ident $source:literal;)*) => {
        $(#[doc = concat!("The limit `", $key, "`.")] pub const $id: Limit = Limit {
            key: $key, usual: $usual, borderline: $borderline, flag: $flag, unit: $unit, mdc: $mdc,
            follows: $follows, basis: Basis::$basis, source: $source,
        };)*
        /// All of them.
        pub const LIMITS: &[Limit] = &[$($id),*];
    };
}

limits! {
    // knee inward: FPPA, valgus +
    VALGUS_WALK = "valgus_walk": 4.0, 8.0, 10.0 "deg", mdc 8.0, None, Derived "munro2012";
    VALGUS_WALK_DIFFERENCE = "valgus_walk_difference": 3.0, 6.0, 8.0 "deg", mdc 8.0, None, Derived "munro2012";
    VALGUS_FROM_STANDING = "valgus_from_standing": 2.0, 6.0, 8.0 "deg", mdc 8.0, None, Derived "munro2012";
    VALGUS_STAIRS = "valgus_stairs": 5.0, 10.0, 15.0 "deg", mdc 8.0, None, Derived "yoo2022";
    VALGUS_STEP_DOWN = "valgus_step_down": 5.5, 8.0, 10.0 "deg", mdc 8.0, None, Study "kim2021";
    VALGUS_STEP_DOWN_WOMEN = "valgus_step_down_women": 8.4, 10.0, 13.0 "deg", mdc 8.0, None, Study "herrington2014";
    VALGUS_STEP_DOWN_DIFFERENCE = "valgus_step_down_difference": 4.0, 7.0, 9.0 "deg", mdc 8.9, None, Study "munro2012";
    // pelvis and trunk
    PELVIC_DROP = "pelvic_drop": 4.4, 8.0, 10.0 "deg", mdc 5.0, None, Study "schwartz2008";
    PELVIC_DROP_DIFFERENCE = "pelvic_drop_difference": 2.0, 4.0, 5.0 "deg", mdc 5.0, None, Derived "dingenen2018";
    HIP_ADDUCTION = "hip_adduction": 5.0, 12.0, 14.0 "deg", mdc 5.0, None, Study "schwartz2008";
    STANDING_OBLIQUITY = "standing_obliquity": 0.0, 3.0, 5.0 "deg", mdc 3.0, None, Derived "derived";
    HIP_HIKE = "hip_hike": -4.0, 0.0, 3.0 "deg", mdc 5.0, None, Practice "practice";
    LATERAL_LEAN = "lateral_lean": 1.6, 4.0, 6.0 "deg", mdc 3.0, None, Practice "read2003";
    LATERAL_LEAN_DIFFERENCE = "lateral_lean_difference": 2.0, 4.0, 5.0 "deg", mdc 3.0, None, Practice "dingenen2018";
    FORWARD_LEAN_LOADING = "forward_lean_loading": 0.0, 5.0, 8.0 "deg", mdc 4.0, None, Practice "perry2010";
    BACKWARD_LEAN_LOADING = "backward_lean_loading": 0.0, -5.0, -8.0 "deg", mdc 4.0, None, Practice "perry2010";
    FORWARD_LEAN = "forward_lean": 2.5, 5.0, 15.0 "deg", mdc 4.0, None, Practice "read2003";
    // the leg from the side
    LOADING_EXCESSIVE = "loading_excessive": 13.7, 20.7, 23.7 "deg", mdc 7.0, Some(SpeedNorm::LoadingExcursion),
        Derived "schwartz2008";
    LOADING_ABSENT = "loading_absent": 13.7, 6.7, 3.7 "deg", mdc 7.0, Some(SpeedNorm::LoadingExcursion),
        Derived "schwartz2008";
    LOADING_DIFFERENCE = "loading_difference": 5.0, 7.0, 10.0 "deg", mdc 10.0, None, Derived "stenum2021";
    HYPEREXTENSION = "hyperextension": 1.8, -5.0, -8.0 "deg", mdc 7.0, None, Study "schwartz2008";
    FLEXED_STANCE = "flexed_stance": 1.8, 12.0, 16.0 "deg", mdc 7.0, None, Study "schwartz2008";
    SWING_KNEE = "swing_knee": 59.1, 50.0, 45.0 "deg", mdc 7.0, Some(SpeedNorm::SwingKneePeak), Study "schwartz2008";
    SWING_KNEE_DIFFERENCE = "swing_knee_difference": 5.0, 7.0, 10.0 "deg", mdc 10.0, None, Derived "stenum2021";
    STAIR_SWING_KNEE = "stair_swing_knee": 85.0, 75.0, 70.0 "deg", mdc 8.0, None, Study "stairs101";
    THIGH_EXTENSION = "thigh_extension": -17.6, -13.0, -10.0 "deg", mdc 6.0, None, Derived "schwartz2008";
    THIGH_EXTENSION_DIFFERENCE = "thigh_extension_difference": 3.0, 5.0, 6.0 "deg", mdc 6.0, None, Derived "stenum2021";
    DORSIFLEXION = "dorsiflexion": 12.0, 5.0, 3.0 "deg", mdc 10.0, None, Study "schwartz2008";
    HEEL_RISE = "heel_rise": 45.0, 40.0, 35.0 "% of the stride", mdc 6.0, None, Practice "schwartz2008";
    VAULTING = "vaulting": 0.8, 1.4, 1.7 "% of the leg's length", mdc 1.7, None, Practice "practice";
    CIRCUMDUCTION = "circumduction": 1.5, 4.0, 5.6 "% of the leg's length", mdc 3.4, None, Practice "practice";
    HAND_ON_THIGH = "hand_on_thigh": 0.0, 30.0, 60.0 "% of loading and mid-stance", mdc 42.0, None, Practice "practice";
    // times and lengths
    STEP_TIME = "step_time": 5.0, 5.0, 10.0 "%", mdc 0.0, None, Study "patterson2010";
    STANCE_TIME = "stance_time": 5.0, 5.0, 10.0 "%", mdc 0.0, None, Study "patterson2010";
    STEP_LENGTH = "step_length": 8.0, 8.0, 15.0 "%", mdc 0.0, None, Study "patterson2010";
    SLOW = "slow": 1.25, 1.0, 0.8 "m/s", mdc 0.1, None, Practice "perry1995";
    NARROW = "narrow": 5.7, 3.5, 2.9 "% of the body's height", mdc 1.2, None, Practice "practice";
    WIDE = "wide": 5.7, 9.0, 11.4 "% of the body's height", mdc 1.2, None, Practice "practice";
    STAIR_LOWERING_DIFFERENCE = "stair_lowering_difference": 15.0, 20.0, 30.0 "%", mdc 0.0, None, Derived "derived";
    TIMING_DIFFERENCE = "timing_difference": 4.0, 6.0, 8.0 "% of the stride", mdc 8.0, None, Derived "derived";
    KNEE_VELOCITY = "knee_velocity": 129.0, 279.0, 329.0 "deg/s", mdc 170.0, Some(SpeedNorm::KneeVelocityAtContact),
        Derived "schwartz2008";
}

/// Giving way: the three parts of the rule, and what they are taken from.
///
/// # Source
/// `docs/evidence.md` §4. Normal velocities of Schwartz 2008's mean curves: in single support 50 to 102 degrees a second, in loading up to
/// 228, and a quarter more for single people. A knee that gives way by 20 degrees in 0.12 s while it usually
/// straightens reaches some 140, smoothed at 6 Hz. The other figures are set by judgement.
pub mod buckling {
    /// Bending quicker than this in single support.
    pub const VELOCITY_SINGLE_SUPPORT_DEG_S: f64 = 130.0;
    /// Bending quicker than this in loading.
    pub const VELOCITY_LOADING_DEG_S: f64 = 350.0;
    /// And so much quicker than the person's own steps, in robust standard deviations.
    pub const VELOCITY_SIGMA: f64 = 4.0;
    /// The knee bends so far beyond the person's own median, where the hips drop with it.
    pub const EXCESS_DEG: f64 = 10.0;
    /// And so far where they do not: a bend without that consequence must be larger than what error makes of a knee.
    pub const EXCESS_WITHOUT_DROP_DEG: f64 = 15.0;
    /// And comes there within so long.
    pub const WITHIN_S: f64 = 0.2;
    /// The hips drop by so much of the leg's length.
    pub const HIP_DROP_LEG_PCT: f64 = 2.0;
    /// On stairs the knee must be bent so far beyond the other steps.
    pub const STAIR_EXCESS_DEG: f64 = 15.0;
    /// On stairs hips that drop by so much are sign enough where the network is not sure of the knee.
    pub const STAIR_SURE_DROP_LEG_PCT: f64 = 4.0;
    /// Or the knee comes back within so long.
    pub const RECOVERY_S: f64 = 0.3;
    /// A narrower surge is what two wild frames at 30 a second leave in a curve smoothed at 6 Hz.
    pub const LEAST_WIDTH_S: f64 = 0.15;
    /// Hip, knee and ankle must be as sure as this all through.
    pub const CONFIDENCE: f64 = 0.5;
    /// And in more than this share of the time knee and ankle must be apart from the other leg's.
    pub const APART_PCT: f64 = 50.0;
    /// Below this rate an event is at most possible.
    pub const SURE_RATE_HZ: f64 = 50.0;
    /// Key of the source of all of them.
    pub const SOURCE: &str = "derived";
}

/// A finding has to be there in so many of the cycles, in percent.
pub const LEAST_CYCLES_PCT: f64 = 70.0;

/// With fewer cycles of a leg nothing is judged: one may be a stumble.
pub const LEAST_CYCLES: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;
    use crate::evidence::sources::SOURCES;

    #[test]
    fn every_limit_has_a_source_that_resolves_and_steps_in_order() {
        let mut keys: Vec<&str> = LIMITS.iter().map(|l| l.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), LIMITS.len(), "two limits of one name");
        assert_texts("evidence.limits", &keys);
        for limit in LIMITS {
            assert!(
                SOURCES.iter().any(|s| s.key == limit.source),
                "{}: {}",
                limit.key,
                limit.source
            );
            let steps = [limit.usual, limit.borderline, limit.flag].map(|v| v * limit.sign());
            assert!(steps[0] <= steps[1] && steps[1] < steps[2], "{}", limit.key);
            assert!(limit.mdc >= 0.0 && !limit.unit.is_empty());
        }
        assert!(SOURCES.iter().any(|s| s.key == buckling::SOURCE));
    }

    #[test]
    fn limits_go_with_the_speed() {
        let slow = SWING_KNEE.at(0.172);
        assert!((slow.usual - 44.7).abs() < 1e-9 && (slow.flag - (45.0 - 14.4)).abs() < 1e-9);
        assert_eq!(SWING_KNEE.at(0.694), SWING_KNEE, "a fast pace condemns nobody");
        assert_eq!(LOADING_EXCESSIVE.at(0.172), LOADING_EXCESSIVE);
        assert!(LOADING_ABSENT.at(0.172).flag < LOADING_ABSENT.flag);
        assert_eq!(HYPEREXTENSION.at(0.172), HYPEREXTENSION);
        assert_eq!((HYPEREXTENSION.sign(), FLEXED_STANCE.sign()), (-1.0, 1.0));
    }
}
