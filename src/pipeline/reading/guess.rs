//! Whom a clip is about, as far as it has been read.

use crate::pose::{Region, Sighting};
use crate::track::{AskedPerson, Linker, Person, RegionPath, Scene, choose, describe};

/// What was seen so long ago says nothing of where somebody is now; a region takes the sightings of two seconds.
const LATELY_S: f64 = 10.0;

/// Who may be the subject, and where, while a clip is being read.
///
/// It knows what the final choice knows, but for what comes later in the clip. Where the two differ, frames are read
/// again.
pub(super) struct Guess {
    linker: Linker,
    width_px: f32,
    height_px: f32,
    /// The clip plays so many times slower than life.
    slowness: f64,
    /// The person asked for.
    asked: Option<AskedPerson>,
    searched_s: Vec<f64>,
    /// When other parts of the clip began.
    parts_s: Vec<f64>,
    path: Option<RegionPath>,
    /// Whether it goes through the picture.
    is_walking: bool,
}

/// Who has come so far, in own heights, does not merely stand and step.
const WALKED_HEIGHTS: f64 = 0.5;

impl Guess {
    pub(super) fn new(size_px: (u32, u32), slowness: f64, asked: Option<AskedPerson>) -> Self {
        let (width_px, height_px) = (size_px.0 as f32, size_px.1 as f32);
        let (linker, searched_s) = (Linker::default(), Vec::new());
        Self {
            linker,
            width_px,
            height_px,
            slowness,
            asked,
            searched_s,
            parts_s: Vec::new(),
            path: None,
            is_walking: false,
        }
    }

    /// Another part of the clip begins: where somebody was before says nothing of where anybody is then.
    pub(super) fn begin_part(&mut self, played_s: f64) {
        let part_s = played_s / self.slowness;
        self.linker.begin_part(part_s);
        self.parts_s.push(part_s);
    }

    /// Adds the next searched frame, at a time of the clip's own clock.
    pub(super) fn add(&mut self, played_s: f64, sightings: &[Sighting]) {
        let time_s = played_s / self.slowness;
        self.linker.add(time_s, sightings);
        self.searched_s.push(time_s);
        let subject = self.subject(time_s - LATELY_S);
        self.is_walking = subject.as_ref().is_some_and(|(_, travel)| *travel >= WALKED_HEIGHTS);
        self.path = subject.map(|(person, _)| RegionPath::of(&person, &self.parts_s));
    }

    /// Whether somebody is known whom the clip can be about: who stands about may be joined by somebody who walks.
    pub(super) fn has_walker(&self) -> bool {
        self.is_walking
    }

    /// The one who walks, or the person asked for, by what was seen since a time; and how far, in own heights.
    fn subject(&self, since_s: f64) -> Option<(Person, f64)> {
        let people = self.linker.people_since(since_s);
        let searched = self.searched_s.iter().rev().take_while(|t| **t >= since_s).count();
        let (width_px, height_px) = (self.width_px, self.height_px);
        let tracks = describe(&people, Scene { width_px, height_px, searched });
        let track = match self.asked {
            Some(asked) => asked.of(&tracks, self.slowness)?,
            None => choose(&tracks)?,
        };
        let travel_heights = track.travel_heights;
        // ids count from 1
        let person = people.into_iter().nth((track.id as usize).checked_sub(1)?)?;
        Some((person, travel_heights))
    }

    /// Where to look for the subject.
    pub(super) fn region(&self, played_s: f64) -> Option<Region> {
        self.path.as_ref()?.at(played_s / self.slowness)
    }

    /// Where everybody must be at a time who was seen shortly before.
    pub(super) fn expected(&self, played_s: f64) -> Vec<Region> {
        self.linker.expected(played_s / self.slowness)
    }

    /// Everybody's boxes about a time, in px.
    pub(super) fn boxes_about(&self, played_s: f64, within_s: f64) -> Vec<[f32; 4]> {
        let time_s = played_s / self.slowness;
        let all = self.linker.stretches().iter();
        all.flat_map(|person| person.boxes_about(time_s, within_s)).collect()
    }
}
