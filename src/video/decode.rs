//! Clips through FFmpeg, frame by frame.

use crate::error::VideoError;
use crate::video::filters::{Chain, Shape, Wanted};
use crate::video::frame::Frame;
use crate::video::frame::FrameSource;
use crate::video::frame::VideoInfo;
use crate::video::rotation::Orientation;
use crate::video::small_size::SmallSize;
use crate::video::tone::{ToneTable, Transfer};
use ffmpeg_next::codec::{self, packet, threading};
use ffmpeg_next::color::TransferCharacteristic;
use ffmpeg_next::format::context::{Input, StreamIo};
use ffmpeg_next::format::stream::Disposition;
use ffmpeg_next::{Dictionary, Error, Rational, decoder, format, frame, media};
use std::collections::VecDeque;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// Pictures with a longer side are no phone's: a damaged header asks for gigabytes.
const MAX_SIDE_PX: u32 = 8192;

/// More threads cost memory (each holds a frame) and gain little beside the pose networks.
const MAX_DECODER_THREADS: usize = 4;

/// A clip that ends this much before its header says so is said to be cut.
const MAX_MISSING_S: f64 = 0.1;
const MAX_MISSING_FRAMES: f64 = 2.0;

/// A file with more damaged parts is given up: what comes after is not worth waiting for.
const MAX_BROKEN: usize = 10_000;

/// The part of a clip to be read, in seconds after its first frame.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TimeRange {
    /// Frames before are left out.
    pub start_s: Option<f64>,
    /// Frames after are left out.
    pub end_s: Option<f64>,
}

/// A clip being read from its beginning.
pub struct Decoder {
    path: PathBuf,
    range: TimeRange,
    info: VideoInfo,
    /// The stated duration is the video stream's own, not the whole file's.
    is_own_duration: bool,
    input: Input,
    stream: usize,
    decoder: decoder::Video,
    clock: Clock,
    orientation: Orientation,
    tone: Option<ToneTable>,
    /// The size of the small copies that are wanted.
    small: Option<SmallSize>,
    chain: Option<Chain>,
    /// Index and time of the pictures that are inside the chain.
    inside: VecDeque<(usize, f64)>,
    /// Pictures that a chain held back when it was given up.
    ready: VecDeque<Frame>,
    /// Where the other streams' last packet ends.
    others_end_s: f64,
    /// The first picture, decoded to know what there is.
    first: Option<frame::Video>,
    read: usize,
    /// Frames inside the range so far.
    given: usize,
    state: State,
    damage: Damage,
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    Draining,
    Flushed,
}

/// What was wrong with the file so far.
#[derive(Debug, Default)]
struct Damage {
    /// Packets or pictures that could not be decoded.
    broken: usize,
    /// The container could not be read to its end.
    cut: bool,
    /// FFmpeg's first words about it.
    why: Option<String>,
}

impl Decoder {
    /// Opens a clip and decodes its first picture, so that what cannot be read is refused at once.
    ///
    /// # Errors
    /// When the path is no readable video with at least one picture of a sane size.
    pub fn open(path: &Path, range: TimeRange) -> Result<Self, VideoError> {
        silence();
        let file = open_file(path)?;
        let not_a_video =
            |e: Error| VideoError::NotAVideo { path: path.into(), why: e.to_string() };
        let io = StreamIo::from_read_seek(file).map_err(not_a_video)?;
        // content decides, not the name; nothing that the file points to outside itself is read
        let mut options = Dictionary::new();
        options.set("protocol_whitelist", "none");
        let input = format::input_from_stream(io, None, Some(options)).map_err(not_a_video)?;
        if is_still_format(input.format().name()) {
            return Err(VideoError::StillImage { path: path.into() });
        }
        let stream = video_stream(&input, path)?;
        let decoder = open_decoder(&input, stream, path)?;
        let clock = Clock::of(&input, stream);
        let info = describe(&input, stream, &decoder);
        let mut this = Self {
            path: path.into(),
            range,
            info,
            is_own_duration: own_duration_s(&input, stream).is_some(),
            input,
            stream,
            decoder,
            clock,
            orientation: Orientation::default(),
            tone: None,
            small: None,
            chain: None,
            inside: VecDeque::new(),
            ready: VecDeque::new(),
            others_end_s: 0.0,
            first: None,
            read: 0,
            given: 0,
            state: State::Reading,
            damage: Damage::default(),
        };
        this.look_at_first()?;
        Ok(this)
    }

