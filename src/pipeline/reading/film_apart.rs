//! A reading for the film alone, where faces are blurred in it.

use crate::drawing::blur;
use crate::error::AnalysisError;
use crate::pipeline::film_format::{FilmSink, film_size};
use crate::pipeline::reading::clip::Clip;
use crate::pipeline::reading::heads::Heads;
use crate::track::PoseSequence;

/// Gives the small pictures of a clip to `sink`, all heads made unrecognisable.
pub(super) fn film_apart(
    clip: &Clip<'_>,
    sink: &mut (dyn FilmSink + 'static),
    sequence: &PoseSequence,
    heads: &Heads,
) -> Result<(), AnalysisError> {
    let mut source = (clip.open)()?;
    let size = film_size(source.info().width_px, source.info().height_px);
    source.copy_small(size);
    sink.begin(size, sequence.clip.timing.played_rate_hz());
    let mut start_s = None;
    for posed in &sequence.frames {
        let Some(frame) = source.next_frame()? else { break };
        let Some(mut picture) = frame.small else { break }; // too small for any film
        let boxes = heads.boxes_px(posed.time_s, posed.pose.as_ref());
        let scaled: Vec<_> = boxes.iter().map(|b| b.map(|v| v * size.scale as f32)).collect();
        blur(&mut picture, &scaled);
        sink.take(picture, frame.time_s - *start_s.get_or_insert(frame.time_s));
    }
    Ok(())
}
