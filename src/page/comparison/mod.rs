//! The page of a comparison.

mod change_bar;
mod change_view;
pub(super) mod comparison_page;
