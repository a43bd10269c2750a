//! What was found in a clip, before anybody is chosen.

use crate::pipeline::reading::seen_head::SeenHead;
use crate::pose::Sighting;
use crate::video::VideoInfo;

/// What a clip says of itself, when its frames are shown, and who was seen in some of them.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What the container says.
    pub(crate) info: VideoInfo,
    /// Everyone in the searched frames: presentation time in seconds.
    pub(crate) searched: Vec<(f64, Vec<Sighting>)>,
    /// Heads, where they were asked for, as [`Found::searched`].
    pub(crate) heads: Vec<(f64, Vec<SeenHead>)>,
    /// The presentation time of every frame.
    pub(crate) times_s: Vec<f64>,
    /// When another part of a joined clip begins, as [`Found::times_s`].
    pub(crate) parts_s: Vec<f64>,
    /// What was wrong with the file.
    pub(crate) warnings: Vec<String>,
}
