//! A link to a moment of the film.

use crate::gait::MeasureId;
use crate::page::basics::html::{Part, Sentence};
use crate::page::basics::number::{MOMENT_DECIMALS, Number};
use crate::page::text::texts::Texts;
use crate::report::Gait;
use askama::filters::HtmlSafe;
use std::fmt;

/// A time that the reader can jump to: on this page's film, or on the page of the clip that shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MomentLink {
    pub(crate) time_s: f64,
    /// The page that has the film; empty for this one.
    page: String,
    /// The time with its unit.
    text: Sentence,
}

impl MomentLink {
    /// A moment that stands at a place in the page's own document.
    pub(crate) fn new(time_s: f64, at: impl Into<String>, page: &str, t: Texts) -> Self {
        let time = Number::new(time_s, MOMENT_DECIMALS, at);
        Self { time_s, page: page.to_owned(), text: t.say("page.moment").with("time", &time) }
    }

    /// From when on a stride was seen, or a repetition, of which a value of a measure is.
    pub(crate) fn beginning(
        gait: &Gait,
        measure: MeasureId,
        index: usize,
        page: &str,
        t: Texts,
    ) -> Option<Self> {
        let (start_s, at) = match measure.is_of_repetitions() {
            true => (gait.repetitions.get(index)?.start_s, format!("repetitions/{index}/start_s")),
            false => (gait.cycles.get(index)?.seen_s[0], format!("cycles/{index}/seen_s/0")),
        };
        Some(Self::new(start_s, format!("/gait/{at}"), page, t))
    }
}

impl fmt::Display for MomentLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { time_s, page, text } = self;
        write!(f, r##"<a class="moment" href="{page}#t={time_s}" data-t="{time_s}">{text}</a>"##)
    }
}

/// An address is percent-encoded, the rest is made of numbers and of an escaped text.
impl HtmlSafe for MomentLink {}

impl Part for MomentLink {
    fn html(&self) -> String {
        self.to_string()
    }
}

/// Several moments, one after the other.
pub(crate) struct Moments<'a>(pub(crate) &'a [MomentLink], pub(crate) Texts);

impl Part for Moments<'_> {
    fn html(&self) -> String {
        let separator = self.1.drawn("page_findings.basis.moment_separator");
        self.0.iter().map(MomentLink::to_string).collect::<Vec<_>>().join(&separator)
    }
}
