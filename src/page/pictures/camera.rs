//! What stands in the drawing of how to set up the phone.

use crate::page::text::patient::BetterWords;
use crate::page::text::texts::Texts;

/// What stands in the drawing.
pub(crate) struct CameraWords<'a> {
    pub(crate) label: &'a str,
    pub(crate) hip_height: &'a str,
    pub(crate) side_distance: &'a str,
    pub(crate) side_view: &'a str,
    pub(crate) front_distance: &'a str,
    pub(crate) front_view: &'a str,
}

impl<'a> CameraWords<'a> {
    /// For professionals.
    pub(crate) fn of(t: Texts) -> Self {
        Self {
            label: t.key("page.camera.label"),
            hip_height: t.key("page.camera.hip_height"),
            side_distance: t.key("page.camera.side_distance"),
            side_view: t.key("page.camera.side_view"),
            front_distance: t.key("page.camera.front_distance"),
            front_view: t.key("page.camera.front_view"),
        }
    }

    /// For patients.
    pub(crate) fn in_plain_words(words: &'a BetterWords) -> Self {
        Self {
            label: &words.camera,
            hip_height: &words.hip_height,
            side_distance: &words.side_distance,
            side_view: &words.side_view,
            front_distance: &words.front_distance,
            front_view: &words.front_view,
        }
    }
}
