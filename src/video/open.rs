//! Opening a clip: its container, its video stream and the decoder for it.

use crate::error::VideoError;
use crate::text_file::open_regular;
use crate::video::frame::VideoInfo;
use crate::video::rotation::Orientation;
use crate::video::tone::Transfer;
use ffmpeg_next::codec::{self, packet, threading};
use ffmpeg_next::color::TransferCharacteristic;
use ffmpeg_next::format::context::{Input, StreamIo};
use ffmpeg_next::format::stream::Disposition;
use ffmpeg_next::{Dictionary, Error, Rational, decoder, format, frame, media};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Once;

/// Pictures with a longer side are no phone's: a damaged header asks for gigabytes.
const MAX_SIDE_PX: u32 = 8192;

/// Nor with more pixels: 8K has 33 million, and such a clip takes 1.2 GB.
const MAX_PIXELS: u64 = 36_000_000;

/// More threads cost memory (each holds a frame) and gain little beside the pose networks.
const MAX_DECODER_THREADS: usize = 4;

/// What a file's stated duration is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DurationOf {
    /// Of the video stream, from its first picture on.
    Pictures,
    /// Of the video stream, from the file's beginning on, before which its first picture may not be.
    Stream,
    /// Of the whole file: that of its longest stream.
    File,
}

/// An opened clip, of which nothing has been decoded.
pub(super) struct Opened {
    pub(super) input: Input,
    /// The video stream's number.
    pub(super) stream: usize,
    pub(super) decoder: decoder::Video,
    pub(super) info: VideoInfo,
    /// What the stated duration is of.
    pub(super) duration_of: DurationOf,
}

impl Opened {
    /// Opens a file. Its content decides what it is, not its name; nothing that it points to outside itself is read.
    pub(super) fn file(path: &Path) -> Result<Self, VideoError> {
        silence();
        let file = open_file(path)?;
        let not_a_video =
            |e: Error| VideoError::NotAVideo { path: path.into(), why: e.to_string() };
        let io = StreamIo::from_read_seek(file).map_err(not_a_video)?;
        let mut options = Dictionary::new();
        options.set("protocol_whitelist", "none");
        let input = format::input_from_stream(io, None, Some(options)).map_err(not_a_video)?;
        if is_still_format(input.format().name()) {
            return Err(still_image(path));
        }
        let stream = video_stream(&input, path)?;
        let decoder = open_decoder(&input, stream, path)?;
        let info = describe(&input, stream, &decoder);
        let duration_of = match own_duration(&input, stream) {
            Some((_, duration_of)) => duration_of,
            None => DurationOf::File,
        };
        Ok(Self { input, stream, decoder, info, duration_of })
    }

    /// Seconds a tick of the stream.
    pub(super) fn time_base(&self) -> Rational {
        self.input.stream(self.stream).map_or(Rational(1, 90_000), |s| s.time_base())
    }

    /// Nominal length of a frame.
    pub(super) fn frame_s(&self) -> f64 {
        self.info.container_rate_hz.map_or(1.0 / 30.0, f64::recip)
    }

    /// When the file begins, by the stamps of all its streams.
    pub(super) fn starts_s(&self) -> f64 {
        let starts = self.input.streams().filter_map(|stream| {
            let ticks = stream.start_time();
            (ticks != ffmpeg_next::ffi::AV_NOPTS_VALUE)
                .then(|| ticks as f64 * f64::from(stream.time_base()))
        });
        starts.fold(f64::INFINITY, f64::min)
    }
}

/// FFmpeg prints to standard error by itself; what matters is in our errors and warnings.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = ffmpeg_next::init(); // gives errors their words; it cannot fail
        ffmpeg_next::log::set_level(ffmpeg_next::log::Level::Quiet);
    });
}

fn open_file(path: &Path) -> Result<File, VideoError> {
    let unreadable = |why: String| VideoError::Unreadable { path: path.into(), why };
    let file = open_regular(path).map_err(|e| unreadable(e.to_string()))?;
    match file.metadata() {
        Ok(about) if about.len() == 0 => Err(VideoError::Empty { path: path.into() }),
        _ => Ok(file),
    }
}

/// What a still image is: one that has a film behind it is a motion photo.
fn still_image(path: &Path) -> VideoError {
    match film_in(path) {
        Some(offset) => VideoError::MotionPhoto { path: path.into(), offset },
        None => VideoError::StillImage { path: path.into() },
    }
}

/// No motion photo is larger.
const MOST_PHOTO_BYTES: u64 = 256 << 20;

/// Where an MP4 or QuickTime film begins behind the first bytes of a file: its first box is a `ftyp` of usual size.
///
/// # Source
/// ISO/IEC 14496-12: a file begins with the size of the box, 32 bits, and its type.
fn film_in(path: &Path) -> Option<usize> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MOST_PHOTO_BYTES).read_to_end(&mut bytes).ok()?;
    let is_box = |start: &[u8]| matches!(start, [0, 0, 0, size, b'f', b't', b'y', b'p'] if (16..=64).contains(size));
    bytes.windows(8).enumerate().skip(1).find(|(_, start)| is_box(start)).map(|(at, _)| at)
}

/// Demuxers of single pictures: `png_pipe`, `jpeg_pipe`, …
fn is_still_format(name: &str) -> bool {
    name.ends_with("_pipe") || name.starts_with("image2") || name == "ico"
}

