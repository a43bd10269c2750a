//! The patient's sheet: whole sentences as data, one file a language (`catalogue/texts/*/patient.toml`).

use crate::anatomy::Side;
use crate::catalogue::Language;
use crate::causes::SEEN_REASONS;
use crate::error::AnalysisError;
use crate::evidence::RED_FLAGS;
use crate::evidence::limits::LIMITS;
use crate::findings::FindingId;
use crate::gait::Task;
use crate::motion::View;
use crate::report::NoteCode;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Everything that the sheet says, in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// What stands between units and tenths.
    decimal: String,
    /// Between two things that are both so, with its spaces.
    pub(crate) and: String,
    /// Between the parts of a list, without the space after it.
    pub(crate) semicolon: String,
    pub(crate) title: String,
    pub(crate) small_print: String,
    pub(crate) last_line: String,
    pub(crate) banner: BannerWords,
    pub(crate) film: FilmWords,
    tasks: TaskWords,
    views: ViewWords,
    pub(crate) saw: SawWords,
    units: BTreeMap<String, String>,
    pub(crate) meaning: MeaningWords,
    pub(crate) now: NowWords,
    pub(crate) better: BetterWords,
    tips: BTreeMap<NoteCode, String>,
    red_flags: BTreeMap<String, String>,
    findings: BTreeMap<FindingId, Sentence>,
}

