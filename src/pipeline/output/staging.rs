//! Folders that are being filled, and what runs that were killed left of them.

use crate::pipeline::folder_lock::{Attempt, FolderLock};
use crate::pipeline::output::replacement::restore;
use crate::pipeline::private_folder::{PrivateFolder, remove_abandoned};
use std::io::Result;
use std::path::Path;
use std::time::Duration;

/// What folders that are being filled are called.
pub(super) const STAGING_PREFIX: &str = ".gaitline-new-";

/// And those of a clip whose folder's name is chosen by the clip; then its own part of the name, and the folder's name.
const CLAIM_PREFIX: &str = ".gaitline-new-clip-";

/// A folder is locked while results take their place, which takes milliseconds. After so many attempts, so far apart, a run
/// goes on as where there are no locks: it must not hang because another one was stopped.
const ATTEMPTS: usize = 200;
const BETWEEN: Duration = Duration::from_millis(50);

/// Waits until no other run's results take their place in a folder; none do as long as this is held.
pub(super) fn alone_in(folder: &Path) -> Attempt {
    let attempts = (0..ATTEMPTS).map(|_| FolderLock::attempt(folder));
    let wait = |attempt: &Attempt| {
        let is_busy = matches!(attempt, Attempt::Busy);
        if is_busy {
            std::thread::sleep(BETWEEN);
        }
        !is_busy
    };
    attempts.into_iter().find(wait).unwrap_or(Attempt::Busy)
}

/// A folder to be filled, beside the others: nobody else may read it, and it is locked. Dropped, it goes away.
pub(super) struct Staging {
    folder: PrivateFolder,
    /// What others may do with folders that are made there.
    #[cfg(unix)]
    usual_mode: u32,
}

impl Staging {
    /// Makes one, once what killed runs left is in order.
    pub(super) fn in_folder(out: &Path, prefix: &str) -> Result<Self> {
        std::fs::create_dir_all(out)?;
        let _alone = alone_in(out);
        put_in_order(out);
        Self::filled_in(out, prefix)
    }

    /// Makes one for a clip of a name, and chooses the folder's name by whether another clip of that name is being
    /// analysed. `own` tells clips of one name apart.
    pub(super) fn claiming(
        out: &Path,
        stem: &str,
        own: &str,
        name: impl Fn(bool) -> String,
    ) -> Result<(Self, String)> {
        std::fs::create_dir_all(out)?;
        let _alone = alone_in(out);
        put_in_order(out);
        let name = name(is_claimed(out, stem, own));
        Ok((Self::filled_in(out, &format!("{CLAIM_PREFIX}{own}-{name}-"))?, name))
    }

    fn filled_in(out: &Path, prefix: &str) -> Result<Self> {
        let folder = PrivateFolder::new(out, prefix)?;
        Ok(Self {
            #[cfg(unix)]
            usual_mode: usual_mode(folder.path())?,
            folder,
        })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Lets others do with it what they may do with folders that are made there.
    pub(super) fn open(&self) -> Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let usual = std::fs::Permissions::from_mode(self.usual_mode);
            std::fs::set_permissions(self.path(), usual)?;
        }
        Ok(())
    }
}

/// The mode that the system gives to a new folder.
#[cfg(unix)]
fn usual_mode(folder: &Path) -> Result<u32> {
    use std::os::unix::fs::PermissionsExt;
    let made = folder.join("made");
    std::fs::create_dir(&made)?;
    let mode = made.metadata()?.permissions().mode();
    std::fs::remove_dir(&made)?;
    Ok(mode & 0o7777)
}

/// What a folder of a name is called while it is filled.
pub(super) fn staging_prefix(name: &str) -> String {
    format!("{STAGING_PREFIX}{name}-")
}

/// Removes what killed runs left of a folder of a name. Only who knows that no other run fills it may call this. What
/// cannot be removed only takes room.
pub(crate) fn clear_staging(out: &Path, name: &str) {
    let prefix = staging_prefix(name);
    let Ok(entries) = std::fs::read_dir(out) else { return };
    for entry in entries.flatten() {
        let own_name = entry.file_name().to_string_lossy().into_owned();
        if own_name.strip_prefix(&prefix).is_some_and(|rest| !rest.contains('-')) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// What runs that were killed left is put in order. What cannot be, stays aside: it is in nobody's way.
fn put_in_order(out: &Path) {
    restore(out);
    remove_abandoned(out, STAGING_PREFIX);
}

/// Whether another clip's results are being made for the folder of a name.
fn is_claimed(out: &Path, stem: &str, own: &str) -> bool {
    let Ok(entries) = std::fs::read_dir(out) else { return false };
    let claims = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (other, rest) = name.strip_prefix(CLAIM_PREFIX)?.split_once('-')?;
        let (claimed, _) = rest.rsplit_once('-')?;
        Some(other != own && claimed == stem)
    });
    claims.into_iter().any(|is_other| is_other)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_killed_runs_left_goes_and_what_is_being_filled_stays() {
        let out = tempfile::tempdir().unwrap();
        let running = Staging::in_folder(out.path(), STAGING_PREFIX).unwrap();
        let [killed, aside] = [".gaitline-new-killed", ".gaitline-old-clip-run"].map(|name| {
            let path = out.path().join(name);
            std::fs::create_dir(&path).unwrap();
            path
        });
        let mine = out.path().join(".gaitline-new-notes.txt");
        std::fs::write(&mine, "a file").unwrap();
        let next = Staging::in_folder(out.path(), STAGING_PREFIX).unwrap();
        assert!(running.path().exists() && !killed.exists() && mine.exists());
        assert!(!aside.exists() && out.path().join("run").is_dir());
        let gone = running.path().to_owned();
        drop((running, next));
        assert!(!gone.exists());
    }

    #[test]
    fn nobody_else_reads_what_is_being_filled() {
        let out = tempfile::tempdir().unwrap();
        let staging = Staging::in_folder(out.path(), STAGING_PREFIX).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(staging.path()), 0o700);
        staging.open().unwrap();
        let usual = out.path().join("usual");
        std::fs::create_dir(&usual).unwrap();
        assert_eq!(mode(staging.path()), mode(&usual));
        assert_eq!(std::fs::read_dir(staging.path()).unwrap().count(), 0);
    }
}
