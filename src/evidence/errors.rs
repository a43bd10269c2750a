//! How far an angle of one frame is typically off.

use crate::gait::Angle;

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
/// Medians over the rendered clips; for real people Stenum et al. 2021 found 5.6° for the knee, 4.0°
/// for the hip and 7.4° for the ankle (mean absolute error against motion capture).
#[must_use]
pub fn typical_error(angle: Angle) -> TypicalError {
    let (near_deg, far_deg) = match angle {
        Angle::KneeFlexion => (5.5, 8.9),
        Angle::HipFlexionVertical | Angle::Thigh => (4.3, 6.0),
        Angle::HipFlexionTrunk => (8.5, 10.4),
        Angle::AnkleDorsiflexion => (9.1, 7.9),
        Angle::Shank => (3.5, 3.5),
        Angle::FootPitch => (8.4, 9.1),
        Angle::Fppa => (3.6, 3.6),
        Angle::HipAdduction => (4.2, 4.2),
        Angle::TrunkLeanForward => (5.0, 5.0),
        Angle::TrunkLeanRight => (0.6, 0.6),
        Angle::PelvicObliquity => (3.0, 3.0),
    };
    TypicalError { near_deg, far_deg, source: "rendered" }
}
