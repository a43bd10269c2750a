//! What turns body heights into metres: one length that is known.

use crate::anatomy::{Joint, Side};
use crate::catalogue::Catalogue;
use crate::gait::anthropometry::{LEG_LENGTH_RATIO, NOSE_HEIGHT_RATIO};
use crate::gait::context::given_scale::GivenScale;
use crate::gait::context::ground::Ground;
use crate::gait::context::known_length::KnownLength;
use crate::gait::context::user_context::UserContext;
use crate::motion::{Motion, Pass};
use crate::signal::{mean, median, standard_deviation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// How long a body height is, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Scale {
    /// By what it was set.
    pub set_by: ScaleSource,
    /// The body's height that it stands for.
    pub height_m: f64,
    /// Its standard deviation in percent. It makes all lengths and speeds too long, or all too short.
    pub sd_pct: f64,
}

/// By what a scale was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScaleSource {
    /// The body's height.
    Height,
    /// The leg's length.
    LegLength,
    /// A thing of known length on the walking line.
    KnownLength,
}

/// Why a known length sets no scale; the farther down, the nearer it came to one.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Deserialize,
    Serialize,
    JsonSchema,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NoScale {
    /// From the front the scale changes all along the way.
    NotFromTheSide,
    /// The camera follows, or a treadmill runs: a place in one picture is another in the next.
    GroundMoves,
    /// The person does not walk by it.
    NotPassed,
    /// It does not lie along the way, where the feet go.
    OffTheWay,
    /// With it the person would be taller or smaller than anybody.
    NoSuchHeight,
}

impl NoScale {
    /// Why, and what to do about it, in English.
    #[must_use]
    pub fn advice(self) -> &'static str {
        Catalogue::english().text(&self.key())
    }

    /// The key of that text.
    pub(crate) fn key(self) -> String {
        let id: &str = self.into();
        format!("refusals.scale.{id}")
    }
}

/// A height is known to 2 cm, and shoes differ by 1 cm.
///
/// # Source
/// By judgement, from what people say of themselves: 1.0 (women) and 1.6 cm (men) too much on the mean (Scholes 2022).
const HEIGHT_SD_M: f64 = 0.022;

/// By how much the trochanter's height differs between people of one height, as a share of the leg.
///
/// # Source
/// Gordon 2014 (ANSUR II): trochanterion height over stature 0.531 (sd 0.014) of the first 29 men of its public table.
const LEG_SD_RATIO: f64 = 0.026;

/// The trochanter is felt through the skin and its height taken by a tape: by judgement.
const TAPE_SD_M: f64 = 0.015;

/// An end is found in a picture to so many pixels, in each direction.
const END_SD_PX: f64 = 2.0;

/// A thing on a walking line is so far nearer or farther than the body's middle: half of a step's width, and people do not
/// walk by a ruler.
const OFF_LINE_SD_M: f64 = 0.2;

/// Heights of people.
const HEIGHTS_M: std::ops::RangeInclusive<f64> = 0.5..=2.5;

/// A thing on the floor shows higher than the feet that go by it, or lower, by less than this, in body heights: 0.7 m off
/// the line from a camera at hip height, 4 m away.
const MOST_BESIDE: f64 = 0.1;

/// How far its slope in the picture may be from the way's: two pixels at the ends of a short thing turn it by 8°, and a
/// thing that points to the camera is steeper by far.
const MOST_ACROSS_DEG: f64 = 20.0;

/// As far from its middle the person's height is taken, in body heights.
const BESIDE: f64 = 0.5;

/// With fewer frames beside it the person did not walk by it.
const LEAST_FRAMES: usize = 3;

/// The scale, where one was given; or why it is none.
pub(crate) fn scale(
    motion: &Motion,
    known: &UserContext,
    grounds: &[Ground],
) -> Result<Option<Scale>, NoScale> {
    let set = |set_by, height_m, sd_ratio: f64| {
        Ok(Some(Scale { set_by, height_m, sd_pct: 100.0 * sd_ratio }))
    };
    match known.scale {
        None => Ok(None),
        Some(GivenScale::Height { height_cm }) => {
            let height_m = height_cm / 100.0;
            set(ScaleSource::Height, height_m, HEIGHT_SD_M / height_m)
        }
        Some(GivenScale::LegLength { leg_length_cm }) => {
            let leg_m = leg_length_cm / 100.0;
            let sd_ratio = LEG_SD_RATIO.hypot(TAPE_SD_M / leg_m);
            set(ScaleSource::LegLength, leg_m / LEG_LENGTH_RATIO, sd_ratio)
        }
        Some(GivenScale::KnownLength(length)) => {
            let (height_m, sd_ratio) = height_by(motion, &length, grounds)?;
            set(ScaleSource::KnownLength, height_m, sd_ratio)
        }
    }
}

impl Scale {
    /// What the scale puts on a length in metres that comes from many steps: its standard deviation.
    #[must_use]
    pub fn sd_of(&self, length: f64) -> f64 {
        self.sd_pct / 100.0 * length.abs()
    }
}

