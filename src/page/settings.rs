//! What the user decided of a page and what changes no number on it.

use crate::catalogue::Language;
use crate::page::text::texts::Texts;

/// Settings of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageSettings {
    /// The language of the page; English where it has no texts of this page.
    pub language: Language,
    /// The heading, instead of the page's own: the only place for a name or a date.
    pub title: Option<String>,
}

impl PageSettings {
    /// The texts of a professional page.
    pub(crate) fn texts(&self) -> Texts {
        Texts::of(self.language)
    }

    /// The heading: the user's, or else the page's own.
    pub(crate) fn heading<'a>(&'a self, own: &'a str) -> &'a str {
        self.title.as_deref().unwrap_or(own)
    }
}
