//! What leaves the streaming half: one person's poses through a clip, and who else was there.
//!
//! [`PoseSequence`] is also the public, versioned format of `poses.json`: everything after it needs
//! neither video nor models.

use crate::anatomy::{Joint, Landmark};
use crate::camera_tracking::{BackgroundStep, Light};
use crate::error::PosesFileError;
use crate::image_features::{Marker, Marks};
use crate::pose::{Device, Looks, ModelErrors, Pose};
use crate::text_file::{read_text, without_mark};
use crate::track::asked_person::AskedPerson;
use crate::video::{NewPart, VideoInfo};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Version of the `poses.json` format; a reader refuses other major versions.
pub const POSES_SCHEMA_VERSION: u32 = 1;

/// Nobody films a walk for longer than a day: later times are mistakes.
pub const LONGEST_CLIP_S: f64 = 86_400.0;

/// No file is larger: three hours at 60 frames a second are 4.5 GB.
const MOST_BYTES: u64 = 1 << 33;

/// One person's poses through a clip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PoseSequence {
    /// Version of this format.
    pub schema_version: u32,
    /// The clip that the poses come from.
    pub clip: ClipInfo,
    /// The model that found them; absent for poses of another tool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelInfo>,
    /// The tool that made the poses, where it was another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<PoseSource>,
    /// Everyone who was seen, by first appearance.
    #[serde(default)]
    pub people: Vec<PersonTrack>,
    /// Id of the person whose poses these are.
    pub subject_id: u32,
    /// What the user asked for when the clip was read.
    #[serde(default)]
    pub reading: ReadingOptions,
    /// Which landmark each keypoint is.
    pub landmarks: Vec<Landmark>,
    /// One entry a video frame, in time order.
    pub frames: Vec<PoseFrame>,
    /// What went wrong while reading the clip, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// The poses' clip: its identity and its clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClipInfo {
    /// File name without folders.
    pub file_name: String,
    /// SHA-256 of the file; of the poses file where another tool did not say it.
    pub sha256: String,
    /// What the container says.
    pub video: VideoInfo,
    /// Times that were measured on the frames themselves.
    pub timing: Timing,
    /// How light the people are; absent where no picture was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub light: Option<Light>,
}

/// How a clip is to be read: the options that only the clip itself can obey, not its poses.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReadingOptions {
    /// The person to be analysed, instead of the one who walks.
    pub person: Option<AskedPerson>,
    /// Start of the part to be analysed, in seconds of the clip's own clock.
    pub start_s: Option<f64>,
    /// End of the part to be analysed, in seconds of the clip's own clock.
    pub end_s: Option<f64>,
    /// The rate at which the camera filmed, where the user knows better than the file.
    pub capture_rate_hz: Option<f64>,
    /// Stickers on the body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markers: Vec<Marker>,
    /// How often each frame is looked at; every second one in a mirror where it is not stated.
    #[serde(default, skip_serializing_if = "Looks::is_default")]
    pub looks: Looks,
}

/// The clock of a clip, measured on its frames.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Timing {
    /// Number of frames read.
    pub frames: usize,
    /// From the first frame to the last, in seconds of real life.
    pub duration_s: f64,
    /// One over the median interval between frames, in real life; 0 for a single frame.
    pub rate_hz: f64,
    /// Share of intervals that differ from the median by more than a fifth, in percent.
    pub irregular_pct: f64,
    /// How much slower the clip plays than life: 8 for 240 Hz played at 30 Hz, else 1.
    pub slow_motion_factor: f64,
}

impl Timing {
    /// Frames a second as the clip plays, within what players take.
    #[must_use]
    pub fn played_rate_hz(&self) -> f64 {
        (self.rate_hz / self.slow_motion_factor).clamp(1.0, 1000.0)
    }
}

/// The model behind the poses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ModelInfo {
    /// Its name.
    pub name: String,
    /// SHA-256 of the ONNX file that found people.
    pub detector_sha256: String,
    /// SHA-256 of the ONNX file that found landmarks; some networks find both.
    pub landmarker_sha256: String,
    /// Its measured errors, where the poses were made with a model whose errors are known; the stated errors of a report
    /// follow from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<ModelErrors>,
    /// What computed the networks; absent in files of versions that knew none but the CPU.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
}

