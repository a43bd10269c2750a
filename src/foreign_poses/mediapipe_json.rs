//! MediaPipe's landmarks as JSON: a list of frames with 33 landmarks of x, y, z and visibility each.
//!
//! MediaPipe itself writes no file. Read is what its users write: a frame is a list of landmarks, a list of people, null
//! where nobody was found, or an object with one of those under `landmarks`, `pose_landmarks` or `poseLandmarks`. A landmark
//! is an object or a list of numbers. Around the frames there may be an object with `frames`, `width`, `height` and `fps`.
//!
//! # Source
//! MediaPipe, `PoseLandmarkerResult`: x and y as shares of the picture's width and height, z in units of x.

use crate::error::ForeignPosesError;
use crate::foreign_poses::json::{Place, short, whole};
use crate::foreign_poses::point::{Given, Point};
use crate::foreign_poses::poses::{ForeignFrame, ForeignPerson, RATES_HZ};
use serde_json::Value;
use std::path::Path;

/// The name of the format.
pub(super) const FORMAT: &str = "MediaPipe JSON";

const FRAMES: [&str; 2] = ["frames", "poses"];
const LANDMARKS: [&str; 5] =
    ["landmarks", "pose_landmarks", "poseLandmarks", "normalized_landmarks", "keypoints"];
const NUMBERS: [&str; 5] = ["frame", "frame_id", "frame_index", "frame_number", "frameNumber"];

/// What the sides of a picture can be.
const SIDES_PX: std::ops::RangeInclusive<u32> = 1..=16_384;

/// The value of the first of these keys that is there.
fn any<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a Value> {
    keys.iter().find_map(|key| value.get(key))
}

/// The list of frames in a document.
pub(super) fn frames_in(document: &Value) -> Option<&Vec<Value>> {
    document.as_array().or_else(|| any(document, &FRAMES)?.as_array())
}

/// Whether a value is a frame in which there is somebody.
pub(super) fn is_frame(value: &Value) -> bool {
    let list = value.as_array().or_else(|| any(value, &LANDMARKS)?.as_array());
    let is_landmark = |v: &Value| v.get("x").is_some() || v.get(0).is_some_and(Value::is_number);
    list.and_then(|list| list.first())
        .is_some_and(|first| is_landmark(first) || first.get(0).is_some_and(is_landmark))
}

/// Whether a value is a frame in which there is nobody.
pub(super) fn is_empty_frame(value: &Value) -> bool {
    let landmarks = if value.is_object() { any(value, &LANDMARKS) } else { Some(value) };
    landmarks.is_some_and(|v| v.is_null() || v.as_array().is_some_and(Vec::is_empty))
}

/// A number that a document gives for the whole clip; null is not known.
///
/// # Errors
/// When it is something else.
fn of_clip<T>(
    document: &Value,
    keys: &[&str],
    path: &Path,
    number: impl Fn(&Value) -> Option<T>,
    expected: &str,
) -> Result<Option<T>, ForeignPosesError> {
    let given = keys.iter().find_map(|key| Some((key, document.get(key)?)));
    let Some((key, value)) = given.filter(|(_, value)| !value.is_null()) else { return Ok(None) };
    let wrong = || ForeignPosesError::BadValue {
        path: path.into(),
        place: (*key).to_owned(),
        what: short(value),
        expected: expected.to_owned(),
    };
    number(value).map(Some).ok_or_else(wrong)
}

/// Width and height of the picture, where the document has them.
pub(super) fn size_px(
    document: &Value,
    path: &Path,
) -> Result<Option<[u32; 2]>, ForeignPosesError> {
    let px = |value: &Value| u32::try_from(whole(value)?).ok().filter(|px| SIDES_PX.contains(px));
    let expected = format!("a whole number from {} to {}", SIDES_PX.start(), SIDES_PX.end());
    let side = |key: &str| of_clip(document, &[key], path, px, &expected);
    let (width_px, height_px) = (side("width")?, side("height")?);
    Ok(width_px.zip(height_px).map(|(width_px, height_px)| [width_px, height_px]))
}

