//! Models as data: what `models/*.toml` says of a model.

use crate::error::PoseError;
use crate::pose::family::{Decoder, Family};
use crate::pose::input::pixels::Pixels;
use crate::pose::network::Role;
use crate::text_file::{read_text, without_mark};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// No description is larger.
const MOST_BYTES: u64 = 1 << 20;

/// The description of a model: its networks, where they come from and what they answer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelSpec {
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
    pub detector: Option<NetworkSpec>,
    /// Finds the landmarks of one person.
    pub landmarker: Option<NetworkSpec>,
    /// Finds everyone with their landmarks.
    pub network: Option<NetworkSpec>,
}

/// One ONNX network.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkSpec {
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

/// No network takes larger values: the largest in use is 255.
const MOST_OF_RANGE: f32 = 65_536.0;

/// What black and white become in a network's input.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(from = "[f32; 2]")]
pub struct ValueRange {
    /// Black.
    pub low: f32,
    /// White.
    pub high: f32,
}

impl From<[f32; 2]> for ValueRange {
    fn from([low, high]: [f32; 2]) -> Self {
        Self { low, high }
    }
}

impl ValueRange {
    /// Whether a network can take such values: larger ones lose what a level is.
    fn is_usable(self) -> bool {
        let is_usual = |v: f32| v.is_finite() && v.abs() <= MOST_OF_RANGE;
        is_usual(self.low) && is_usual(self.high) && self.low != self.high
    }

    /// The network's value of a brightness, 0 to 1.
    #[must_use]
    pub fn map(self, brightness: f32) -> f32 {
        self.low + brightness * (self.high - self.low)
    }
}

impl ModelSpec {
    /// Reads a description.
    ///
    /// # Errors
    /// When the file cannot be read, has an unknown or missing key, or makes no sense.
    pub fn read(path: &Path) -> Result<Self, PoseError> {
        let text = read_text(path, MOST_BYTES)?;
        Self::parse(&text).map_err(|why| PoseError::BadDescription { path: path.into(), why })
    }

    /// The description in the text of a file.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let spec: Self = toml::from_str(without_mark(text)).map_err(|e| e.to_string())?;
        spec.mistake().map_or(Ok(spec), Err)
    }

    /// The networks that the model has, with what each is for.
    #[must_use]
    pub fn networks(&self) -> Vec<(Role, &NetworkSpec)> {
        let all = [
            (Role::Detector, &self.detector),
            (Role::Landmarker, &self.landmarker),
            (Role::Everyone, &self.network),
        ];
        all.into_iter().filter_map(|(role, network)| Some((role, network.as_ref()?))).collect()
    }

    /// What is wrong with the networks, in words.
    fn mistake(&self) -> Option<String> {
        let expected: &[Role] = match self.family {
            Family::Blazepose | Family::TopDown => &[Role::Detector, Role::Landmarker],
            Family::OneStage => &[Role::Everyone],
        };
        let networks = self.networks();
        if !networks.iter().map(|(role, _)| role).eq(expected) {
            let keys: Vec<String> = expected.iter().map(|r| format!("[{}]", r.key())).collect();
            return Some(format!("this family has {} and no other network", keys.join(" and ")));
        }
        let fixed = self.family == Family::Blazepose;
        networks.iter().find_map(|(role, network)| network.mistake(role.key(), fixed))
    }
}

impl NetworkSpec {
    /// What is wrong with its keys, in words; `fixed` are the decoders of BlazePose.
    fn mistake(&self, key: &str, fixed: bool) -> Option<String> {
        let is_plain = !self.file.is_empty() && !self.file.contains(['/', '\\']);
        let found = [self.range.is_some(), self.pixels.is_some(), self.decoder.is_some()];
        if !is_plain {
            Some(format!("`file` of [{key}] must be a file name without a folder"))
        } else if fixed && found != [true, false, false] {
            Some(format!("[{key}] of this family has `range`, and neither `pixels` nor `decoder`"))
        } else if !fixed && found != [false, true, true] {
            Some(format!("[{key}] of this family has `pixels` and `decoder`, and no `range`"))
        } else if self.range.is_some_and(|range| !range.is_usable()) {
            Some(format!("`range` of [{key}] must be two different numbers of usual size"))
        } else {
            None
        }
    }

