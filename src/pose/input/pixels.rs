//! How grey levels become the numbers of a network's input.

use serde::Deserialize;

/// Which colour comes first in a network's input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChannelOrder {
    /// Red, green, blue.
    Rgb,
    /// Blue, green, red: as OpenCV reads pictures.
    Bgr,
}

/// The value of a level (0 to 255) in a channel: (level − mean) / deviation.
///
/// Means and deviations are in the order of the channels: those of blue come first where the order is `bgr`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pixels {
    /// Which colour comes first.
    pub order: ChannelOrder,
    /// What is subtracted.
    pub mean: [f32; 3],
    /// What the difference is divided by.
    pub deviation: [f32; 3],
}

/// Means and deviations of ImageNet's colours, red first.
///
/// # Source
/// MMPose 1.x, `rtmpose-m_8xb512-700e_body8-halpe26-256x192.py`: `PoseDataPreprocessor`.
const IMAGENET_MEAN: [f32; 3] = [123.675, 116.28, 103.53];
const IMAGENET_DEVIATION: [f32; 3] = [58.395, 57.12, 57.375];

impl Pixels {
    /// RTMPose and ViTPose.
    ///
    /// # Source
    /// MMPose 1.x, the networks' configurations: `bgr_to_rgb=True`, as is the `to_rgb: true` in the `pipeline.json` that
    /// MMDeploy writes beside the exported network.
    ///
    /// # Deviations
    /// rtmlib 0.0.16 gives these networks blue first, with the means of red first (its issue 48).
    pub const RTMPOSE: Self =
        Self { order: ChannelOrder::Rgb, mean: IMAGENET_MEAN, deviation: IMAGENET_DEVIATION };

    /// RTMDet.
    ///
    /// # Source
    /// MMDetection 3.x, `rtmdet_l_8xb32-300e_coco.py`: `bgr_to_rgb=False`. rtmlib 0.0.16 has the same.
    pub const RTMDET: Self = Self {
        order: ChannelOrder::Bgr,
        mean: [IMAGENET_MEAN[2], IMAGENET_MEAN[1], IMAGENET_MEAN[0]],
        deviation: [IMAGENET_DEVIATION[2], IMAGENET_DEVIATION[1], IMAGENET_DEVIATION[0]],
    };

    /// YOLOX and RTMO: plain levels.
    ///
    /// # Source
    /// MMPose 1.x, `yolox_s_8xb8-300e_humanart.py` and `rtmo-m_16xb16-600e_body7-640x640.py`: no `bgr_to_rgb`, no means.
    /// rtmlib 0.0.16 has the same.
    pub const YOLOX: Self = Self { order: ChannelOrder::Bgr, mean: [0.0; 3], deviation: [1.0; 3] };

    /// YOLO-pose of Ultralytics: levels from 0 to 1.
    ///
    /// # Source
    /// Ultralytics 8, `BasePredictor.preprocess`: red first, divided by 255.
    pub const YOLO_POSE: Self =
        Self { order: ChannelOrder::Rgb, mean: [0.0; 3], deviation: [255.0; 3] };

    /// The colours in the order of the channels.
    #[must_use]
    pub fn ordered<T: Copy>(&self, [red, green, blue]: [T; 3]) -> [T; 3] {
        match self.order {
            ChannelOrder::Rgb => [red, green, blue],
            ChannelOrder::Bgr => [blue, green, red],
        }
    }

    /// The value of each level in each channel.
    #[must_use]
    pub fn levels(&self) -> [[f32; 256]; 3] {
        let value = |c: usize, level: usize| (level as f32 - self.mean[c]) / self.deviation[c];
        std::array::from_fn(|c| std::array::from_fn(|level| value(c, level)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_red_has_the_same_value_in_either_order() {
        let (rgb, bgr) = (Pixels::RTMPOSE, Pixels::RTMDET);
        assert_eq!(rgb.levels()[0][200], bgr.levels()[2][200]);
        assert_eq!(bgr.ordered([1, 2, 3]), [3, 2, 1]);
        assert_eq!(rgb.ordered([1, 2, 3]), [1, 2, 3]);
        assert!((rgb.levels()[0][0] + 2.1179).abs() < 1e-4);
        assert_eq!(Pixels::YOLO_POSE.levels()[1][255], 1.0);
    }

    #[test]
    fn a_zero_mean_leaves_the_levels() {
        assert_eq!(Pixels::YOLOX.levels()[0][114], 114.0);
    }
}