macro_rules! groups {
    ($($(#[$doc:meta])* $name:ident: $($field:ident),*;)*) => {
        $($(#[$doc])* #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $(pub(crate) $field: String),* })*
    };
}

groups! {
    /// What must come first.
    BannerWords: urgent, prompt, answered, shown;
    /// What was filmed, and how well.
    FilmWords: heading, one, numbered, not_used, nobody, not_read, pictures, quality, good, noted, usable, poor;
    /// What the person does.
    TaskWords: walking, stair_descent, stair_ascent, step_down, running, walking_backward, standing, other;
    /// From where.
    ViewWords: left_side, right_side, front, rear, oblique, unknown;
    /// What was found.
    SawWords: heading, nothing, not_judged, only_a_part, chance, more, none_gave_way, gave_way, usual_up_to,
        usual_from, seen, seen_give_or_take, against_other_leg, against_standing, how_to_read;
    /// How to film better.
    BetterWords: heading, fine, general, set_up, camera, side_view, front_view, side_distance, front_distance,
        hip_height, stickers;
}

/// What it may mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeaningWords {
    pub(crate) heading: String,
    pub(crate) points: Vec<String>,
}

/// What to do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NowWords {
    pub(crate) heading: String,
    pub(crate) see: String,
    pub(crate) see_after_help: String,
    pub(crate) tell: String,
    pub(crate) pain_left: String,
    pub(crate) pain_right: String,
    pub(crate) pain_both: String,
    pub(crate) safe: String,
    pub(crate) ask_first: String,
    pub(crate) no_exercises: String,
    pub(crate) help: String,
    pub(crate) signs: Vec<String>,
}

/// A finding in a whole sentence: left and right apart, because most languages bend more than one word.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Sentence {
    Sided { left: String, right: String },
    OfBoth { both: String },
}

impl Words {
    /// The words of a language, all of them; English where it has no sheet.
    ///
    /// # Errors
    /// When a file lacks something, which is a defect.
    pub(crate) fn of(language: Language) -> Result<Self, AnalysisError> {
        let failed = |why: String| AnalysisError::Render { what: "the sheet's language", why };
        let words: Self = toml::from_str(source(language)).map_err(|e| failed(e.to_string()))?;
        match words.lacking() {
            None => Ok(words),
            Some(key) => Err(failed(format!("{} lacks {key}", language.code()))),
        }
    }

    /// A key that no word is there for.
    fn lacking(&self) -> Option<String> {
        let tip = NoteCode::ALL.iter().find(|c| !self.tips.contains_key(c));
        let finding = FindingId::ALL.iter().find(|id| !self.findings.contains_key(id));
        let flags = RED_FLAGS.iter().map(|f| f.id).chain(SEEN_REASONS.map(|r| r.id));
        let flag = flags.into_iter().find(|id| !self.red_flags.contains_key(*id));
        let unit = LIMITS.iter().map(|l| l.unit).find(|u| !self.units.contains_key(*u));
        tip.map(|c| format!("{c:?}"))
            .or(finding.map(|id| format!("{id:?}")))
            .or(flag.or(unit).map(str::to_owned))
    }

    /// A finding as a sentence; both sides' where its side is not told.
    pub(crate) fn finding(&self, id: FindingId, side: Option<Side>) -> String {
        match (self.findings.get(&id), side) {
            (Some(Sentence::Sided { left, .. }), Some(Side::Left)) => left.clone(),
            (Some(Sentence::Sided { right, .. }), Some(Side::Right)) => right.clone(),
            (Some(Sentence::Sided { left, right }), None) => format!("{left} {right}"),
            (Some(Sentence::OfBoth { both }), _) => both.clone(),
            (None, _) => String::new(), // `of` has seen to it
        }
    }

    pub(crate) fn tip(&self, code: NoteCode) -> &str {
        self.tips.get(&code).map_or("", String::as_str)
    }

    pub(crate) fn red_flag(&self, id: &str) -> &str {
        self.red_flags.get(id).map_or("", String::as_str)
    }

    pub(crate) fn task(&self, task: Task) -> &str {
        let words = &self.tasks;
        match task {
            Task::Walking => &words.walking,
            Task::StairDescent => &words.stair_descent,
            Task::StairAscent => &words.stair_ascent,
            Task::StepDown => &words.step_down,
            Task::Running => &words.running,
            Task::WalkingBackward => &words.walking_backward,
            Task::Standing => &words.standing,
            Task::Other => &words.other,
        }
    }

    pub(crate) fn view(&self, view: View) -> &str {
        let words = &self.views;
        match view {
            View::LeftSide => &words.left_side,
            View::RightSide => &words.right_side,
            View::Front => &words.front,
            View::Rear => &words.rear,
            View::Oblique => &words.oblique,
            View::Unknown => &words.unknown,
        }
    }

    /// A number with its unit, as the language writes it.
    pub(crate) fn number(&self, value: f64, decimals: usize, unit: &str) -> String {
        let value = crate::signal::rounded(value, decimals as i32) + 0.0; // no "-0"
        let digits = format!("{value:.decimals$}").replace('.', &self.decimal);
        let unit = self.units.get(unit).map_or("", String::as_str);
        // a number and its sign stay on one line
        format!("{}{}", digits.replace('-', "\u{2212}"), unit.replacen(' ', "\u{a0}", 1))
    }
}

/// The file of a language's sheet, in English where there is none.
fn source(language: Language) -> &'static str {
    let english = || Language::ENGLISH.file("patient");
    language.file("patient").or_else(english).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::{Table, Value};

    fn of(code: &str) -> Language {
        Language::of_code(code).unwrap()
    }

    fn with_a_sheet() -> Vec<Language> {
        let all: Vec<Language> =
            Language::all().into_iter().filter(|l| l.file("patient").is_some()).collect();
        assert!(all.len() >= 4);
        all
    }

    /// Every text of a file with the path to it.
    fn texts(language: Language) -> Vec<(String, String)> {
        let mut all = Vec::new();
        collect("", &Value::Table(source(language).parse::<Table>().unwrap()), &mut all);
        all
    }

    fn collect(path: &str, value: &Value, all: &mut Vec<(String, String)>) {
        match value {
            Value::String(text) => all.push((path.to_owned(), text.clone())),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(i, v)| collect(&format!("{path}.{i}"), v, all));
            }
            Value::Table(table) => {
                table.iter().for_each(|(k, v)| collect(&format!("{path}.{k}"), v, all));
            }
            other => panic!("{path}: {other}"),
        }
    }

    fn sentences() -> Vec<String> {
        let english = Words::of(Language::ENGLISH).unwrap();
        let of = |id: &FindingId| Side::BOTH.map(|s| english.finding(*id, Some(s)));
        FindingId::ALL.iter().flat_map(of).collect()
    }

    #[test]
    fn every_language_says_all() {
        let english = texts(Language::ENGLISH);
        assert!(english.len() > 170);
        for language in with_a_sheet() {
            Words::of(language).unwrap();
            let all = texts(language);
            assert_eq!(all.len(), english.len(), "{}", language.code());
            for ((key, text), (same, _)) in all.iter().zip(&english) {
                assert_eq!(key, same);
                assert!(!text.is_empty() && !text.contains("TODO"), "{} {key}", language.code());
            }
        }
    }

    #[test]
    fn no_text_is_left_in_english() {
        let alike = [".and", ".semicolon", ".units.deg", ".units.%", ".decimal"];
        for language in with_a_sheet().into_iter().filter(|l| *l != Language::ENGLISH) {
            for ((key, text), (_, original)) in
                texts(language).iter().zip(&texts(Language::ENGLISH))
            {
                assert!(alike.contains(&key.as_str()) || text != original, "{key}: {text}");
                let words = text.to_lowercase();
                let words: Vec<&str> = words.split(|c: char| !c.is_alphabetic()).collect();
                for english in ["the", "you", "your", "and", "with", "knee", "leg", "is"] {
                    assert!(!words.contains(&english), "{} {key}: {text}", language.code());
                }
            }
        }
    }

    #[test]
    fn nothing_claims_an_illness_gives_a_chance_or_uses_the_fields_words() {
        let banned = ["diagn", "you have ", "probab", "likel", "sie haben", "wahrscheinlich"];
        let more = ["vous avez un", "vous souffrez", "usted tiene", "usted padece", "usted sufre"];
        let jargon = ["valgus", "fppa", "flexion", " stance", "asis", "psis", "pelvi", "becken"];
        for language in with_a_sheet() {
            for (key, text) in texts(language) {
                for word in banned.iter().chain(&more).chain(&jargon) {
                    assert!(
                        !text.to_lowercase().contains(word),
                        "{} {key}: {text}",
                        language.code()
                    );
                }
            }
        }
    }

    #[test]
    fn english_findings_are_short_and_of_short_words() {
        for text in sentences() {
            assert!(text.ends_with('.') && text.split_whitespace().count() <= 17, "{text}");
            let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count();
            assert!(text.split_whitespace().all(|w| letters(w) <= 9), "{text}");
        }
    }

    #[test]
    fn findings_are_short_in_every_language_and_left_and_right_differ() {
        for language in with_a_sheet() {
            let words = Words::of(language).unwrap();
            for &id in FindingId::ALL {
                let [left, right] = Side::BOTH.map(|s| words.finding(id, Some(s)));
                for text in [&left, &right] {
                    assert!(text.ends_with('.') && text.split_whitespace().count() <= 20, "{text}");
                }
                let is_of_both = matches!(words.findings[&id], Sentence::OfBoth { .. });
                assert_eq!(left == right, is_of_both, "{left} {right}");
            }
        }
    }

    #[test]
    fn the_questions_are_those_that_are_asked() {
        let english = Words::of(Language::ENGLISH).unwrap();
        for flag in RED_FLAGS {
            assert_eq!(english.red_flag(flag.id), flag.question());
        }
        for reason in SEEN_REASONS {
            assert_eq!(english.red_flag(reason.id), reason.text());
        }
        assert_eq!(english.red_flags.len(), RED_FLAGS.len() + SEEN_REASONS.len(), "none is spare");
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let written = |language, value, decimals, unit| {
            Words::of(language).unwrap().number(value, decimals, unit)
        };
        assert_eq!(written(Language::ENGLISH, 1.25, 1, "m/s"), "1.3\u{a0}metres a second");
        assert_eq!(written(of("de"), 0.85, 1, "m/s"), "0,9\u{a0}Meter pro Sekunde");
        assert_eq!(written(of("fr"), -0.2, 0, "deg"), "0°");
        assert_eq!(written(of("es"), -3.0, 0, "%"), "\u{2212}3\u{a0}%");
    }
}
