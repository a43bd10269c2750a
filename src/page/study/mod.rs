//! The page of a whole study.

mod divisions;
mod legs;
mod outcomes;
mod outliers;
mod points;
mod quality;
mod spread;
pub(crate) mod study_page;
