//! MMPose's JSON: `keypoints` as pairs and `keypoint_scores`.
//!
//! # Sources
//! MMPose 1.3: `structures/utils.py`, `split_instances`; the demos write `meta_info` and `instance_info` with frames counted
//! from 1, `MMPoseInferencer` a list of frames counted from 0, or one list of people a picture.

use crate::error::ForeignPosesError;
use crate::foreign_poses::json::{Place, person_number, short, whole};
use crate::foreign_poses::landmark_set::LandmarkSet;
use crate::foreign_poses::point::{Given, Point};
use crate::foreign_poses::poses::{ForeignFrame, ForeignPerson};
use serde_json::Value;
use std::path::Path;

/// The name of the format.
pub(super) const FORMAT: &str = "MMPose JSON";

/// Whether a value is one person of this format.
pub(super) fn is_person(value: &Value) -> bool {
    value.get("keypoint_scores").is_some()
        || value.get("keypoints").and_then(|k| k.get(0)).is_some_and(Value::is_array)
}

/// Whether a value is one frame of a clip.
pub(super) fn is_frame(value: &Value) -> bool {
    value.get("instances").is_some()
}

/// The frames of a clip.
pub(super) fn frames(
    frames: &[Value],
    path: &Path,
) -> Result<Vec<ForeignFrame>, ForeignPosesError> {
    let frame = |(index, value): (usize, &Value)| {
        let place = Place { path, frame: index };
        let number = value.get("frame_id").and_then(whole);
        let number = number.ok_or_else(|| place.bad(short(value), "a frame with frame_id"))?;
        let place = Place { path, frame: number };
        let Some(instances) = value.get("instances").and_then(Value::as_array) else {
            return Err(place.bad(short(value), "a frame with instances"));
        };
        Ok(ForeignFrame { number, time_s: None, people: people(instances, place)? })
    };
    frames.iter().enumerate().map(frame).collect()
}

/// Everyone in a frame.
pub(super) fn people(
    instances: &[Value],
    place: Place<'_>,
) -> Result<Vec<ForeignPerson>, ForeignPosesError> {
    instances.iter().map(|instance| person(instance, place)).collect()
}

/// Whether any person of a document has scores.
pub(super) fn has_scores(people: &[Value]) -> bool {
    people.iter().any(|person| person.get("keypoint_scores").is_some_and(Value::is_array))
}

fn person(instance: &Value, place: Place<'_>) -> Result<ForeignPerson, ForeignPosesError> {
    let Some(pairs) = instance.get("keypoints").and_then(Value::as_array) else {
        return Err(place.bad(short(instance), "a person with keypoints"));
    };
    let scores = match instance.get("keypoint_scores") {
        None => None,
        Some(Value::Array(scores)) if scores.len() == pairs.len() => Some(scores),
        Some(_) => {
            return Err(
                place.bad("another number of keypoint_scores than of keypoints", "one each")
            );
        }
    };
    let point = |(index, pair): (usize, &Value)| -> Result<Option<Point>, ForeignPosesError> {
        let Some([x, y]) = pair.as_array().and_then(|pair| <&[Value; 2]>::try_from(&pair[..]).ok())
        else {
            return Err(place.bad(short(pair), "x and y of a landmark"));
        };
        let confidence = scores.map(|scores| place.number(&scores[index])).transpose()?;
        let (x, y) = (place.number(x)?, place.number(y)?);
        place.point(Given { x, y, z: 0.0, confidence })
    };
    let points = pairs.iter().enumerate().map(point).collect::<Result<_, _>>()?;
    Ok(ForeignPerson { id: instance.get("track_id").and_then(person_number), points })
}

/// The landmarks as `meta_info` names them; `None` where it does not.
pub(super) fn named_set(meta: &Value) -> Option<LandmarkSet> {
    let names = meta.get("keypoint_id2name")?.as_object()?;
    let names: Option<Vec<&str>> =
        (0..names.len()).map(|id| names.get(&id.to_string())?.as_str()).collect();
    let name = meta.get("dataset_name").and_then(Value::as_str).unwrap_or("landmarks by name");
    names.map(|names| LandmarkSet::of_names(name, &names))
}
