//! What is to be written, and where.

use crate::page::PageSettings;
use std::path::PathBuf;

/// Where results go.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outputs {
    /// The folder in which each clip gets its own.
    pub folder: PathBuf,
    /// Also write the annotated clip.
    pub overlay: bool,
    /// The film goes into the page instead of beside it.
    pub single_file: bool,
    /// Heads are made unrecognisable in film, pictures and annotated clip.
    pub blur_faces: bool,
    /// Language and heading of the page.
    pub page: PageSettings,
}
