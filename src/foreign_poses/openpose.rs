//! OpenPose's JSON: one file a frame, with `people` and their `pose_keypoints_2d` (x, y and confidence of each landmark).
//! Pose2Sim, Sports2D and AlphaPose (`--format open`) write the same shape with other landmark sets.
//!
//! # Sources
//! OpenPose, its page "Output"; Pose2Sim `poseEstimation.py`, `save_to_openpose`; AlphaPose `pPose_nms.py`, `write_json`.

use crate::error::ForeignPosesError;
use crate::foreign_poses::json::{Place, person_number, short};
use crate::foreign_poses::poses::ForeignPerson;
use serde_json::Value;

/// The name of the format.
pub(super) const FORMAT: &str = "OpenPose JSON";

/// Whether a value is a frame of this format.
pub(super) fn is_frame(value: &Value) -> bool {
    value.get("people").is_some_and(Value::is_array)
}

/// Everyone in a frame.
pub(super) fn people(
    frame: &Value,
    place: Place<'_>,
) -> Result<Vec<ForeignPerson>, ForeignPosesError> {
    let Some(people) = frame.get("people").and_then(Value::as_array) else {
        return Err(place.bad(short(frame), "an object with people"));
    };
    let mut all = Vec::new();
    for person in people {
        let Some(values) = person.get("pose_keypoints_2d").and_then(Value::as_array) else {
            return Err(place.bad(short(person), "a person with pose_keypoints_2d"));
        };
        // hands or a face without a body
        if !values.is_empty() {
            all.push(ForeignPerson { id: id(person), points: place.flat_points(values)? });
        }
    }
    Ok(all)
}

/// The tool's number for a person; -1 where it did not follow people.
fn id(person: &Value) -> Option<u64> {
    let id = person.get("person_id")?;
    person_number(id.get(0).unwrap_or(id))
}
