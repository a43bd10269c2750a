//! H.264 clips through FFmpeg: the film and the overlay.

use crate::error::VideoError;
use crate::video::picture::{Colours, Matrix, Picture, Range};
use ffmpeg_next::format::Pixel;
use ffmpeg_next::{Dictionary, Error, Packet, Rational, codec, color, encoder, format, frame};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// Ticks a second: a multiple of all usual rates, so that true times are kept to 11 µs.
const TICKS: i32 = 90_000;

/// How a clip is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// To be watched from beginning to end: small.
    Watched,
    /// To be stepped through: every picture is reached quickly and exactly, forward and backward, because it depends
    /// on at most the nine before it and on none after it.
    Stepped,
}

/// Pictures from one that stands for itself to the next.
const STEPPED_GROUP: u32 = 10;

/// The encoder that writes as much as the quality needs.
const BY_QUALITY: &str = "libx264";

/// Bits for each pixel of each picture: 0.07 twice, for a camera that stands and people who move. A rule of thumb of
/// K. Amerasinghe, "H.264 for the rest of us", Adobe.
const BITS_A_PIXEL: f64 = 0.14;

impl Coding {
    /// The encoder's options. Good to look at; a tenth of what phones write.
    ///
    /// One thread and no look ahead where the encoder runs beside the networks: it costs least, and the bytes
    /// depend on no number of cores.
    fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Watched => &[("crf", "23"), ("preset", "veryfast")],
            Self::Stepped => &[
                ("crf", "25"),
                ("preset", "ultrafast"),
                ("threads", "1"),
                ("x264-params", "scenecut=0:open-gop=0:no-deblock=0"),
            ],
        }
    }
}

/// A clip being written. It gets its name by [`Encoder::finish`]; dropped before, nothing is left.
pub struct Encoder {
    target: PathBuf,
    temporary: TempPath,
    output: format::context::Output,
    encoder: encoder::video::Encoder,
    width_px: u32,
    height_px: u32,
    /// Nominal duration of a picture.
    picture_ticks: i64,
    last_tick: Option<i64>,
}

impl Encoder {
    /// Starts an mp4 with one H.264 stream, ready to be streamed and played by browsers.
    ///
    /// `rate_hz` is only a hint; every picture brings its own time, and all have the same `colours`. An odd size loses
    /// its last row or column.
    ///
    /// # Errors
    /// When the folder cannot be written, or this FFmpeg has no H.264 encoder.
    pub fn create(
        path: &Path,
        width_px: u32,
        height_px: u32,
        rate_hz: f64,
        coding: Coding,
        colours: Colours,
    ) -> Result<Self, VideoError> {
        let failed = |why: String| VideoError::Encode { path: path.into(), why };
        let rate_hz = if rate_hz.is_finite() { rate_hz.clamp(1.0, 1000.0) } else { 30.0 };
        let folder = path.parent().unwrap_or(Path::new("."));
        let temporary = temporary_file()
            .tempfile_in(folder)
            .map_err(|e| failed(e.to_string()))?
            .into_temp_path();
        if temporary.to_str().is_none() {
            return Err(failed("FFmpeg writes only to folders whose names are UTF-8".to_owned()));
        }
        let (width, height) = (width_px & !1, height_px & !1);
        let open = || -> Result<_, Error> {
            let mut output = format::output_as(&temporary, "mp4")?;
            let encoder = open_encoder(&mut output, width, height, rate_hz, coding, colours)?;
            let mut options = Dictionary::new();
            options.set("movflags", "+faststart");
            output.write_header_with(options)?;
            Ok((output, encoder))
        };
        let (output, encoder) = open().map_err(|e| failed(e.to_string()))?;
        Ok(Self {
            target: path.into(),
            temporary,
            output,
            encoder,
            width_px: width,
            height_px: height,
            picture_ticks: (f64::from(TICKS) / rate_hz).round().max(1.0) as i64,
            last_tick: None,
        })
    }

    /// Adds a picture, of the size given at the start, shown from a time on.
    ///
    /// # Errors
    /// When it cannot be encoded or written, or has another size.
    pub fn push(&mut self, picture: &Picture, time_s: f64) -> Result<(), VideoError> {
        let tick = (time_s * f64::from(TICKS)).round() as i64;
        let tick = self.last_tick.map_or(tick, |last| tick.max(last + 1));
        self.last_tick = Some(tick);
        self.encode(picture, tick).map_err(|e| self.failed(&e))
    }

    fn encode(&mut self, picture: &Picture, tick: i64) -> Result<(), Error> {
        let mut yuv = frame::Video::new(Pixel::YUV420P, self.width_px, self.height_px);
        copy(picture, &mut yuv)?;
        yuv.set_pts(Some(tick));
        self.encoder.send_frame(&yuv)?;
        self.write_packets()
    }

