//! A file that is there whole or not at all.

use crate::error::AnalysisError;
use std::io::Write as _;
use std::path::Path;

/// Writes a file beside its place, then moves it there; the folder is made where it is missing.
pub(crate) fn write_whole(path: &Path, content: impl AsRef<[u8]>) -> Result<(), AnalysisError> {
    let failed = |why: String| AnalysisError::Write { path: path.into(), why };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut beside = tempfile::Builder::new();
        beside.prefix(".gaitline-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            beside.permissions(std::fs::Permissions::from_mode(0o666)); // less what the umask takes
        }
        let mut file = beside.tempfile_in(folder)?;
        file.write_all(content.as_ref())?;
        file.persist(path).map_err(|e| e.error)?;
        Ok(())
    };
    write().map_err(|e| failed(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/page.html");
        write_whole(&path, "whole").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        let in_the_way = folder.path().join("new/page.html/x");
        assert!(write_whole(&in_the_way, "x").is_err());
    }
}
