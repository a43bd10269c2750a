//! Plain one-dimensional numerics: no body, no picture, no file.

mod butterworth;
mod interpolate;
mod stats;

pub use butterworth::low_pass_zero_phase;
pub use interpolate::{Hermite, resample_uniform};
pub use stats::{mad_sigma, mean, median, quantile, rolling_median, standard_deviation};
