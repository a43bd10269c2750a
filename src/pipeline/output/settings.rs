//! What is to be written, and where.

use crate::export::ExportFormat;
use crate::page::PageSettings;
use crate::pipeline::blurring::Blurring;
use std::path::PathBuf;

/// Where the film goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FilmPlace {
    /// Beside the page, which plays it.
    #[default]
    Beside,
    /// Into the page, which is a single file then.
    InPage,
    /// Nowhere: none is made, and the page has no pictures.
    Nowhere,
}

/// Where results go, and which of them are made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutputSettings {
    /// The folder in which each clip gets its own.
    pub folder: PathBuf,
    /// The name of that folder; absent where it is the clip's, with a hash where another clip has it.
    pub name: Option<String>,
    /// Where the results of earlier runs lie, if not in `folder`: a name that another clip has there is not taken.
    pub earlier: Option<PathBuf>,
    /// Also write the annotated clip.
    pub overlay: bool,
    /// Also write a small picture of the person.
    pub still: bool,
    /// Where the film goes.
    pub film: FilmPlace,
    /// Who is made unrecognisable in film, pictures and annotated clip.
    pub blurring: Blurring,
    /// Also write the results in these formats of other programs.
    pub exports: Vec<ExportFormat>,
    /// Language and heading of the page.
    pub page: PageSettings,
}
