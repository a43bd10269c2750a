//! Decoders held against rtmlib on tensors that look random (`tests/pose_models/reference.py`).

use crate::pose::decoders::found::{FoundBox, FoundPerson, ScoredPoint};
use crate::pose::decoders::heat_map::{CellRefinement, HeatMaps};
use crate::pose::decoders::person_boxes::{BoxForm, PersonBoxes};
use crate::pose::decoders::rtmdet::rtmdet;
use crate::pose::decoders::rtmo::Rtmo;
use crate::pose::decoders::simcc::{BinRefinement, SimCc};
use crate::pose::decoders::yolo_pose::{YoloForm, YoloPose};
use crate::pose::decoders::yolox::yolox;
use crate::pose::fixtures::{fixture, tensor};
use crate::pose::input::affine::Affine;
use crate::pose::input::top_down::{PADDING, PixelGrid, TopDown};
use serde::Deserialize;

/// Arithmetic in 32 bits, for coordinates of some hundred pixels.
const TOLERANCE_PX: f32 = 1e-4;

fn assert_near(found: &[f32], expected: &[f32], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < TOLERANCE_PX, "{what}: {found:?} {expected:?}");
    }
}

fn scaled(ratio: f64) -> Affine {
    Affine::stretch([1.0 / ratio; 2], [0.0; 2])
}

#[derive(Deserialize)]
struct Curves {
    keypoints: usize,
    input: [usize; 2],
    r#box: [f32; 4],
    lowered: usize,
    seed: u32,
    points: Vec<[f32; 2]>,
    scores: Vec<f32>,
}

impl Curves {
    /// Curves from -0.5 to 0.5, one keypoint's a whole lower.
    fn tensor(&self, bins: usize, seed: u32) -> Vec<f32> {
        let fall = |i: usize| if i / bins == self.lowered { 1.5 } else { 0.5 };
        let values = tensor(self.keypoints * bins, seed);
        values.into_iter().enumerate().map(|(i, v)| v - fall(i)).collect()
    }

