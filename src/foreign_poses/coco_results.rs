//! A list of people in the format of COCO's results, as AlphaPose writes it: `image_id`, and `keypoints` with x, y and
//! confidence one after another. Frames without anybody have no entry.
//!
//! # Sources
//! AlphaPose, its page "Output format", and `pPose_nms.py`, `write_json`: `image_id` is the picture's file name, `0.jpg` for the first
//! frame of a video, or its number; `idx` the person through time. COCO results format, <https://cocodataset.org/#format-results>.

use crate::error::ForeignPosesError;
use crate::foreign_poses::frame_number::of_one_clip;
use crate::foreign_poses::json::{MOST_WHOLE, Place, person_number, short, whole};
use crate::foreign_poses::poses::{ForeignFrame, ForeignPerson};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The name of the format.
pub(super) const FORMAT: &str = "COCO results JSON";

/// COCO's category of people.
const PERSON: u64 = 1;

/// Whether a value is one person of this format.
pub(super) fn is_person(value: &Value) -> bool {
    value.get("image_id").is_some() && value.get("keypoints").is_some()
}

/// The frames with people in them.
pub(super) fn frames(
    entries: &[Value],
    path: &Path,
) -> Result<Vec<ForeignFrame>, ForeignPosesError> {
    let is_person = |entry: &&Value| match entry.get("category_id") {
        Some(category) => category.as_u64() == Some(PERSON),
        None => true,
    };
    let entries: Vec<&Value> = entries.iter().filter(is_person).collect();
    let mut by_frame: BTreeMap<usize, Vec<ForeignPerson>> = BTreeMap::new();
    for (entry, number) in entries.iter().zip(numbers(&entries, path)?) {
        by_frame.entry(number).or_default().push(person(entry, Place { path, frame: number })?);
    }
    let frame = |(number, people)| ForeignFrame { number, time_s: None, people };
    Ok(by_frame.into_iter().map(frame).collect())
}

/// The number of the frame of each entry: as the first one has it, or in a name as the first one's.
fn numbers(entries: &[&Value], path: &Path) -> Result<Vec<usize>, ForeignPosesError> {
    let id = |entry: &Value| entry.get("image_id").cloned().unwrap_or_default();
    let wrong = |index: usize, expected: String| ForeignPosesError::BadValue {
        path: path.into(),
        place: format!("entry {index}"),
        what: format!("the image_id {}", short(&id(entries[index]))),
        expected,
    };
    if entries.first().is_some_and(|first| id(first).is_string()) {
        let name = |(index, entry): (usize, &&'_ Value)| {
            let name = id(entry).as_str().map(str::to_owned);
            name.ok_or_else(|| wrong(index, "a name, as that of the first entry".to_owned()))
        };
        let names = entries.iter().enumerate().map(name).collect::<Result<Vec<String>, _>>()?;
        return of_one_clip(path, names.iter().map(String::as_str));
    }
    let number = |(index, entry): (usize, &&Value)| {
        let expected =
            || format!("a whole number from 0 to {MOST_WHOLE:e}, or names in all entries");
        whole(&id(entry)).ok_or_else(|| wrong(index, expected()))
    };
    entries.iter().enumerate().map(number).collect()
}

fn person(entry: &Value, place: Place<'_>) -> Result<ForeignPerson, ForeignPosesError> {
    let Some(values) = entry.get("keypoints").and_then(Value::as_array) else {
        return Err(place.bad(short(entry), "a person with keypoints"));
    };
    let id = entry.get("idx").or_else(|| entry.get("track_id"));
    // of people that it merged, AlphaPose lists all numbers
    let single = |id: &Value| match id {
        Value::Array(ids) if ids.len() == 1 => person_number(&ids[0]),
        id => person_number(id),
    };
    Ok(ForeignPerson { id: id.and_then(single), points: place.flat_points(values)? })
}
