//! Proportions of the body.

/// The nose's height over the ground, as a share of the body's: the scale from pixels to bodies.
///
/// # Source
/// Eyes at 0.936 of stature (Winter 2009), the nose's tip some 4.5 cm of 175 lower.
pub(crate) const NOSE_HEIGHT_RATIO: f64 = 0.91;

/// The leg's length from hip to sole, as a share of the body's height.
///
/// # Source
/// Winter 2009: the hip at 0.53 of stature.
pub const LEG_LENGTH_RATIO: f64 = 0.53;

/// How far beside the line of walking a foot is set: half of the step width, in heights.
///
/// # Source
/// Half of a step width of 9 cm, of 1.68 m. Hollman et al., Gait Posture 2011;34:111: 7 to 9 cm (SD 3) of women, 9 to
/// 11 cm (SD 3) of men.
pub(crate) const FOOT_BESIDE_LINE_HEIGHTS: f64 = 0.027;

/// The distance of the ankles varies by this in steps, in heights.
///
/// # Source
/// `docs/evidence.md` §6, `min_stepping_ratio`.
pub const MIN_STEPPING_RATIO: f64 = 0.035;
