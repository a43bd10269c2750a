//! Stage 3: sightings become people through time, and one of them the subject.

mod asked_choice;
mod asked_person;
mod link;
mod path;
mod sequence;
mod subject;

pub use asked_person::{AskedPerson, PlaceInClip};
#[doc(hidden)] // of the clip's first reading
pub use link::{Linker, Person, TimedSighting, link};
#[doc(hidden)]
pub use path::RegionPath;
pub use sequence::{
    ClipInfo, LONGEST_CLIP_S, ModelInfo, POSES_SCHEMA_VERSION, PersonTrack, PoseFrame,
    PoseSequence, PoseSource, ReadingOptions, TimedBox, Timing,
};
#[doc(hidden)]
pub use subject::{Scene, choose, describe};
