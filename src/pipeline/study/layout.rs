//! Where everything lies in a study's folder.

#[cfg(all(feature = "video", feature = "inference"))]
use crate::study::StudyClip;
use std::path::{Path, PathBuf};

/// What is kept of each clip, one file each.
pub(super) const RECORDS: &str = "records";

/// What went wrong, one file a clip that failed.
pub(super) const ERRORS: &str = "errors";

/// The tables.
pub(super) const TABLES: &str = "tables";

/// The data set of Motion-BIDS.
pub(super) const BIDS: &str = "bids";

/// In a clip's folder: a small picture of the person.
pub(super) const STILL: &str = "still.jpg";

/// In the folder of a person's day: what its clips say together.
pub(super) const VISITS: [&str; 2] = ["visit.html", "visit.json"];

/// The page of the whole study.
pub(super) const GROUP_PAGE: &str = "group.html";

/// What the page is made of.
pub(super) const GROUP: &str = "group.json";

/// How the numbers came to be, and whose figures were used.
pub(super) const METHODS: &str = "methods.md";
pub(super) const CITATIONS: &str = "CITATION.bib";

/// One row a person.
pub(super) const PARTICIPANTS: &str = "participants.tsv";

/// What the folder is.
pub(super) const DESCRIPTION: &str = "dataset_description.json";

/// The files that are of all clips, beside the tables.
pub(super) const OF_ALL: [&str; 6] =
    [GROUP_PAGE, GROUP, METHODS, CITATIONS, PARTICIPANTS, DESCRIPTION];

/// The SHA-256 of every file, as `sha256sum` writes and checks it.
pub(super) const MANIFEST: &str = "manifest.sha256";

/// Whether a file, as it stands in documents, is one that comes and goes with runs: the manifest itself, locks, and what is
/// being filled.
pub(super) fn is_of_no_clip(file: &str) -> bool {
    file == MANIFEST || file.split('/').any(|part| part.starts_with('.'))
}

/// The landmarks of a clip, from which its page can be made again.
#[cfg(all(feature = "video", feature = "inference"))]
pub(super) fn poses(study: &Path, clip: &StudyClip) -> PathBuf {
    study.join(clip.folder()).join("poses.json")
}

/// The record of a clip.
pub(super) fn record(study: &Path, id: &str) -> PathBuf {
    study.join(RECORDS).join(format!("{id}.json"))
}

/// What went wrong with a clip.
pub(super) fn error(study: &Path, id: &str) -> PathBuf {
    study.join(ERRORS).join(format!("{id}.txt"))
}

/// A path as it stands in documents, on every system, from a study's folder.
pub(super) fn inside(study: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(study).unwrap_or(path);
    inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
