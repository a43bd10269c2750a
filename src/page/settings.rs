//! What the user decided of a page and what changes no number on it.

use crate::catalogue::Language;

/// Settings of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageSettings {
    /// The language of the patient's sheet.
    pub language: Language,
    /// The heading, instead of the page's own: the only place for a name or a date.
    pub title: Option<String>,
}

impl PageSettings {
    /// The heading: the user's, or else the page's own.
    pub(crate) fn heading<'a>(&'a self, own: &'a str) -> &'a str {
        self.title.as_deref().unwrap_or(own)
    }
}
