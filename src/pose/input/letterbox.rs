//! A whole picture in an input of another shape, with a grey frame around it.

use crate::pose::input::affine::Affine;
use crate::pose::input::placement::{Placement, Surround};

/// Grey level of the frame.
///
/// # Source
/// MMDetection 3.x (`Pad` of YOLOX and RTMDet: `pad_val` 114), MMPose 1.x (`BottomupResize` of RTMO), Ultralytics 8
/// (`LetterBox`) and rtmlib 0.0.16.
const FRAME_LEVEL: u8 = 114;

/// Where the picture lies in the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// In the corner: YOLOX, RTMDet and RTMO, as in rtmlib 0.0.16.
    TopLeft,
    /// In the middle: YOLO-pose, as in Ultralytics 8.
    Middle,
}

/// An input that takes the whole picture at one scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letterbox {
    /// Width of the input.
    pub width: usize,
    /// Height of the input.
    pub height: usize,
    /// Where the picture lies in it.
    pub position: Position,
}

/// One axis: input pixels, picture pixels, input pixels before the picture, input pixels that show it.
struct Axis {
    picture: f64,
    start: usize,
    shown: usize,
}

impl Letterbox {
    /// Places a picture of that width and height.
    ///
    /// # Source
    /// rtmlib 0.0.16 (sizes are cut to whole pixels), Ultralytics 8 (sizes are rounded). Both resize by the edges of
    /// pixels (OpenCV's `INTER_LINEAR`), and divide the network's coordinates by the scale.
    #[must_use]
    pub fn place(&self, picture_px: [u32; 2]) -> Placement {
        let picture = picture_px.map(|v| f64::from(v.max(1)));
        let input = [self.width as f64, self.height as f64];
        let ratio = (input[1] / picture[1]).min(input[0] / picture[0]);
        let axes = [0, 1].map(|i| self.axis(input[i], picture[i], ratio));
        let sampling = axes.each_ref().map(Axis::sampling);
        let starts = [0, 1].map(|i| self.start(input[i] - picture[i] * ratio));
        let [x, y] = axes;
        Placement {
            sampling: Affine::stretch(sampling.map(|s| s.0), sampling.map(|s| s.1)),
            points: Affine::stretch([1.0 / ratio; 2], starts.map(|s| -s / ratio)),
            surround: Surround::Framed {
                level: FRAME_LEVEL,
                shown: [x.start, y.start, x.start + x.shown, y.start + y.shown],
            },
        }
    }

    fn axis(&self, input: f64, picture: f64, ratio: f64) -> Axis {
        let shown = match self.position {
            Position::TopLeft => (picture * ratio).floor(),
            Position::Middle => (picture * ratio).round_ties_even(),
        };
        let shown = shown.clamp(1.0, input.max(1.0));
        Axis { picture, start: self.start(input - shown) as usize, shown: shown as usize }
    }

    /// Input pixels before the picture, where so many are free.
    ///
    /// # Source
    /// Ultralytics 8, `LetterBox`: half of them less 0.1, rounded.
    fn start(&self, free: f64) -> f64 {
        match self.position {
            Position::TopLeft => 0.0,
            Position::Middle => (free / 2.0 - 0.1).round_ties_even().max(0.0),
        }
    }
}

impl Axis {
    /// Scale and offset of the picture's pixel that an input pixel shows: the edges of both meet.
    fn sampling(&self) -> (f64, f64) {
        let scale = self.picture / self.shown as f64;
        (scale, (0.5 - self.start as f64) * scale - 0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_picture_fills_the_width() {
        let letterbox = Letterbox { width: 640, height: 640, position: Position::TopLeft };
        let placed = letterbox.place([1920, 1080]);
        let shown = [0, 0, 640, 360];
        assert_eq!(placed.surround, Surround::Framed { level: 114, shown });
        assert_eq!(placed.points.apply([320.0, 180.0]), [960.0, 540.0]);
        assert_eq!(placed.sampling.apply([0.0, 0.0]), [1.0, 1.0]);
    }

    #[test]
    fn the_middle_has_frames_on_both_sides() {
        let letterbox = Letterbox { width: 640, height: 640, position: Position::Middle };
        let placed = letterbox.place([1920, 1080]);
        let shown = [0, 140, 640, 500];
        assert_eq!(placed.surround, Surround::Framed { level: 114, shown });
        assert_eq!(placed.points.apply([320.0, 320.0]), [960.0, 540.0]);
        assert_eq!(placed.sampling.apply([0.0, 140.0]), [1.0, 1.0]);
    }

    #[test]
    fn a_part_of_the_picture_begins_where_it_lies() {
        let letterbox = Letterbox { width: 64, height: 64, position: Position::TopLeft };
        let placed = letterbox.place([128, 128]).moved([300.0, 20.0]);
        assert_eq!(placed.points.apply([0.0, 0.0]), [300.0, 20.0]);
        assert_eq!(placed.sampling.apply([0.0, 0.0]), [300.5, 20.5]);
    }

    #[test]
    fn thin_and_empty_pictures_are_placed() {
        let letterbox = Letterbox { width: 64, height: 64, position: Position::TopLeft };
        for size in [[0, 0], [1, 4000], [4000, 1]] {
            assert!(letterbox.place(size).points.apply([3.0, 3.0]).iter().all(|v| v.is_finite()));
        }
    }
}