/// Frames a second, where the document has them.
pub(super) fn rate_hz(document: &Value, path: &Path) -> Result<Option<f64>, ForeignPosesError> {
    let hz = |value: &Value| value.as_f64().filter(|hz| RATES_HZ.contains(hz));
    let expected = format!("a number from {} to {}", RATES_HZ.start(), RATES_HZ.end());
    of_clip(document, &["fps", "frame_rate", "frameRate"], path, hz, &expected)
}

/// The frames, and whether landmarks have confidences.
pub(super) fn frames(
    frames: &[Value],
    path: &Path,
) -> Result<(Vec<ForeignFrame>, Confidences), ForeignPosesError> {
    let mut confidences = Confidences::default();
    let mut all = Vec::with_capacity(frames.len());
    for (index, value) in frames.iter().enumerate() {
        let number = match any(value, &NUMBERS) {
            None => index,
            Some(number) => whole(number).ok_or_else(|| {
                Place { path, frame: index }.bad(short(number), "a whole number of a frame")
            })?,
        };
        confidences.numbered += usize::from(any(value, &NUMBERS).is_some());
        let place = Place { path, frame: number };
        let time_s = time_s(value, place)?;
        all.push(ForeignFrame { number, time_s, people: people(value, place, &mut confidences)? });
    }
    Ok((all, confidences))
}

/// What was seen of the frames on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Confidences {
    /// Landmarks with a visibility.
    pub(super) given: usize,
    /// Frames with a number.
    pub(super) numbered: usize,
}

/// A key names the unit, or it is not read.
fn time_s(frame: &Value, place: Place<'_>) -> Result<Option<f64>, ForeignPosesError> {
    let of = |keys: &[&str], per_s: f64| -> Result<Option<f64>, ForeignPosesError> {
        any(frame, keys).map(|value| Ok(place.number(value)? / per_s)).transpose()
    };
    Ok(of(&["timestamp_ms", "time_ms", "timestampMs"], 1000.0)?
        .or(of(&["time_s", "timestamp_s", "time_seconds"], 1.0)?))
}

fn people(
    frame: &Value,
    place: Place<'_>,
    confidences: &mut Confidences,
) -> Result<Vec<ForeignPerson>, ForeignPosesError> {
    let landmarks = match frame {
        Value::Object(_) => any(frame, &LANDMARKS)
            .ok_or_else(|| place.bad(short(frame), "a frame with landmarks"))?,
        other => other,
    };
    let list = match landmarks {
        Value::Null => return Ok(Vec::new()),
        Value::Array(list) => list,
        other => return Err(place.bad(short(other), "a list of landmarks, or null")),
    };
    let is_list_of_people = list.first().and_then(|v| v.get(0)).is_some_and(|v| !v.is_number());
    let people: Vec<&Vec<Value>> = match is_list_of_people {
        false if list.is_empty() => Vec::new(),
        false => vec![list],
        true => list
            .iter()
            .map(|p| p.as_array().ok_or_else(|| place.bad(short(p), "a list of landmarks")))
            .collect::<Result<_, _>>()?,
    };
    let mut person = |landmarks: &Vec<Value>| -> Result<ForeignPerson, ForeignPosesError> {
        let points = landmarks.iter().map(|value| point(value, place, confidences));
        Ok(ForeignPerson { id: None, points: points.collect::<Result<_, _>>()? })
    };
    people.into_iter().map(&mut person).collect()
}

fn point(
    value: &Value,
    place: Place<'_>,
    confidences: &mut Confidences,
) -> Result<Option<Point>, ForeignPosesError> {
    let expected = "a landmark with x, y, z and visibility";
    let part = |index: usize, keys: &[&str]| match value {
        Value::Array(list) => list.get(index),
        other => any(other, keys),
    };
    let number = |part: Option<&Value>| part.map(|v| place.number(v)).transpose();
    if value.as_array().is_some_and(|list| ![3, 4].contains(&list.len())) {
        return Err(place.bad(short(value), expected));
    }
    let (Some(x), Some(y)) = (number(part(0, &["x"]))?, number(part(1, &["y"]))?) else {
        return Err(place.bad(short(value), expected));
    };
    let z = number(part(2, &["z"]))?.filter(|z| z.is_finite()).unwrap_or(0.0);
    let confidence = number(part(3, &["visibility", "score", "confidence"]))?;
    confidences.given += usize::from(confidence.is_some());
    place.point(Given { x, y, z, confidence })
}
