//! A picture for a sheet of many.

use crate::error::AnalysisError;
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops;

/// A thousand of them fit into a page.
const HEIGHT_PX: u32 = 96;

/// Enough to recognise a walk by; some 2 kB a picture.
const QUALITY: u8 = 60;

/// The picture as a small JPEG file.
pub(crate) fn small_jpeg(rgb: &RgbImage) -> Result<Vec<u8>, AnalysisError> {
    let scale = f64::from(HEIGHT_PX) / f64::from(rgb.height().max(1));
    let width_px = ((f64::from(rgb.width()) * scale).round() as u32).clamp(1, 2 * HEIGHT_PX);
    let small = imageops::thumbnail(rgb, width_px, HEIGHT_PX);
    let mut jpeg = Vec::new();
    small
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY))
        .map_err(|e| AnalysisError::Render { what: "still.jpg", why: e.to_string() })?;
    Ok(jpeg)
}
