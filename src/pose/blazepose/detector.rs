//! The person detector of BlazePose: where in a picture people are.

use crate::error::PoseError;
use crate::pose::activation::sigmoid;
use crate::pose::crop::{Border, Crop};
use crate::pose::look::Look;
use crate::pose::model::Detection;
use crate::pose::network::Network;
use crate::pose::region::Region;
use crate::pose::spec::NetworkSpec;
use crate::video::Cutout;

/// Values of one candidate: a face box (left, top, right, bottom) and four points.
const VALUES: usize = 12;

/// Candidates below this score are no person.
///
/// # Source
/// MediaPipe 0.10.21, `pose_detection_cpu`: `min_score_thresh: 0.5`.
const MIN_SCORE: f32 = 0.5;

/// Candidates that overlap more than this (intersection over union) are one person.
///
/// # Source
/// MediaPipe 0.10.21, `pose_detection_cpu`: `min_suppression_threshold: 0.3`.
const SAME_PERSON_OVERLAP: f32 = 0.3;

/// The feature maps: cells a side, anchors a cell.
///
/// # Source
/// MediaPipe 0.10.21, `pose_detection_cpu`: strides 8, 16, 32, 32, 32 of 224 px, two anchors each.
const GRIDS: [(usize, usize); 3] = [(28, 2), (14, 2), (7, 6)];

/// The detector network with what is around it.
pub(crate) struct Detector<N> {
    network: N,
    crop: Crop,
    side: f32,
    anchors: Vec<[f32; 2]>,
}

/// One candidate in the network's own square, all values 0 to 1.
#[derive(Clone, Copy)]
struct Candidate {
    score: f32,
    values: [f32; VALUES],
}

impl<N: Network> Detector<N> {
    /// Wraps a network that answers as `spec` says.
    ///
    /// # Errors
    /// When the description is not that of a BlazePose detector.
    pub(crate) fn new(network: N, spec: &NetworkSpec) -> Result<Self, PoseError> {
        let side = spec.square_side()?;
        let anchors = anchors();
        spec.require_output("scores", anchors.len())?;
        spec.require_output("boxes", anchors.len() * VALUES)?;
        let crop = Crop::square(side, spec.value_range()?);
        Ok(Self { network, crop, side: side as f32, anchors })
    }

    /// Looks for people in a square of the picture; best first.
    ///
    /// # Errors
    /// When the network fails.
    pub(crate) fn detect(
        &mut self,
        picture: &Cutout,
        window: &Region,
    ) -> Result<Vec<Detection>, PoseError> {
        let outputs =
            self.network.run(self.crop.fill(picture, window, Look::Straight, Border::Black))?;
        let boxes = outputs.values("boxes", self.anchors.len() * VALUES)?;
        let scores = outputs.values("scores", self.anchors.len())?;
        let people = merge(candidates(boxes, scores, &self.anchors, self.side));
        Ok(people.iter().map(|c| locate(c, window)).filter(|d| d.region.is_usable()).collect())
    }
}

/// Centres of all anchors, 0 to 1.
fn anchors() -> Vec<[f32; 2]> {
    let mut all = Vec::new();
    for (cells, each) in GRIDS {
        for row in 0..cells {
            for column in 0..cells {
                let centre =
                    [(column as f32 + 0.5) / cells as f32, (row as f32 + 0.5) / cells as f32];
                all.extend(std::iter::repeat_n(centre, each));
            }
        }
    }
    all
}

/// Decodes the candidates that are people.
fn candidates(boxes: &[f32], scores: &[f32], anchors: &[[f32; 2]], side: f32) -> Vec<Candidate> {
    let decode = |((raw, &logit), anchor): ((&[f32], &f32), &[f32; 2])| {
        // logits are cut to ±100 as in the reference, so that exp stays finite
        let score = sigmoid(logit.clamp(-100.0, 100.0));
        (score >= MIN_SCORE).then(|| Candidate { score, values: decode_values(raw, anchor, side) })
    };
    boxes.chunks_exact(VALUES).zip(scores).zip(anchors).filter_map(decode).collect()
}

/// Offsets in pixels of the network's square become a box and points, 0 to 1.
fn decode_values(raw: &[f32], anchor: &[f32; 2], side: f32) -> [f32; VALUES] {
    let (cx, cy) = (raw[0] / side + anchor[0], raw[1] / side + anchor[1]);
    let (half_w, half_h) = (raw[2] / side / 2.0, raw[3] / side / 2.0);
    let mut values = [0.0; VALUES];
    values[..4].copy_from_slice(&[cx - half_w, cy - half_h, cx + half_w, cy + half_h]);
    for (i, value) in values.iter_mut().enumerate().skip(4) {
        *value = raw[i] / side + anchor[i % 2];
    }
    values
}

