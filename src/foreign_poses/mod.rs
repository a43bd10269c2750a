//! Stage 3b: poses that another tool made become a [`PoseSequence`](crate::track::PoseSequence).
//!
//! Text in, poses out: files are read by `pipeline`. The format is recognised by the content of a file, never by its name. What a
//! tool does not say is missing or refused; no landmark is made up of others.

mod check;
mod coco_results;
mod detect;
mod frame_number;
mod json;
mod landmark_set;
mod mediapipe_csv;
mod mediapipe_json;
mod mmpose;
mod openpose;
mod people;
mod place_in_clip;
mod point;
mod poses;
mod sequence;
mod table_columns;

pub use detect::{read_file, read_folder};
pub use poses::{ForeignPoses, PoseFile};
pub use sequence::{ClipOfPoses, sequence};
