//! Recognises the format of a file by its content.

use crate::error::ForeignPosesError;
use crate::foreign_poses::check::{checked, set_of};
use crate::foreign_poses::frame_number::of_one_clip;
use crate::foreign_poses::json::{Place, document};
use crate::foreign_poses::landmark_set::LandmarkSet;
use crate::foreign_poses::poses::{ForeignFrame, ForeignPerson, ForeignPoses, PoseFile};
use crate::foreign_poses::{coco_results, mediapipe_csv, mediapipe_json, mmpose, openpose};
use serde_json::{Map, Value};
use std::path::Path;

const KNOWN: &str =
    "known are OpenPose JSON, MMPose JSON, COCO results JSON (AlphaPose), MediaPipe CSV and JSON";

/// Frames and what goes for all of them.
struct Frames {
    format: &'static str,
    frames: Vec<ForeignFrame>,
    are_numbered: bool,
    has_confidences: bool,
    named: Option<LandmarkSet>,
}

/// Reads one file with all frames of a clip.
///
/// # Errors
/// When the format is not known, or something in it cannot be meant.
pub fn read_file(file: &PoseFile) -> Result<ForeignPoses, ForeignPosesError> {
    let first = file.text.trim_start_matches('\u{feff}').trim_start().chars().next();
    match first {
        Some('{' | '[') => read_json(file),
        Some(_) => read_table(file),
        None => Err(unknown(&file.path, "it is empty".to_owned())),
    }
}

/// Reads a folder with one file a frame, whose number is in the file's name.
///
/// # Errors
/// As [`read_file`]; and when files are of several clips.
pub fn read_folder(path: &Path, files: &[PoseFile]) -> Result<ForeignPoses, ForeignPosesError> {
    let names = || files.iter().map(|f| f.path.file_name().unwrap_or_default().to_string_lossy());
    let owned: Vec<String> = names().map(std::borrow::Cow::into_owned).collect();
    let numbers = of_one_clip(path, owned.iter().map(String::as_str))?;
    let mut frames = Vec::with_capacity(files.len());
    let mut kind: Option<Kind> = None;
    let mut has_confidences = false;
    for (file, number) in files.iter().zip(numbers) {
        let value = document(file)?;
        let place = Place { path: &file.path, frame: number };
        let own = Kind::of_picture(&value).ok_or_else(|| {
            unknown(&file.path, "it is no frame of OpenPose or MMPose JSON".to_owned())
        })?;
        // an empty list fits both
        let is_empty = value.as_array().is_some_and(Vec::is_empty);
        if !is_empty && *kind.get_or_insert(own) != own {
            return Err(unknown(path, "its files have several formats".to_owned()));
        }
        let people = own.people(&value, place, &mut has_confidences)?;
        frames.push(ForeignFrame { number, time_s: None, people });
    }
    let format = kind.map_or(openpose::FORMAT, Kind::format);
    in_pixels(path, Frames { format, frames, are_numbered: true, has_confidences, named: None })
}

/// What a file of one frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    OpenPose,
    Mmpose,
}

impl Kind {
    fn of_picture(value: &Value) -> Option<Self> {
        if openpose::is_frame(value) {
            return Some(Self::OpenPose);
        }
        let people = value.as_array()?;
        people.iter().all(mmpose::is_person).then_some(Self::Mmpose)
    }

    fn format(self) -> &'static str {
        match self {
            Self::OpenPose => openpose::FORMAT,
            Self::Mmpose => mmpose::FORMAT,
        }
    }

    fn people(
        self,
        value: &Value,
        place: Place<'_>,
        has_confidences: &mut bool,
    ) -> Result<Vec<ForeignPerson>, ForeignPosesError> {
        match self {
            Self::OpenPose => {
                *has_confidences = true;
                openpose::people(value, place)
            }
            Self::Mmpose => {
                let people = value.as_array().map_or(&[][..], Vec::as_slice);
                *has_confidences |= mmpose::has_scores(people);
                mmpose::people(people, place)
            }
        }
    }
}

fn unknown(path: &Path, why: String) -> ForeignPosesError {
    ForeignPosesError::UnknownFormat { path: path.into(), why: format!("{why}; {KNOWN}") }
}

fn read_table(file: &PoseFile) -> Result<ForeignPoses, ForeignPosesError> {
    let table = mediapipe_csv::table(file)?;
    checked(ForeignPoses {
        path: file.path.clone(),
        format: mediapipe_csv::FORMAT,
        set: set_of(&table.frames, &file.path, None)?,
        frames: table.frames,
        are_numbered: table.are_numbered,
        is_normalised: true,
        has_confidences: table.has_confidences,
        size_px: None,
        rate_hz: None,
    })
}

fn read_json(file: &PoseFile) -> Result<ForeignPoses, ForeignPosesError> {
    let value = document(file)?;
    let path = &file.path;
    match &value {
        Value::Object(object) => of_object(path, &value, object),
        Value::Array(list) => of_list(path, &value, list),
        _ => Err(unknown(path, "it is a single value".to_owned())),
    }
}

