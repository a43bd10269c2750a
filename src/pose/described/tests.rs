//! What described networks are given and refused.

use crate::error::PoseError;
use crate::pose::crop::Crop;
use crate::pose::described::one_stage::OneStage;
use crate::pose::described::top_down::TopDownModel;
use crate::pose::fixtures::{fixture, picture};
use crate::pose::input::case::Case;
use crate::pose::input::pixels::Pixels;
use crate::pose::input::top_down::{PADDING, PixelGrid, TopDown};
use crate::pose::network::{Network, Outputs};
use crate::pose::spec::NetworkSpec;
use crate::video::Cutout;
use image::imageops::crop_imm;
use ndarray::ArrayView4;

fn crop(case: &Case) -> Crop {
    Crop::of_pixels(case.input[0], case.input[1], &case.pixels())
}

/// Both round to whole levels, so a value may be one level beside; OpenCV's resizing also cuts between rows and columns.
#[test]
fn tensors_are_those_of_rtmlib() {
    let cases: Vec<Case> = fixture("inputs");
    assert_eq!(cases.len(), 8);
    for case in cases {
        let picture = Cutout::from(picture(case.picture[0], case.picture[1]));
        let (mut crop, pixels) = (crop(&case), case.pixels());
        let tensor = crop.fill_placed(&picture, &case.placement());
        let (mut most, mut sum) = (0.0_f32, 0.0_f32);
        for &(channel, row, column, expected) in &case.samples {
            let apart = (tensor[[0, channel, row, column]] - expected).abs();
            most = most.max(apart * pixels.deviation[channel]);
            sum += apart * pixels.deviation[channel];
        }
        let mean = sum / case.samples.len() as f32;
        assert!(most < 1.01 && mean < 0.27, "{}: {most} {mean}", case.name);
    }
}

#[test]
fn a_mirrored_tensor_has_its_columns_turned_round() {
    for case in fixture::<Vec<Case>>("inputs") {
        let picture = Cutout::from(picture(case.picture[0], case.picture[1]));
        let (mut crop, placed) = (crop(&case), case.placement());
        let straight = crop.fill_placed(&picture, &placed).to_owned();
        let mut mirrored = crop.fill_placed(&picture, &placed.mirrored(case.input[0])).to_owned();
        mirrored.invert_axis(ndarray::Axis(3));
        let one_level = case.pixels().deviation.iter().map(|d| 1.01 / d).fold(0.0, f32::max);
        let most = (&straight - &mirrored).iter().fold(0.0_f32, |m, d| m.max(d.abs()));
        assert!(most <= one_level, "{}: {most}", case.name);
    }
}

/// A region of a frame is cut out before it is looked at: the tensor must not change by that.
#[test]
fn a_cutout_gives_the_same_tensor_as_the_whole_picture() {
    let whole = picture(80, 60);
    let part = Cutout::new(crop_imm(&whole, 10, 4, 60, 52).to_image(), 10, 4);
    let input = TopDown { width: 48, height: 64, padding: PADDING, grid: PixelGrid::Udp };
    let placed = input.place([28.0, 16.0, 52.0, 44.0]);
    let mut crop = Crop::of_pixels(48, 64, &Pixels::RTMPOSE);
    let of_part = crop.fill_placed(&part, &placed).to_owned();
    let apart = &of_part - &crop.fill_placed(&whole.into(), &placed);
    let most = apart.iter().fold(0.0_f32, |m, d| m.max(d.abs()));
    assert!(most <= 1.01 / 57.0, "rounding may change one level: {most}");
}

/// Never run.
struct Silent;

impl Network for Silent {
    fn run(&mut self, _: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        unreachable!()
    }
}

fn spec(decoder: &str, outputs: &str) -> NetworkSpec {
    let text = format!(
        "file = 'a.onnx'\nsha256 = 'unknown'\ninput = [1, 3, 64, 64]\noutputs = {{ {outputs} }}\n\
         pixels = {{ order = 'rgb', mean = [0.0, 0.0, 0.0], deviation = [1.0, 1.0, 1.0] }}\n\
         decoder = {{ {decoder} }}"
    );
    toml::from_str(&text).unwrap()
}

#[test]
fn a_decoder_of_another_kind_of_network_is_named() {
    let boxes = spec("kind = 'yolox', form = 'in_graph'", "dets = [1, 0, 5]");
    let maps = spec("kind = 'heat_map', keypoints = 'coco17'", "maps = [1, 17, 16, 16]");
    assert!(TopDownModel::new((Silent, &boxes), (Silent, &maps)).is_ok());
    let wrong = [
        TopDownModel::new((Silent, &maps), (Silent, &maps)).err(),
        TopDownModel::new((Silent, &boxes), (Silent, &boxes)).err(),
        OneStage::new(Silent, &boxes).err(),
    ];
    for error in wrong {
        let said = error.unwrap().to_string();
        assert!(said.contains("a.onnx") && said.contains("decoder"), "{said}");
    }
}
