//! Stage 4: noisy landmarks become cleaned positions, and what was filmed from where.

mod body_motion;
mod camera;
mod camera_motion;
mod camera_path;
mod clock;
mod feet_spread;
mod framing;
mod gate;
mod ground_slope;
mod hand_overs;
mod heading;
mod landmark_track;
mod legs;
mod noise;
mod parts;
mod pass;
mod passes;
mod points;
mod reconstruct;
mod rests;
mod seen_by;
mod smooth;
mod stands;
mod stickers;
mod tilt;
mod tilt_estimate;
mod view;
mod waist;

pub use body_motion::{Motion, Repairs};
pub use camera::MOST_STILL_PCT;
pub use camera_motion::{CameraKind, CameraMotion};
pub use clock::FrameRate;
pub use framing::{Framing, PictureTurn};
pub use landmark_track::{LandmarkTrack, Origin};
pub use parts::{Tear, TearCause};
pub use pass::Pass;
pub use passes::{MAX_FRONT_YAW_DEG, MAX_SIDE_YAW_DEG};
#[doc(hidden)] // a stage; callers take `assess`
pub use reconstruct::reconstruct;
pub(crate) use rests::{SAME_PLACE, in_heights, rests};
pub use seen_by::{SeenBy, Sources};
pub use smooth::{CUTOFF_HZ, LANDING_CUTOFF_HZ, MAX_GAP_S};
pub use stickers::{StickerTrack, shows_sticker};
pub use tilt_estimate::{AngleEstimate, Tilt};
pub use view::View;
