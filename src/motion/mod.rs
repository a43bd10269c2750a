//! Stage 4: noisy landmarks become cleaned positions, and what was filmed from where.

mod body_motion;
mod camera;
mod camera_path;
mod clock;
mod gate;
mod heading;
mod noise;
mod pass;
mod passes;
mod points;
mod reconstruct;
mod smooth;
mod stickers;
mod swaps;
mod tilt;
mod view;
mod waist;

pub use body_motion::{LandmarkTrack, Motion, Origin, Repairs};
pub use camera::{CameraKind, CameraMotion, MOST_STILL_PCT};
pub use pass::Pass;
pub use passes::{MAX_FRONT_YAW_DEG, MAX_SIDE_YAW_DEG};
pub use points::{SeenBy, Sources};
pub use reconstruct::reconstruct;
pub use smooth::{CUTOFF_HZ, MAX_GAP_S};
pub use stickers::{StickerTrack, shows_sticker};
pub use tilt::{AngleEstimate, Tilt};
pub use view::View;
