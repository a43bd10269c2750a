//! The landmark network of BlazePose: the body of the person in a region.

use crate::anatomy::Landmark;
use crate::error::PoseError;
use crate::pose::activation::sigmoid;
use crate::pose::crop::{Border, Crop};
use crate::pose::keypoints::Keypoint;
use crate::pose::keypoints::Pose;
use crate::pose::leg_peaks::{CELLS, leg_peaks};
use crate::pose::look::Look;
use crate::pose::model::Located;
use crate::pose::network::Network;
use crate::pose::region::Region;
use crate::pose::spec::NetworkSpec;
use crate::video::Cutout;

/// Landmarks that the network gives: the body's, two for the region, four that nothing uses.
const LANDMARKS: usize = 39;
/// Values of a landmark: x, y, z, visibility, presence.
const VALUES: usize = 5;
/// The body's landmarks and the two alignment points.
const USED: usize = Landmark::COUNT + 2;
/// The refinement looks at the cells this far around the landmark.
///
/// # Source
/// MediaPipe 0.10.21, `RefineLandmarksFromHeatmapCalculator`. Deviation: its graph says
/// `kernel_size: 7`, but the program behaves as a window of 9 × 9 (measured against its output).
const REFINE_RADIUS: usize = 4;
/// A heat map whose best cell is below this does not refine.
///
/// # Source
/// MediaPipe 0.10.21, same calculator: `min_confidence_to_refine: 0.5`.
const REFINE_MIN_CONFIDENCE: f32 = 0.5;

/// The landmark network with what is around it.
pub(crate) struct Landmarker<N> {
    network: N,
    crop: Crop,
    side: f32,
}

impl<N: Network> Landmarker<N> {
    /// Wraps a network that answers as `spec` says.
    ///
    /// # Errors
    /// When the description is not that of a BlazePose landmark network.
    pub(crate) fn new(network: N, spec: &NetworkSpec) -> Result<Self, PoseError> {
        let side = spec.square_side()?;
        for (name, values) in OUTPUTS {
            spec.require_output(name, values)?;
        }
        let crop = Crop::square(side, spec.value_range()?);
        Ok(Self { network, crop, side: side as f32 })
    }

    /// The person in a region, with the network's confidence that there is one.
    ///
    /// # Errors
    /// When the network fails.
    pub(crate) fn locate(
        &mut self,
        picture: &Cutout,
        region: &Region,
        look: Look,
    ) -> Result<Located, PoseError> {
        let outputs = self.network.run(self.crop.fill(picture, region, look, Border::Replicate))?;
        let values = |i: usize| outputs.values(OUTPUTS[i].0, OUTPUTS[i].1);
        let (landmarks, world, heatmap, presence) =
            (values(0)?, values(1)?, values(2)?, values(3)?);
        let points = points(landmarks, heatmap, self.side, region, look);
        let [mid_hip, above_head] = [33, 34].map(|i| [points[i].x_px, points[i].y_px]);
        let own = |landmark: Landmark| match look {
            Look::Straight => landmark,
            Look::Mirrored => landmark.mirrored(),
        };
        let world_m = world_landmarks(world, region, look);
        let to_picture = |at| place_in_picture(at, self.side, region, look);
        let pose = Pose {
            score: presence[0].clamp(0.0, 1.0),
            keypoints: Landmark::ALL.iter().map(|&l| points[own(l).index()]).collect(),
            world_m: Landmark::ALL.iter().map(|&l| world_m[own(l).index()]).collect(),
            leg_peaks: leg_peaks(heatmap, own, to_picture),
        };
        Ok(Located { pose, region: Region::from_alignment(mid_hip, above_head) })
    }
}

/// Outputs by name, with the number of their values.
const OUTPUTS: [(&str, usize); 4] = [
    ("landmarks", LANDMARKS * VALUES),
    ("world", LANDMARKS * 3),
    ("heatmap", LANDMARKS * CELLS * CELLS),
    ("presence", 1),
];

/// Decodes and refines the landmarks, and brings them into the picture; in a mirror's order.
fn points(
    landmarks: &[f32],
    heatmap: &[f32],
    side: f32,
    region: &Region,
    look: Look,
) -> Vec<Keypoint> {
    let maps = heatmap.chunks_exact(CELLS * CELLS);
    let decode = |(raw, map): (&[f32], &[f32])| {
        let at = refine([raw[0] / side, raw[1] / side], map);
        let [x_px, y_px] = place_in_picture(at, side, region, look);
        let z_px = raw[2] / side * region.size_px;
        Keypoint { x_px, y_px, visibility: sigmoid(raw[3]), presence: sigmoid(raw[4]), z_px }
    };
    landmarks.chunks_exact(VALUES).zip(maps).take(USED).map(decode).collect()
}

/// Where a place of the region, 0 to 1, lies in the picture.
fn place_in_picture([u, v]: [f32; 2], side: f32, region: &Region, look: Look) -> [f32; 2] {
    match look {
        Look::Straight => region.to_image(u, v),
        Look::Mirrored => region.to_image(1.0 - 1.0 / side - u, v),
    }
}

