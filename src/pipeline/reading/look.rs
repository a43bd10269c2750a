//! Which looks at a frame are as good as others.

use crate::pose::Region;

/// A region that is turned against the right one by less than this (10°) does for it. A judgement: the region's turn is
/// the lean of the body, which the networks see in every turn up to lying.
const GOOD_TURN_RAD: f32 = 0.17;

/// Whether a look at one region says what one at the other would say.
pub(super) fn does_for(looked: &Region, right: &Region) -> bool {
    looked.is_near(right) && (looked.angle_rad - right.angle_rad).abs() < GOOD_TURN_RAD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_beside_does_and_another_person_does_not() {
        let at =
            |cx_px: f32, angle_rad: f32| Region { cx_px, cy_px: 300.0, size_px: 400.0, angle_rad };
        assert!(does_for(&at(500.0, 0.0), &at(520.0, 0.1)));
        assert!(!does_for(&at(500.0, 0.0), &at(600.0, 0.0)));
        assert!(!does_for(&at(500.0, 0.0), &at(500.0, 0.5)));
    }
}