/// The moving video stream that FFmpeg likes best; a cover picture is none.
fn video_stream(input: &Input, path: &Path) -> Result<usize, VideoError> {
    let is_moving = |s: &format::stream::Stream<'_>| {
        s.parameters().medium() == media::Type::Video
            && !s.disposition().contains(Disposition::ATTACHED_PIC)
    };
    let best = input.streams().best(media::Type::Video).filter(is_moving);
    let stream = best.or_else(|| input.streams().find(is_moving));
    stream.map(|s| s.index()).ok_or_else(|| VideoError::NoVideoStream { path: path.into() })
}

fn open_decoder(input: &Input, stream: usize, path: &Path) -> Result<decoder::Video, VideoError> {
    let parameters = match input.stream(stream) {
        Some(stream) => stream.parameters(),
        None => return Err(VideoError::NoVideoStream { path: path.into() }),
    };
    let codec = format!("{:?}", parameters.id()).to_lowercase();
    let failed = |e: Error| VideoError::NoDecoder { path: path.into(), codec, why: e.to_string() };
    let mut context = match codec::context::Context::from_parameters(parameters) {
        Ok(context) => context,
        Err(e) => return Err(failed(e)),
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    context.set_threading(threading::Config {
        kind: threading::Type::Frame,
        count: cores.min(MAX_DECODER_THREADS),
        ..Default::default()
    });
    let decoder = context.decoder().video().map_err(failed)?;
    check_size(path, decoder.width(), decoder.height())?;
    Ok(decoder)
}

pub(super) fn check_size(path: &Path, width_px: u32, height_px: u32) -> Result<(), VideoError> {
    let pixels = u64::from(width_px) * u64::from(height_px);
    if width_px.max(height_px) <= MAX_SIDE_PX && pixels <= MAX_PIXELS {
        return Ok(());
    }
    Err(VideoError::TooLarge {
        path: path.into(),
        width_px,
        height_px,
        limit_px: MAX_SIDE_PX,
        limit_mega: MAX_PIXELS / 1_000_000,
    })
}

/// What the container says; what only a picture can tell is filled in later.
fn describe(input: &Input, stream: usize, decoder: &decoder::Video) -> VideoInfo {
    let stream_s = own_duration(input, stream).map(|(duration_s, _)| duration_s);
    let stream = input.stream(stream);
    let container_s = Some(input.duration() as f64 / f64::from(ffmpeg_next::ffi::AV_TIME_BASE));
    VideoInfo {
        codec: format!("{:?}", decoder.id()).to_lowercase(),
        container_rate_hz: stream.as_ref().and_then(|s| rate_hz(s.avg_frame_rate())),
        container_duration_s: stream_s.or(container_s.filter(|d| *d > 0.0)),
        container_frames: stream.and_then(|s| u64::try_from(s.frames()).ok()).filter(|&n| n > 0),
        capture_rate_hz: capture_rate_hz(input),
        ..VideoInfo::default()
    }
}

/// How long the video stream itself says it is: in its header, or as Matroska tags it
/// (`00:00:03.200000000`).
fn own_duration(input: &Input, stream: usize) -> Option<(f64, DurationOf)> {
    let stream = input.stream(stream)?;
    let duration_s = stream.duration() as f64 * f64::from(stream.time_base());
    if duration_s > 0.0 {
        return Some((duration_s, DurationOf::Pictures));
    }
    let tag = stream.metadata().get("DURATION")?.to_owned();
    let parts: Vec<f64> = tag.split(':').filter_map(|p| p.trim().parse().ok()).collect();
    match parts[..] {
        [hours, minutes, seconds] => {
            Some((3600.0 * hours + 60.0 * minutes + seconds, DurationOf::Stream))
        }
        _ => None,
    }
}

fn rate_hz(rate: Rational) -> Option<f64> {
    Some(f64::from(rate)).filter(|r| r.is_finite() && *r > 0.0)
}

/// The rate at which the camera filmed, where the file tells: Android writes it for slow motion.
fn capture_rate_hz(input: &Input) -> Option<f64> {
    let rate: f64 = input.metadata().get("com.android.capture.fps")?.trim().parse().ok()?;
    Some(rate).filter(|r| (1.0..=10_000.0).contains(r))
}

/// How pictures must be turned: as the container says, or else a message inside the stream.
pub(super) fn orientation(input: &Input, stream: usize, first: &frame::Video) -> Orientation {
    let of_stream = input.stream(stream).and_then(|stream| {
        let mut all = stream.side_data();
        let matrix = all.find(|d| d.kind() == packet::side_data::Type::DisplayMatrix);
        matrix.map(|d| Orientation::from_display_matrix(d.data()))
    });
    let of_picture = || {
        let matrix = first.side_data(frame::side_data::Type::DisplayMatrix)?;
        Some(Orientation::from_display_matrix(matrix.data()))
    };
    of_stream.or_else(of_picture).unwrap_or_default()
}

pub(super) fn transfer_of(picture: &frame::Video) -> Option<Transfer> {
    match picture.color_transfer_characteristic() {
        TransferCharacteristic::SMPTE2084 => Some(Transfer::Pq),
        TransferCharacteristic::ARIB_STD_B67 => Some(Transfer::Hlg),
        _ => None,
    }
}
