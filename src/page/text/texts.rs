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
        self.key(&format!("{section}.{}", id_of(&named)))
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

/// What a value is called in the JSON.
pub(crate) fn id_of<T: Serialize>(value: &T) -> String {
    let json = serde_json::to_value(value).ok();
    json.as_ref().and_then(|v| v.as_str()).unwrap_or_default().to_owned()
}

/// The first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::limits::LIMITS;
    use crate::findings::FindingId;
    use crate::gait::Angle;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Keys whose end is put together from the ids of values.
    const OF_IDS: [&str; 10] = [
        "page.quality.",
        "page.film.camera_",
        "page.conventions.",
        "page_gait.table.scale_",
        "page_gait.lines.",
        "page_gait.mean_stride.very_",
        "page_gait.mean_stride.slow",
        "page_gait.mean_stride.fast",
        "page_findings.event.",
        "page_findings.basis.in_",
        "page_player.script.",
    ];

    /// All that stands in files below a folder.
    fn sources(folder: &Path) -> String {
        let mut all = String::new();
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                all += &sources(&path);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
                all += &std::fs::read_to_string(path).unwrap();
            }
        }
        all
    }

    fn source(folder: &str) -> String {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder))
    }

    fn keys_of(section: &str) -> BTreeSet<&'static str> {
        let prefix = format!("{section}.");
        let all = Catalogue::english().keys();
        all.filter_map(|key| key.strip_prefix(&prefix)).collect()
    }

    #[test]
    fn no_key_of_a_page_is_spare() {
        let sources = source("page");
        let is_literal = |text: &str| sources.contains(&format!("\"{text}\""));
        for key in Catalogue::english().keys().filter(|k| k.starts_with("page")) {
            let by_parts = key.match_indices('.').any(|(at, _)| {
                sources.contains(&format!("\"{}.{{", &key[..at])) && is_literal(&key[at + 1..])
            });
            let of_ids = OF_IDS.iter().any(|start| key.starts_with(start));
            assert!(is_literal(key) || by_parts || of_ids, "{key} is spare");
        }
    }

    #[test]
    fn no_key_of_a_page_is_missing() {
        let sources = source("page");
        let english = Catalogue::english();
        for part in sources.split('"').filter(|p| p.starts_with("page") && p.contains('.')) {
            let is_key = part.chars().all(|c| c.is_ascii_lowercase() || "._".contains(c));
            let is_section = || english.keys().any(|k| k.starts_with(&format!("{part}.")));
            let is_file = part.ends_with(".html");
            assert!(!is_key || is_file || english.has(part) || is_section(), "{part} is missing");
        }
    }

    #[test]
    fn every_angle_finding_and_unit_has_its_texts_and_none_is_spare() {
        let mut angles = BTreeSet::new();
        for angle in Angle::ALL.map(|a| a.column().trim_end_matches("_deg")) {
            angles.extend(["label", "low", "high"].map(|what| format!("{angle}.{what}")));
        }
        angles.extend(["pelvic_obliquity", "trunk_lean_right"].map(|a| format!("{a}.own_side")));
        let known = |section: &str| -> BTreeSet<String> {
            keys_of(section).into_iter().map(str::to_owned).collect()
        };
        assert_eq!(known("angles"), angles);
        assert_eq!(known("finding_names"), FindingId::ALL.iter().map(id_of).collect());
        let units: BTreeSet<String> = LIMITS.iter().map(|l| l.unit.to_owned()).collect();
        assert_eq!(known("units"), units);
    }

    /// Names of measures end in their unit.
    #[test]
    fn every_measure_has_a_label_and_a_definition_and_none_is_spare() {
        let units = keys_of("measures.units");
        let sources = source("gait/measures");
        let stem = |name: &str| {
            let of_unit = |unit: &&str| name.strip_suffix(*unit)?.strip_suffix('_');
            let shortest = units.iter().filter_map(of_unit).min_by_key(|stem| stem.len())?;
            let is_name = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            is_name.then(|| shortest.to_owned())
        };
        let stems: BTreeSet<String> = sources.split('"').filter_map(stem).collect();
        let texts = |what: &str| -> BTreeSet<String> {
            let keys = keys_of("measures").into_iter().filter_map(|key| key.split_once('.'));
            keys.filter(|(_, end)| *end == what).map(|(stem, _)| stem.to_owned()).collect()
        };
        assert!(stems.len() > 50);
        assert_eq!(texts("label"), stems);
        assert_eq!(texts("definition"), stems);
    }

    #[test]
    fn a_language_without_this_page_is_read_in_english() {
        let german = Language::of_code("de").unwrap();
        assert_eq!(Texts::of(german).lang(), "en");
    }
}
