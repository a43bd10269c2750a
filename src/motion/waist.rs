//! Which of the edges across the pelvis is the waistband: the clearest one that keeps its place and its colours
//! through a pass.

use crate::image_features::WaistEdge;
use crate::motion::pass::Pass;
use crate::motion::view::View;
use crate::track::PoseSequence;

/// Edges of one waistband lie within so many body heights of each other, in different frames.
const ALIKE_HEIGHTS: f32 = 0.02;

/// Their change of colour differs by less than this share of itself.
const ALIKE_STEP: f32 = 0.5;

/// A waistband lies above the hip joints; what lies lower is the hem of a shirt that hangs over it and says nothing
/// of the pelvis. The network's hips are some 1 % of the height off.
///
/// # Source
/// The ASIS, above which trousers sit, lie some 5 % of the height above the hip joints (Bell et al., J Biomech
/// 1990;23:617).
const ABOVE_HEIGHTS: std::ops::RangeInclusive<f32> = 0.015..=0.13;

/// An edge is followed when it is seen in at least this share of the frames that were looked at.
const LEAST_SEEN: f64 = 0.5;

/// A belt has two edges, and a pocket's or a shadow's may be near; more are the stripes of a shirt.
const MOST_EDGES: usize = 3;

/// The waistband's slope in each frame of the sequence, left side up +, in degrees; `None` where it was not seen, or not
/// looked for.
pub(super) fn waistband(sequence: &PoseSequence, passes: &[Pass]) -> Vec<Option<f64>> {
    let mut slopes = vec![None; sequence.frames.len()];
    for pass in passes {
        let left_up = match pass.view {
            View::Front => 1.0, // the subject's left is at the picture's right
            View::Rear => -1.0,
            _ => continue,
        };
        for (frame, edge) in of_pass(sequence, pass) {
            slopes[frame] = Some(left_up * f64::from(edge.slope_deg));
        }
    }
    slopes
}

fn of_pass(sequence: &PoseSequence, pass: &Pass) -> Vec<(usize, WaistEdge)> {
    let edges: Vec<(usize, WaistEdge)> = (pass.first_frame..pass.end_frame)
        .flat_map(|f| sequence.frames[f].marks.waist.iter().map(move |e| (f, *e)))
        .filter(|(_, e)| ABOVE_HEIGHTS.contains(&e.above_heights))
        .collect();
    let looked_at = edges.chunk_by(|a, b| a.0 == b.0).count();
    let mut left = edges;
    let mut bands: Vec<Vec<(usize, WaistEdge)>> = Vec::new();
    while let Some(band) = commonest(&left) {
        if (band.len() as f64) < LEAST_SEEN * looked_at as f64 {
            break;
        }
        left.retain(|e| !band.contains(e));
        bands.push(band);
    }
    if bands.len() > MOST_EDGES {
        return Vec::new();
    }
    bands
        .into_iter()
        .reduce(|a, b| if clearness(&b) > clearness(&a) { b } else { a })
        .unwrap_or_default()
}

/// The edges, one a frame, that are alike in most frames.
fn commonest(edges: &[(usize, WaistEdge)]) -> Option<Vec<(usize, WaistEdge)>> {
    let band = |like: &WaistEdge| -> Vec<(usize, WaistEdge)> {
        let all = edges.chunk_by(|a, b| a.0 == b.0);
        all.filter_map(|frame| frame.iter().find(|(_, e)| is_alike(like, e)).copied()).collect()
    };
    edges.iter().map(|(_, e)| band(e)).max_by_key(Vec::len)
}

fn is_alike(a: &WaistEdge, b: &WaistEdge) -> bool {
    let size = a.step.distance(Default::default());
    (a.above_heights - b.above_heights).abs() <= ALIKE_HEIGHTS
        && a.step.distance(b.step) <= ALIKE_STEP * size
}

/// How clear a band is over the clip.
fn clearness(band: &[(usize, WaistEdge)]) -> f32 {
    band.iter().map(|(_, e)| e.step.distance(Default::default())).sum()
}
