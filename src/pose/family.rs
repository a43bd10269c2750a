//! Families of models, and how `models/*.toml` says what a network's answer is.
//!
//! The decoders of BlazePose are fixed. Descriptions of other families say for each network how its input is filled
//! (`pixels`) and how its output is read (`decoder`):
//!
//! ```toml
//! name = "rtmpose-m-halpe26"
//! family = "top_down"           # blazepose, top_down (detector and landmarker), one_stage (network)
//! summary = "..."
//! licence = "Apache-2.0"
//! source = "..."
//!
//! [detector]                    # and [landmarker]; a one-stage family has [network] alone
//! file = "yolox_m_humanart.onnx"
//! sha256 = "..."                # "unknown" where it was never published: such weights cannot be used
//! input = [1, 3, 640, 640]      # NCHW
//! pixels = { order = "bgr", mean = [0.0, 0.0, 0.0], deviation = [1.0, 1.0, 1.0] }
//! decoder = { kind = "yolox", form = "in_graph" }
//! outputs = { dets = [1, 0, 5] }            # 0: any number
//!
//! [landmarker]
//! file = "rtmpose_m_halpe26.onnx"
//! sha256 = "..."
//! input = [1, 3, 256, 192]
//! pixels = { order = "rgb", mean = [123.675, 116.28, 103.53], deviation = [58.395, 57.12, 57.375] }
//! decoder = { kind = "simcc", keypoints = "halpe26" }
//! outputs = { simcc_x = [1, 26, 384], simcc_y = [1, 26, 512] }
//! ```
//!
//! | `kind` | keys, with what they are where left out | outputs |
//! |---|---|---|
//! | `yolox`, `rtmdet` | `form` (`in_graph`, `grid`), `min_score`, `max_overlap` (those of rtmlib) | one |
//! | `simcc` | `keypoints`, `split` (2.0), `refinement` (`parabola`, `argmax`), `padding` (1.25) | `simcc_x`, `simcc_y` |
//! | `heat_map` | `keypoints`, `grid` (`udp`, `plain`), `refinement` (`dark`, `quarter`, `argmax`), `padding` (1.25) | one |
//! | `rtmo` | `keypoints`, `min_score`, `max_overlap` (those of rtmlib) | `dets`, `keypoints` |
//! | `yolo_pose` | `keypoints`, `form` (`candidates`, `in_graph`), `min_score`, `max_overlap` (those of Ultralytics) | one |
//!
//! `keypoints` is `coco17`, `halpe26` or `wholebody133`. An output that a description does not name is not read, such
//! as the `labels` of detectors, which are whole numbers. An output that stands alone may have any name.

use crate::pose::decoders::heat_map::CellRefinement;
use crate::pose::decoders::person_boxes::BoxForm;
use crate::pose::decoders::simcc::{BinRefinement, SPLIT};
use crate::pose::decoders::yolo_pose::YoloForm;
use crate::pose::input::top_down::{PADDING, PixelGrid};
use crate::pose::landmark_sets::LandmarkSet;
use serde::Deserialize;

/// How the networks of a model work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// BlazePose: an alignment detector and 33 landmarks with heat maps. Its decoders are fixed.
    Blazepose,
    /// A detector gives boxes, and a landmark network is run for each box.
    TopDown,
    /// One network gives boxes and landmarks.
    OneStage,
}

/// How the outputs of a network are read.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Decoder {
    /// The person detector YOLOX.
    Yolox(BoxKeys),
    /// The person detector RTMDet.
    Rtmdet(BoxKeys),
    /// Two curves for each keypoint: RTMPose, RTMW.
    Simcc(SimCcKeys),
    /// One map for each keypoint: ViTPose, HRNet.
    HeatMap(HeatMapKeys),
    /// Everyone in one pass: RTMO.
    Rtmo(RtmoKeys),
    /// Everyone in one pass: YOLO-pose.
    YoloPose(YoloKeys),
}

/// Keys of a person detector.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoxKeys {
    /// What the output holds.
    pub form: BoxForm,
    /// Boxes must have more than this score.
    pub min_score: Option<f32>,
    /// Boxes that overlap more than this are one person.
    pub max_overlap: Option<f32>,
}

/// Keys of SimCC.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SimCcKeys {
    /// The keypoints.
    pub keypoints: LandmarkSet,
    /// Bins in each input pixel.
    #[serde(default = "split")]
    pub split: f32,
    /// How finely the maximum is placed.
    #[serde(default)]
    pub refinement: BinRefinement,
    /// The box is stretched by this.
    #[serde(default = "padding")]
    pub padding: f32,
}

/// Keys of heat maps.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeatMapKeys {
    /// The keypoints.
    pub keypoints: LandmarkSet,
    /// How the picture lies on the input, and the maps on it.
    #[serde(default = "udp")]
    pub grid: PixelGrid,
    /// How finely the maximum is placed.
    #[serde(default)]
    pub refinement: CellRefinement,
    /// The box is stretched by this.
    #[serde(default = "padding")]
    pub padding: f32,
}

/// Keys of RTMO.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RtmoKeys {
    /// The keypoints.
    pub keypoints: LandmarkSet,
    /// People must have more than this score.
    pub min_score: Option<f32>,
    /// Boxes that overlap more than this are one person.
    pub max_overlap: Option<f32>,
}

/// Keys of YOLO-pose.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YoloKeys {
    /// The keypoints.
    pub keypoints: LandmarkSet,
    /// What the output holds.
    pub form: YoloForm,
    /// People must have more than this score.
    pub min_score: Option<f32>,
    /// Boxes that overlap more than this are one person.
    pub max_overlap: Option<f32>,
}

fn split() -> f32 {
    SPLIT
}

fn padding() -> f32 {
    PADDING
}

fn udp() -> PixelGrid {
    PixelGrid::Udp
}