    /// Decodes the first picture and completes the description from it.
    fn look_at_first(&mut self) -> Result<(), VideoError> {
        let Some(first) = self.decode() else {
            return Err(VideoError::NoFrames {
                path: self.path.clone(),
                why: self.damage.why.clone(),
            });
        };
        check_size(&self.path, first.width(), first.height())?;
        self.orientation = orientation(&self.input, self.stream);
        let (width_px, height_px) = Shape::of(&first).upright_size(self.orientation);
        check_size(&self.path, width_px, height_px)?;
        let transfer = transfer_of(&first);
        self.tone = transfer.map(ToneTable::new);
        self.info.width_px = width_px;
        self.info.height_px = height_px;
        self.info.pixel_format =
            first.format().descriptor().map(|d| d.name().to_owned()).unwrap_or_default();
        self.info.rotation_deg = 90 * u16::from(self.orientation.quarter_turns);
        self.info.mirrored = self.orientation.mirrored;
        self.info.hdr = transfer.is_some();
        self.info.interlaced = first.is_interlaced();
        self.first = Some(first);
        Ok(())
    }

    /// The next decoded picture as it is stored, stepping over damage; `None` at the end.
    fn decode(&mut self) -> Option<frame::Video> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            let mut picture = frame::Video::empty();
            match self.decoder.receive_frame(&mut picture) {
                Ok(()) => {
                    // a picture may come although parts of it were guessed
                    if picture.has_decode_errors() {
                        self.damage.broken += 1;
                    }
                    return Some(picture);
                }
                Err(Error::Eof) => return None,
                Err(e) if is_again(e) => {
                    // a decoder that neither gives nor ends after the end was announced is at its end
                    if self.state != State::Reading {
                        return None;
                    }
                    self.feed();
                }
                Err(e) => {
                    self.damage.note(e);
                    if self.damage.broken > MAX_BROKEN {
                        return None;
                    }
                }
            }
        }
    }

    /// Hands the decoder the next packet of the stream, or the end.
    fn feed(&mut self) {
        let mut packet = packet::Packet::empty();
        match packet.read(&mut self.input) {
            Ok(()) if packet.stream() != self.stream => self.note_other(&packet),
            Ok(()) => {
                if let Err(e) = self.decoder.send_packet(&packet) {
                    self.damage.note(e);
                }
            }
            Err(e) if e == Error::InvalidData && self.damage.broken < MAX_BROKEN => {
                self.damage.note(e); // the demuxer may find its way back
            }
            Err(e) => {
                if e != Error::Eof {
                    self.damage.cut = true;
                    self.damage.why.get_or_insert_with(|| e.to_string());
                }
                self.state = State::Draining;
                let _ = self.decoder.send_eof(); // an error shows when frames are asked for
            }
        }
    }

    /// Remembers how far the other streams (sound) reach.
    fn note_other(&mut self, packet: &packet::Packet) {
        let time_base = self.input.stream(packet.stream()).map(|s| f64::from(s.time_base()));
        if let Some((stamp, seconds)) = packet.pts().zip(time_base) {
            self.others_end_s = self.others_end_s.max((stamp + packet.duration()) as f64 * seconds);
        }
    }

    /// Decodes until a wanted picture inside the range enters the chain; `false` at the end.
    fn advance(&mut self, wanted: &mut dyn FnMut(f64) -> bool) -> Result<bool, VideoError> {
        while let Some(mut picture) = self.decode() {
            let Some(time_s) = self.clock.time_s(&picture) else { continue };
            let index = self.read;
            self.read += 1;
            if self.range.end_s.is_some_and(|end_s| time_s > end_s) {
                return Ok(false);
            }
            let is_inside = self.range.start_s.is_none_or(|start_s| time_s >= start_s);
            if is_inside {
                self.given += 1;
            }
            if is_inside && wanted(time_s) {
                self.enter(&mut picture, index, time_s)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts a picture into a chain that fits it.
    fn enter(
        &mut self,
        picture: &mut frame::Video,
        index: usize,
        time_s: f64,
    ) -> Result<(), VideoError> {
        let shape = Shape::of(picture);
        check_size(&self.path, shape.width_px, shape.height_px)?;
        let turns_interlaced = picture.is_interlaced() && !self.info.interlaced;
        self.info.interlaced |= turns_interlaced;
        if turns_interlaced || self.chain.as_ref().is_none_or(|c| c.shape != shape) {
            self.renew_chain(shape, index)?;
        }
        let path = self.path.clone();
        let failed = |e: Error| VideoError::Convert { path, frame: index, why: e.to_string() };
        let Some(chain) = &mut self.chain else { return Ok(()) };
        // filters want increasing stamps; the true times are kept beside
        picture.set_pts(Some(self.read as i64));
        chain.push(picture).map_err(failed)?;
        self.inside.push_back((index, time_s));
        Ok(())
    }

    /// Puts a chain for another shape in place, after taking out what the old one held back.
    fn renew_chain(&mut self, shape: Shape, index: usize) -> Result<(), VideoError> {
        if let Some(old) = &mut self.chain {
            let _ = old.flush(); // a chain that cannot end has nothing more to give
        }
        while let Some(frame) = self.take()? {
            self.ready.push_back(frame);
        }
        self.inside.clear();
        let wanted = Wanted {
            orientation: self.orientation,
            is_interlaced: self.info.interlaced,
            is_hdr: self.tone.is_some(),
            size_px: (self.info.width_px, self.info.height_px),
            small: self.small,
        };
        let chain = Chain::new(shape, wanted, self.clock.time_base);
        let failed = |e: Error| VideoError::Convert {
            path: self.path.clone(),
            frame: index,
            why: e.to_string(),
        };
        self.chain = Some(chain.map_err(failed)?);
        Ok(())
    }

    /// A finished picture, if the chain has one.
    fn take(&mut self) -> Result<Option<Frame>, VideoError> {
        let Some(chain) = &mut self.chain else { return Ok(None) };
        let frame = self.inside.front().map_or(0, |f| f.0);
        let failed =
            |e: Error| VideoError::Convert { path: self.path.clone(), frame, why: e.to_string() };
        let pulled = chain.pull(self.tone.as_ref()).map_err(failed)?;
        let Some((picture, small)) = pulled else { return Ok(None) };
        let Some((index, time_s)) = self.inside.pop_front() else { return Ok(None) };
        Ok(Some(Frame { index, time_s, picture, small }))
    }

    /// Ends the chain; afterwards only what it held back comes.
    fn flush(&mut self) {
        self.state = State::Flushed;
        if let Some(chain) = &mut self.chain {
            let _ = chain.flush(); // a chain that cannot end has nothing more to give
        }
    }

    /// How much of the stated duration was not there, in seconds, if it is worth a word.
    ///
    /// A duration of the whole file may be that of the sound; it counts only as far as no other
    /// stream reaches it.
    fn missing_s(&self) -> Option<f64> {
        let stated_s = self.info.container_duration_s?;
        let read_s = self.clock.last_s.unwrap_or(0.0) + self.clock.frame_s;
        let reached_s = if self.is_own_duration { read_s } else { read_s.max(self.others_end_s) };
        let missing_s = stated_s - reached_s;
        let is_read_to_its_end = self.state == State::Flushed && self.range.end_s.is_none();
        let limit_s = MAX_MISSING_S + MAX_MISSING_FRAMES * self.clock.frame_s;
        (is_read_to_its_end && missing_s > limit_s).then_some(missing_s)
    }
}

impl FrameSource for Decoder {
    fn info(&self) -> &VideoInfo {
        &self.info
    }

    fn copy_small(&mut self, size: SmallSize) {
        self.small = Some(size).filter(|s| s.width_px > 0 && s.height_px > 0);
        self.chain = None; // no picture has gone into one yet
    }

    fn next_wanted(
        &mut self,
        wanted: &mut dyn FnMut(f64) -> bool,
    ) -> Result<Option<Frame>, VideoError> {
        loop {
            if let Some(frame) = self.ready.pop_front() {
                return Ok(Some(frame));
            }
            if let Some(frame) = self.take()? {
                return Ok(Some(frame));
            }
            if self.state == State::Flushed {
                break;
            }
            if !self.advance(wanted)? {
                self.flush();
            }
        }
        if self.given == 0 {
            return Err(VideoError::EmptyRange {
                path: self.path.clone(),
                start_s: self.range.start_s.unwrap_or(0.0),
                end_s: self.range.end_s,
                duration_s: self.clock.last_s.unwrap_or(0.0),
            });
        }
        Ok(None)
    }

    fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if let Some(missing_s) = self.missing_s() {
            let stated_s = self.info.container_duration_s.unwrap_or_default();
            warnings.push(format!(
                "the last {missing_s:.1} s of {stated_s:.1} s are missing, the file was cut"
            ));
        } else if self.damage.cut {
            warnings.push("the file could not be read to its end".to_owned());
        }
        if self.damage.broken > 0 {
            warnings.push(format!("{} damaged parts were stepped over", self.damage.broken));
        }
        if self.clock.guessed > 0 {
            warnings.push(format!(
                "{} frames have no time of their own; it was taken from the frame before",
                self.clock.guessed
            ));
        }
        if self.clock.dropped > 0 {
            warnings.push(format!(
                "{} frames were dropped because their time does not come after the frame before",
                self.clock.dropped
            ));
        }
        warnings
    }
}

impl Damage {
    fn note(&mut self, error: Error) {
        self.broken += 1;
        self.why.get_or_insert_with(|| error.to_string());
    }
}

/// From the stream's stamps to seconds after the first frame.
struct Clock {
    time_base: Rational,
    /// Nominal length of a frame, for frames without a stamp.
    frame_s: f64,
    first_s: Option<f64>,
    last_s: Option<f64>,
    guessed: usize,
    dropped: usize,
}

impl Clock {
    fn of(input: &Input, stream: usize) -> Self {
        let stream = input.stream(stream);
        let time_base = stream.as_ref().map_or(Rational(1, 90_000), |s| s.time_base());
        let rate_hz = stream.map_or(0.0, |s| rate_hz(s.avg_frame_rate()).unwrap_or_default());
        let frame_s = if rate_hz > 0.0 { 1.0 / rate_hz } else { 1.0 / 30.0 };
        Self { time_base, frame_s, first_s: None, last_s: None, guessed: 0, dropped: 0 }
    }

    /// The time of a picture; `None` where it does not come after the one before.
    fn time_s(&mut self, picture: &frame::Video) -> Option<f64> {
        let stamp_s = picture.timestamp().map(|t| t as f64 * f64::from(self.time_base));
        let first_s = *self.first_s.get_or_insert(stamp_s.unwrap_or(0.0));
        let time_s = match stamp_s {
            Some(s) => s - first_s,
            None => {
                self.guessed += 1;
                self.last_s.map_or(0.0, |last| last + self.frame_s)
            }
        };
        if !time_s.is_finite() || self.last_s.is_some_and(|last| time_s <= last) {
            self.dropped += 1;
            return None;
        }
        self.last_s = Some(time_s);
        Some(time_s)
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
    let metadata = std::fs::metadata(path).map_err(|e| unreadable(e.to_string()))?;
    match metadata {
        m if m.is_dir() => Err(unreadable("it is a folder".to_owned())),
        m if !m.is_file() => Err(unreadable("it is not a regular file".to_owned())),
        m if m.len() == 0 => Err(VideoError::Empty { path: path.into() }),
        _ => File::open(path).map_err(|e| unreadable(e.to_string())),
    }
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

fn check_size(path: &Path, width_px: u32, height_px: u32) -> Result<(), VideoError> {
    if width_px.max(height_px) <= MAX_SIDE_PX {
        return Ok(());
    }
    Err(VideoError::TooLarge { path: path.into(), width_px, height_px, limit_px: MAX_SIDE_PX })
}

/// What the container says; what only a picture can tell is filled in later.
fn describe(input: &Input, stream: usize, decoder: &decoder::Video) -> VideoInfo {
    let stream_s = own_duration_s(input, stream);
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
fn own_duration_s(input: &Input, stream: usize) -> Option<f64> {
    let stream = input.stream(stream)?;
    let duration_s = stream.duration() as f64 * f64::from(stream.time_base());
    if duration_s > 0.0 {
        return Some(duration_s);
    }
    let tag = stream.metadata().get("DURATION")?.to_owned();
    let parts: Vec<f64> = tag.split(':').filter_map(|p| p.trim().parse().ok()).collect();
    match parts[..] {
        [hours, minutes, seconds] => Some(3600.0 * hours + 60.0 * minutes + seconds),
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

fn orientation(input: &Input, stream: usize) -> Orientation {
    let Some(stream) = input.stream(stream) else { return Orientation::default() };
    let mut all = stream.side_data();
    let matrix = all.find(|d| d.kind() == packet::side_data::Type::DisplayMatrix);
    matrix.map(|d| Orientation::from_display_matrix(d.data())).unwrap_or_default()
}

fn transfer_of(picture: &frame::Video) -> Option<Transfer> {
    match picture.color_transfer_characteristic() {
        TransferCharacteristic::SMPTE2084 => Some(Transfer::Pq),
        TransferCharacteristic::ARIB_STD_B67 => Some(Transfer::Hlg),
        _ => None,
    }
}

fn is_again(error: Error) -> bool {
    matches!(error, Error::Other { errno } if errno == ffmpeg_next::error::EAGAIN)
}
