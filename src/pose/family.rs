//! Descriptions of models of several families: what `models/*.toml` may say.
//!
//! Today's descriptions of BlazePose are read as they are. Others say for each network how its input is filled
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
//! sha256 = "..."                # "unknown" is a placeholder that no file has
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
use crate::pose::input::pixels::Pixels;
use crate::pose::input::top_down::{PADDING, PixelGrid};
use crate::pose::landmark_sets::LandmarkSet;
use crate::pose::spec::ValueRange;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The description of a model of any family.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelDescription {
    /// What the user calls it.
    pub name: String,
    /// Which networks it has.
    pub family: Family,
    /// When to take it, in a sentence.
    pub summary: String,
    /// Licence of the weights.
    pub licence: String,
    /// Who made it, and where it is described.
    pub source: String,
    /// Finds people in a picture.
    pub detector: Option<NetworkDescription>,
    /// Finds the landmarks of one person.
    pub landmarker: Option<NetworkDescription>,
    /// Finds everyone with their landmarks.
    pub network: Option<NetworkDescription>,
}

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

/// One ONNX network.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkDescription {
    /// File name in the weights folder.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Input shape: batch, channels, height, width.
    pub input: [usize; 4],
    /// BlazePose: what black and white become.
    pub range: Option<ValueRange>,
    /// Others: what each level becomes in each channel.
    pub pixels: Option<Pixels>,
    /// Others: how the outputs are read.
    pub decoder: Option<Decoder>,
    /// Output shapes by name; 0 for any number.
    pub outputs: BTreeMap<String, Vec<usize>>,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<NetworkDescription, toml::de::Error> {
        toml::from_str(text)
    }

    const NETWORK: &str = "file = 'a.onnx'\nsha256 = 'unknown'\ninput = [1, 3, 256, 192]\n\
                           outputs = { simcc_x = [1, 26, 384], simcc_y = [1, 26, 512] }\n";

    #[test]
    fn what_is_left_out_is_what_the_published_networks_have() {
        let text = format!("{NETWORK}decoder = {{ kind = 'simcc', keypoints = 'halpe26' }}");
        let expected = SimCcKeys {
            keypoints: LandmarkSet::Halpe26,
            split: 2.0,
            refinement: BinRefinement::Parabola,
            padding: 1.25,
        };
        assert_eq!(parse(&text).unwrap().decoder, Some(Decoder::Simcc(expected)));
    }

    #[test]
    fn unknown_keys_are_refused_at_every_depth() {
        for line in [
            "colour = 'red'",
            "decoder = { kind = 'simcc', keypoints = 'halpe26', sigma = 2.0 }",
            "decoder = { kind = 'simcc' }",
            "decoder = { kind = 'openpose', keypoints = 'coco17' }",
            "decoder = { kind = 'yolox', form = 'in_graph', keypoints = 'coco17' }",
            "pixels = { order = 'rgb', mean = [0.0, 0.0, 0.0] }",
            "pixels = { order = 'rgb', mean = [0.0, 0.0], deviation = [1.0, 1.0, 1.0] }",
        ] {
            assert!(parse(&format!("{NETWORK}{line}")).is_err(), "{line}");
        }
    }
}
