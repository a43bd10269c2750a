//! Decoded pictures become upright ones with square pixels, and small copies of them.

use crate::video::picture::{Colours, Matrix, Picture, Range};
use crate::video::rotation::Orientation;
use crate::video::small_size::SmallSize;
use crate::video::tone::ToneTable;
use ffmpeg_next::format::Pixel;
use ffmpeg_next::{Error, Rational, color, filter, frame};
use image::RgbImage;

/// What a picture must look like for a chain to take it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    pub(super) width_px: u32,
    pub(super) height_px: u32,
    pub(super) format: Pixel,
    /// Width of a pixel over its height.
    pub(super) pixel_aspect: Rational,
}

impl Shape {
    pub(super) fn of(picture: &frame::Video) -> Self {
        Self {
            width_px: picture.width(),
            height_px: picture.height(),
            format: picture.format(),
            pixel_aspect: picture.aspect_ratio(),
        }
    }

    /// Width over height of a pixel, 1 where it is unknown or absurd.
    fn pixel_width_ratio(&self) -> f64 {
        let ratio = f64::from(self.pixel_aspect);
        if (0.1..=10.0).contains(&ratio) { ratio } else { 1.0 }
    }

    /// Size with square pixels, before turning.
    fn square_size(&self) -> (u32, u32) {
        let width = (f64::from(self.width_px) * self.pixel_width_ratio()).round().max(1.0) as u32;
        (width, self.height_px)
    }

    /// Whether pictures of both have the same ratio of width to height, to a hundredth.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let ratio = |shape: &Self| {
            let (width, height) = shape.square_size();
            f64::from(width) / f64::from(height.max(1))
        };
        (ratio(self) / ratio(other) - 1.0).abs() < 0.01
    }

    /// Size of the upright picture.
    pub(super) fn upright_size(&self, orientation: Orientation) -> (u32, u32) {
        let (width, height) = self.square_size();
        orientation.upright_size(width, height)
    }
}

/// What a chain makes of pictures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wanted {
    /// How they must be turned.
    pub(super) orientation: Orientation,
    /// Their lines must be put together.
    pub(super) is_interlaced: bool,
    /// Their colours must be toned, for which they have to be RGB.
    pub(super) is_hdr: bool,
    /// The size in which they come out, whatever the shape.
    pub(super) size_px: (u32, u32),
    /// The size of the copies, where there are to be any.
    pub(super) small: Option<SmallSize>,
}

/// A chain of filters for pictures of one shape.
pub(super) struct Chain {
    graph: filter::Graph,
    pub(super) shape: Shape,
    has_small: bool,
}

impl Chain {
    pub(super) fn new(shape: Shape, wanted: Wanted, time_base: Rational) -> Result<Self, Error> {
        let mut graph = filter::Graph::new();
        let (source, sink) = (find("buffer")?, find("buffersink")?);
        let arguments = format!(
            "video_size={}x{}:pix_fmt={}:time_base={}/{}:pixel_aspect=1/1",
            shape.width_px,
            shape.height_px,
            shape.format.descriptor().ok_or(Error::InvalidData)?.name(),
            time_base.numerator(),
            time_base.denominator().max(1),
        );
        graph.add(&source, "in", &arguments)?;
        graph.add(&sink, "out", "")?;
        let spec = spec(shape, wanted);
        let has_small = wanted.small.is_some();
        if has_small {
            graph.add(&sink, "small", "")?;
            graph.output("in", 0)?.input("out", 0)?.input("small", 0)?.parse(&spec)?;
        } else {
            graph.output("in", 0)?.input("out", 0)?.parse(&spec)?;
        }
        graph.validate()?;
        Ok(Self { graph, shape, has_small })
    }

    /// Takes a picture in.
    pub(super) fn push(&mut self, picture: &frame::Video) -> Result<(), Error> {
        self.graph.get("in").ok_or(Error::FilterNotFound)?.source().add(picture)
    }

    /// Says that no more pictures come.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.graph.get("in").ok_or(Error::FilterNotFound)?.source().flush()
    }

    /// Gives a finished picture out, if there is one, and its small copy.
    pub(super) fn pull(
        &mut self,
        tone: Option<&ToneTable>,
    ) -> Result<Option<(Picture, Option<Picture>)>, Error> {
        let Some(picture) = self.pull_from("out", tone)? else { return Ok(None) };
        let small = if self.has_small { self.pull_from("small", tone)? } else { None };
        Ok(Some((picture, small)))
    }

    fn pull_from(
        &mut self,
        sink: &str,
        tone: Option<&ToneTable>,
    ) -> Result<Option<Picture>, Error> {
        let mut picture = frame::Video::empty();
        let mut sink = self.graph.get(sink).ok_or(Error::FilterNotFound)?;
        match sink.sink().frame(&mut picture) {
            Ok(()) => match tone {
                Some(tone) => toned(&picture, tone).map(Some),
                None => to_picture(&picture).map(Some),
            },
            Err(Error::Eof) => Ok(None),
            Err(Error::Other { errno }) if errno == ffmpeg_next::error::EAGAIN => Ok(None),
            Err(e) => Err(e),
        }
    }
}

