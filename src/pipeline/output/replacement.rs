//! A folder that takes the place of an earlier one as a whole.
//!
//! The earlier folder is renamed away, the new one renamed in, what is the user's carried along, and the earlier one
//! removed. Whenever this is interrupted, the earlier folder or the new one is whole, and the name by which the earlier
//! one lies aside tells the next run what is left to be done.

use crate::pipeline::output::carry::{carry_clip, carry_visit, unless_gone};
use std::ffi::OsString;
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

/// What a folder holds, which decides what is carried along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Clip,
    Visit,
}

impl Content {
    const ALL: [Self; 2] = [Self::Clip, Self::Visit];

    /// Before the name of an earlier folder while it lies aside.
    fn aside_prefix(self) -> &'static str {
        match self {
            Self::Clip => ".gaitline-old-clip-",
            Self::Visit => ".gaitline-old-visit-",
        }
    }

    fn carry(self, old: &Path, new: &Path) -> Result<()> {
        match self {
            Self::Clip => carry_clip(old, new),
            Self::Visit => carry_visit(old, new),
        }
    }
}

/// A folder to be replaced.
pub(super) struct Replacement {
    content: Content,
    new: PathBuf,
    target: PathBuf,
    aside: PathBuf,
}

impl Replacement {
    pub(super) fn new(content: Content, new: &Path, target: &Path) -> Self {
        let mut name = OsString::from(content.aside_prefix());
        name.push(target.file_name().unwrap_or_default());
        let (new, target) = (new.to_owned(), target.to_owned());
        Self { content, aside: target.with_file_name(name), new, target }
    }

    /// The steps in their order; a run may end between any two.
    const STEPS: [fn(&Self) -> Result<()>; 4] =
        [Self::set_old_aside, Self::move_new_in, Self::carry_along, Self::remove_old];

    /// Replaces the folder, or puts it where there was none.
    pub(super) fn run(&self) -> Result<()> {
        Self::STEPS.iter().try_for_each(|step| step(self))
    }

    fn set_old_aside(&self) -> Result<()> {
        match self.target.symlink_metadata() {
            Ok(_) if self.target.is_dir() => std::fs::rename(&self.target, &self.aside),
            Ok(_) => Err(ErrorKind::NotADirectory.into()),
            Err(_) => Ok(()),
        }
    }

    /// Where that fails, the earlier folder comes back.
    fn move_new_in(&self) -> Result<()> {
        std::fs::rename(&self.new, &self.target).inspect_err(|_| {
            let _ = std::fs::rename(&self.aside, &self.target); // the next run tries again
        })
    }

    fn carry_along(&self) -> Result<()> {
        self.content.carry(&self.aside, &self.target)
    }

    fn remove_old(&self) -> Result<()> {
        unless_gone(std::fs::remove_dir_all(&self.aside))
    }
}

/// Brings back what runs that were killed had set aside, or does what they had left to be done. What cannot be done stays
/// aside, and hinders no other clip.
pub(super) fn restore(out: &Path) {
    let Ok(entries) = std::fs::read_dir(out) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        for content in Content::ALL {
            if let Some(own_name) = name.strip_prefix(content.aside_prefix()) {
                let _ = bring_back(content, &entry.path(), &out.join(own_name));
            }
        }
    }
}

