//! The square, turned region of the picture that a network looks at.

/// A square around a person, turned so that the person stands upright in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Centre, to the right.
    pub cx_px: f32,
    /// Centre, downwards.
    pub cy_px: f32,
    /// Length of a side.
    pub size_px: f32,
    /// Clockwise turn of the region against the picture.
    pub angle_rad: f32,
}

/// Room around the circle through the body, as BlazePose was trained with.
///
/// # Source
/// MediaPipe 0.10.21, `pose_detection_to_roi` and `pose_landmarks_to_roi`: `scale_x: 1.25`.
const MARGIN_RATIO: f32 = 1.25;

/// A region that overlaps another one more than this (intersection over union) does for it: the networks were trained on
/// regions moved and scaled by some 10 %.
///
/// # Source
/// Bazarevsky et al. 2020, BlazePose: on-device real-time body pose tracking.
const NEAR_OVERLAP: f32 = 0.82;

impl Region {
    /// The whole picture: the smallest upright square around it.
    #[must_use]
    pub fn whole(width_px: u32, height_px: u32) -> Self {
        let (w, h) = (width_px as f32, height_px as f32);
        Self { cx_px: w / 2.0, cy_px: h / 2.0, size_px: w.max(h), angle_rad: 0.0 }
    }

    /// The region that BlazePose spans from two points: the mid-hip, and a point on the circle that
    /// encloses the body, straight above the head.
    ///
    /// # Source
    /// MediaPipe 0.10.21, `AlignmentPointsRectsCalculator` with a target angle of 90°.
    #[must_use]
    pub fn from_alignment(mid_hip_px: [f32; 2], above_head_px: [f32; 2]) -> Self {
        let (dx, dy) = (above_head_px[0] - mid_hip_px[0], above_head_px[1] - mid_hip_px[1]);
        Self {
            cx_px: mid_hip_px[0],
            cy_px: mid_hip_px[1],
            size_px: 2.0 * dx.hypot(dy) * MARGIN_RATIO,
            angle_rad: wrap_rad(std::f32::consts::FRAC_PI_2 - (-dy).atan2(dx)),
        }
    }

    /// Where a point of the region lies in the picture; (0, 0) is the region's top left corner and
    /// (1, 1) its bottom right.
    #[must_use]
    pub fn to_image(&self, u: f32, v: f32) -> [f32; 2] {
        let (sin, cos) = self.angle_rad.sin_cos();
        let (du, dv) = ((u - 0.5) * self.size_px, (v - 0.5) * self.size_px);
        [self.cx_px + cos * du - sin * dv, self.cy_px + sin * du + cos * dv]
    }

    /// The smallest upright box around the region: left, top, right, bottom.
    #[must_use]
    pub fn bounds_px(&self) -> [f32; 4] {
        let (sin, cos) = self.angle_rad.sin_cos();
        let half_px = self.size_px / 2.0 * (sin.abs() + cos.abs());
        let (x, y) = (self.cx_px, self.cy_px);
        [x - half_px, y - half_px, x + half_px, y + half_px]
    }

    /// Overlap of two regions as upright squares: intersection over union, 0 to 1.
    #[must_use]
    pub fn overlap_ratio(&self, other: &Self) -> f32 {
        let half = (self.size_px + other.size_px) / 2.0;
        let side = |d: f32| (half - d.abs()).min(self.size_px).min(other.size_px).max(0.0);
        let inter = side(self.cx_px - other.cx_px) * side(self.cy_px - other.cy_px);
        inter / (self.size_px.powi(2) + other.size_px.powi(2) - inter).max(f32::MIN_POSITIVE)
    }

    /// Whether the regions overlap so much that a look at the one does for the other.
    #[must_use]
    pub fn is_near(&self, other: &Self) -> bool {
        self.overlap_ratio(other) > NEAR_OVERLAP
    }

    /// A usable region: finite, not vanishing.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.cx_px.is_finite()
            && self.cy_px.is_finite()
            && self.angle_rad.is_finite()
            && self.size_px.is_finite()
            && self.size_px > 1.0
    }
}

/// An angle brought into [-π, π).
fn wrap_rad(angle_rad: f32) -> f32 {
    use std::f32::consts::{PI, TAU};
    angle_rad - TAU * ((angle_rad + PI) / TAU).floor()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upright_person_gives_an_upright_region() {
        let r = Region::from_alignment([100.0, 200.0], [100.0, 100.0]);
        assert_eq!((r.cx_px, r.cy_px, r.size_px), (100.0, 200.0, 250.0));
        assert!(r.angle_rad.abs() < 1e-6);
        assert_eq!(r.to_image(0.0, 0.0), [-25.0, 75.0]);
    }

    #[test]
    fn a_person_lying_to_the_right_turns_the_region_clockwise() {
        let r = Region::from_alignment([100.0, 200.0], [200.0, 200.0]);
        assert!((r.angle_rad - std::f32::consts::FRAC_PI_2).abs() < 1e-6);
        let top = r.to_image(0.5, 0.0); // above the head in the region is to the right in the picture
        assert!((top[0] - 225.0).abs() < 1e-3 && (top[1] - 200.0).abs() < 1e-3, "{top:?}");
    }

    #[test]
    fn overlap_is_one_for_itself_and_zero_apart() {
        let a = Region { cx_px: 50.0, cy_px: 50.0, size_px: 20.0, angle_rad: 0.0 };
        let b = Region { cx_px: 60.0, ..a };
        let c = Region { cx_px: 90.0, ..a };
        assert!((a.overlap_ratio(&a) - 1.0).abs() < 1e-6);
        assert!((a.overlap_ratio(&b) - 1.0 / 3.0).abs() < 1e-6);
        assert_eq!(a.overlap_ratio(&c), 0.0);
    }
}