/// Deinterlacing comes first, because turning mixes the lines; the copy last, of what is finished.
fn spec(shape: Shape, wanted: Wanted) -> String {
    let deinterlace =
        if wanted.is_interlaced { "bwdif=mode=send_frame:deint=interlaced," } else { "" };
    let (size, orientation) = (wanted.size_px, wanted.orientation);
    let stretch = match shape.square_size() {
        square if square == (shape.width_px, shape.height_px) => String::new(),
        (width, height) => format!("scale={width}:{height},"),
    };
    let resize = fit(shape.upright_size(orientation), size);
    let format = if wanted.is_hdr { "format=rgb24" } else { "format=yuv420p|yuvj420p" };
    let small = match wanted.small {
        Some(small) => {
            let [across, down] = small.shown_px();
            let [width, height] = [small.width_px, small.height_px];
            format!(
                ",split[out][whole];[whole]crop={across}:{down}:0:0,scale={width}:{height}:flags=area[small]"
            )
        }
        None => "[out]".to_owned(),
    };
    format!("[in]{deinterlace}{stretch}{}{resize}{format}{small}", orientation.filters())
}

/// Scales a picture of another size, without changing its ratio of width to height, and puts black beside it.
fn fit(from: (u32, u32), to: (u32, u32)) -> String {
    if from == to {
        return String::new();
    }
    let scale = (f64::from(to.0) / f64::from(from.0)).min(f64::from(to.1) / f64::from(from.1));
    let [width, height] = [(from.0, to.0), (from.1, to.1)]
        .map(|(from, to)| ((f64::from(from) * scale).round() as u32).clamp(1, to));
    let (across, down) = (to.0, to.1);
    format!("scale={width}:{height},pad={across}:{down}:(ow-iw)/2:(oh-ih)/2,")
}

fn find(name: &str) -> Result<filter::Filter, Error> {
    filter::find(name).ok_or(Error::FilterNotFound)
}

/// Copies the planes, whose rows FFmpeg pads, into a picture without padding.
fn to_picture(frame: &frame::Video) -> Result<Picture, Error> {
    let (width_px, height_px) = (frame.width(), frame.height());
    let (half_width, half_height) = (width_px.div_ceil(2), height_px.div_ceil(2));
    Ok(Picture {
        width_px,
        height_px,
        luma: plane(frame, 0, width_px, height_px)?,
        chroma: [
            plane(frame, 1, half_width, half_height)?,
            plane(frame, 2, half_width, half_height)?,
        ],
        colours: colours_of(frame),
    })
}

/// One plane's rows of so many bytes, without padding.
fn plane(frame: &frame::Video, index: usize, row: u32, rows: u32) -> Result<Vec<u8>, Error> {
    let (row, rows, stride) = (row as usize, rows as usize, frame.stride(index));
    let data = frame.data(index);
    let mut bytes = Vec::with_capacity(row * rows);
    for y in 0..rows {
        bytes.extend_from_slice(data.get(y * stride..y * stride + row).ok_or(Error::InvalidData)?);
    }
    Ok(bytes)
}

fn colours_of(frame: &frame::Video) -> Colours {
    let matrix = match frame.color_space() {
        color::Space::BT709 => Matrix::Bt709,
        color::Space::BT2020NCL | color::Space::BT2020CL => Matrix::Bt2020,
        _ => Matrix::Bt601,
    };
    let is_full = frame.format() == Pixel::YUVJ420P || frame.color_range() == color::Range::JPEG;
    Colours { matrix, range: if is_full { Range::Full } else { Range::Limited } }
}

/// A picture of high dynamic range, which came as RGB.
fn toned(frame: &frame::Video, tone: &ToneTable) -> Result<Picture, Error> {
    let (width, height) = (frame.width(), frame.height());
    let bytes = plane(frame, 0, 3 * width, height)?;
    let mut rgb = RgbImage::from_raw(width, height, bytes).ok_or(Error::InvalidData)?;
    tone.apply(&mut rgb);
    Ok(Picture::of_rgb(&rgb))
}
