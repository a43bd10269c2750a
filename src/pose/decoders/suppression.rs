//! Non-maximum suppression: of boxes that overlap much, the best remains.

use crate::pose::decoders::found::FoundBox;

/// What the sides of a box are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxEnds {
    /// The last pixel belongs to the box, so it is one pixel wider than right minus left: rtmlib 0.0.16.
    Inclusive,
    /// Right minus left is the width: Ultralytics 8.
    Exclusive,
}

impl BoxEnds {
    fn length(self, start: f32, end: f32) -> f32 {
        match self {
            Self::Inclusive => end - start + 1.0,
            Self::Exclusive => end - start,
        }
    }

    /// Intersection over union.
    fn overlap(self, a: &[f32; 4], b: &[f32; 4]) -> f32 {
        let area = |v: &[f32; 4]| self.length(v[0], v[2]) * self.length(v[1], v[3]);
        let width = self.length(a[0].max(b[0]), a[2].min(b[2])).max(0.0);
        let height = self.length(a[1].max(b[1]), a[3].min(b[3])).max(0.0);
        let shared = width * height;
        shared / (area(a) + area(b) - shared).max(f32::MIN_POSITIVE)
    }
}

/// The places of the boxes that remain, best first; of equal ones the earlier comes first.
#[must_use]
pub fn remaining(boxes: &[FoundBox], max_overlap: f32, ends: BoxEnds) -> Vec<usize> {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|&a, &b| boxes[b].score.total_cmp(&boxes[a].score));
    let mut kept: Vec<usize> = Vec::new();
    for i in order {
        let covers = |&k: &usize| ends.overlap(&boxes[k].bounds_px, &boxes[i].bounds_px);
        if kept.iter().all(|k| covers(k) <= max_overlap) {
            kept.push(i);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bounds_px: [f32; 4], score: f32) -> FoundBox {
        FoundBox { bounds_px, score }
    }

    #[test]
    fn the_best_of_overlapping_boxes_remains() {
        let boxes = [
            found([0.0, 0.0, 10.0, 10.0], 0.5),
            found([1.0, 0.0, 11.0, 10.0], 0.9),
            found([40.0, 0.0, 50.0, 10.0], 0.6),
        ];
        assert_eq!(remaining(&boxes, 0.45, BoxEnds::Exclusive), [1, 2]);
        assert_eq!(remaining(&boxes, 0.9, BoxEnds::Exclusive), [1, 2, 0]);
    }

    #[test]
    fn the_last_pixel_counts_where_it_belongs_to_the_box() {
        let boxes = [found([0.0, 0.0, 1.0, 1.0], 0.9), found([0.0, 0.0, 1.0, 2.0], 0.8)];
        // 4 of 6 pixels, or 1 of 2
        assert_eq!(remaining(&boxes, 0.6, BoxEnds::Inclusive), [0]);
        assert_eq!(remaining(&boxes, 0.6, BoxEnds::Exclusive), [0, 1]);
    }

    #[test]
    fn empty_boxes_do_no_harm() {
        let boxes = [found([3.0; 4], 0.9), found([3.0; 4], 0.8)];
        assert_eq!(remaining(&boxes, 0.5, BoxEnds::Exclusive), [0, 1]);
    }
}
