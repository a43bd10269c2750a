//! A clip to be read.

use crate::error::VideoError;
use crate::pose::sha256_of;
use crate::track::ReadingOptions;
use crate::video::{Decoder, FrameSource, TimeRange};
use std::path::Path;

/// A clip that can be read as often as needed.
pub(crate) struct Clip<'a> {
    /// File name without folders, for the report.
    pub(crate) file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Opens the clip at its (chosen) beginning; refuses another one that has taken its place.
    pub(crate) open: Box<dyn Fn() -> Result<Box<dyn FrameSource>, VideoError> + 'a>,
}

impl<'a> Clip<'a> {
    /// A clip's file, from the chosen beginning to the chosen end.
    ///
    /// # Errors
    /// When it cannot be read. Its bytes are hashed only if it can.
    pub(crate) fn of_file(path: &'a Path, reading: &ReadingOptions) -> Result<Self, VideoError> {
        let range = TimeRange { start_s: reading.start_s, end_s: reading.end_s };
        let marks = marks_of(path);
        let open = move || -> Result<Box<dyn FrameSource>, VideoError> {
            let decoder = Decoder::open(path, range)?;
            match marks_of(path) == marks {
                true => Ok(Box::new(decoder)),
                false => Err(VideoError::Changed { path: path.into() }),
            }
        };
        open()?;
        let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sha256 = sha256_of(path)
            .map_err(|e| VideoError::Unreadable { path: path.into(), why: e.to_string() })?;
        Ok(Self { file_name, sha256, open: Box::new(open) })
    }
}

/// Its size, when it was last written to, and its number in the file system; none where there is no such file.
fn marks_of(path: &Path) -> Option<impl PartialEq + use<>> {
    let file = path.metadata().ok()?;
    #[cfg(unix)]
    let number = Some(std::os::unix::fs::MetadataExt::ino(&file));
    #[cfg(not(unix))]
    let number = None::<u64>;
    Some((file.len(), file.modified().ok(), number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::video::{Coding, Colours, Encoder, Picture};
    use image::{Rgb, RgbImage};

    fn write_clip(path: &Path, frames: u32) {
        let mut encoder =
            Encoder::create(path, 64, 48, 30.0, Coding::Stepped, Colours::default()).unwrap();
        for k in 0..frames {
            let picture = RgbImage::from_fn(64, 48, |x, y| Rgb([(x + 3 * k) as u8, y as u8, 90]));
            encoder.push(&Picture::of_rgb(&picture), f64::from(k) / 30.0).unwrap();
        }
        encoder.finish().unwrap();
    }

    #[test]
    fn another_clip_that_takes_its_place_is_not_read_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["walk.mp4", "other.mp4"].map(|name| folder.path().join(name));
        write_clip(&path, 20);
        write_clip(&other, 25);
        let clip = Clip::of_file(&path, &ReadingOptions::default()).unwrap();
        assert!((clip.open)().is_ok());
        std::fs::rename(&other, &path).unwrap();
        assert!(matches!((clip.open)(), Err(VideoError::Changed { .. })));
        let clip = Clip::of_file(&path, &ReadingOptions::default()).unwrap();
        write_clip(&path, 22);
        assert!(matches!((clip.open)(), Err(VideoError::Changed { .. })));
    }
}
