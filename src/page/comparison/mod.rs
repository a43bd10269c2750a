//! The page of a comparison.

mod change_bar;
pub(super) mod comparison_page;