/// Moves a landmark to the centre of mass of its heat map near by.
fn refine([u, v]: [f32; 2], map: &[f32]) -> [f32; 2] {
    let (column, row) = (u * CELLS as f32, v * CELLS as f32);
    let inside = |c: f32| c >= 0.0 && c < CELLS as f32;
    if !inside(column) || !inside(row) {
        return [u, v];
    }
    let span = |c: f32| {
        let c = c as usize;
        c.saturating_sub(REFINE_RADIUS)..(c + REFINE_RADIUS + 1).min(CELLS)
    };
    let (mut sum, mut best, mut sum_u, mut sum_v) = (0.0f32, 0.0f32, 0.0, 0.0);
    for j in span(row) {
        for i in span(column) {
            let p = sigmoid(map[j * CELLS + i]);
            sum += p;
            best = best.max(p);
            sum_u += i as f32 * p;
            sum_v += j as f32 * p;
        }
    }
    if best < REFINE_MIN_CONFIDENCE {
        return [u, v];
    }
    [sum_u / CELLS as f32 / sum, sum_v / CELLS as f32 / sum]
}

/// World landmarks turned with the region, so that y is the picture's down; in a mirror's order.
fn world_landmarks(world: &[f32], region: &Region, look: Look) -> Vec<[f32; 3]> {
    let (sin, cos) = region.angle_rad.sin_cos();
    let right = if look == Look::Mirrored { -1.0 } else { 1.0 };
    let turn = |p: &[f32]| {
        let x = right * p[0];
        [cos * x - sin * p[1], sin * x + cos * p[1], p[2]]
    };
    world.chunks_exact(3).take(Landmark::COUNT).map(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::network::Outputs;
    use crate::pose::spec::ValueRange;
    use image::RgbImage;
    use ndarray::{ArrayD, ArrayView4};

    /// A heat map of one bright cell.
    fn map_with(column: usize, row: usize) -> Vec<f32> {
        let mut map = vec![-20.0; CELLS * CELLS];
        map[row * CELLS + column] = 5.0;
        map
    }

    #[test]
    fn refinement_moves_to_the_bright_cell_near_by() {
        let [u, v] = refine([30.5 / 64.0, 40.5 / 64.0], &map_with(33, 38));
        assert!((u - 33.0 / 64.0).abs() < 1e-4 && (v - 38.0 / 64.0).abs() < 1e-4, "{u} {v}");
    }

    #[test]
    fn a_bright_cell_far_away_or_a_dark_map_leaves_the_landmark() {
        let start = [30.5 / 64.0, 40.5 / 64.0];
        assert_eq!(refine(start, &map_with(36, 40)), start);
        assert_eq!(refine(start, &vec![-20.0; CELLS * CELLS]), start);
        assert_eq!(refine([-0.1, 0.5], &map_with(0, 32)), [-0.1, 0.5]);
        assert_eq!(refine([0.5, 1.7], &map_with(0, 32)), [0.5, 1.7]);
    }

    /// Every landmark 2 px to the right of the one before it, whatever the picture.
    struct Fixed;

    impl Network for Fixed {
        fn run(&mut self, _: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
            let landmark = |i: usize| [10.0 + 2.0 * i as f32, 100.0, 0.0, 5.0, 5.0];
            let values = [
                (0..LANDMARKS).flat_map(landmark).collect(),
                (0..LANDMARKS).flat_map(|i| [i as f32, 0.0, 0.0]).collect(),
                vec![-20.0; LANDMARKS * CELLS * CELLS],
                vec![0.9],
            ];
            let named = OUTPUTS.iter().zip(values).map(|((name, _), values): (_, Vec<f32>)| {
                (name.to_string(), ArrayD::from_shape_vec(vec![values.len()], values).unwrap())
            });
            Ok(Outputs(named.collect()))
        }
    }

    #[test]
    fn a_mirrors_left_is_right() {
        let crop = Crop::square(256, ValueRange { low: 0.0, high: 1.0 });
        let mut landmarker = Landmarker { network: Fixed, crop, side: 256.0 };
        let picture = Cutout::from(RgbImage::new(256, 256));
        let region = Region { cx_px: 128.0, cy_px: 128.0, size_px: 256.0, angle_rad: 0.0 };
        let mut look = |look| landmarker.locate(&picture, &region, look).unwrap().pose;
        let (straight, mirrored) = (look(Look::Straight), look(Look::Mirrored));
        for landmark in Landmark::ALL {
            let (here, there) = (landmark.index(), landmark.mirrored().index());
            let x_px = straight.keypoints[there].x_px;
            assert_eq!(mirrored.keypoints[here].x_px, 255.0 - x_px, "{landmark:?}");
            assert_eq!(mirrored.world_m[here][0], -straight.world_m[there][0], "{landmark:?}");
        }
    }

    #[test]
    fn landmarks_are_brought_into_the_picture() {
        let mut raw = vec![0.0; LANDMARKS * VALUES];
        raw[..5].copy_from_slice(&[64.0, 192.0, 12.8, 100.0, -100.0]);
        let region = Region { cx_px: 500.0, cy_px: 400.0, size_px: 200.0, angle_rad: 0.0 };
        let dark = vec![-20.0; LANDMARKS * CELLS * CELLS];
        let p = points(&raw, &dark, 256.0, &region, Look::Straight)[0];
        assert_eq!((p.x_px, p.y_px), (450.0, 450.0));
        assert!((p.z_px - 10.0).abs() < 1e-4);
        assert!(p.visibility > 0.999 && p.presence < 0.001);
        // pixel 64 of 256 in a mirror is pixel 191
        let p = points(&raw, &dark, 256.0, &region, Look::Mirrored)[0];
        assert_eq!((p.x_px, p.y_px), (400.0 + 200.0 * 191.0 / 256.0, 450.0));
    }
}
