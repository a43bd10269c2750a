//! How much pictures differ from those before them: a picture that is shown twice differs in nothing.

use crate::camera_tracking::background_frame::BackgroundFrame;
use crate::signal::rounded;

/// Compares the frames of a clip, in their order.
#[derive(Default)]
pub struct ChangeMeter {
    before: Option<BackgroundFrame>,
}

impl ChangeMeter {
    /// How much a picture differs from the one before, where the people are in either of them, or in all of it where
    /// nobody is: root mean square of its small copy's levels, of 255. `None` for the first picture.
    pub fn step(&mut self, next: &BackgroundFrame) -> Option<f64> {
        let change = self.before.as_ref().and_then(|before| before.change_to(next));
        self.before = Some(next.clone());
        change.map(|levels| rounded(f64::from(levels), 2))
    }
}