fn bring_back(content: Content, aside: &Path, target: &Path) -> Result<()> {
    if !target.exists() {
        return unless_gone(std::fs::rename(aside, target));
    }
    content.carry(aside, target)?;
    unless_gone(std::fs::remove_dir_all(aside))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn write(folder: &Path, files: &[(&str, &str)]) {
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn read(folder: &Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).unwrap_or_default()
    }

    /// Every file below a folder, sorted.
    fn files(folder: &Path) -> Vec<String> {
        let mut all = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => {
                        let name =
                            path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                        all.push(name);
                    }
                }
            }
        }
        all.sort();
        all
    }

    /// Replaces an earlier folder, stops after so many steps, and lets the next run do what it does.
    fn interrupted(
        content: Content,
        steps: usize,
        old: &[(&str, &str)],
        new: &[(&str, &str)],
    ) -> tempfile::TempDir {
        let out = tempfile::tempdir().unwrap();
        let (staging, target) = (out.path().join("new"), out.path().join("walk"));
        write(&target, old);
        write(&staging, new);
        let replacement = Replacement::new(content, &staging, &target);
        Replacement::STEPS[..steps].iter().for_each(|step| step(&replacement).unwrap());
        drop(replacement);
        restore(out.path());
        let _ = fs::remove_dir_all(staging); // which its owner does, or a run a day later
        out
    }

    #[test]
    fn whenever_it_stops_the_old_or_the_new_folder_is_whole_and_the_users_files_are_there() {
        let old = [
            ("report.json", "old"),
            ("film.mp4", "old"),
            ("my-notes.txt", "mine"),
            ("more/scan.pdf", "mine"),
        ];
        let new = [("report.json", "new"), ("report.html", "new")];
        for steps in 0..=Replacement::STEPS.len() {
            let out = interrupted(Content::Clip, steps, &old, &new);
            let expected: &[&str] = match steps {
                0 | 1 => &["film.mp4", "more/scan.pdf", "my-notes.txt", "report.json"],
                _ => &["more/scan.pdf", "my-notes.txt", "report.html", "report.json"],
            };
            let target = out.path().join("walk");
            assert_eq!(files(&target), expected, "after {steps} steps");
            assert_eq!(read(&target, "report.json"), if steps < 2 { "old" } else { "new" });
            assert_eq!(read(&target, "my-notes.txt"), "mine");
            assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1, "nothing else is left");
        }
    }

    #[test]
    fn a_visit_keeps_the_users_files_and_the_data_but_no_pictures_of_other_clips() {
        let old = [
            ("visit.json", "old"),
            ("visit.pdf", "old"),
            ("notes.txt", "mine"),
            ("report.json", "of a clip that was analysed alone"),
            ("clips/01/walk/report.json", "old"),
            ("clips/01/walk/film.mp4", "old"),
            ("clips/01/walk/notes.txt", "mine"),
            ("clips/01/other/report.json", "old"),
            ("clips/01/other/poses.json", "old"),
            ("clips/01/other/report.html", "old"),
            ("clips/01/other/notes.txt", "mine"),
            ("clips/02/mine/film.mp4", "mine"),
        ];
        let new = [("visit.json", "new"), ("clips/01/walk/report.json", "new")];
        let kept = [
            "clips/01/other/notes.txt",
            "clips/01/other/poses.json",
            "clips/01/other/report.json",
            "clips/01/walk/notes.txt",
            "clips/01/walk/report.json",
            "clips/02/mine/film.mp4",
            "notes.txt",
            "report.json",
            "visit.json",
        ];
        for steps in 2..=Replacement::STEPS.len() {
            let out = interrupted(Content::Visit, steps, &old, &new);
            assert_eq!(files(&out.path().join("walk")), kept, "after {steps} steps");
            assert_eq!(read(out.path(), "walk/clips/01/walk/report.json"), "new");
        }
        let out = interrupted(Content::Visit, 1, &old, &new);
        assert_eq!(files(&out.path().join("walk")).len(), old.len(), "the earlier visit is back");
    }

    #[test]
    fn what_cannot_be_moved_in_leaves_the_earlier_folder() {
        let out = tempfile::tempdir().unwrap();
        let target = out.path().join("walk");
        write(&target, &[("report.json", "old")]);
        let missing = Replacement::new(Content::Clip, &out.path().join("missing"), &target);
        assert!(missing.run().is_err());
        assert_eq!(read(&target, "report.json"), "old");
        write(out.path(), &[("file", "in the way"), ("staging/report.json", "new")]);
        let file = out.path().join("file");
        assert!(
            Replacement::new(Content::Visit, &out.path().join("staging"), &file).run().is_err()
        );
        assert_eq!(read(out.path(), "file"), "in the way");
    }
}
