//! Limits below or above which a measurement is warned about.
//!
//! Where each figure comes from: `docs/evidence.md` §6.

use crate::catalogue::{Catalogue, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A limit with its unit, its source and its reason, as documents have it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Threshold {
    /// What is limited.
    pub name: Text,
    /// The limit.
    pub value: f64,
    /// Unit of the limit.
    pub unit: Text,
    /// Key of the source.
    pub source: Text,
    /// Why there.
    pub why: Text,
}

/// A limit with its unit and its source; its key finds the texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyedThreshold {
    /// Name by which it is found.
    pub key: &'static str,
    /// The limit.
    pub value: f64,
    /// Unit of the limit.
    pub unit: &'static str,
    /// Key of the source.
    pub source: &'static str,
}

impl KeyedThreshold {
    /// The limit with its texts in English.
    #[must_use]
    pub fn described(&self) -> Threshold {
        let text =
            |name| Catalogue::english().text(&format!("evidence.thresholds.{}.{name}", self.key));
        Threshold {
            name: text("name").into(),
            value: self.value,
            unit: self.unit.into(),
            source: self.source.into(),
            why: text("why").into(),
        }
    }
}

macro_rules! thresholds {
    ($($(#[$doc:meta])* $id:ident = $key:literal, $value:expr, $unit:literal, $source:literal;)*) => {
        $($(#[$doc])* pub const $id: KeyedThreshold =
            KeyedThreshold { key: $key, value: $value, unit: $unit, source: $source };)*
        /// All of them.
        pub const THRESHOLDS: &[KeyedThreshold] = &[$($id),*];
    };
}

thresholds! {
    /// Longer gaps are not bridged.
    MAX_GAP_S = "max_gap_s", crate::motion::MAX_GAP_S, "s", "perry2010";
    /// Faster movement is treated as noise.
    CUTOFF_HZ = "cutoff_hz", crate::motion::CUTOFF_HZ, "Hz", "winter2009";
    /// Beyond, a side view is oblique.
    MAX_SIDE_YAW_DEG = "max_side_yaw_deg", crate::motion::MAX_SIDE_YAW_DEG, "deg", "optics";
    /// Beyond, a frontal view is oblique.
    MAX_FRONT_YAW_DEG = "max_front_yaw_deg", crate::motion::MAX_FRONT_YAW_DEG, "deg", "optics";
    /// Below, a stride has too few frames to time its events.
    MIN_RATE_HZ = "min_rate_hz", crate::gait::LEAST_RATE_HZ, "Hz", "protocol";
    /// Below, times are coarse.
    GOOD_RATE_HZ = "good_rate_hz", 50.0, "Hz", "protocol";
    /// Above, the camera dropped or repeated frames.
    MAX_IRREGULAR_PCT = "max_irregular_pct", 5.0, "%", "protocol";
    /// Below, no angle is given.
    LEAST_HEIGHT_PX = "least_height_px", crate::gait::LEAST_HEIGHT_PX, "px", "optics";
    /// Below, the landmarks' noise is large compared with a limb.
    MIN_HEIGHT_PX = "min_height_px", 300.0, "px", "protocol";
    /// Below, detail is lost.
    GOOD_HEIGHT_PX = "good_height_px", 400.0, "px", "protocol";
    /// Below, the body was cut off too often.
    MIN_WHOLE_PCT = "min_whole_pct", 80.0, "%", "protocol";
    /// Below, there are fewer than two strides.
    MIN_WALK_S = "min_walk_s", crate::gait::MIN_WALK_S, "s", "hollman2011";
    /// Above, steps take longer than steps of that length do.
    MAX_WALK_RATIO = "max_walk_ratio", crate::gait::MAX_WALK_RATIO, "heights/(steps/min)", "murakami2017";
    /// Below, steps are those of a slow walk.
    LEAST_USUAL_STEP_HEIGHTS = "least_usual_step_heights", crate::gait::LEAST_USUAL_STEP_HEIGHTS, "heights", "murakami2017";
    /// Above, nobody walks.
    MAX_WALK_FROUDE = "max_walk_froude", crate::gait::MAX_WALK_FROUDE, "ratio", "kram1997";
    /// Below, detail is lost in the dark.
    MIN_LIGHT_LEVEL = "min_light_level", 85.0, "of 255", "protocol";
    /// Above, detail is lost in the light.
    MAX_BURNT_OUT_PCT = "max_burnt_out_pct", 50.0, "%", "protocol";
    /// Above, a picture is squeezed or stretched.
    MAX_SHAPE_RATIO = "max_shape_ratio", crate::motion::MAX_SHAPE_RATIO, "ratio", "rendered";
    /// Above, a film changes its speed.
    MAX_PACE_RATIO = "max_pace_ratio", crate::gait::MAX_PACE_RATIO, "ratio", "protocol";
    /// Above, a side view distorts.
    WARN_SIDE_YAW_DEG = "warn_side_yaw_deg", 15.0, "deg", "optics";
    /// Above, knee flexion appears as valgus in a frontal view.
    WARN_FRONT_YAW_DEG = "warn_front_yaw_deg", 10.0, "deg", "optics";
    /// Below, the network is unsure of the legs.
    MIN_CONFIDENCE_RATIO = "min_confidence_ratio", 0.7, "ratio", "protocol";
    /// Above, too much was not seen.
    MAX_MISSING_PCT = "max_missing_pct", 10.0, "%", "protocol";
    /// Above, the legs were mixed up too often.
    MAX_CONFUSED_PCT = "max_confused_pct", 2.0, "%", "protocol";
    /// Above, no step is timed.
    MOST_CONFUSED_PCT = "most_confused_pct", 100.0 * crate::gait::MOST_CONFUSED_RATIO, "%", "protocol";
    /// Beyond, FPPA is not reported.
    MOST_FPPA_YAW_DEG = "most_fppa_yaw_deg", 10.0, "deg", "optics";
    /// Beyond, FPPA is not reported.
    MOST_PITCH_DEG = "most_pitch_deg", 15.0, "deg", "optics";
    /// Beyond, lateral lean is not reported.
    MOST_ROLL_DEG = "most_roll_deg", 4.0, "deg", "protocol";
    /// Above, the model lost the leg.
    MOST_LENGTH_CV_PCT = "most_length_cv_pct", 15.0, "%", "protocol";
    /// Beyond, the walk is not steady.
    MOST_SPEED_CV_PCT = "most_speed_cv_pct", 20.0, "%", "protocol";
    /// Below, a point is a guess.
    SURE_CONFIDENCE_RATIO = "sure_confidence_ratio", 0.5, "ratio", "protocol";
    /// Below, a leg was not seen well enough.
    LEAST_SURE_PCT = "least_sure_pct", 50.0, "%", "protocol";
    /// Wider intervals of the hip line are not reported.
    WIDEST_OBLIQUITY_DEG = "widest_obliquity_deg", 4.0, "deg", "protocol";
    /// Wider intervals of hip adduction are not reported.
    WIDEST_ADDUCTION_DEG = "widest_adduction_deg", 5.0, "deg", "protocol";
    /// With fewer strides variability is not reported.
    LEAST_VARIABILITY_STRIDES = "least_variability_strides", 15.0, "strides", "protocol";
    /// Above, the camera was held by hand.
    MOST_STILL_PCT = "most_still_pct", crate::motion::MOST_STILL_PCT, "% of the height", "rendered";
    /// Above, the shake that remains affects the numbers.
    MOST_SHAKE_PCT = "most_shake_pct", 1.0, "% of the height", "optics";
    /// Below, the camera stands low.
    LOW_CAMERA_HEIGHTS = "low_camera_heights", 0.4, "heights", "optics";
    /// Above, it looks up.
    LOOKS_UP_DEG = "looks_up_deg", 5.0, "deg", "optics";
    /// Below, nobody is walking.
    MIN_STEPPING_RATIO = "min_stepping_ratio", crate::gait::MIN_STEPPING_RATIO, "heights", "winter2009";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;
    use crate::evidence::sources::SOURCES;

    #[test]
    fn every_threshold_has_its_texts_and_a_source_that_resolves() {
        let keys: Vec<&str> = THRESHOLDS.iter().map(|t| t.key).collect();
        assert_texts("evidence.thresholds", &keys);
        for threshold in THRESHOLDS {
            assert_texts(&format!("evidence.thresholds.{}", threshold.key), &["name", "why"]);
            assert!(SOURCES.iter().any(|s| s.key == threshold.source), "{}", threshold.key);
        }
    }
}
