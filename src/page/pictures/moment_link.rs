//! A link to a moment of the film.

use crate::page::basics::number::Number;

/// A time that the reader can jump to: on this page's film, or on the page of the clip that shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MomentLink {
    pub(crate) time: Number,
    pub(crate) time_s: f64,
    /// The page that has the film; empty for this one.
    pub(crate) page: String,
}

impl MomentLink {
    /// A moment that stands at a place in the page's own document.
    pub(crate) fn new(time_s: f64, at: impl Into<String>, page: &str) -> Self {
        Self { time: Number::new(time_s, 2, at), time_s, page: page.to_owned() }
    }
}
