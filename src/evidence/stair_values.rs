//! Normal knee flexion in stair descent. No curve of it has been published as numbers, only these values.

/// Largest knee flexion over the cycle in stair descent, in degrees.
///
/// # Source
/// 101 healthy people of 18 to 35 years on 13 steps (`stairs101`, `docs/evidence.md` §5.5).
pub const STAIR_KNEE_LARGEST_DEG: f64 = 85.0;

/// Smallest knee flexion. The abstract prints −11 degrees of extension, read here as 11 degrees of flexion.
pub const STAIR_KNEE_SMALLEST_DEG: f64 = 11.0;

/// Key of the source of both.
pub const STAIR_KNEE_SOURCE: &str = "stairs101";
