//! The rendered clips' truth files, as far as the benches need them.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One truth file.
#[derive(Debug, Deserialize)]
pub(crate) struct Truth {
    pub(crate) frames: usize,
    /// Exact angles of the model, by name; `null` where the subject is out of the picture.
    pub(crate) angles: BTreeMap<String, Vec<Option<f64>>>,
    /// The same from the exact projection: what perfect landmarks would show.
    pub(crate) angles_2d: BTreeMap<String, Vec<Option<f64>>>,
    pub(crate) fully_visible: Vec<bool>,
}

impl Truth {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
    }

    /// The value of an angle in a frame in which the whole body is visible.
    pub(crate) fn angle(&self, exact_2d: bool, name: &str, frame: usize) -> Option<f64> {
        let angles = if exact_2d { &self.angles_2d } else { &self.angles };
        let value = *angles.get(name)?.get(frame)?;
        value.filter(|_| self.fully_visible.get(frame).copied().unwrap_or(false))
    }
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
