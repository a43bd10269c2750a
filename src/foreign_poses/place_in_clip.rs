//! Which frame of a clip each frame of the poses is.

use crate::error::ForeignPosesError;
use crate::foreign_poses::json::Place;
use crate::foreign_poses::poses::{ForeignFrame, ForeignPoses};
use std::path::Path;

/// Three hours at 60 frames a second: a larger number is none of a frame.
const MOST_FRAMES: usize = 648_000;

/// The frames of a clip with what is known of each. Numbers that are not there are frames without anybody.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) frames: Vec<Option<ForeignFrame>>,
    /// How far the poses reach: the last frame's number, counted from 1.
    pub(super) reach: usize,
}

/// Puts frames into a clip of so many frames: frame k is frame k of the clip.
///
/// Numbers begin with 0, or with 1 where that makes the last one the last frame of the clip.
pub(super) fn in_clip(
    poses: &ForeignPoses,
    clip: &Path,
    frames: usize,
) -> Result<Placed, ForeignPosesError> {
    let last = poses.frames.last().map_or(0, |frame| frame.number);
    let starts_at_1 = poses.are_numbered
        && last == frames
        && poses.frames.first().is_some_and(|frame| frame.number > 0);
    let count = if starts_at_1 { last } else { last.saturating_add(1) };
    let fits = if poses.are_numbered { count <= frames } else { count == frames };
    match fits {
        true => Ok(placed(poses, usize::from(starts_at_1), frames)),
        false => Err(ForeignPosesError::FrameCount {
            path: poses.path.clone(),
            poses: count,
            clip: clip.into(),
            frames,
        }),
    }
}

/// Without a clip, the first number is the first frame.
pub(super) fn alone(poses: &ForeignPoses) -> Result<Placed, ForeignPosesError> {
    let number = |frame: Option<&ForeignFrame>| frame.map_or(0, |frame| frame.number);
    let (first, last) = (number(poses.frames.first()), number(poses.frames.last()));
    let count = (last - first).saturating_add(1);
    if count > MOST_FRAMES {
        let place = Place { path: &poses.path, frame: last };
        let what = format!("numbers of frames from {first} to {last}");
        return Err(place.bad(what, &format!("at most {MOST_FRAMES} frames")));
    }
    Ok(placed(poses, first, count))
}

fn placed(poses: &ForeignPoses, first: usize, count: usize) -> Placed {
    let mut frames = vec![None; count];
    for frame in &poses.frames {
        let slot = frame.number.checked_sub(first).and_then(|at| frames.get_mut(at));
        if let Some(slot) = slot {
            *slot = Some(frame.clone());
        }
    }
    let reach = frames.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    Placed { frames, reach }
}
