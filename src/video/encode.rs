//! H.264 clips through FFmpeg: the film and the overlay.

use crate::error::VideoError;
use ffmpeg_next::format::Pixel;
use ffmpeg_next::software::scaling;
use ffmpeg_next::{Dictionary, Error, Packet, Rational, codec, color, encoder, format, frame};
use image::RgbImage;
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
    scaler: scaling::Context,
    width_px: u32,
    height_px: u32,
    /// Nominal duration of a picture.
    picture_ticks: i64,
    last_tick: Option<i64>,
}

impl Encoder {
    /// Starts an mp4 with one H.264 stream, ready to be streamed and played by browsers.
    ///
    /// `rate_hz` is only a hint; every picture brings its own time. An odd size loses its last row
    /// or column.
    ///
    /// # Errors
    /// When the folder cannot be written, or this FFmpeg has no H.264 encoder.
    pub fn create(
        path: &Path,
        width_px: u32,
        height_px: u32,
        rate_hz: f64,
        coding: Coding,
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
            let encoder = open_encoder(&mut output, width, height, rate_hz, coding)?;
            let mut options = Dictionary::new();
            options.set("movflags", "+faststart");
            output.write_header_with(options)?;
            let scaler = scaling::Context::get(
                Pixel::RGB24,
                width,
                height,
                Pixel::YUV420P,
                width,
                height,
                scaling::Flags::BILINEAR,
            )?;
            Ok((output, encoder, scaler))
        };
        let (output, encoder, scaler) = open().map_err(|e| failed(e.to_string()))?;
        Ok(Self {
            target: path.into(),
            temporary,
            output,
            encoder,
            scaler,
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
    pub fn push(&mut self, picture: &RgbImage, time_s: f64) -> Result<(), VideoError> {
        let tick = (time_s * f64::from(TICKS)).round() as i64;
        let tick = self.last_tick.map_or(tick, |last| tick.max(last + 1));
        self.last_tick = Some(tick);
        self.encode(picture, tick).map_err(|e| self.failed(&e))
    }

    fn encode(&mut self, picture: &RgbImage, tick: i64) -> Result<(), Error> {
        let mut rgb = frame::Video::new(Pixel::RGB24, self.width_px, self.height_px);
        copy_rows(picture, &mut rgb)?;
        let mut yuv = frame::Video::empty();
        self.scaler.run(&rgb, &mut yuv)?;
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
) -> Result<encoder::video::Encoder, Error> {
    let codec = encoder::find_by_name("libx264").or_else(|| encoder::find(codec::Id::H264));
    let codec = codec.ok_or(Error::EncoderNotFound)?;
    let needs_header = output.format().flags().contains(format::Flags::GLOBAL_HEADER);
    let mut stream = output.add_stream(codec)?;
    let mut video = codec::context::Context::new_with_codec(codec).encoder().video()?;
    video.set_width(width);
    video.set_height(height);
    video.set_format(Pixel::YUV420P);
    video.set_time_base(Rational(1, TICKS));
    video.set_frame_rate(Some(Rational((rate_hz * 1000.0).round() as i32, 1000)));
    // what the scaler makes
    video.set_colorspace(color::Space::SMPTE170M);
    video.set_color_range(color::Range::MPEG);
    if needs_header {
        video.set_flags(codec::Flags::GLOBAL_HEADER);
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

/// Copies a picture into a frame whose rows are padded.
fn copy_rows(picture: &RgbImage, frame: &mut frame::Video) -> Result<(), Error> {
    let (row, stride) = (3 * frame.width() as usize, frame.stride(0));
    let source = 3 * picture.width() as usize;
    if picture.width() < frame.width() || picture.height() < frame.height() {
        return Err(Error::InvalidData);
    }
    let rows = frame.height() as usize;
    let (from, to) = (picture.as_raw(), frame.data_mut(0));
    for y in 0..rows {
        to[y * stride..y * stride + row].copy_from_slice(&from[y * source..y * source + row]);
    }
    Ok(())
}
