//! Files and folders that only the user's own account can read.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Result, Write as _};
use std::path::Path;

/// Makes a folder, and those above it, for the user alone.
pub(in crate::app) fn make_folder(path: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Closes a folder that is there already to everybody else.
pub(in crate::app) fn close_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Makes a new file for the user alone.
pub(in crate::app) fn new_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file for the user alone, whole or not at all.
pub(in crate::app) fn write_file(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // temporary files are the user's alone
    let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    file.write_all(content)?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn nobody_else_can_read_what_is_made() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a/b");
        make_folder(&folder).unwrap();
        let [made, written] = ["made", "written"].map(|name| folder.join(name));
        drop(new_file(&made).unwrap());
        write_file(&written, b"x").unwrap();
        assert_eq!([mode(&folder), mode(&made), mode(&written)], [0o700, 0o600, 0o600]);
        assert!(new_file(&made).is_err(), "nothing is overwritten");
        let open = place.path().join("open");
        std::fs::create_dir(&open).unwrap();
        close_folder(&open).unwrap();
        assert_eq!(mode(&open), 0o700);
    }
}
