//! What went wrong, in words for the page.

use crate::app::store::record::Problem;
use crate::error::AnalysisError;
use std::path::Path;

/// An error in words.
pub(super) fn problem(error: &AnalysisError) -> Problem {
    let name = match error {
        // others may be named alike, but are of other files than the clip
        AnalysisError::Video(_)
        | AnalysisError::NoPerson { .. }
        | AnalysisError::NoSuchPerson { .. }
        | AnalysisError::SameFilm { .. } => error.kind(),
        AnalysisError::Write { .. } => "not_written",
        _ => return Problem::named("other").with(format!("{error}; {}", error.hint())),
    };
    Problem::named(name).with(error)
}

/// What could not be written.
pub(super) fn written(path: &Path, done: std::io::Result<()>) -> Result<(), AnalysisError> {
    done.map_err(|e| AnalysisError::Write { path: path.into(), why: e.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Language};
    use crate::error::VideoError;
    use std::collections::BTreeSet;
    use std::path::PathBuf;
    use strum::VariantNames;

    fn names_in(section: &str) -> BTreeSet<&'static str> {
        Catalogue::english().names_in(section)
    }

    /// All that stands in the room's files.
    fn source() -> String {
        let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
        let mut folders = vec![room];
        let mut all = String::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                match entry.path() {
                    path if path.is_dir() => folders.push(path),
                    path => all += &std::fs::read_to_string(path).unwrap(),
                }
            }
        }
        all
    }

    #[test]
    fn every_problem_has_its_words_and_none_is_spare() {
        let known = names_in("app_problems.problems");
        let source = source();
        let after = |start: &str| -> BTreeSet<String> {
            let rests = source.split(start).skip(1);
            rests.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
        };
        let mut meant = after(concat!("Problem::", "named(\""));
        for answer in source.split("StatusCode::").skip(1) {
            let (status, rest) = answer.split_once(", \"").unwrap_or_default();
            if !status.is_empty() && status.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
                meant.extend(rest.split('"').next().map(str::to_owned));
            }
        }
        let of_clips = ["no_person", "no_such_person", "same_film", "not_written"];
        meant.extend(VideoError::VARIANTS.iter().chain(&of_clips).map(|name| (*name).to_owned()));
        assert_eq!(known, meant.iter().map(String::as_str).collect());
    }

    #[test]
    fn every_reason_why_nothing_is_measured_has_the_words_of_the_page() {
        let reasons: BTreeSet<_> =
            Catalogue::english().keys().filter_map(|key| key.strip_prefix("no_gait.")).collect();
        assert_eq!(names_in("app_problems.refused"), reasons);
    }

    #[test]
    fn what_is_wrong_with_a_clip_is_named_and_the_rest_says_what_to_do() {
        let path = PathBuf::from("clip");
        let no_film = AnalysisError::Video(VideoError::StillImage { path: path.clone() });
        let found = problem(&no_film);
        assert_eq!((&*found.name, found.detail), ("still_image", Some(no_film.to_string())));
        let other = problem(&AnalysisError::Cancelled { path });
        assert_eq!(other.name, "other");
        assert!(other.detail.unwrap().contains(';'));
        let german = Catalogue::of(Language::of_code("de").unwrap());
        assert_ne!(german.text("app_problems.problems.still_image.what"), found.what);
    }
}