    /// Writes what the encoder has finished.
    fn write_packets(&mut self) -> Result<(), Error> {
        let mut packet = Packet::empty();
        let time_base = self.output.stream(0).map_or(Rational(1, TICKS), |s| s.time_base());
        while self.encoder.receive_packet(&mut packet).is_ok() {
            packet.set_stream(0);
            if packet.duration() == 0 {
                // without it the last picture lasts no time, and players leave it out
                packet.set_duration(self.picture_ticks);
            }
            packet.rescale_ts(Rational(1, TICKS), time_base);
            packet.write_interleaved(&mut self.output)?;
        }
        Ok(())
    }

    /// Completes the file and gives it its name.
    ///
    /// # Errors
    /// When it cannot be completed or named.
    pub fn finish(mut self) -> Result<(), VideoError> {
        let done = self.encoder.send_eof().and_then(|()| self.write_packets());
        done.and_then(|()| self.output.write_trailer()).map_err(|e| self.failed(&e))?;
        let Self { target, temporary, output, .. } = self;
        drop(output); // closes the file
        temporary
            .persist(&target)
            .map_err(|e| VideoError::Encode { path: target.clone(), why: e.error.to_string() })
    }

    fn failed(&self, error: &Error) -> VideoError {
        VideoError::Encode { path: self.target.clone(), why: error.to_string() }
    }
}

/// A temporary file that, once named, may be read by everybody who may read files made here.
fn temporary_file() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".film-").suffix(".mp4");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666)); // less what the umask takes
    }
    builder
}

fn open_encoder(
    output: &mut format::context::Output,
    width: u32,
    height: u32,
    rate_hz: f64,
    coding: Coding,
    colours: Colours,
) -> Result<encoder::video::Encoder, Error> {
    let codec = encoder::find_by_name(BY_QUALITY).or_else(|| encoder::find(codec::Id::H264));
    let codec = codec.ok_or(Error::EncoderNotFound)?;
    let needs_header = output.format().flags().contains(format::Flags::GLOBAL_HEADER);
    let mut stream = output.add_stream(codec)?;
    let mut video = codec::context::Context::new_with_codec(codec).encoder().video()?;
    video.set_width(width);
    video.set_height(height);
    video.set_format(Pixel::YUV420P);
    video.set_time_base(Rational(1, TICKS));
    video.set_frame_rate(Some(Rational((rate_hz * 1000.0).round() as i32, 1000)));
    video.set_colorspace(match colours.matrix {
        Matrix::Bt601 => color::Space::SMPTE170M,
        Matrix::Bt709 => color::Space::BT709,
        Matrix::Bt2020 => color::Space::BT2020NCL,
    });
    video.set_color_range(match colours.range {
        Range::Limited => color::Range::MPEG,
        Range::Full => color::Range::JPEG,
    });
    if needs_header {
        video.set_flags(codec::Flags::GLOBAL_HEADER);
    }
    // an encoder without a measure of quality, as OpenH264, is told how much it may write
    if codec.name() != BY_QUALITY {
        let pixels_s = f64::from(width) * f64::from(height) * rate_hz;
        video.set_bit_rate((BITS_A_PIXEL * pixels_s) as usize);
    }
    if coding == Coding::Stepped {
        video.set_gop(STEPPED_GROUP);
        video.set_max_b_frames(0);
    }
    let mut options = Dictionary::new();
    coding.options().iter().for_each(|(name, value)| options.set(name, value));
    let encoder = video.open_with(options)?;
    stream.set_parameters(&encoder);
    stream.set_time_base(Rational(1, TICKS));
    Ok(encoder)
}

/// Copies a picture into a frame whose rows are padded; what is over at the right and at the bottom is cut off.
fn copy(picture: &Picture, frame: &mut frame::Video) -> Result<(), Error> {
    if picture.width_px < frame.width() || picture.height_px < frame.height() {
        return Err(Error::InvalidData);
    }
    let half_px = picture.width_px.div_ceil(2);
    let planes = [
        (&picture.luma, picture.width_px),
        (&picture.chroma[0], half_px),
        (&picture.chroma[1], half_px),
    ];
    for (index, (plane, width)) in planes.into_iter().enumerate() {
        let (row, rows) = (frame.plane_width(index) as usize, frame.plane_height(index) as usize);
        let stride = frame.stride(index);
        let (from, to) = (plane.chunks_exact(width as usize), frame.data_mut(index));
        for (old, new) in from.zip(to.chunks_mut(stride)).take(rows) {
            new[..row].copy_from_slice(&old[..row]);
        }
    }
    Ok(())
}
