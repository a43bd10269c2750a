//! The cases of `tests/pose_models/reference.py` on what networks are given, for tests.

use crate::pose::input::letterbox::{Letterbox, Position};
use crate::pose::input::pixels::{ChannelOrder, Pixels};
use crate::pose::input::placement::Placement;
use crate::pose::input::top_down::{PADDING, PixelGrid, TopDown};
use serde::Deserialize;

/// A picture cut out and filled in by rtmlib: some values of the network's input (channel, row, column, value).
#[derive(Deserialize)]
pub(in crate::pose) struct Case {
    pub(in crate::pose) name: String,
    pub(in crate::pose) picture: [u32; 2],
    pub(in crate::pose) input: [usize; 2],
    pub(in crate::pose) r#box: Option<[f32; 4]>,
    pub(in crate::pose) samples: Vec<(usize, usize, usize, f32)>,
}

impl Case {
    pub(in crate::pose) fn placement(&self) -> Placement {
        let [width, height] = self.input;
        match self.r#box {
            None => Letterbox { width, height, position: Position::TopLeft }.place(self.picture),
            // rtmlib samples ViTPose's input with the plain grid too
            Some(bounds) => {
                TopDown { width, height, padding: PADDING, grid: PixelGrid::Plain }.place(bounds)
            }
        }
    }

    pub(in crate::pose) fn pixels(&self) -> Pixels {
        match self.name.as_str() {
            "rtmdet" => Pixels::RTMDET,
            // rtmlib gives these networks blue first
            "rtmpose_tall_box" | "rtmpose_wide_box" | "vitpose" => {
                Pixels { order: ChannelOrder::Bgr, ..Pixels::RTMPOSE }
            }
            _ => Pixels::YOLOX,
        }
    }
}