/// Weighted non-maximum suppression: candidates of one person are averaged by score.
///
/// # Source
/// MediaPipe 0.10.21, `NonMaxSuppressionCalculator`, algorithm `WEIGHTED`.
fn merge(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut people = Vec::new();
    while let Some(&best) = candidates.first() {
        let (same, others): (Vec<_>, Vec<_>) =
            candidates.iter().partition(|c| overlap(&c.values, &best.values) > SAME_PERSON_OVERLAP);
        people.push(average(&same, best));
        // a degenerate box does not even overlap itself: drop it, or this would never end
        candidates = if same.is_empty() { others[1..].to_vec() } else { others };
    }
    people
}

fn average(same: &[Candidate], best: Candidate) -> Candidate {
    let total: f32 = same.iter().map(|c| c.score).sum();
    if total <= 0.0 {
        return best;
    }
    let mean = |i: usize| same.iter().map(|c| c.score * c.values[i]).sum::<f32>() / total;
    Candidate { score: best.score, values: std::array::from_fn(mean) }
}

/// Intersection over union of two boxes.
fn overlap(a: &[f32; VALUES], b: &[f32; VALUES]) -> f32 {
    let area = |v: &[f32; VALUES]| (v[2] - v[0]).max(0.0) * (v[3] - v[1]).max(0.0);
    let width = (a[2].min(b[2]) - a[0].max(b[0])).max(0.0);
    let height = (a[3].min(b[3]) - a[1].max(b[1])).max(0.0);
    let shared = width * height;
    shared / (area(a) + area(b) - shared).max(f32::MIN_POSITIVE)
}

/// From the network's square back into the picture.
fn locate(candidate: &Candidate, window: &Region) -> Detection {
    let point = |i: usize| window.to_image(candidate.values[i], candidate.values[i + 1]);
    // the box's size says nothing: it is always a fifth of the window
    let ([left, top], [right, bottom]) = (point(0), point(2));
    Detection {
        score: candidate.score,
        region: Region::from_alignment(point(4), point(6)),
        head_px: [(left + right) / 2.0, (top + bottom) / 2.0],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(score: f32, left: f32) -> Candidate {
        let mut values = [0.0; VALUES];
        values[..4].copy_from_slice(&[left, 0.2, left + 0.2, 0.4]);
        values[4..8].copy_from_slice(&[left + 0.1, 0.6, left + 0.1, 0.1]);
        Candidate { score, values }
    }

    #[test]
    fn there_are_as_many_anchors_as_the_network_answers() {
        assert_eq!(anchors().len(), 2254);
        assert_eq!(anchors()[0], [0.5 / 28.0, 0.5 / 28.0]);
    }

    #[test]
    fn two_people_stay_two_and_one_person_becomes_one() {
        let people = merge(vec![candidate(0.6, 0.11), candidate(0.9, 0.1), candidate(0.7, 0.6)]);
        assert_eq!(people.len(), 2);
        let expected = (0.9 * 0.1 + 0.6 * 0.11) / 1.5;
        assert!((people[0].values[0] - expected).abs() < 1e-6);
        assert_eq!(people[1].values[0], 0.6);
    }

    #[test]
    fn degenerate_boxes_do_not_loop_forever() {
        let mut flat = candidate(0.9, 0.3);
        flat.values[2] = flat.values[0];
        assert_eq!(merge(vec![flat, candidate(0.8, 0.3)]).len(), 2);
    }

    #[test]
    fn a_detection_in_a_window_lies_in_the_picture() {
        let window = Region { cx_px: 500.0, cy_px: 300.0, size_px: 200.0, angle_rad: 0.0 };
        let d = locate(&candidate(0.9, 0.4), &window);
        assert!((d.region.cx_px - 500.0).abs() < 1e-3, "{d:?}");
        assert!((d.region.cy_px - 320.0).abs() < 1e-3);
        assert!((d.region.size_px - 2.0 * 100.0 * 1.25).abs() < 1e-2);
        assert!((d.head_px[0] - 500.0).abs() < 1e-3 && (d.head_px[1] - 260.0).abs() < 1e-3);
    }
}
