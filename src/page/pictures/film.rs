//! The clip beside the page, or inside it: scaled down, with nothing drawn on it.

use base64::Engine as _;

/// The film of a clip, and how its pictures and times go with the report's.
///
/// # Shapes and units
/// A point of the clip, in px, lies at `scale` times its coordinates in the film. A time of the report, in
/// seconds of real life, is shown at [`Film::played_s`]. The film has one picture a frame of the sequence, in
/// its order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Film<'a> {
    /// Where its bytes are.
    pub source: FilmSource<'a>,
    /// Width of its pictures.
    pub width_px: u32,
    /// Height of its pictures.
    pub height_px: u32,
    /// Film px a clip px, at most 1.
    pub scale: f64,
    /// Real time of its first picture.
    pub start_s: f64,
    /// How much slower than life it plays.
    pub slow_motion_factor: f64,
}

/// Where the bytes of a film (H.264 in an mp4) are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FilmSource<'a> {
    /// In a file of this name in the page's own folder.
    Beside(&'a str),
    /// Here, to be put into the page.
    Inside(&'a [u8]),
}

impl Film<'_> {
    /// The address for the page.
    pub(crate) fn src(&self) -> String {
        match self.source {
            FilmSource::Beside(name) => name.to_owned(),
            FilmSource::Inside(bytes) => {
                let coded = base64::engine::general_purpose::STANDARD.encode(bytes);
                format!("data:video/mp4;base64,{coded}")
            }
        }
    }

    /// When a moment of real life is shown, in seconds of the film's own clock.
    #[must_use]
    pub fn played_s(&self, time_s: f64) -> f64 {
        (time_s - self.start_s) * self.slow_motion_factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_a_slow_motion_is_shown_later() {
        let source = FilmSource::Beside("film.mp4");
        let film = Film {
            source,
            width_px: 960,
            height_px: 540,
            scale: 0.5,
            start_s: 2.0,
            slow_motion_factor: 8.0,
        };
        assert_eq!([2.0, 2.5].map(|t| film.played_s(t)), [0.0, 4.0]);
    }
}
