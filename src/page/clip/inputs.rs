//! Everything that a clip's page is made of.

use crate::gait::AngleSeries;
use crate::motion::Motion;
use crate::page::pictures::film::Film;
use crate::page::pictures::stills::Stills;
use crate::page::settings::PageSettings;
use crate::report::Report;
use crate::track::PoseSequence;

/// Everything that a clip's page is made of.
#[derive(Debug, Clone, Copy)]
pub struct PageInputs<'a> {
    /// The report as data: every number of the page is in it.
    pub report: &'a Report,
    /// The poses and who else was there.
    pub sequence: &'a PoseSequence,
    /// The cleaned positions, for the skeleton.
    pub motion: &'a Motion,
    /// The angles of every frame.
    pub angles: &'a [AngleSeries],
    /// Still pictures of the clip.
    pub stills: &'a Stills,
    /// The film; absent where only poses are at hand, or no film could be written.
    pub film: Option<Film<'a>>,
    /// Language and heading.
    pub settings: &'a PageSettings,
}
