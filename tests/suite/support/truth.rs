//! Rendered clips with their truth files.

use gaitline::validation::Truth;
use std::path::{Path, PathBuf};

/// A truth file.
pub(crate) fn read(path: &Path) -> Result<Truth, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Truth::read(path, &text).map_err(|e| e.to_string())
}

/// Every rendered clip with a truth file, sorted; none where the folder is not there.
pub(crate) fn clips(folder: &Path) -> Vec<(String, PathBuf, PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|e| Some(e.file_name().to_str()?.strip_suffix(".truth.json")?.to_owned()))
        .collect();
    names.sort();
    let paths = |name: String| {
        let clip = folder.join(format!("{name}.mp4"));
        let truth = folder.join(format!("{name}.truth.json"));
        (name, clip, truth)
    };
    names.into_iter().map(paths).collect()
}
