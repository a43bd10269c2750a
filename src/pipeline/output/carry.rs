//! What goes along when a folder of results takes the place of an earlier one: the user's own files, and nothing that
//! was made for the earlier results.

use crate::export::is_exported;
use crate::pipeline::output::outputs::{EXPORT, OUTPUTS, REPORT, output};
use crate::pipeline::output::visit_outputs::{CLIPS, is_visit_output};
use std::fs::DirEntry;
use std::io::{ErrorKind, Result};
use std::path::Path;

/// From a clip's earlier folder: everything that is none of our files.
pub(super) fn carry_clip(old: &Path, new: &Path) -> Result<()> {
    move_along(old, new, &|name| output(name).is_none())?;
    carry_exports(old, new)
}

/// Exports have a folder, into which people put their own files, such as scaled models.
fn carry_exports(old: &Path, new: &Path) -> Result<()> {
    let clip = new.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let [from, to] = [old, new].map(|folder| folder.join(EXPORT.file));
    let is_own = |name: &str| !is_exported(name, &clip);
    let mut names = entries_in(&from)?.into_iter().map(|entry| entry.file_name());
    if names.any(|name| is_own(&name.to_string_lossy())) {
        std::fs::create_dir_all(&to)?;
        move_along(&from, &to, &is_own)?;
    }
    Ok(())
}

/// From a visit's earlier folder: everything that is none of our files, and of clips that are no longer part of the
/// visit the data: who hands the folder on, hands on pictures of this visit only.
pub(super) fn carry_visit(old: &Path, new: &Path) -> Result<()> {
    move_along(old, new, &|name| name != CLIPS && !is_visit_output(name))?;
    let (old, new) = (old.join(CLIPS), new.join(CLIPS));
    for number in folders_in(&old)? {
        let new = new.join(number.file_name());
        std::fs::create_dir_all(&new)?;
        for own in folders_in(&number.path())? {
            carry_clip_of_visit(&own.path(), &new.join(own.file_name()))?;
        }
        move_along(&number.path(), &new, &|_| true)?;
    }
    move_along(&old, &new, &|_| true)
}

/// What stays of it is moved with its whole folder.
fn carry_clip_of_visit(old: &Path, new: &Path) -> Result<()> {
    if new.is_dir() {
        return carry_clip(old, new);
    }
    let is_ours = old.join(REPORT.file).is_file();
    for picture in OUTPUTS.iter().filter(|o| is_ours && o.shows_person) {
        unless_gone(std::fs::remove_file(old.join(picture.file)))?;
    }
    Ok(())
}

/// Moves what is wanted and not there already. What has gone meanwhile was moved by another run.
fn move_along(old: &Path, new: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Result<()> {
    for entry in entries_in(old)? {
        let target = new.join(entry.file_name());
        let is_there = target.symlink_metadata().is_ok();
        if !is_there && is_wanted(&entry.file_name().to_string_lossy()) {
            unless_gone(std::fs::rename(entry.path(), target))?;
        }
    }
    Ok(())
}

fn folders_in(folder: &Path) -> Result<Vec<DirEntry>> {
    let is_folder = |e: &DirEntry| e.file_type().is_ok_and(|t| t.is_dir());
    Ok(entries_in(folder)?.into_iter().filter(is_folder).collect())
}

/// Nothing where there is no such folder.
fn entries_in(folder: &Path) -> Result<Vec<DirEntry>> {
    match std::fs::read_dir(folder) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        entries => entries?.collect(),
    }
}

/// Success where there is nothing any more.
pub(super) fn unless_gone(done: Result<()>) -> Result<()> {
    match done {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
