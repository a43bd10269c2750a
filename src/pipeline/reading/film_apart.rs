//! A reading for the film alone, where people are blurred in it.

use crate::error::AnalysisError;
use crate::pipeline::film_format::{FilmSink, film_size};
use crate::pipeline::reading::blurred::Blurred;
use crate::pipeline::reading::clip::Clip;
use crate::track::PoseSequence;

/// Gives the small pictures of a clip to `sink`, who is to be hidden made unrecognisable.
pub(super) fn film_apart(
    clip: &Clip<'_>,
    sink: &mut (dyn FilmSink + 'static),
    sequence: &PoseSequence,
    blurred: &Blurred<'_>,
) -> Result<(), AnalysisError> {
    let mut source = (clip.open)()?;
    let size = film_size(source.info().width_px, source.info().height_px);
    source.copy_small(size);
    sink.begin(size, sequence.clip.timing.played_rate_hz());
    let mut start_s = None;
    for row in 0..sequence.frames.len() {
        let Some(frame) = source.next_frame()? else { break };
        let Some(mut picture) = frame.small else { break }; // too small for any film
        blurred.hide(&mut picture, row, size.scale);
        sink.take(picture, frame.time_s - *start_s.get_or_insert(frame.time_s));
    }
    Ok(())
}
