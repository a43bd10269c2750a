//! Parts of a page as HTML.

use askama::filters::HtmlSafe;
use std::fmt::{self, Write};

/// Something that stands inside a sentence of a page: escaped, or made of our own markup.
pub(crate) trait Part {
    /// As HTML.
    fn html(&self) -> String;
}

impl Part for str {
    fn html(&self) -> String {
        escaped(self)
    }
}

impl Part for String {
    fn html(&self) -> String {
        escaped(self)
    }
}

impl Part for usize {
    fn html(&self) -> String {
        self.to_string()
    }
}

impl<T: Part + ?Sized> Part for &T {
    fn html(&self) -> String {
        (**self).html()
    }
}

/// A sentence as HTML: a text of the catalogue, escaped, with its places filled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Sentence {
    html: String,
}

impl Sentence {
    /// A text whose places are still open.
    pub(crate) fn new(text: &str) -> Self {
        Self { html: escaped(text) }
    }

    /// What is HTML already: parts of other sentences.
    pub(crate) fn of_html(html: String) -> Self {
        Self { html }
    }

    /// With one place filled in.
    pub(crate) fn with(mut self, place: &str, part: &(impl Part + ?Sized)) -> Self {
        self.html = self.html.replace(&format!("{{{place}}}"), &part.html());
        self
    }

    /// With another sentence after it.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.html.push(' ');
        self.html.push_str(&other.html);
        self
    }
}

impl Part for Sentence {
    fn html(&self) -> String {
        self.html.clone()
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.html)
    }
}

/// Its text is escaped, and so are its parts.
impl HtmlSafe for Sentence {}

/// A text in which nothing means markup, inside of an element or of a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut html, c| {
        let _ = match c {
            '&' => html.write_str("&#38;"),
            '<' => html.write_str("&#60;"),
            '>' => html.write_str("&#62;"),
            '"' => html.write_str("&#34;"),
            '\'' => html.write_str("&#39;"),
            other => html.write_char(other),
        };
        html
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_cannot_bring_markup_into_a_sentence() {
        let sentence = Sentence::new("<b> {a} & {b}").with("a", "<script>").with("b", &2);
        assert_eq!(sentence.to_string(), "&#60;b&#62; &#60;script&#62; &#38; 2");
    }
}
