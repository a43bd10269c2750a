//! What the rows of a plot are called that the clips are divided into.

use crate::study::StudyGroup;

/// A longer name does not fit beside a plot.
const MOST_LETTERS: usize = 14;

/// The names of the divisions: the user's own where all are short and plain, else letters.
pub(super) struct Divisions<'a> {
    /// The user's names, in the order of the rows.
    names: Vec<&'a str>,
    are_plain: bool,
}

impl<'a> Divisions<'a> {
    pub(super) fn of(group: &'a StudyGroup) -> Self {
        let mut names: Vec<&str> = group.study.clips.iter().map(|c| c.division.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let is_plain = |name: &&str| {
            name.chars().count() <= MOST_LETTERS
                && name.chars().all(|c| c.is_alphanumeric() || " -_.,+/".contains(c))
        };
        let are_plain = names.iter().all(is_plain);
        Self { names, are_plain }
    }

    /// What a division is called beside a plot; empty where the clips are not divided.
    pub(super) fn short(&self, division: &str) -> String {
        match self.names.iter().position(|name| *name == division) {
            Some(place) if !self.are_plain => letter(place),
            _ => division.to_owned(),
        }
    }

    /// What the letters stand for; nothing where there are none.
    pub(super) fn legend(&self) -> Vec<(String, &'a str)> {
        let all = self.names.iter().enumerate().map(|(place, name)| (letter(place), *name));
        all.filter(|_| !self.are_plain).collect()
    }
}

fn letter(place: usize) -> String {
    char::from(b'A' + (place % 26) as u8).to_string()
}
