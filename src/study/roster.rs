//! The clips of a study: what each is called, and where its results lie.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use thiserror::Error;

/// A clip as the user's table or folder names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipEntry {
    /// The file, as a path with slashes from where the study was begun.
    pub file: String,
    /// Whose; absent where the user does not say.
    pub subject: Option<String>,
    /// On which day; absent where the user does not say.
    pub session: Option<String>,
    /// All that the user's table says of it, in the table's order.
    pub columns: Vec<(String, String)>,
}

/// A clip of a study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyClip {
    /// What it is called in every table; no other clip of the study is called so.
    pub id: String,
    /// The file, as a path with slashes from where the study was begun.
    pub file: String,
    /// Whose, as a label; absent where the user does not say.
    pub subject: Option<String>,
    /// On which day, as a label; absent where the user does not say.
    pub session: Option<String>,
    /// All that the user's table says of it, in the table's order.
    pub columns: Vec<(String, String)>,
}

/// What keeps clips from having names of their own.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RosterProblem {
    /// Two rows are one.
    #[error("{file} is there twice, with the same values")]
    Twice {
        /// The file.
        file: String,
    },
    /// A name without letter or digit.
    #[error("{file}: {column} {value:?} has neither a letter nor a digit of the Latin alphabet")]
    NoLabel {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// A name that no folder can have.
    #[error("{file}: {column} has more than {MAX_LABEL_BYTES} letters and digits")]
    LongLabel {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// Two names that differ only in what a label cannot hold.
    #[error("{column} {first:?} and {second:?} would both be called {label:?}")]
    OneLabel {
        /// The column.
        column: &'static str,
        /// One name.
        first: String,
        /// The other one.
        second: String,
        /// What both would be called.
        label: String,
    },
}

/// The label of a subject or session in a BIDS data set: letters and digits only, without `sub-` or `ses-`; `None` where
/// nothing is left.
fn bids_label(name: &str, prefix: &str) -> Option<String> {
    let name = name.trim();
    let own = name.strip_prefix(prefix).unwrap_or(name);
    let label: String = own.chars().filter(char::is_ascii_alphanumeric).collect();
    (!label.is_empty()).then_some(label)
}

/// Names every clip. Names do not depend on the order of the entries nor on other entries, except that clips that would
/// be called alike all get the beginning of a hash of what they differ in.
///
/// # Errors
/// Every problem there is, with the number of the entry that has it.
pub fn roster(entries: &[ClipEntry]) -> Result<Vec<StudyClip>, Vec<(usize, RosterProblem)>> {
    let mut problems = Vec::new();
    let mut labels = Labels::default();
    let mut clips: Vec<StudyClip> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut of = |column, name: &Option<String>| match labels.of(entry, column, name) {
            Ok(label) => label,
            Err(problem) => {
                problems.push((index, problem));
                None
            }
        };
        let (subject, session) = (of("subject", &entry.subject), of("session", &entry.session));
        let id = [
            subject.as_ref().map(|s| format!("sub-{s}_")),
            session.as_ref().map(|s| format!("ses-{s}_")),
            Some(stem(&entry.file)),
        ];
        clips.push(StudyClip {
            id: id.into_iter().flatten().collect(),
            file: entry.file.clone(),
            subject,
            session,
            columns: entry.columns.clone(),
        });
    }
    for index in alike(&clips) {
        let clip = &mut clips[index];
        clip.id = format!("{}-{}", clip.id, hash(&entries[index]));
    }
    for index in alike(&clips) {
        problems.push((index, RosterProblem::Twice { file: clips[index].file.clone() }));
    }
    problems.sort_by_key(|(index, _)| *index);
    if problems.is_empty() { Ok(clips) } else { Err(problems) }
}

impl StudyClip {
    /// The folder of its results, from that of the study: `sub-01/ses-1/sub-01_ses-1_walk`.
    #[must_use]
    pub fn folder(&self) -> String {
        format!("{}/{}", self.session_folder(), self.id)
    }

    /// The folder of all clips of the same person on the same day.
    #[must_use]
    pub fn session_folder(&self) -> String {
        match (&self.subject, &self.session) {
            (None, _) => "clips".to_owned(),
            (Some(subject), None) => format!("sub-{subject}"),
            (Some(subject), Some(session)) => format!("sub-{subject}/ses-{session}"),
        }
    }
}

