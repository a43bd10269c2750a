//! Clips through FFmpeg, frame by frame.

use crate::error::VideoError;
use crate::video::clock::{Clock, Timed};
use crate::video::filters::{Chain, Shape, Wanted};
use crate::video::frame::Frame;
use crate::video::frame::FrameSource;
use crate::video::frame::{NewPart, VideoInfo};
use crate::video::open::{DurationOf, Opened, check_size, orientation, transfer_of};
use crate::video::rotation::Orientation;
use crate::video::small_size::SmallSize;
use crate::video::tone::ToneTable;
use ffmpeg_next::codec::packet;
use ffmpeg_next::format::context::Input;
use ffmpeg_next::{Error, Rational, decoder, frame};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

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
    duration_of: DurationOf,
    input: Input,
    stream: usize,
    decoder: decoder::Video,
    clock: Clock<frame::Video>,
    time_base: Rational,
    /// When the file begins, by its stamps.
    starts_s: f64,
    orientation: Orientation,
    tone: Option<ToneTable>,
    /// The size of the small copies that are wanted.
    small: Option<SmallSize>,
    chain: Option<Chain>,
    /// The pictures that are inside the chain.
    inside: VecDeque<Moment>,
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

/// Where in the clip a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Moment {
    index: usize,
    time_s: f64,
    new_part: Option<NewPart>,
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
        let opened = Opened::file(path)?;
        let (time_base, starts_s) = (opened.time_base(), opened.starts_s());
        let clock = Clock::new(opened.frame_s());
        let Opened { input, stream, decoder, info, duration_of } = opened;
        let mut this = Self {
            path: path.into(),
            range,
            info,
            duration_of,
            input,
            stream,
            decoder,
            clock,
            time_base,
            starts_s,
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
        self.orientation = orientation(&self.input, self.stream, &first);
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

    /// The next decoded picture with its time; `None` at the end.
    fn next_timed(&mut self) -> Option<Timed<frame::Video>> {
        loop {
            if let Some(timed) = self.clock.pop() {
                return Some(timed);
            }
            let Some(picture) = self.decode() else {
                self.clock.end();
                return self.clock.pop();
            };
            let stamp = picture.pts().or(picture.timestamp());
            self.clock.push(stamp.map(|t| t as f64 * f64::from(self.time_base)), picture);
        }
    }

    /// Decodes until a wanted picture inside the range enters the chain; `false` at the end.
    fn advance(&mut self, wanted: &mut dyn FnMut(f64) -> bool) -> Result<bool, VideoError> {
        while let Some(Timed { mut picture, time_s, starts_anew }) = self.next_timed() {
            let new_part = starts_anew.then_some(NewPart::Clock);
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
                self.enter(&mut picture, Moment { index, time_s, new_part })?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts a picture into a chain that fits it.
    fn enter(&mut self, picture: &mut frame::Video, mut moment: Moment) -> Result<(), VideoError> {
        let (shape, index) = (Shape::of(picture), moment.index);
        check_size(&self.path, shape.width_px, shape.height_px)?;
        if self.chain.as_ref().is_some_and(|c| !c.shape.is_like(&shape)) {
            // joined clips say more than their shapes
            moment.new_part = moment.new_part.or(Some(NewPart::Shape));
        }
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
        self.inside.push_back(moment);
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
        let chain = Chain::new(shape, wanted, self.time_base);
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
        let frame = self.inside.front().map_or(0, |f| f.index);
        let failed =
            |e: Error| VideoError::Convert { path: self.path.clone(), frame, why: e.to_string() };
        let pulled = chain.pull(self.tone.as_ref()).map_err(failed)?;
        let Some((picture, small)) = pulled else { return Ok(None) };
        let Some(moment) = self.inside.pop_front() else { return Ok(None) };
        let Moment { index, time_s, new_part } = moment;
        Ok(Some(Frame { index, time_s, new_part, picture, small }))
    }

    /// Ends the chain; afterwards only what it held back comes.
    fn flush(&mut self) {
        self.state = State::Flushed;
        // frames of a stream without any stamp follow one another at the rate that the stream states, if it does
        let has_no_clock = self.clock.first_stamp_s.is_none() && self.clock.without_stamp > 0;
        self.info.rate_is_assumed = has_no_clock && self.decoder.frame_rate().is_none();
        if let Some(chain) = &mut self.chain {
            let _ = chain.flush(); // a chain that cannot end has nothing more to give
        }
    }

    /// How much of the stated duration was not there, in seconds, if it is worth a word.
    ///
    /// A duration of the whole file may be that of the sound; it counts only as far as no other
    /// stream reaches it, and from the file's beginning, before which the first picture may not be.
    fn missing_s(&self) -> Option<f64> {
        let stated_s = self.info.container_duration_s?;
        let read_s = self.clock.last_s.unwrap_or(0.0) + self.clock.frame_s;
        let late_s = self.clock.first_stamp_s.unwrap_or(self.starts_s) - self.starts_s;
        let end_s = read_s + if late_s.is_finite() { late_s.max(0.0) } else { 0.0 };
        let reached_s = match self.duration_of {
            DurationOf::Pictures => read_s,
            DurationOf::Stream => end_s,
            DurationOf::File => end_s.max(self.others_end_s),
        };
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
        // a stream without any stamp is not damaged
        if self.clock.without_stamp > 0 && self.clock.first_stamp_s.is_some() {
            warnings.push(format!(
                "{} without a time stamp follow the frame before at the usual interval",
                counted(self.clock.without_stamp)
            ));
        }
        if self.clock.dropped > 0 {
            warnings.push(format!(
                "{} dropped because the time stamp fits neither the frame before nor those after",
                counted(self.clock.dropped)
            ));
        }
        warnings
    }
}

/// `1 frame`, `2 frames`.
fn counted(frames: usize) -> String {
    format!("{frames} frame{}", if frames == 1 { "" } else { "s" })
}

impl Damage {
    fn note(&mut self, error: Error) {
        self.broken += 1;
        self.why.get_or_insert_with(|| error.to_string());
    }
}

fn is_again(error: Error) -> bool {
    matches!(error, Error::Other { errno } if errno == ffmpeg_next::error::EAGAIN)
}