    /// Side of the square RGB input.
    ///
    /// # Errors
    /// When the input is no square of three channels.
    pub(crate) fn square_side(&self) -> Result<usize, PoseError> {
        match self.input {
            [1, 3, h, w] if h == w && h > 0 => Ok(h),
            found => Err(PoseError::WrongInput { file: self.file.clone(), found: found.to_vec() }),
        }
    }

    /// What black and white become.
    ///
    /// # Errors
    /// When it is not described.
    pub(crate) fn value_range(&self) -> Result<ValueRange, PoseError> {
        self.range.ok_or_else(|| self.unusable("its description has no `range`"))
    }

    /// What each level becomes in each channel.
    ///
    /// # Errors
    /// When it is not described.
    pub(crate) fn pixel_values(&self) -> Result<Pixels, PoseError> {
        self.pixels.ok_or_else(|| self.unusable("its description has no `pixels`"))
    }

    /// An error that names the file.
    pub(crate) fn unusable(&self, why: impl Into<String>) -> PoseError {
        PoseError::UnusableNetwork { file: self.file.clone(), why: why.into() }
    }

    /// Checks that an output is described with that many values.
    ///
    /// # Errors
    /// When it is missing or has another size.
    pub(crate) fn require_output(&self, name: &str, expected: usize) -> Result<(), PoseError> {
        let found = self.outputs.get(name).map_or(0, |shape| shape.iter().product());
        if found == expected {
            return Ok(());
        }
        Err(PoseError::WrongOutput {
            output: format!("{} of {}", name, self.file),
            expected,
            found,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::decoders::simcc::BinRefinement;
    use crate::pose::family::SimCcKeys;
    use crate::pose::landmark_sets::LandmarkSet;

    fn parse(text: &str) -> Result<NetworkSpec, toml::de::Error> {
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

    #[test]
    fn a_family_has_its_networks_with_their_keys_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.toml");
        let head = "name = 'm'\nsummary = ''\nlicence = ''\nsource = ''\n";
        let plain = format!("{NETWORK}range = [0.0, 1.0]\n");
        let described = format!(
            "{NETWORK}pixels = {{ order = 'rgb', mean = [0.0, 0.0, 0.0], deviation = [1.0, 1.0, 1.0] }}\n\
             decoder = {{ kind = 'simcc', keypoints = 'halpe26' }}\n"
        );
        let read = |family: &str, networks: &[(&str, &str)]| {
            let tables = networks.iter().map(|(key, network)| format!("[{key}]\n{network}"));
            let tables = tables.collect::<String>();
            std::fs::write(&path, format!("{head}family = '{family}'\n{tables}")).unwrap();
            ModelSpec::read(&path).map_err(|e| e.to_string())
        };
        fn both(network: &str) -> [(&str, &str); 2] {
            [("detector", network), ("landmarker", network)]
        }
        assert!(read("blazepose", &both(&plain)).is_ok());
        assert!(read("top_down", &both(&described)).is_ok());
        assert!(read("one_stage", &[("network", &described)]).is_ok());
        let said = |family: &str, networks: &[(&str, &str)], what: &str| {
            let why = read(family, networks).unwrap_err();
            assert!(why.contains(what) && why.contains("m.toml"), "{why}");
        };
        said("one_stage", &both(&described), "[network]");
        said("top_down", &[("detector", &described)], "[detector] and [landmarker]");
        said("top_down", &both(&plain), "`pixels` and `decoder`");
        said("blazepose", &both(&described), "`range`");
        for range in ["[nan, inf]", "[0.0, 1e38]", "[1.0, 1.0]"] {
            said("blazepose", &both(&format!("{NETWORK}range = {range}\n")), "`range`");
        }
        let elsewhere = described.replace("a.onnx", "../a.onnx");
        said("one_stage", &[("network", &elsewhere)], "without a folder");
    }
}
