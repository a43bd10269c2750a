//! The decoder of a described network, with its numbers checked against the described shapes.

use crate::error::PoseError;
use crate::pose::decoders::heat_map::HeatMaps;
use crate::pose::decoders::person_boxes::{BoxForm, PersonBoxes};
use crate::pose::decoders::rtmdet::rtmdet;
use crate::pose::decoders::rtmo::Rtmo;
use crate::pose::decoders::simcc::SimCc;
use crate::pose::decoders::yolo_pose::{YoloForm, YoloPose};
use crate::pose::decoders::yolox::yolox;
use crate::pose::family::{BoxKeys, Decoder, HeatMapKeys, RtmoKeys, SimCcKeys, YoloKeys};
use crate::pose::input::letterbox::{Letterbox, Position};
use crate::pose::input::top_down::{PixelGrid, TopDown};
use crate::pose::landmark_sets::LandmarkSet;
use crate::pose::spec::NetworkSpec;

/// A decoder with everything that it needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reader {
    /// A person detector, with the picture in a letterbox.
    Boxes(PersonBoxes, Letterbox),
    /// SimCC of one person.
    SimCc(SimCc, LandmarkSet, TopDown),
    /// Heat maps of one person.
    HeatMaps(HeatMaps, LandmarkSet, TopDown),
    /// RTMO.
    Rtmo(Rtmo, LandmarkSet, Letterbox),
    /// YOLO-pose.
    YoloPose(YoloPose, LandmarkSet, Letterbox),
}

impl NetworkSpec {
    /// The network's decoder, after checking that its outputs are described with the shapes that it reads; `None` for
    /// BlazePose.
    ///
    /// # Errors
    /// When the input has not three channels, or an output has another shape.
    pub fn reader(&self) -> Result<Option<Reader>, PoseError> {
        let [1, 3, height, width] = self.input else {
            return Err(self.wrong_input());
        };
        if width == 0 || height == 0 {
            return Err(self.wrong_input());
        }
        self.decoder.map(|decoder| self.read(decoder, width, height)).transpose()
    }

    fn read(&self, decoder: Decoder, width: usize, height: usize) -> Result<Reader, PoseError> {
        match decoder {
            Decoder::Yolox(keys) => self.boxes(keys, yolox(keys.form, [width, height])),
            Decoder::Rtmdet(keys) => self.boxes(keys, rtmdet(keys.form, [width, height])),
            Decoder::Simcc(keys) => self.simcc(keys, width, height),
            Decoder::HeatMap(keys) => self.heat_maps(keys, width, height),
            Decoder::Rtmo(keys) => self.rtmo(keys, width, height),
            Decoder::YoloPose(keys) => self.yolo_pose(keys, width, height),
        }
    }

    fn boxes(&self, keys: BoxKeys, standard: PersonBoxes) -> Result<Reader, PoseError> {
        let [width, height] = standard.input;
        let (_, shape) = self.only_output()?;
        let values = shape.last().copied().unwrap_or_default();
        match keys.form {
            BoxForm::InGraph => self.require(shape, &[1, 0, 5])?,
            BoxForm::Grid => self.require(shape, &[1, standard.cells(), values.max(6)])?,
        }
        let boxes = PersonBoxes {
            min_score: keys.min_score.unwrap_or(standard.min_score),
            max_overlap: keys.max_overlap.unwrap_or(standard.max_overlap),
            ..standard
        };
        Ok(Reader::Boxes(boxes, Letterbox { width, height, position: Position::TopLeft }))
    }

    fn simcc(&self, keys: SimCcKeys, width: usize, height: usize) -> Result<Reader, PoseError> {
        let count = keys.keypoints.count();
        for (name, pixels) in [("simcc_x", width), ("simcc_y", height)] {
            let bins = (pixels as f32 * keys.split).round() as usize;
            self.require(self.output(name)?, &[1, count, bins])?;
        }
        let place = TopDown { width, height, padding: keys.padding, grid: PixelGrid::Plain };
        let decoder = SimCc { split: keys.split, refinement: keys.refinement };
        Ok(Reader::SimCc(decoder, keys.keypoints, place))
    }

    fn heat_maps(
        &self,
        keys: HeatMapKeys,
        width: usize,
        height: usize,
    ) -> Result<Reader, PoseError> {
        let (_, shape) = self.only_output()?;
        let &[1, _, rows, columns] = shape else {
            return Err(self.wrong_output(shape, &[1, keys.keypoints.count(), 1, 1]));
        };
        self.require(shape, &[1, keys.keypoints.count(), rows.max(1), columns.max(1)])?;
        let place = TopDown { width, height, padding: keys.padding, grid: keys.grid };
        let decoder = HeatMaps {
            input: [width, height],
            cells: [columns, rows],
            grid: keys.grid,
            refinement: keys.refinement,
        };
        Ok(Reader::HeatMaps(decoder, keys.keypoints, place))
    }

    fn rtmo(&self, keys: RtmoKeys, width: usize, height: usize) -> Result<Reader, PoseError> {
        let count = keys.keypoints.count();
        self.require(self.output("dets")?, &[1, 0, 5])?;
        self.require(self.output("keypoints")?, &[1, 0, count, 3])?;
        let standard = Rtmo::new(count);
        let decoder = Rtmo {
            min_score: keys.min_score.unwrap_or(standard.min_score),
            max_overlap: keys.max_overlap.unwrap_or(standard.max_overlap),
            ..standard
        };
        let place = Letterbox { width, height, position: Position::TopLeft };
        Ok(Reader::Rtmo(decoder, keys.keypoints, place))
    }

