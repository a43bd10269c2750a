//! A picture of the film at a moment.

use crate::error::AnalysisError;
use crate::page::basics::number::{MOMENT_DECIMALS, fixed};
use crate::page::pictures::stills::{Still, Stills};
use crate::page::text::texts::Texts;
use base64::Engine as _;
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

/// Good enough to see a joint, small enough for sixty stills in a page.
const JPEG_QUALITY: u8 = 72;

/// A picture farther off shows another moment: half of the shortest phase of a stride.
const MOST_OFF_S: f64 = 0.06;

/// A picture with its time.
pub(crate) struct StillView {
    /// As a data URL.
    pub(crate) src: String,
    pub(crate) time_s: f64,
    /// `at 3.30 s`.
    pub(crate) caption: String,
}

/// The picture of a moment, with a caption that says `when` it is in the catalogue's `page.still`; `None` where there is
/// none near enough.
pub(crate) fn still(
    when: &str,
    time_s: f64,
    stills: &Stills,
    t: Texts,
) -> Result<Option<StillView>, AnalysisError> {
    let is_near = |s: &&Still| (s.time_s - time_s).abs() <= MOST_OFF_S;
    let Some(found) = stills.nearest(time_s).filter(is_near) else { return Ok(None) };
    let time = fixed(found.time_s, MOMENT_DECIMALS);
    let caption = t.fill(&format!("page.still.{when}"), &[("time", &time)]);
    Ok(Some(StillView { src: jpeg(&found.rgb)?, time_s: found.time_s, caption }))
}

/// A picture as a data URL.
pub(crate) fn jpeg(rgb: &RgbImage) -> Result<String, AnalysisError> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    rgb.write_with_encoder(encoder)
        .map_err(|e| AnalysisError::Render { what: "a picture", why: e.to_string() })?;
    let coded = base64::engine::general_purpose::STANDARD.encode(bytes);
    Ok(format!("data:image/jpeg;base64,{coded}"))
}
