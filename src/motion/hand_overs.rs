//! Whether a foot takes the place that the other one leaves: then they are one foot, and the network exchanged the legs.
//!
//! Where both legs are dark, the network may call the leg that is behind the left one, step after step. Each leg then moves
//! smoothly, and no length is wrong. But nobody sets a foot where the other one stands at the moment in which that leaves:
//! in walking a foot lands a step ahead, and a foot that joins the other lands beside it while that one stands.

use crate::motion::rests::SAME_PLACE;
use crate::motion::stands::Stand;

/// From the end of one stand to the beginning of the other, in seconds. A rest seems to begin and end up to 0.07 s beyond
/// the stance, so that two stances that overlap by a double support of 0.15 s or more do so by more than the first; a gap of
/// [`MAX_GAP_S`](crate::motion::MAX_GAP_S) and the rests' own 0.2 s may lie between.
const AT_ONCE_S: std::ops::Range<f64> = -0.1..0.3;

/// How often one foot takes the other's place as that leaves it.
pub(super) fn hand_overs([left, right]: &[Vec<Stand>; 2]) -> usize {
    let takes = |left: &Stand, taken: &Stand| {
        let is_there = |axis: usize| (left.at[axis] - taken.at[axis]).abs() <= SAME_PLACE[axis];
        AT_ONCE_S.contains(&(taken.from_s - left.until_s)) && (0..2).all(is_there)
    };
    let count = |leaving: &[Stand], other: &[Stand]| {
        leaving.iter().filter(|l| other.iter().any(|o| takes(l, o))).count()
    };
    count(left, right) + count(right, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(ahead: f64, from_s: f64, until_s: f64) -> Stand {
        Stand { at: [ahead, ahead / 2.0], sole_deg: 0.0, from_s, until_s }
    }

    #[test]
    fn a_foot_that_takes_the_others_place_as_it_leaves_is_the_same_foot() {
        let exchanged = [
            vec![stand(0.2, 0.7, 1.0), stand(0.4, 1.4, 1.7)],
            vec![stand(0.2, 0.0, 0.7), stand(0.4, 0.7, 1.4)],
        ];
        assert_eq!(hand_overs(&exchanged), 2);
        let in_turn = [
            vec![stand(0.2, 0.7, 1.5), stand(0.6, 2.1, 2.9)],
            vec![stand(0.0, 0.0, 0.8), stand(0.4, 1.4, 2.2)],
        ];
        assert_eq!(hand_overs(&in_turn), 0);
        // the right foot joins the left one, which then goes on
        let joins = [
            vec![stand(0.2, 0.0, 1.4), stand(0.4, 1.9, 3.3)],
            vec![stand(0.2, 1.0, 2.4), stand(0.4, 2.9, 4.3)],
        ];
        assert_eq!(hand_overs(&joins), 0);
    }
}