/// Which name each label stands for.
#[derive(Default)]
struct Labels(BTreeMap<(&'static str, String), String>);

impl Labels {
    fn of(
        &mut self,
        entry: &ClipEntry,
        column: &'static str,
        name: &Option<String>,
    ) -> Result<Option<String>, RosterProblem> {
        let Some(name) = name else { return Ok(None) };
        let prefix = &column[..3];
        let no_label =
            || RosterProblem::NoLabel { file: entry.file.clone(), column, value: name.clone() };
        let label = bids_label(name, &format!("{prefix}-")).ok_or_else(no_label)?;
        let plain = name.trim().trim_start_matches(&format!("{prefix}-")).to_owned();
        if label.len() > MAX_LABEL_BYTES {
            return Err(RosterProblem::LongLabel { file: entry.file.clone(), column });
        }
        // a file system that does not tell case apart would make one folder of two
        let known = self.0.entry((column, label.to_ascii_lowercase())).or_insert(plain.clone());
        if *known != plain {
            let first = known.clone();
            return Err(RosterProblem::OneLabel { column, first, second: plain, label });
        }
        Ok(Some(label))
    }
}

/// The clips whose names differ at most in case from another one's.
fn alike(clips: &[StudyClip]) -> Vec<usize> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, clip) in clips.iter().enumerate() {
        by_name.entry(clip.id.to_lowercase()).or_default().push(index);
    }
    by_name.into_values().filter(|all| all.len() > 1).flatten().collect()
}

/// A file's name without folder and ending, of letters, digits, `-` and `_`.
fn stem(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // the poses of an earlier analysis lie in a folder that is named after the clip
    let stem = match (stem, file.rsplit('/').nth(1)) {
        ("poses", Some(folder)) => folder,
        _ => stem,
    };
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= MAX_STEM_BYTES
    };
    let stem: String = stem.chars().map(plain).take_while(fits).collect();
    match stem.trim_matches('-') {
        "" => "clip".to_owned(),
        stem => stem.to_owned(),
    }
}

/// Of a subject or session; both stand before the stem.
const MAX_LABEL_BYTES: usize = 30;

/// What is put before and after it must fit into the 255 bytes of a file's name, too.
const MAX_STEM_BYTES: usize = 120;

/// The beginning of a hash of what an entry says.
fn hash(entry: &ClipEntry) -> String {
    let mut hasher = Sha256::new();
    hasher.update(&entry.file);
    for (column, value) in &entry.columns {
        hasher.update([0]);
        hasher.update(column);
        hasher.update([0]);
        hasher.update(value);
    }
    hasher.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(file: &str, subject: &str, columns: &[(&str, &str)]) -> ClipEntry {
        ClipEntry {
            file: file.to_owned(),
            subject: (!subject.is_empty()).then(|| subject.to_owned()),
            session: None,
            columns: columns.iter().map(|(c, v)| ((*c).to_owned(), (*v).to_owned())).collect(),
        }
    }

    fn ids(entries: &[ClipEntry]) -> Vec<String> {
        roster(entries).unwrap().into_iter().map(|c| c.id).collect()
    }

    #[test]
    fn a_clip_is_named_by_subject_session_and_file() {
        let mut of = entry("day 1/walk left.mp4", "sub-01", &[]);
        of.session = Some("1".to_owned());
        let clip = &roster(&[of]).unwrap()[0];
        assert_eq!(clip.id, "sub-01_ses-1_walk-left");
        assert_eq!(clip.folder(), "sub-01/ses-1/sub-01_ses-1_walk-left");
        assert_eq!(ids(&[entry("x/walk.mp4", "", &[])]), ["walk"]);
        assert_eq!(ids(&[entry("x/walk/poses.json", "", &[])]), ["walk"]);
    }

    #[test]
    fn one_stem_in_two_folders_never_collides_whatever_the_order() {
        let (a, b) = (entry("a/walk.mp4", "", &[]), entry("b/WALK.mov", "", &[]));
        let (one, other) = (ids(&[a.clone(), b.clone()]), ids(&[b, a]));
        assert_eq!((&one[0], &one[1]), (&other[1], &other[0]));
        assert!(one[0] != one[1] && one[0].starts_with("walk-"), "{one:?}");
    }

    #[test]
    fn two_parts_of_a_film_are_two_clips_and_the_same_part_twice_is_a_mistake() {
        let of = |start: &str| entry("walk.mp4", "1", &[("start", start)]);
        assert_eq!(roster(&[of("0"), of("5")]).unwrap().len(), 2);
        let problems = roster(&[of("0"), of("0")]).unwrap_err();
        assert_eq!(problems.len(), 2, "{problems:?}");
    }

    #[test]
    fn subjects_that_no_label_tells_apart_are_named() {
        let of = |subject| entry(&format!("{subject}.mp4"), subject, &[]);
        let problem = |entries: &[ClipEntry]| roster(entries).unwrap_err()[0].1.clone();
        let one = problem(&[of("P-01"), of("P01")]);
        assert!(matches!(one, RosterProblem::OneLabel { .. }), "{one:?}");
        let case = problem(&[of("a"), of("A")]);
        assert!(matches!(case, RosterProblem::OneLabel { .. }), "{case:?}");
        assert!(matches!(problem(&[of("患")]), RosterProblem::NoLabel { .. }));
        assert_eq!(ids(&[of("P-01"), of("sub-P-01")]).len(), 2, "one person, two files");
    }
}