    fn decoded(&self, refinement: BinRefinement) -> Vec<Option<ScoredPoint>> {
        let [width, height] = self.input;
        let place = TopDown { width, height, padding: PADDING, grid: PixelGrid::Plain };
        let to_picture = place.place(self.r#box).points;
        let x = self.tensor(2 * width, self.seed);
        let y = self.tensor(2 * height, self.seed + 100);
        SimCc { split: 2.0, refinement }.points(&x, &y, self.keypoints, &to_picture)
    }
}

#[test]
fn simcc_is_that_of_rtmlib() {
    for case in fixture::<Vec<Curves>>("simcc") {
        let points = case.decoded(BinRefinement::Argmax);
        assert_eq!(points.len(), case.points.len());
        for (i, point) in points.into_iter().enumerate() {
            // rtmlib gives a place beside the box where it has no keypoint
            let Some(point) = point else {
                assert!(i == case.lowered && case.scores[i] <= 0.0);
                continue;
            };
            assert_near(&[point.x_px, point.y_px], &case.points[i], "point");
            assert_near(&[point.score], &case.scores[i..=i], "score");
        }
    }
}

#[test]
fn the_parabola_stays_within_half_a_bin_of_rtmlib() {
    for case in fixture::<Vec<Curves>>("simcc") {
        let bin_px = 0.5 * (case.decoded_scale());
        let pairs = case.decoded(BinRefinement::Parabola).into_iter().zip(&case.points);
        for (point, expected) in pairs.filter_map(|(p, e)| p.map(|p| (p, e))) {
            let apart = (point.x_px - expected[0]).abs().max((point.y_px - expected[1]).abs());
            assert!(apart <= 0.5 * bin_px + TOLERANCE_PX, "{apart} of {bin_px}");
        }
    }
}

impl Curves {
    /// Picture pixels of an input pixel.
    fn decoded_scale(&self) -> f32 {
        let [width, height] = self.input;
        let place = TopDown { width, height, padding: PADDING, grid: PixelGrid::Plain };
        place.place(self.r#box).points.x[0]
    }
}

#[derive(Deserialize)]
struct Maps {
    input: [usize; 2],
    cells: [usize; 2],
    r#box: [f32; 4],
    highest: Vec<usize>,
    maps: Vec<f32>,
    points: Vec<[f32; 2]>,
    scores: Vec<f32>,
}

impl Maps {
    fn decoded(
        &self,
        grid: PixelGrid,
        refinement: CellRefinement,
        map: &Affine,
    ) -> Vec<ScoredPoint> {
        let decoder = HeatMaps { input: self.input, cells: self.cells, grid, refinement };
        decoder.points(&self.maps, map).into_iter().map(Option::unwrap).collect()
    }
}

/// Curvatures of the logarithms are small differences of 32-bit numbers: a thousandth of a pixel.
#[test]
fn refined_heat_maps_are_those_of_rtmlib() {
    let case: Maps = fixture("heat_maps");
    let [width, height] = case.input;
    let place = TopDown { width, height, padding: PADDING, grid: PixelGrid::Udp };
    let map = place.place(case.r#box).points;
    let points = case.decoded(PixelGrid::Udp, CellRefinement::Dark, &map);
    assert_eq!(points.len(), case.points.len());
    for ((point, expected), score) in points.iter().zip(&case.points).zip(&case.scores) {
        let apart = (point.x_px - expected[0]).abs().max((point.y_px - expected[1]).abs());
        assert!(apart < 1e-3, "{point:?} {expected:?}");
        assert_near(&[point.score], &[*score], "score");
    }
}

#[test]
fn the_highest_cells_are_those_of_rtmlib() {
    let case: Maps = fixture("heat_maps");
    let input = Affine::stretch([1.0; 2], [0.0; 2]);
    let points = case.decoded(PixelGrid::Plain, CellRefinement::Argmax, &input);
    for (point, &cell) in points.iter().zip(&case.highest) {
        let at = [cell % case.cells[0], cell / case.cells[0]].map(|c| 4.0 * c as f32);
        assert_eq!([point.x_px, point.y_px], at);
    }
}

#[derive(Deserialize)]
struct Boxes {
    kind: String,
    seed: u32,
    ratio: f64,
    boxes: Vec<[f32; 4]>,
    side: Option<usize>,
    classes: Option<usize>,
    count: Option<usize>,
}

impl Boxes {
    fn decoder(&self, form: BoxForm, side: usize) -> PersonBoxes {
        match self.kind.as_str() {
            "yolox" => yolox(form, [side, side]),
            _ => rtmdet(form, [side, side]),
        }
    }

    fn compare(&self, found: &[FoundBox]) {
        assert_eq!(found.len(), self.boxes.len(), "{}", self.kind);
        for (found, expected) in found.iter().zip(&self.boxes) {
            assert_near(&found.bounds_px, expected, &self.kind);
        }
    }
}

#[test]
fn grids_of_real_size_give_the_boxes_of_rtmlib() {
    for case in fixture::<Vec<Boxes>>("grids") {
        let decoder = case.decoder(BoxForm::Grid, case.side.unwrap());
        let values = 5 + case.classes.unwrap();
        let mut output = tensor(decoder.cells() * values, case.seed);
        for row in output.chunks_exact_mut(values) {
            row[2] *= 3.0;
            row[3] *= 3.0;
        }
        let found = decoder.people(&output, &scaled(case.ratio));
        assert!(found.len() > 100 && found.is_sorted_by(|a, b| a.score >= b.score));
        case.compare(&found);
    }
}

#[test]
fn boxes_from_inside_the_graph_are_those_of_rtmlib() {
    for case in fixture::<Vec<Boxes>>("in_graph") {
        let mut output = tensor(5 * case.count.unwrap(), case.seed);
        for row in output.chunks_exact_mut(5) {
            row[..4].iter_mut().for_each(|v| *v *= 256.0);
        }
        let found = case.decoder(BoxForm::InGraph, 416).people(&output, &scaled(case.ratio));
        assert!(found.len() < case.count.unwrap());
        case.compare(&found);
    }
}

#[derive(Deserialize)]
struct RtmoCase {
    count: usize,
    seed: u32,
    ratio: f64,
    points: Vec<Vec<[f32; 2]>>,
    scores: Vec<Vec<f32>>,
}

#[test]
fn people_of_rtmo_are_those_of_rtmlib() {
    let case: RtmoCase = fixture("rtmo");
    let mut boxes = tensor(5 * case.count, case.seed);
    for row in boxes.chunks_exact_mut(5) {
        row[0] *= 128.0;
        row[1] *= 128.0;
        row[2] = row[0] + 64.0 + 256.0 * row[2];
        row[3] = row[1] + 64.0 + 256.0 * row[3];
    }
    let mut points = tensor(case.count * 17 * 3, case.seed + 1);
    for triple in points.chunks_exact_mut(3) {
        triple[0] *= 512.0;
        triple[1] *= 512.0;
    }
    let people = Rtmo::new(17).people(&boxes, &points, &scaled(case.ratio));
    assert_eq!(people.len(), case.points.len());
    for ((person, points), scores) in people.iter().zip(&case.points).zip(&case.scores) {
        compare_points(person, points);
        let found: Vec<f32> = person.points.iter().map(|p| p.score).collect();
        assert_near(&found, scores, "scores");
    }
    assert!(Rtmo::new(17).people(&[0.0; 50], &points, &scaled(1.0)).is_empty());
}

fn compare_points(person: &FoundPerson, expected: &[[f32; 2]]) {
    for (point, expected) in person.points.iter().zip(expected) {
        assert_near(&[point.x_px, point.y_px], expected, "point");
    }
}

#[derive(Deserialize)]
struct YoloCase {
    count: usize,
    seed: u32,
    gain: f64,
    pad: [f64; 2],
    people: Vec<YoloPerson>,
}

#[derive(Deserialize)]
struct YoloPerson {
    r#box: [f32; 4],
    score: f32,
    points: Vec<[f32; 2]>,
}

impl YoloCase {
    /// Rows of the documented layout: four of the box, the score, then x, y and score of each keypoint.
    fn output(&self) -> Vec<f32> {
        let mut output = tensor(56 * self.count, self.seed);
        for (row, values) in output.chunks_exact_mut(self.count).enumerate() {
            let change = |v: f32| match row {
                0 | 1 => 512.0 * v,
                2 | 3 => 64.0 + 128.0 * v,
                4 => v * v,
                _ if row % 3 == 1 => v,
                _ => 512.0 * v,
            };
            values.iter_mut().for_each(|v| *v = change(*v));
        }
        output
    }
}

#[test]
fn people_of_yolo_pose_are_those_of_the_documented_layout() {
    let case: YoloCase = fixture("yolo_pose");
    let map = Affine::stretch([1.0 / case.gain; 2], case.pad.map(|p| -p / case.gain));
    let people = YoloPose::new(YoloForm::Candidates, 17).people(&case.output(), &map);
    assert_eq!(people.len(), case.people.len());
    for (person, expected) in people.iter().zip(&case.people) {
        let apart = |a: f32, b: f32| (a - b).abs() < 1e-4;
        assert!(person.found.bounds_px.iter().zip(expected.r#box).all(|(a, b)| apart(*a, b)));
        assert!(apart(person.found.score, expected.score));
        assert_eq!(person.points.len(), 17);
        for (point, at) in person.points.iter().zip(&expected.points) {
            assert!(apart(point.x_px, at[0]) && apart(point.y_px, at[1]), "{point:?} {at:?}");
        }
    }
}
