//! Decoded pictures become upright RGB with square pixels.

use crate::video::rotation::Orientation;
use ffmpeg_next::format::Pixel;
use ffmpeg_next::{Error, Rational, filter, frame};
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

    /// Size of the upright picture.
    pub(super) fn upright_size(&self, orientation: Orientation) -> (u32, u32) {
        let (width, height) = self.square_size();
        orientation.upright_size(width, height)
    }
}

/// A chain of filters for pictures of one shape.
pub(super) struct Chain {
    graph: filter::Graph,
    pub(super) shape: Shape,
}

impl Chain {
    /// A chain whose pictures come out in `size`, whatever the shape.
    pub(super) fn new(
        shape: Shape,
        orientation: Orientation,
        is_interlaced: bool,
        time_base: Rational,
        size: (u32, u32),
    ) -> Result<Self, Error> {
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
        let spec = spec(shape, orientation, is_interlaced, size);
        graph.output("in", 0)?.input("out", 0)?.parse(&spec)?;
        graph.validate()?;
        Ok(Self { graph, shape })
    }

    /// Takes a picture in.
    pub(super) fn push(&mut self, picture: &frame::Video) -> Result<(), Error> {
        self.graph.get("in").ok_or(Error::FilterNotFound)?.source().add(picture)
    }

    /// Says that no more pictures come.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.graph.get("in").ok_or(Error::FilterNotFound)?.source().flush()
    }

    /// Gives a finished picture out, if there is one.
    pub(super) fn pull(&mut self) -> Result<Option<RgbImage>, Error> {
        let mut picture = frame::Video::empty();
        let mut sink = self.graph.get("out").ok_or(Error::FilterNotFound)?;
        match sink.sink().frame(&mut picture) {
            Ok(()) => to_image(&picture).map(Some),
            Err(Error::Eof) => Ok(None),
            Err(Error::Other { errno }) if errno == ffmpeg_next::error::EAGAIN => Ok(None),
            Err(e) => Err(e),
        }
    }
}

/// Deinterlacing comes first, because turning mixes the lines; RGB last, because it is largest.
fn spec(shape: Shape, orientation: Orientation, is_interlaced: bool, size: (u32, u32)) -> String {
    let deinterlace = if is_interlaced { "bwdif=mode=send_frame:deint=interlaced," } else { "" };
    let upright = shape.upright_size(orientation);
    let stretch = match shape.square_size() {
        square if square == (shape.width_px, shape.height_px) => String::new(),
        (width, height) => format!("scale={width}:{height},"),
    };
    let resize =
        if upright == size { String::new() } else { format!("scale={}:{},", size.0, size.1) };
    format!("{deinterlace}{stretch}{}{resize}format=rgb24", orientation.filters())
}

fn find(name: &str) -> Result<filter::Filter, Error> {
    filter::find(name).ok_or(Error::FilterNotFound)
}

/// Copies the rows, which FFmpeg pads, into a picture without padding.
fn to_image(picture: &frame::Video) -> Result<RgbImage, Error> {
    let (width, height, stride) = (picture.width(), picture.height(), picture.stride(0));
    let row = 3 * width as usize;
    let data = picture.data(0);
    let mut bytes = Vec::with_capacity(row * height as usize);
    for y in 0..height as usize {
        bytes.extend_from_slice(data.get(y * stride..y * stride + row).ok_or(Error::InvalidData)?);
    }
    RgbImage::from_raw(width, height, bytes).ok_or(Error::InvalidData)
}
