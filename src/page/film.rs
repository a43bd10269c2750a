//! The film that a page shows: the clip, scaled down.

use base64::Engine as _;

/// A film and where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Film {
    /// Where it is.
    pub source: FilmSource,
    /// Width of its picture.
    pub width_px: u32,
    /// Height of its picture.
    pub height_px: u32,
    /// How large a pixel of the clip is in it, in its own pixels.
    pub scale: f64,
}

/// Where a film is.
#[derive(Debug, Clone, PartialEq)]
pub enum FilmSource {
    /// A file of this name beside the page.
    Beside(&'static str),
    /// In the page: the bytes of an MP4 file.
    Inside(Vec<u8>),
}

impl Film {
    /// The address for the page.
    pub(super) fn src(&self) -> String {
        match &self.source {
            FilmSource::Beside(name) => (*name).to_owned(),
            FilmSource::Inside(bytes) => {
                let coded = base64::engine::general_purpose::STANDARD.encode(bytes);
                format!("data:video/mp4;base64,{coded}")
            }
        }
    }
}
