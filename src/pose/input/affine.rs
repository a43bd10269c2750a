//! Affine maps of the plane: from pixels of a network's input to pixels of the picture.

use crate::pose::region::Region;

/// An affine map: each row gives one coordinate as `row[0]·x + row[1]·y + row[2]`.
///
/// Whole coordinates are the centres of pixels, in the input and in the picture alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affine {
    /// To the right.
    pub x: [f32; 3],
    /// Downwards.
    pub y: [f32; 3],
}

impl Affine {
    /// Stretches each axis by its scale and then moves it by its offset.
    #[must_use]
    pub fn stretch(scale: [f64; 2], offset: [f64; 2]) -> Self {
        let narrow = |v: f64| v as f32;
        Self {
            x: [narrow(scale[0]), 0.0, narrow(offset[0])],
            y: [0.0, narrow(scale[1]), narrow(offset[1])],
        }
    }

    /// From a square input of `side` pixels to a region, as BlazePose samples it: pixel (0, 0) is the region's corner.
    #[must_use]
    pub fn of_region(region: &Region, side: usize) -> Self {
        let (sin, cos) = region.angle_rad.sin_cos();
        let step = region.size_px / side.max(1) as f32;
        let [left, top] = region.to_image(0.0, 0.0);
        Self { x: [cos * step, -sin * step, left], y: [sin * step, cos * step, top] }
    }

    /// Where a point lies.
    #[must_use]
    pub fn apply(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        [self.x, self.y].map(|row| row[0] * x + row[1] * y + row[2])
    }

    /// The same with the columns of an input of that width in reverse order.
    #[must_use]
    pub fn mirrored(&self, width: usize) -> Self {
        let last = width.saturating_sub(1) as f32;
        let turn = |row: [f32; 3]| [-row[0], row[1], row[2] + row[0] * last];
        Self { x: turn(self.x), y: turn(self.y) }
    }

    /// The same, with the result moved.
    #[must_use]
    pub fn moved(&self, [dx, dy]: [f32; 2]) -> Self {
        let shift = |row: [f32; 3], by: f32| [row[0], row[1], row[2] + by];
        Self { x: shift(self.x, dx), y: shift(self.y, dy) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: [f32; 2], b: [f32; 2]) {
        assert!((a[0] - b[0]).abs() < 1e-3 && (a[1] - b[1]).abs() < 1e-3, "{a:?} {b:?}");
    }

    #[test]
    fn a_region_is_mapped_as_blazepose_does() {
        let region = Region { cx_px: 300.0, cy_px: 200.0, size_px: 128.0, angle_rad: 0.4 };
        let map = Affine::of_region(&region, 256);
        near(map.apply([0.0, 0.0]), region.to_image(0.0, 0.0));
        near(map.apply([64.0, 192.0]), region.to_image(0.25, 0.75));
    }

    #[test]
    fn a_mirror_exchanges_the_outer_columns() {
        let map = Affine { x: [2.0, 0.3, 5.0], y: [-0.3, 2.0, 7.0] };
        near(map.mirrored(192).apply([0.0, 9.0]), map.apply([191.0, 9.0]));
        near(map.mirrored(192).apply([150.0, 9.0]), map.apply([41.0, 9.0]));
        near(map.moved([3.0, -4.0]).apply([1.0, 1.0]), [10.3, 4.7]);
    }
}
