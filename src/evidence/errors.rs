//! How far an angle of one frame is typically off.

use crate::evidence::model_profile::ErrorProfile;
use crate::gait::Angle;
use crate::motion::SeenBy;

/// A typical error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypicalError {
    /// Root mean square, of the leg nearer to the camera in side views.
    pub near_deg: f64,
    /// Root mean square of the leg on the far side, which the near one hides.
    pub far_deg: f64,
    /// Key of the source.
    pub source: &'static str,
}

/// The typical error of an angle in a single frame.
///
/// # Source
/// `docs/evidence.md` §7.1. Medians over the rendered clips, the larger of two sets: set gaits, and random bodies,
/// clothes and cameras; for real people `stenum2021` found 5.6° for the knee, 4.0° for the hip and 7.4° for the ankle
/// (mean absolute error against motion capture).
#[must_use]
pub fn typical_error(angle: Angle, seen_by: SeenBy, profile: ErrorProfile) -> TypicalError {
    let (near_deg, far_deg) = match (angle, seen_by) {
        (Angle::KneeFlexion, SeenBy::Stickers) => (2.7, 6.0),
        (Angle::Shank, SeenBy::Stickers) => (2.3, 2.7),
        (Angle::Fppa | Angle::HipAdduction, SeenBy::Stickers) => (2.0, 2.0),
        (Angle::PelvicObliquity, SeenBy::Stickers) => (1.0, 1.0),
        (angle, _) => {
            let ([near, far], factors) = (by_network(angle), profile.angle_factors(angle));
            (near * factors[0], far * factors[1])
        }
    };
    TypicalError { near_deg, far_deg, source: "rendered" }
}

/// Of the leg nearer to the camera and of the farther one, as the pose network shows them.
fn by_network(angle: Angle) -> [f64; 2] {
    match angle {
        Angle::KneeFlexion => [4.8, 6.0],
        Angle::HipFlexionVertical | Angle::Thigh => [4.4, 4.8],
        Angle::HipFlexionTrunk => [7.7, 9.2],
        Angle::AnkleDorsiflexion => [5.4, 5.6],
        Angle::Shank => [2.8, 2.7],
        Angle::FootPitch => [6.2, 5.6],
        Angle::Fppa => [2.7, 2.7],
        Angle::HipAdduction => [3.7, 3.7],
        Angle::TrunkLeanForward => [4.9, 4.9],
        Angle::TrunkLeanRight => [0.7, 0.7],
        Angle::PelvicObliquity => [2.6, 2.6],
        Angle::PelvicTilt => [2.0, 2.0],     // only stickers show it
        Angle::WaistbandSlope => [1.5, 1.5], // of the cloth's edge itself: its fit, and the camera's roll
    }
}
