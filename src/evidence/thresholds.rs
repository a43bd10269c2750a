//! Limits below or above which a measurement is warned about.
//!
//! Where each figure comes from: `docs/evidence.md` §6.

use schemars::JsonSchema;
use serde::Serialize;

/// A limit with its unit, its source and its reason.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Threshold {
    /// What is limited.
    pub name: &'static str,
    /// The limit.
    pub value: f64,
    /// Unit of the limit.
    pub unit: &'static str,
    /// Key of the source.
    pub source: &'static str,
    /// Why there.
    pub why: &'static str,
}

macro_rules! thresholds {
    ($($(#[$doc:meta])* $id:ident = $name:literal, $value:expr, $unit:literal, $source:literal, $why:literal;)*) => {
        $($(#[$doc])* pub const $id: Threshold =
            Threshold { name: $name, value: $value, unit: $unit, source: $source, why: $why };)*
        /// All of them.
        pub const THRESHOLDS: &[Threshold] = &[$($id),*];
    };
}

thresholds! {
    /// A longer gap stays open.
    MAX_GAP_S = "longest gap that is bridged", crate::motion::MAX_GAP_S, "s", "perry2010",
        "some 10 % of a gait cycle, the shortest of its phases: a gap must not hide a whole one";
    /// What is faster is taken for noise.
    CUTOFF_HZ = "cut-off of the low-pass", crate::motion::CUTOFF_HZ, "Hz", "winter2009",
        "walking has next to nothing above 6 Hz";
    /// Beyond, a side view is oblique.
    MAX_SIDE_YAW_DEG = "most turn of a side view", crate::motion::MAX_SIDE_YAW_DEG, "deg", "optics",
        "at 30° a plane's angles are 13 % short in their tangent";
    /// Beyond, a frontal view is oblique.
    MAX_FRONT_YAW_DEG = "most turn of a frontal view", crate::motion::MAX_FRONT_YAW_DEG, "deg", "optics",
        "beyond 10°, and 4° for the heading's own error, bending shows as leaning inward";
    /// Below, a stride has too few frames to time its events.
    MIN_RATE_HZ = "least frame rate", crate::gait::LEAST_RATE_HZ, "Hz", "protocol",
        "at 24 frames a second a step has about 12 frames; below, events cannot be timed";
    /// Below, times are coarse.
    GOOD_RATE_HZ = "good frame rate", 50.0, "Hz", "protocol",
        "the spread of an interval from the frame rate alone is 1/√6 frame: 14 ms at 30 Hz, 7 ms at 60 Hz";
    /// Above, the camera dropped or repeated frames.
    MAX_IRREGULAR_PCT = "most irregular frame intervals", 5.0, "%", "protocol",
        "dropped or repeated frames make movement look jerky";
    /// Below, no angle is given.
    LEAST_HEIGHT_PX = "height of the person below which no angle is given", crate::gait::LEAST_HEIGHT_PX, "px", "optics",
        "a thigh of a quarter of the height is then 25 px long, and a single pixel turns it by more than 2°";
    /// Below, the landmarks' noise is a large part of a limb.
    MIN_HEIGHT_PX = "least height of the person", 300.0, "px", "protocol",
        "the network sees a region of 256 px; a smaller person is blown up, and a pixel is an inch";
    /// Below, detail is lost.
    GOOD_HEIGHT_PX = "good height of the person", 400.0, "px", "protocol",
        "the network's region of 256 px is then filled by real detail";
    /// Below, the body was cut off too often.
    MIN_WHOLE_PCT = "least share of frames with the whole body", 80.0, "%", "protocol",
        "landmarks outside of the picture are guesses";
    /// Below, there are fewer than three strides.
    MIN_WALK_S = "least time walked in one view", 3.3, "s", "hollman2011",
        "three strides of some 1.1 s";
    /// Above, a side view distorts.
    WARN_SIDE_YAW_DEG = "most turn of a good side view", 15.0, "deg", "optics",
        "at 15° a plane's angles are 3 % short in their tangent; at 30° 13 %";
    /// Above, knee flexion shows as valgus in a frontal view.
    WARN_FRONT_YAW_DEG = "most turn of a good frontal view", 10.0, "deg", "optics",
        "at 10° a knee flexed by 20° shows some 3° of valgus that is not there";
    /// Below, the network is unsure of the legs.
    MIN_CONFIDENCE_RATIO = "least median confidence of the legs", 0.7, "ratio", "protocol",
        "clothing, darkness or blur hide the joints";
    /// Above, too much was not seen.
    MAX_MISSING_PCT = "most missing positions of the legs", 10.0, "%", "protocol",
        "gaps longer than 0.12 s are not filled, because they can hide a phase of gait";
    /// Above, the legs were mixed up too often.
    MAX_CONFUSED_PCT = "most repaired positions of the legs", 2.0, "%", "protocol",
        "three frames in a stride of 33: more than stray errors of single frames";
    /// Above, no step is timed.
    MOST_CONFUSED_PCT = "most repaired positions of the legs for any step", 100.0 * crate::gait::MOST_CONFUSED_RATIO, "%", "protocol",
        "more than five frames in a stride of 33: which leg is which is then a guess";
    /// Beyond, no inward angle is summed up.
    MOST_FPPA_YAW_DEG = "most turn for inward knee angles", 10.0, "deg", "optics",
        "at 10° a knee bent by 40° shows 7° of valgus that is not there";
    /// Beyond, no inward angle is summed up.
    MOST_PITCH_DEG = "most pitch for inward knee angles", 15.0, "deg", "optics",
        "seen from 20° above or below, a shank leaning forward by 30° shows a third more inward angle";
    /// Beyond, no lean to the side is summed up.
    MOST_ROLL_DEG = "most tilt of the picture for angles against the horizontal", 4.0, "deg", "protocol",
        "a tilted camera turns every such angle by as much";
    /// Above, the model lost the leg.
    MOST_LENGTH_CV_PCT = "most variation of a thigh's or shank's length", 15.0, "%", "protocol",
        "bones are of one length; the network's own noise makes some 4 %";
    /// Beyond, the walk is no steady one.
    MOST_SPEED_CV_PCT = "most variation of the speed from stride to stride", 20.0, "%", "protocol",
        "somebody who starts, stops or turns has no usual step";
    /// Below, a point is a guess.
    SURE_CONFIDENCE_RATIO = "confidence of a sure point", 0.5, "ratio", "protocol",
        "the network itself holds a wrong place for likelier";
    /// Below, a leg was not really seen.
    LEAST_SURE_PCT = "least share of frames in which a leg is surely seen", 50.0, "%", "protocol",
        "most of what is summed up must have been seen; the hidden leg of a side view reaches some 65 %";
    /// Wider, an interval of the hip line says nothing.
    WIDEST_OBLIQUITY_DEG = "widest half interval of the pelvic obliquity", 4.0, "deg", "protocol",
        "in usual walking it is 2 to 6°";
    /// Wider, an interval of the hip adduction says nothing.
    WIDEST_ADDUCTION_DEG = "widest half interval of the hip adduction", 5.0, "deg", "protocol",
        "in usual walking its peak is 5 to 9°";
    /// Fewer strides say nothing on variability.
    LEAST_VARIABILITY_STRIDES = "least strides of a side for variability", 15.0, "strides", "protocol",
        "the spread of fewer is hardly known: to ± 40 % at 15";
    /// Above, the camera was held by hand.
    MOST_STILL_PCT = "most shake of a camera that stands", crate::motion::MOST_STILL_PCT, "% of the height", "rendered",
        "a fifth of the network's own scatter of a planted foot, and four times what cameras that stood showed";
    /// Above, what is left of the shake matters.
    MOST_SHAKE_PCT = "most shake that is taken off without loss", 1.0, "% of the height", "optics",
        "a background twice as far away as the person shows half of what a shifted camera does; the other half is then the network's own scatter of a planted foot";
    /// Below, nobody walks.
    MIN_STEPPING_RATIO = "least movement of the ankles against each other", 0.035, "heights", "winter2009",
        "a swinging ankle rises by some 0.1 heights, which spreads the distance by 0.06; about half of it is no walking";
}
