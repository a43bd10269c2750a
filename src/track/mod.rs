//! Stage 3: sightings become people through time, and one of them the subject.

mod sequence;

pub use sequence::{
    ClipInfo, ModelInfo, POSES_SCHEMA_VERSION, PersonTrack, PoseFrame, PoseSequence, TimedBox,
    Timing,
};
