//! A link to a moment of the film.

use super::number::Number;

/// A time that the reader can jump to: on this page's film, or on the page of the clip that shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MomentLink {
    pub(super) time: Number,
    pub(super) time_s: f64,
    /// The page that has the film; empty for this one.
    pub(super) page: String,
}

impl MomentLink {
    /// A moment that stands at a place in the page's own document.
    pub(super) fn new(time_s: f64, at: impl Into<String>, page: &str) -> Self {
        Self { time: Number::new(time_s, 2, at), time_s, page: page.to_owned() }
    }
}
