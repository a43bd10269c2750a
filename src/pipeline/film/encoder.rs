//! The film's file, written on a thread of its own: coding a picture keeps nobody waiting.

use crate::error::VideoError;
use crate::pipeline::film_format::FilmSink;
use crate::pipeline::stopwatch::{Stage, Stopwatch};
use crate::video::{Coding, Encoder, Picture, SmallSize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

/// Pictures that wait to be coded: few, to bound memory (one has 0.8 MB).
const MAX_WAITING: usize = 4;

/// Writes the film. Where it cannot, the report must come all the same: the error is kept until the end. Dropped before
/// [`FilmWriter::finish`], it leaves no file.
pub(crate) struct FilmWriter {
    path: PathBuf,
    stopwatch: Arc<Stopwatch>,
    thread: Option<Thread>,
}

struct Thread {
    size: SmallSize,
    pictures: SyncSender<Message>,
    handle: JoinHandle<Result<(), VideoError>>,
}

enum Message {
    Picture(Picture, f64),
    Done,
}

impl FilmWriter {
    pub(crate) fn new(path: PathBuf, stopwatch: Arc<Stopwatch>) -> Self {
        Self { path, stopwatch, thread: None }
    }

    /// Completes the file.
    ///
    /// # Errors
    /// The first of all; no file is left then.
    pub(crate) fn finish(mut self) -> Result<SmallSize, VideoError> {
        let Some(Thread { size, pictures, handle }) = self.thread.take() else {
            return Err(none(&self.path));
        };
        let _ = pictures.send(Message::Done); // a thread that has failed already takes no more
        drop(pictures);
        handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        Ok(size)
    }
}

impl FilmSink for FilmWriter {
    fn begin(&mut self, size: SmallSize, rate_hz: f64) {
        let (path, stopwatch) = (self.path.clone(), Arc::clone(&self.stopwatch));
        let (pictures, waiting) = sync_channel(MAX_WAITING);
        let handle = std::thread::spawn(move || {
            stopwatch.time(Stage::Film, || write(&path, size, rate_hz, &waiting))
        });
        self.thread = Some(Thread { size, pictures, handle });
    }

    fn take(&mut self, picture: Picture, played_s: f64) {
        if let Some(thread) = &self.thread {
            let _ = thread.pictures.send(Message::Picture(picture, played_s)); // as above
        }
    }
}

impl Drop for FilmWriter {
    /// Waits until the thread has given up its file.
    fn drop(&mut self) {
        if let Some(Thread { pictures, handle, .. }) = self.thread.take() {
            drop(pictures);
            let _ = handle.join(); // nobody wants to know any more
        }
    }
}

fn write(
    path: &Path,
    size: SmallSize,
    rate_hz: f64,
    waiting: &Receiver<Message>,
) -> Result<(), VideoError> {
    let mut encoder = None;
    loop {
        match waiting.recv() {
            Ok(Message::Picture(picture, played_s)) => {
                let encoder = match &mut encoder {
                    Some(encoder) => encoder,
                    none => none.insert(create(path, size, rate_hz, &picture)?),
                };
                encoder.push(&picture, played_s)?;
            }
            Ok(Message::Done) => return encoder.ok_or_else(|| none(path))?.finish(),
            Err(_) => return Ok(()), // given up: the file goes with the encoder
        }
    }
}

fn none(path: &Path) -> VideoError {
    VideoError::Encode { path: path.into(), why: "there was no picture".to_owned() }
}

/// The first picture tells how the numbers of all stand for colours.
fn create(
    path: &Path,
    size: SmallSize,
    rate_hz: f64,
    first: &Picture,
) -> Result<Encoder, VideoError> {
    let (width, height) = (size.width_px, size.height_px);
    Encoder::create(path, width, height, rate_hz, Coding::Stepped, first.colours())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::film_format::film_size;
    use image::RgbImage;

    /// A writer that has got pictures of these sizes.
    fn writer(path: PathBuf, sizes_px: &[u32]) -> FilmWriter {
        let mut writer = FilmWriter::new(path, Arc::default());
        writer.begin(film_size(64, 64), 30.0);
        for (k, &side) in (0..).zip(sizes_px) {
            writer.take(Picture::of_rgb(&RgbImage::new(side, side)), f64::from(k) / 30.0);
        }
        writer
    }

    #[test]
    fn what_cannot_be_written_is_said_at_the_end_and_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = writer(folder.path().join("nowhere/film.mp4"), &[64; 20]);
        assert!(matches!(nowhere.finish(), Err(VideoError::Encode { .. })));
        let film = folder.path().join("film.mp4");
        assert!(writer(film.clone(), &[64, 64, 2, 64]).finish().is_err(), "one is too small");
        assert!(FilmWriter::new(film.clone(), Arc::default()).finish().is_err(), "there was none");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
        writer(film.clone(), &[64; 20]).finish().unwrap();
        assert!(film.is_file());
    }

    #[test]
    fn a_film_that_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        drop(writer(folder.path().join("film.mp4"), &[64; 20]));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
