//! Texts by key.

use crate::catalogue::language::{Language, TEXTS};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use toml::{Table, Value};

/// A text of a document: one of the catalogue's, or one that was read from a file.
pub type Text = Cow<'static, str>;

/// The texts of a language.
#[derive(Debug, Default)]
pub struct Catalogue {
    texts: BTreeMap<String, String>,
}

/// Read once; the tests prove that every file can be read.
static ALL: LazyLock<BTreeMap<&'static str, Catalogue>> = LazyLock::new(|| {
    let read = |language: Language| (language.code(), Catalogue::read(language));
    Language::all().into_iter().map(read).collect()
});

static NONE: Catalogue = Catalogue { texts: BTreeMap::new() };

impl Catalogue {
    /// The texts of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        ALL.get(language.code()).unwrap_or(&NONE)
    }

    /// The English texts: those of the JSON documents and of the command line.
    #[must_use]
    pub fn english() -> &'static Self {
        Self::of(Language::ENGLISH)
    }

    /// The text of a key, in English where this language lacks it.
    ///
    /// # Missing data
    /// Empty where no language has it, which a test of whoever asks must rule out.
    #[must_use]
    pub fn text(&'static self, key: &str) -> &'static str {
        let found = self.texts.get(key).or_else(|| Self::english().texts.get(key));
        debug_assert!(found.is_some(), "the catalogue lacks {key}");
        found.map_or("", String::as_str)
    }

    /// The text of something that has an id in the JSON: `section.id`, as in `views.left_side`.
    #[must_use]
    pub fn of_id(&'static self, section: &str, named: impl Serialize) -> &'static str {
        self.text(&format!("{section}.{}", id_of(&named)))
    }

    /// A text with its places filled in: `{rate_hz}` by what stands beside `rate_hz`.
    #[must_use]
    pub fn filled(&'static self, key: &str, places: &[(&str, &str)]) -> String {
        let text = self.text(key);
        let is_given = |name: &str| places.iter().any(|place| place.0 == name);
        debug_assert!(places_of(text).into_iter().all(is_given), "{key} is not filled: {text}");
        filled(text, places)
    }

    /// Whether the language itself has a text.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// Every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The names directly below a section: `too_few_cycles` of `findings.advice.too_few_cycles` for `findings.advice`.
    #[must_use]
    pub fn names_in(&self, section: &str) -> BTreeSet<&str> {
        let names = |key| {
            let below: &str = str::strip_prefix(key, section)?.strip_prefix('.')?;
            below.split('.').next()
        };
        self.keys().filter_map(names).collect()
    }

    /// The entries of a list: `key.0`, `key.1` and so on.
    pub fn list(&'static self, key: &str) -> Vec<&'static str> {
        let has = |entry: &String| self.has(entry) || Self::english().has(entry);
        (0..).map(|i| format!("{key}.{i}")).take_while(has).map(|entry| self.text(&entry)).collect()
    }

    /// Every text of another catalogue, changed: a language that a test makes up.
    #[cfg(test)]
    pub(crate) fn made_of(other: &Self, change: impl Fn(&str) -> String) -> &'static Self {
        let texts = other.texts.iter().map(|(key, text)| (key.clone(), change(text))).collect();
        Box::leak(Box::new(Self { texts }))
    }

    fn read(language: Language) -> Self {
        let mut texts = BTreeMap::new();
        for file in TEXTS.get_dir(language.code()).into_iter().flat_map(include_dir::Dir::files) {
            let section = file.path().file_stem().and_then(std::ffi::OsStr::to_str).unwrap_or("");
            let table = file.contents_utf8().and_then(|text| text.parse::<Table>().ok());
            collect(section, &Value::Table(table.unwrap_or_default()), &mut texts);
        }
        Self { texts }
    }
}

/// Every text of a value, by the path to it.
fn collect(path: &str, value: &Value, texts: &mut BTreeMap<String, String>) {
    let mut inner = |key: &str, value: &Value| collect(&format!("{path}.{key}"), value, texts);
    match value {
        Value::String(text) => {
            texts.insert(path.to_owned(), text.clone());
        }
        Value::Array(entries) => {
            entries.iter().enumerate().for_each(|(i, v)| inner(&i.to_string(), v));
        }
        Value::Table(table) => table.iter().for_each(|(key, v)| inner(key, v)),
        _ => {}
    }
}

/// What a value is called in the JSON.
pub(crate) fn id_of<T: Serialize>(value: &T) -> String {
    let json = serde_json::to_value(value).ok();
    json.as_ref().and_then(|v| v.as_str()).unwrap_or_default().to_owned()
}

/// A text with its places filled in.
#[must_use]
pub fn filled(text: &str, places: &[(&str, &str)]) -> String {
    let fill =
        |text: String, (place, with): &(&str, &str)| text.replace(&format!("{{{place}}}"), with);
    places.iter().fold(text.to_owned(), fill)
}

/// The places of a text, sorted.
fn places_of(text: &str) -> Vec<&str> {
    let mut all: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    all.sort_unstable();
    all
}

/// Fails where an id of a section lacks its text, or where the section has a text that no id asks for.
#[cfg(test)]
pub(crate) fn assert_texts(section: &str, ids: &[&str]) {
    let (there, asked) =
        (Catalogue::english().names_in(section), BTreeSet::from_iter(ids.iter().copied()));
    let missing: Vec<_> = asked.difference(&there).collect();
    let spare: Vec<_> = there.difference(&asked).collect();
    assert!(
        missing.is_empty() && spare.is_empty(),
        "{section}: no text for {missing:?}; spare: {spare:?}"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_every_language_can_be_read_and_holds_texts_only() {
        for language in Language::all() {
            let folder = TEXTS.get_dir(language.code()).unwrap();
            for file in folder.files() {
                let name = file.path().display();
                let table = file.contents_utf8().unwrap().parse::<Table>();
                holds_texts_only(&name.to_string(), &Value::Table(table.unwrap()));
            }
        }
    }

    fn holds_texts_only(path: &str, value: &Value) {
        match value {
            Value::String(text) => assert!(!text.trim().is_empty(), "{path} is empty"),
            Value::Array(all) => all.iter().for_each(|v| holds_texts_only(path, v)),
            Value::Table(all) => {
                all.iter().for_each(|(k, v)| holds_texts_only(&format!("{path}.{k}"), v));
            }
            other => panic!("{path}: {other}"),
        }
    }

    #[test]
    fn other_languages_have_no_key_and_no_place_that_english_lacks() {
        let english = Catalogue::english();
        for language in Language::all() {
            let own = Catalogue::of(language);
            for key in own.keys() {
                assert!(english.has(key), "{} has {key}", language.code());
                assert_eq!(places_of(own.text(key)), places_of(english.text(key)), "{key}");
            }
        }
    }

    #[test]
    fn no_text_claims_an_illness_or_a_chance() {
        for (key, text) in all_in_english() {
            for word in ["diagnos", "you have ", "probab", "likel"] {
                assert!(!text.to_lowercase().contains(word), "{key}: {text}");
            }
        }
    }

    #[test]
    fn sentences_are_short_and_without_private_words() {
        for (key, text) in all_in_english() {
            for sentence in text.lines().flat_map(|line| line.split(". ")) {
                let words =
                    sentence.split_whitespace().filter(|w| w.contains(char::is_alphanumeric));
                assert!(words.count() <= 25, "{key}: {sentence}");
            }
            for word in ["bearing leg", "be told", "taken off", "is worth", "while it bore"] {
                assert!(!text.contains(word), "{key}: {text}");
            }
        }
    }

    fn all_in_english() -> impl Iterator<Item = (&'static str, &'static str)> {
        let english = Catalogue::english();
        english.keys().map(|key| (key, english.text(key)))
    }

    #[test]
    fn places_are_filled() {
        assert_eq!(filled("{a} of {b}", &[("a", "2"), ("b", "3")]), "2 of 3");
    }

    #[test]
    fn a_code_without_texts_is_no_language() {
        assert_eq!(Language::of_code("en"), Some(Language::ENGLISH));
        assert_eq!(Language::of_code("xx"), None);
    }
}