/// What another tool's poses are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PoseSource {
    /// The format of its files: `OpenPose JSON`.
    pub format: String,
    /// Its set of landmarks: `BODY_25`. Landmarks that it lacks are five zeros.
    pub landmark_set: String,
    /// Whether it gave a confidence for each landmark; without them, what has a place in the picture counts as seen.
    pub has_confidences: bool,
    /// How far its frames reach: the last one's number, counted from 1.
    pub frames: usize,
    /// Frames of the whole clip.
    pub clip_frames: usize,
    /// SHA-256 of its file; of a folder, of the names and hashes of its files.
    pub sha256: String,
}

impl PoseSource {
    /// Format and landmarks in one line.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}, {}", self.format, self.landmark_set)
    }
}

/// A person through the clip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonTrack {
    /// Stable id, counted from 1 by first appearance.
    pub id: u32,
    /// First time seen.
    pub first_s: f64,
    /// Last time seen.
    pub last_s: f64,
    /// Share of the clip in which the person is seen, in percent.
    pub seen_pct: f64,
    /// Median height of the box around all landmarks.
    pub height_px: f64,
    /// How far the person moves through the picture, in own heights.
    pub travel_heights: f64,
    /// How much the person steps: spread of the distance between the ankles, in own heights.
    pub stepping_heights: f64,
    /// Share of sightings with the whole body inside the picture, in percent.
    pub whole_body_pct: f64,
    /// What the choice of the subject is made by; the highest is the subject.
    pub subject_score: f64,
    /// Where the person is, a few times a second.
    pub boxes: Vec<TimedBox>,
}

/// A person's box at a time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimedBox {
    /// When.
    pub time_s: f64,
    /// Left, top, right, bottom of all landmarks, in px.
    pub box_px: [f32; 4],
}

/// One video frame.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PoseFrame {
    /// Index in the clip, from 0.
    pub index: usize,
    /// Seconds of real life after the clip's first frame: presentation time over
    /// `slow_motion_factor`.
    pub time_s: f64,
    /// The subject, or `null` where not found.
    pub pose: Option<Pose>,
    /// What else was seen of the subject.
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// How the background moved since the frame before, by the camera's own movement; absent where it does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<BackgroundStep>,
    /// How much the picture differs from the one before where the subject is: root mean square of the levels of a small
    /// copy, of 255; absent where it was not compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<f64>,
    /// Whether another part of the clip begins here, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_part: Option<NewPart>,
}

impl PoseSequence {
    /// Reads a `poses.json`.
    ///
    /// # Errors
    /// When the file cannot be read, is no poses file, has another version, or contradicts itself.
    pub fn read(path: &Path) -> Result<Self, PosesFileError> {
        let text = read_text(path, MOST_BYTES)?;
        Self::parse(&text).map_err(|why| PosesFileError::NotPoses { path: path.into(), why })
    }

