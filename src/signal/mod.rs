//! Plain one-dimensional numerics: no body, no picture, no file.

mod fit;
mod neighbours;
mod penalized;
mod period;
mod slope;
mod stats;

pub use fit::{Estimate, fit};
pub use neighbours::{frames_around, frames_between, lasts_at_least, lasts_at_most};
pub use penalized::smooth;
pub use period::period_s;
pub use slope::{crossing_s, gradient, line_at, slope};
pub use stats::{
    densest, mad_sigma, mean, median, quantile, rolling_median, rounded, standard_deviation,
    student_t_975,
};
