//! How exact a single position of the network is.

/// Standard deviation of one position of the network, as a share of the person's height: two
/// pixels of the 256 that the network sees, with the body over four fifths of them.
pub(super) const NOISE_RATIO: f64 = 0.01;
