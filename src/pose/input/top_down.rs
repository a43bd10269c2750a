//! One person, cut out by a box, in the input of a landmark network.

use crate::pose::input::affine::Affine;
use crate::pose::input::placement::{Placement, Surround};
use crate::pose::region::Region;
use serde::Deserialize;

/// What of the input spans the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PixelGrid {
    /// The number of pixels: the box ends one pixel after the last. RTMPose, and MMPose's plain `TopdownAffine`.
    Plain,
    /// The distance from the first pixel to the last (UDP): ViTPose, and MMPose's `TopdownAffine` with `use_udp`.
    Udp,
}

/// An input that takes one person's box, with some room around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TopDown {
    /// Width of the input.
    pub width: usize,
    /// Height of the input.
    pub height: usize,
    /// The box is stretched by this, about its centre.
    pub padding: f32,
    /// What of the input spans the box.
    pub grid: PixelGrid,
}

/// Room around the box.
///
/// # Source
/// MMPose 1.x, `GetBBoxCenterScale`, and rtmlib 0.0.16: padding 1.25.
pub const PADDING: f32 = 1.25;

impl TopDown {
    /// Places a box of the picture: left, top, right, bottom in px.
    ///
    /// The shorter side is lengthened to the input's aspect ratio, so both axes have one scale, and the box's centre
    /// keeps its place. Outside the picture is black.
    ///
    /// # Source
    /// MMPose 1.x, `TopdownAffine`, and rtmlib 0.0.16, which reads ViTPose's answer with the UDP grid but samples its
    /// input with the plain one, up to one input pixel beside.
    #[must_use]
    pub fn place(&self, bounds_px: [f32; 4]) -> Placement {
        let [left, top, right, bottom] = bounds_px.map(f64::from);
        let padding = f64::from(self.padding);
        let size = self.size([(right - left) * padding, (bottom - top) * padding]);
        let centre = [(left + right) / 2.0, (top + bottom) / 2.0];
        let spans = [self.width, self.height].map(|pixels| match self.grid {
            PixelGrid::Plain => pixels.max(1) as f64,
            PixelGrid::Udp => pixels.saturating_sub(1).max(1) as f64,
        });
        let map = Affine::stretch(
            [0, 1].map(|i| size[i] / spans[i]),
            [0, 1].map(|i| centre[i] - size[i] / 2.0),
        );
        Placement { sampling: map, points: map, surround: Surround::Black }
    }

    /// The region of a box: its size is the height of the rectangle that the input shows.
    #[must_use]
    pub fn region(&self, [left, top, right, bottom]: [f32; 4]) -> Region {
        let size = [right - left, bottom - top].map(|v| f64::from(v) * f64::from(self.padding));
        Region {
            cx_px: (left + right) / 2.0,
            cy_px: (top + bottom) / 2.0,
            size_px: self.size(size)[1] as f32,
            angle_rad: 0.0,
        }
    }

    /// Places a region, as [`TopDown::place`] places the box that it was made of. Its turn does not count: the networks
    /// see people upright.
    #[must_use]
    pub fn place_region(&self, region: &Region) -> Placement {
        let [left, top, right, bottom] = self.bounds_px(region);
        let (x, y) = (region.cx_px, region.cy_px);
        let inner = |v: f32, centre: f32| centre + (v - centre) / self.padding;
        self.place([inner(left, x), inner(top, y), inner(right, x), inner(bottom, y)])
    }

    /// The rectangle that the input shows of a region: left, top, right, bottom.
    #[must_use]
    pub fn bounds_px(&self, region: &Region) -> [f32; 4] {
        let aspect = self.width.max(1) as f32 / self.height.max(1) as f32;
        let (x, y) = (region.cx_px, region.cy_px);
        let (across, down) = (region.size_px * aspect / 2.0, region.size_px / 2.0);
        [x - across, y - down, x + across, y + down]
    }

    /// Width and height with the input's aspect ratio, neither smaller than given.
    fn size(&self, [width, height]: [f64; 2]) -> [f64; 2] {
        let aspect = self.width.max(1) as f64 / self.height.max(1) as f64;
        if width > height * aspect { [width, width / aspect] } else { [height * aspect, height] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: [f32; 2], b: [f32; 2]) {
        assert!((a[0] - b[0]).abs() < 1e-3 && (a[1] - b[1]).abs() < 1e-3, "{a:?} {b:?}");
    }

    #[test]
    fn a_narrow_box_gets_room_at_its_sides() {
        let plain = TopDown { width: 192, height: 256, padding: PADDING, grid: PixelGrid::Plain };
        let map = plain.place([90.0, 100.0, 110.0, 300.0]).points;
        // 200 px high, 250 with padding, 187.5 wide
        near(map.apply([96.0, 128.0]), [100.0, 200.0]);
        near(map.apply([0.0, 0.0]), [6.25, 75.0]);
        near(map.apply([192.0, 256.0]), [193.75, 325.0]);
    }

    #[test]
    fn a_region_is_placed_as_the_box_that_it_was_made_of() {
        for (width, height) in [(192, 256), (256, 192), (64, 64)] {
            let input = TopDown { width, height, padding: PADDING, grid: PixelGrid::Udp };
            for bounds in [[90.0, 100.0, 110.0, 300.0], [20.0, 100.0, 420.0, 150.0]] {
                let region = input.region(bounds);
                let (of_box, of_region) = (input.place(bounds), input.place_region(&region));
                let last = [width as f32 - 1.0, height as f32 - 1.0];
                near(of_box.points.apply([0.0; 2]), of_region.points.apply([0.0; 2]));
                near(of_box.points.apply(last), of_region.points.apply(last));
                let [left, _, right, bottom] = input.bounds_px(&region);
                near(of_box.points.apply(last), [right, bottom]);
                assert!(left <= bounds[0] && bottom >= bounds[3]);
            }
        }
    }

    #[test]
    fn the_udp_grid_ends_at_the_last_pixel() {
        let udp = TopDown { width: 192, height: 256, padding: PADDING, grid: PixelGrid::Udp };
        let map = udp.place([90.0, 100.0, 110.0, 300.0]).points;
        near(map.apply([0.0, 0.0]), [6.25, 75.0]);
        near(map.apply([191.0, 255.0]), [193.75, 325.0]);
    }
}
