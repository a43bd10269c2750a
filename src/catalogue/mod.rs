//! Everything that a person reads, by id, as data: one folder of TOML files a language (`texts/en`).
//!
//! A key is a file's name and the path inside it: `findings.knee_valgus.label` stands in `texts/en/findings.toml`. Ids
//! in keys are those of the JSON documents. A text may have places, as in `{rate_hz} frames a second`; every language
//! has the same ones. Whoever asks for texts by an id tests that the ids and the section agree (`assert_texts`).
//! Adding a language is adding a folder: what it lacks is said in English.

mod language;
mod texts;

pub use language::Language;
#[cfg(test)]
pub(crate) use texts::assert_texts;
pub(crate) use texts::id_of;
pub use texts::{Catalogue, Text, filled};
