//! The languages that texts are there in.

use include_dir::{Dir, include_dir};

/// The files of all languages, a folder each.
pub(super) static TEXTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/catalogue/texts");

/// A language that there are texts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    code: &'static str,
}

impl Language {
    /// English, which has every text.
    pub const ENGLISH: Self = Self { code: "en" };

    /// All languages, by their codes.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let codes = TEXTS.dirs().filter_map(|folder| folder.path().to_str());
        let mut all: Vec<Self> = codes.map(|code| Self { code }).collect();
        all.sort_unstable();
        all
    }

    /// The language with a code (ISO 639-1); `None` where there are no texts in it.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::all().into_iter().find(|language| language.code == code)
    }

    /// Its code (ISO 639-1), as in a page's `lang`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.code
    }

    /// The text of one of its files, `patient` for `patient.toml`; `None` where it has no such file.
    pub(crate) fn file(self, name: &str) -> Option<&'static str> {
        TEXTS.get_file(format!("{}/{name}.toml", self.code))?.contents_utf8()
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::ENGLISH
    }
}
