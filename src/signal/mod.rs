//! Plain one-dimensional numerics: no body, no picture, no file.

mod penalized;
mod stats;

pub use penalized::smooth;
pub use stats::{mad_sigma, mean, median, quantile, rolling_median, standard_deviation};