    /// The poses in the text of a `poses.json`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let sequence: Self = serde_json::from_str(without_mark(text)).map_err(|e| e.to_string())?;
        sequence.check()?;
        Ok(sequence)
    }

    /// What made the poses: the model, or another tool; `None` where that is not known.
    #[must_use]
    pub fn made_by(&self) -> Option<String> {
        let model = self.model.as_ref().map(|model| model.name.clone());
        model.or_else(|| self.source.as_ref().map(PoseSource::name))
    }

    /// The person whose poses these are.
    #[must_use]
    pub fn subject(&self) -> Option<&PersonTrack> {
        self.people.iter().find(|p| p.id == self.subject_id)
    }

    /// Refuses a sequence that contradicts itself, in words.
    fn check(&self) -> Result<(), String> {
        if self.schema_version != POSES_SCHEMA_VERSION {
            let found = self.schema_version;
            return Err(format!(
                "schema_version is {found}, this version reads {POSES_SCHEMA_VERSION}"
            ));
        }
        if self.landmarks != Landmark::ALL {
            return Err("landmarks must be the 33 of BlazePose, in its order".to_owned());
        }
        let errors = self.model.as_ref().and_then(|model| model.errors.as_ref());
        if let Some(why) = errors.and_then(ModelErrors::mistake) {
            return Err(format!("model.errors: {why}"));
        }
        let (timing, video) = (&self.clip.timing, &self.clip.video);
        let is_usable = |value: f64| value.is_finite() && value > 0.0;
        if !is_usable(timing.rate_hz) || !is_usable(timing.slow_motion_factor) {
            return Err("rate_hz and slow_motion_factor must be above 0".to_owned());
        }
        if video.width_px == 0 || video.height_px == 0 {
            return Err("width_px and height_px must be above 0".to_owned());
        }
        let mut before = f64::NEG_INFINITY;
        for frame in &self.frames {
            if !(0.0..=LONGEST_CLIP_S).contains(&frame.time_s) || frame.time_s <= before {
                return Err(format!(
                    "frame {}: times must increase, from 0 to {LONGEST_CLIP_S} s",
                    frame.index
                ));
            }
            before = frame.time_s;
            if frame.pose.as_ref().is_some_and(|p| p.keypoints.len() != Landmark::COUNT) {
                return Err(format!("frame {}: expected 33 keypoints", frame.index));
            }
            let peaks = frame.pose.as_ref().map_or(0, |p| p.leg_peaks.len());
            if peaks != 0 && peaks != Joint::LEG.len() {
                return Err(format!(
                    "frame {}: leg_peaks must have one list each for hip, knee, ankle, heel and toe",
                    frame.index
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The fixture with its tenth frame's pose changed.
    fn changed(change: impl Fn(&mut Value)) -> Result<PoseSequence, PosesFileError> {
        changed_frame(|frame| change(&mut frame["pose"]))
    }

    /// The fixture with its tenth frame changed, and a byte order mark before it.
    fn changed_frame(change: impl Fn(&mut Value)) -> Result<PoseSequence, PosesFileError> {
        let fixture = "tests/fixtures/normal_sagittal_left.poses.json";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture);
        let mut poses: Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        change(&mut poses["frames"][10]);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("\u{feff}{poses}")).unwrap();
        PoseSequence::read(file.path())
    }

    #[test]
    fn a_device_is_kept_and_its_absence_too() {
        let info = |device: &str| {
            let text =
                format!(r#"{{"name":"m","detector_sha256":"d","landmarker_sha256":"l"{device}}}"#);
            let info: ModelInfo = serde_json::from_str(&text).unwrap();
            assert_eq!(serde_json::to_string(&info).unwrap(), text);
            info.device
        };
        assert_eq!(info(""), None);
        assert_eq!(info(r#","device":"tensorrt""#), Some(Device::TensorRt));
    }

    #[test]
    fn peaks_are_there_for_every_joint_or_for_none() {
        assert!(changed(|_| {}).is_ok());
        assert!(changed(|pose| pose["leg_peaks"] = json!([])).is_ok());
        assert!(changed(|pose| pose["leg_peaks"] = json!([[], [], [], [], []])).is_ok());
        for wrong in [json!([[]]), json!([[[1.0, 2.0, 0.5, 0.5]], [], [], [], [], []])] {
            let refused = changed(|pose| pose["leg_peaks"] = wrong.clone()).unwrap_err();
            assert!(refused.to_string().contains("leg_peaks"), "{refused}");
            assert!(refused.to_string().contains("frame 10"), "{refused}");
        }
    }

    #[test]
    fn times_are_those_of_a_clip() {
        for time_s in [-1.0, 0.0, 1e9, 1e308] {
            let refused = changed_frame(|frame| frame["time_s"] = json!(time_s)).unwrap_err();
            let said = refused.to_string();
            assert!(
                said.contains("frame 1") && said.contains("times must increase, from 0"),
                "{said}"
            );
        }
    }

    #[test]
    fn keypoints_are_there_for_every_landmark() {
        let refused = changed(|pose| pose["keypoints"] = json!([[1.0, 2.0, 1.0, 1.0, 0.0]]));
        assert!(refused.unwrap_err().to_string().contains("33 keypoints"));
    }
}
