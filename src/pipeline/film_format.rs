//! The film: the clip made smaller, nothing drawn on it, written while the subject is followed.

use crate::pipeline::blurring::Blurring;
use crate::video::{Picture, SmallSize};

/// Longer side of the film: a joint is seen, and a clip of ten seconds has a few MB.
const LONGER_SIDE_PX: f64 = 960.0;

/// The size of the film of a clip of this size.
#[must_use]
pub(crate) fn film_size(width_px: u32, height_px: u32) -> SmallSize {
    SmallSize::of(width_px, height_px, LONGER_SIDE_PX)
}

/// Who takes the pictures of a clip, made smaller, in their order.
pub(crate) trait FilmSink: Send {
    /// Called before the first picture: how large all will be, and about how many come a second.
    fn begin(&mut self, size: SmallSize, rate_hz: f64);

    /// The next picture and its time, in seconds of the clip's own clock after the first one.
    fn take(&mut self, picture: Picture, played_s: f64);
}

/// What of a clip's pictures is to be kept.
pub(crate) struct Filming<'a> {
    /// Who takes the film, where one is asked for.
    pub(crate) sink: Option<&'a mut (dyn FilmSink + 'static)>,
    /// Who is made unrecognisable, wherever they are shown.
    pub(crate) blurring: Blurring,
}