    fn yolo_pose(&self, keys: YoloKeys, width: usize, height: usize) -> Result<Reader, PoseError> {
        let standard = YoloPose::new(keys.form, keys.keypoints.count());
        let decoder = YoloPose {
            min_score: keys.min_score.unwrap_or(standard.min_score),
            max_overlap: keys.max_overlap.unwrap_or(standard.max_overlap),
            ..standard
        };
        let (_, shape) = self.only_output()?;
        let others = shape.iter().rev().nth(match keys.form {
            YoloForm::Candidates => 0,
            YoloForm::InGraph => 1,
        });
        let others = others.copied().unwrap_or_default();
        match keys.form {
            YoloForm::Candidates => self.require(shape, &[1, decoder.values(), others])?,
            YoloForm::InGraph => self.require(shape, &[1, others, decoder.values()])?,
        }
        let place = Letterbox { width, height, position: Position::Middle };
        Ok(Reader::YoloPose(decoder, keys.keypoints, place))
    }

    /// The output that stands alone, and its name.
    ///
    /// # Errors
    /// When several are described, or none.
    pub fn only_output(&self) -> Result<(&str, &[usize]), PoseError> {
        let mut all = self.outputs.iter();
        match (all.next(), all.next()) {
            (Some((name, shape)), None) => Ok((name, shape)),
            _ => Err(PoseError::WrongOutput {
                output: format!("list of {}", self.file),
                expected: 1,
                found: self.outputs.len(),
            }),
        }
    }

    fn output(&self, name: &str) -> Result<&[usize], PoseError> {
        self.outputs.get(name).map(Vec::as_slice).ok_or_else(|| PoseError::WrongOutput {
            output: format!("{name} of {}", self.file),
            expected: 1,
            found: 0,
        })
    }

    fn require(&self, found: &[usize], expected: &[usize]) -> Result<(), PoseError> {
        if found == expected { Ok(()) } else { Err(self.wrong_output(found, expected)) }
    }

    fn wrong_output(&self, found: &[usize], expected: &[usize]) -> PoseError {
        PoseError::WrongOutput {
            output: format!("{found:?} of {}, which should be {expected:?},", self.file),
            expected: expected.iter().product(),
            found: found.iter().product(),
        }
    }

    fn wrong_input(&self) -> PoseError {
        PoseError::WrongInput { file: self.file.clone(), found: self.input.to_vec() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::family::Family;
    use crate::pose::spec::ModelSpec;
    use std::path::Path;

    fn descriptions() -> Vec<ModelSpec> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        let files = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        let is_description = |p: &std::path::PathBuf| {
            p.extension().is_some_and(|e| e == "toml") && !p.ends_with("sources.toml")
        };
        let read = |p: std::path::PathBuf| {
            let model = ModelSpec::read(&p).unwrap();
            assert!(p.ends_with(format!("{}.toml", model.name)), "{p:?}");
            model
        };
        files.filter(is_description).map(read).collect()
    }

    #[test]
    fn the_descriptions_fit_their_decoders() {
        let models = descriptions();
        assert!(models.len() >= 7);
        for model in models {
            let described = model.family != Family::Blazepose;
            for (_, network) in model.networks() {
                assert_eq!(network.reader().unwrap().is_some(), described, "{}", model.name);
                assert_eq!(network.sha256.len(), 64, "{}", model.name);
            }
        }
    }

    fn network(outputs: &str, decoder: &str) -> NetworkSpec {
        let text = format!(
            "file = 'a.onnx'\nsha256 = 'unknown'\ninput = [1, 3, 640, 640]\n\
             outputs = {{ {outputs} }}\ndecoder = {{ {decoder} }}"
        );
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn shapes_that_the_decoder_cannot_read_are_refused() {
        let simcc = "kind = 'simcc', keypoints = 'coco17'";
        let heat_map = "kind = 'heat_map', keypoints = 'coco17'";
        let grid = "kind = 'yolox', form = 'grid'";
        let pose = "kind = 'yolo_pose', form = 'candidates', keypoints = 'coco17'";
        let good = [
            network("simcc_x = [1, 17, 1280], simcc_y = [1, 17, 1280]", simcc),
            network("maps = [1, 17, 160, 160]", heat_map),
            network("output = [1, 8400, 85]", grid),
            network("output0 = [1, 56, 8400]", pose),
        ];
        assert!(good.iter().all(|n| n.reader().is_ok()));
        let bad = [
            network("simcc_x = [1, 17, 1280]", simcc),
            network("simcc_x = [1, 17, 640], simcc_y = [1, 17, 1280]", simcc),
            network("maps = [1, 26, 160, 160]", heat_map),
            network("maps = [1, 17, 0, 160]", heat_map),
            network("maps = [17, 160, 160]", heat_map),
            network("output = [1, 3549, 85]", grid),
            network("output = [1, 8400, 5]", grid),
            network("output = []", grid),
            network("output0 = [1, 8400, 56]", pose),
            network("a = [1, 56, 8400], b = [1]", pose),
        ];
        for one in bad {
            assert!(one.reader().is_err(), "{:?}", one.outputs);
        }
    }

    #[test]
    fn an_input_that_is_no_colour_picture_is_refused() {
        let mut one = network("output0 = [1, 56, 8400]", "kind = 'yolox', form = 'grid'");
        for input in [[1, 1, 640, 640], [2, 3, 640, 640], [1, 3, 0, 640]] {
            one.input = input;
            assert!(matches!(one.reader(), Err(PoseError::WrongInput { .. })));
        }
    }
}
