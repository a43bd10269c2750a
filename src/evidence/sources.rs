//! Where numbers come from.

use schemars::JsonSchema;
use serde::Serialize;

/// A source that thresholds and errors refer to by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Source {
    /// Short name, used as a reference.
    pub key: &'static str,
    /// What to look for in a library, or how the figure was made.
    pub citation: &'static str,
}

/// All sources, by key.
pub const SOURCES: [Source; 8] = [
    Source {
        key: "hollman2011",
        citation: "Hollman JH, McDade EM, Petersen RC. Normative spatiotemporal gait parameters in older adults. Gait & Posture 2011;34:111-118.",
    },
    Source {
        key: "optics",
        citation: "Geometry of a pinhole camera: a plane turned by yaw shows an angle's tangent times the yaw's cosine.",
    },
    Source {
        key: "perry2010",
        citation: "Perry J, Burnfield JM. Gait Analysis: Normal and Pathological Function. 2nd ed. 2010.",
    },
    Source {
        key: "protocol",
        citation: "gaitline's own camera protocol: a limit set by judgement, from what the pose network can resolve; no study stands behind the figure.",
    },
    Source {
        key: "rendered",
        citation: "Measured by gaitline's own bench (`cargo bench --bench accuracy`) on rendered clips with exact truth, 39 of set gaits and 24 of random bodies, clothes and cameras. Real people, clothes and cameras will be worse.",
    },
    Source {
        key: "sports2d",
        citation: "Pagnon D, Kim H. Sports2D: compute 2D human pose and angles from a video. J Open Source Softw 2024;9:6849. Its defaults for keypoint confidence.",
    },
    Source {
        key: "stenum2021",
        citation: "Stenum J, Rossi C, Roemmich RT. Two-dimensional video-based analysis of human gait using pose estimation. PLoS Comput Biol 2021;17:e1008935.",
    },
    Source {
        key: "winter2009",
        citation: "Winter DA. Biomechanics and Motor Control of Human Movement. 4th ed. 2009.",
    },
];
