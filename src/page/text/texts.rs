//! The texts of a page in its language.

use crate::anatomy::Side;
use crate::catalogue::{Catalogue, Language};
use crate::page::basics::html::{Part, Sentence, escaped};
use serde::Serialize;
use std::borrow::Borrow;

/// A text that every language of the professional page must have.
const NEEDED: &str = "page.glance.heading";

/// The texts of a page in its language, by their keys in the catalogue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts {
    catalogue: &'static Catalogue,
    language: Language,
}

impl Texts {
    /// The texts of a language; English where it has none of the professional page.
    pub(crate) fn of(language: Language) -> Self {
        let catalogue = Catalogue::of(language);
        match catalogue.has(NEEDED) {
            true => Self { catalogue, language },
            false => Self { catalogue: Catalogue::english(), language: Language::ENGLISH },
        }
    }

    /// Texts of a test.
    #[cfg(test)]
    pub(crate) fn made_of(catalogue: &'static Catalogue) -> Self {
        Self { catalogue, language: Language::ENGLISH }
    }

    /// The language's code, for the page's `lang`.
    pub(crate) fn lang(self) -> &'static str {
        self.language.code()
    }

    /// The text of a key.
    pub(crate) fn key(self, key: &str) -> &'static str {
        self.catalogue.text(key)
    }

    /// The entries of a list.
    pub(crate) fn list(self, key: &str) -> Vec<&'static str> {
        self.catalogue.list(key)
    }

    /// All texts of the language.
    pub(crate) fn catalogue(self) -> &'static Catalogue {
        self.catalogue
    }

    /// A text whose places are filled with plain text.
    pub(crate) fn fill(self, key: &str, places: &[(&str, &str)]) -> String {
        self.catalogue.filled(key, places)
    }

    /// A text as HTML, whose places may be filled with numbers and links.
    pub(crate) fn say(self, key: &str) -> Sentence {
        Sentence::new(self.key(key))
    }

    /// A text as HTML for inside of a picture.
    pub(crate) fn drawn(self, key: &str) -> String {
        escaped(self.key(key))
    }

    /// The text of something that has an id in the JSON: `section.id`, as in `views.left_side`.
    pub(crate) fn of_id(self, section: &str, named: impl Serialize) -> &'static str {
        self.catalogue.of_id(section, named)
    }

    /// `left` or `right`.
    pub(crate) fn side(self, side: impl Borrow<Side>) -> &'static str {
        self.key(&format!("page.sides.{}", side.borrow().name()))
    }

    /// A side as coloured text.
    pub(crate) fn coloured(self, side: &Side) -> Coloured {
        let class = if *side == Side::Left { "l" } else { "r" };
        Coloured { class, text: self.side(*side) }
    }

    /// A name with its side: `Circumduction (left)`.
    pub(crate) fn with_side(self, name: &str, side: Option<Side>) -> String {
        match side {
            Some(side) => self.fill("page.with_side", &[("name", name), ("side", self.side(side))]),
            None => name.to_owned(),
        }
    }

    /// Several names, one after the other.
    pub(crate) fn listed<T: AsRef<str>>(self, names: &[T]) -> String {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        names.join(self.key("page.list_separator"))
    }
}

/// A text in the colour of a side.
pub(crate) struct Coloured {
    class: &'static str,
    text: &'static str,
}

impl Part for Coloured {
    fn html(&self) -> String {
        format!(r#"<span class="{}">{}</span>"#, self.class, escaped(self.text))
    }
}

/// The first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