/// The person's height in metres, and its standard deviation as a share: from every pass that goes by the thing.
fn height_by(
    motion: &Motion,
    length: &KnownLength,
    grounds: &[Ground],
) -> Result<(f64, f64), NoScale> {
    let of_pass = |(pass, ground): (&Pass, &Ground)| match ground {
        _ if pass.facing == 0 => Err(NoScale::NotFromTheSide),
        Ground::Still => height_in(motion, pass, length),
        Ground::Moving | Ground::Unknown => Err(NoScale::GroundMoves),
    };
    let found: Vec<_> = motion.passes.iter().zip(grounds).map(of_pass).collect();
    let heights: Vec<Beside> = found.iter().filter_map(|f| f.as_ref().ok().copied()).collect();
    if heights.is_empty() {
        // of several passes the reason of the one that came nearest to a scale
        return Err(found.into_iter().filter_map(Result::err).max().unwrap_or(NoScale::NotPassed));
    }
    let metres: Vec<f64> = heights.iter().map(|h| h.height_m).collect();
    let height_m = mean(metres.iter().copied());
    let between = if metres.len() > 1 { standard_deviation(&metres) / height_m } else { 0.0 };
    let ends = END_SD_PX * 2.0_f64.sqrt() / length.apart_px();
    let off_line = OFF_LINE_SD_M / mean(heights.iter().map(|h| h.distance_m));
    Ok((height_m, ends.hypot(off_line).hypot(between)))
}

/// Where the person is beside the thing.
#[derive(Clone, Copy)]
struct Beside {
    height_m: f64,
    /// From the camera, for a usual lens.
    distance_m: f64,
}

fn height_in(motion: &Motion, pass: &Pass, length: &KnownLength) -> Result<Beside, NoScale> {
    let frames = frames_beside(motion, pass, length);
    if frames.len() < LEAST_FRAMES {
        return Err(NoScale::NotPassed);
    }
    let nose_px = median(frames.iter().map(|&f| motion.heights_px[f]));
    let floor_px = median(frames.iter().map(|&f| lowest_px(motion, f)));
    let is_beside = (length.middle_px()[1] - floor_px).abs() <= MOST_BESIDE * nose_px;
    if !is_beside || across_deg(pass, length) > MOST_ACROSS_DEG {
        return Err(NoScale::OffTheWay);
    }
    let height_px = nose_px / NOSE_HEIGHT_RATIO;
    // a way that is turned away from the picture shows the thing shorter, and the body not
    let metres_per_px = length.length_cm / 100.0 * shown_ratio(pass) / length.apart_px();
    let height_m = metres_per_px * height_px;
    let distance_m = motion.focal_px * height_m / height_px;
    HEIGHTS_M
        .contains(&height_m)
        .then_some(Beside { height_m, distance_m })
        .ok_or(NoScale::NoSuchHeight)
}

/// The frames of a pass in which the person is at the thing.
fn frames_beside(motion: &Motion, pass: &Pass, length: &KnownLength) -> Vec<usize> {
    let [a, b] = length.ends_px.map(|end| end[0]);
    let is_beside = |f: &usize| {
        let reach_px = BESIDE * motion.heights_px[*f];
        (a.min(b) - reach_px..=a.max(b) + reach_px).contains(&motion.hips(*f)[0])
    };
    (pass.first_frame..pass.end_frame).filter(is_beside).collect()
}

/// How far down in the picture the lower foot reaches; NaN where no foot is seen.
fn lowest_px(motion: &Motion, frame: usize) -> f64 {
    let feet = Side::BOTH.into_iter().flat_map(|s| [Joint::Heel.on(s), Joint::Toe.on(s)]);
    feet.map(|l| motion.at(l, frame)[1]).fold(f64::NAN, f64::max)
}

/// The angle in the picture between a thing and the way.
fn across_deg(pass: &Pass, length: &KnownLength) -> f64 {
    let [[x1, y1], [x2, y2]] = length.ends_px;
    let slope_deg = ((y2 - y1) / (x2 - x1)).atan().to_degrees();
    let down_deg = pass.tilt.descent_deg.unwrap_or(0.0) * f64::from(pass.facing);
    let way_deg = pass.tilt.roll.map_or(down_deg, |roll| roll.deg);
    (slope_deg - way_deg).abs()
}

/// How many body heights a pixel is in a pass, up and down; from its heights' median.
pub(crate) fn heights_per_px(motion: &Motion, pass: &Pass) -> f64 {
    let frames = pass.first_frame..pass.end_frame;
    NOSE_HEIGHT_RATIO / median(motion.heights_px[frames].iter().copied())
}

/// How long the way looks: one that is turned away from the picture looks shorter.
pub(crate) fn shown_ratio(pass: &Pass) -> f64 {
    pass.yaw_deg.to_radians().sin().max(0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_reason_has_its_advice_and_none_is_spare() {
        assert_texts("refusals.scale", NoScale::VARIANTS);
    }
}
