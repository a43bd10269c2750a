//! Names of the files of a clip's folder.

/// The film's file in a clip's folder.
pub(crate) const FILM_FILE: &str = "film.mp4";

/// The annotated clip's file in a clip's folder.
pub(crate) const OVERLAY_FILE: &str = "overlay.mp4";