fn of_object(
    path: &Path,
    value: &Value,
    object: &Map<String, Value>,
) -> Result<ForeignPoses, ForeignPosesError> {
    if object.contains_key("schema_version") && object.contains_key("subject_id") {
        return Err(ForeignPosesError::OwnPoses { path: path.into() });
    }
    if openpose::is_frame(value) {
        return Err(ForeignPosesError::SingleFrame { path: path.into() });
    }
    if let Some(list) = object.get("instance_info").and_then(Value::as_array) {
        let named = object.get("meta_info").and_then(mmpose::named_set);
        return of_mmpose(path, list, named).map(from_0);
    }
    if mediapipe_json::frames_in(value).is_some() {
        return of_mediapipe(path, value);
    }
    if !object.is_empty() && object.values().all(openpose::is_frame) {
        let numbers = of_one_clip(path, object.keys().map(String::as_str))?;
        return of_openpose(path, &object.values().collect::<Vec<_>>(), &numbers, true);
    }
    Err(unknown(path, "its outermost keys are of no format".to_owned()))
}

fn of_list(path: &Path, value: &Value, list: &[Value]) -> Result<ForeignPoses, ForeignPosesError> {
    let any = |is: fn(&Value) -> bool| list.iter().any(is);
    match () {
        () if any(openpose::is_frame) => {
            let numbers: Vec<usize> = (0..list.len()).collect();
            of_openpose(path, &list.iter().collect::<Vec<_>>(), &numbers, false)
        }
        () if any(coco_results::is_person) => {
            let frames = coco_results::frames(list, path)?;
            let format = coco_results::FORMAT;
            in_pixels(
                path,
                Frames { format, frames, are_numbered: true, has_confidences: true, named: None },
            )
        }
        () if any(mmpose::is_frame) => of_mmpose(path, list, None),
        () if any(mmpose::is_person) && !any(mediapipe_json::is_frame) => {
            Err(ForeignPosesError::SingleFrame { path: path.into() })
        }
        () if any(mediapipe_json::is_frame) => of_mediapipe(path, value),
        () if list.is_empty() => Err(unknown(path, "it is an empty list".to_owned())),
        () if list.iter().all(mediapipe_json::is_empty_frame) => {
            Err(ForeignPosesError::NobodyThere { path: path.into(), frames: list.len() })
        }
        () => Err(unknown(path, "it is a list of something else".to_owned())),
    }
}

fn of_openpose(
    path: &Path,
    frames: &[&Value],
    numbers: &[usize],
    are_numbered: bool,
) -> Result<ForeignPoses, ForeignPosesError> {
    let frame = |(value, &number): (&&Value, &usize)| {
        let people = openpose::people(value, Place { path, frame: number })?;
        Ok(ForeignFrame { number, time_s: None, people })
    };
    let frames = frames.iter().zip(numbers).map(frame).collect::<Result<_, ForeignPosesError>>()?;
    let format = openpose::FORMAT;
    in_pixels(path, Frames { format, frames, are_numbered, has_confidences: true, named: None })
}

/// The demos count from 1, and write an entry for every frame: without a 0, the first number is 1.
fn from_0(mut poses: ForeignPoses) -> ForeignPoses {
    if poses.frames.iter().all(|frame| frame.number > 0) {
        poses.frames.iter_mut().for_each(|frame| frame.number -= 1);
    }
    poses
}

fn of_mmpose(
    path: &Path,
    list: &[Value],
    named: Option<LandmarkSet>,
) -> Result<ForeignPoses, ForeignPosesError> {
    if !list.is_empty() && list.iter().all(mmpose::is_person) {
        return Err(ForeignPosesError::SingleFrame { path: path.into() });
    }
    let people = |frame: &Value| frame.get("instances").and_then(Value::as_array).cloned();
    let has_confidences = list.iter().filter_map(people).any(|people| mmpose::has_scores(&people));
    let frames = mmpose::frames(list, path)?;
    let format = mmpose::FORMAT;
    in_pixels(path, Frames { format, frames, are_numbered: true, has_confidences, named })
}

fn of_mediapipe(path: &Path, document: &Value) -> Result<ForeignPoses, ForeignPosesError> {
    let list = mediapipe_json::frames_in(document).map_or(&[][..], Vec::as_slice);
    let (frames, seen) = mediapipe_json::frames(list, path)?;
    if seen.numbered != 0 && seen.numbered != frames.len() {
        return Err(unknown(path, "some of its frames have a number, others have none".to_owned()));
    }
    checked(ForeignPoses {
        path: path.into(),
        format: mediapipe_json::FORMAT,
        set: set_of(&frames, path, Some(LandmarkSet::blazepose()))?,
        frames,
        are_numbered: seen.numbered != 0,
        is_normalised: true,
        has_confidences: seen.given != 0,
        size_px: mediapipe_json::size_px(document, path)?,
        rate_hz: mediapipe_json::rate_hz(document, path)?,
    })
}

fn in_pixels(path: &Path, found: Frames) -> Result<ForeignPoses, ForeignPosesError> {
    checked(ForeignPoses {
        path: path.into(),
        format: found.format,
        set: set_of(&found.frames, path, found.named)?,
        frames: found.frames,
        are_numbered: found.are_numbered,
        is_normalised: false,
        has_confidences: found.has_confidences,
        size_px: None,
        rate_hz: None,
    })
}
