//! What must hold of all frames of a file, whatever its format.

use crate::anatomy::Landmark;
use crate::error::{ForeignPosesError, number_text};
use crate::foreign_poses::json::Place;
use crate::foreign_poses::landmark_set::{KNOWN_COUNTS, LandmarkSet};
use crate::foreign_poses::point::Point;
use crate::foreign_poses::poses::{ForeignFrame, ForeignPerson, ForeignPoses};
use crate::signal::median;
use std::path::Path;

/// Shares of the picture farther from it than this, on the median, are pixels.
const MOST_SHARE: f64 = 2.0;

/// Most people in a frame. Where one walker's feet are to be measured, a picture holds a few people; in pictures of crowds
/// tools find some tens. More are a damaged file, and to follow each from frame to frame takes the square of their number.
const MOST_PEOPLE: usize = 100;

/// World landmarks have their origin between the hips: nearer to it than this, in every frame, nobody stays in a picture.
const ORIGIN: f64 = 0.02;

/// The set of landmarks that all people of all frames have; the given one, where the file names its landmarks.
pub(super) fn set_of(
    frames: &[ForeignFrame],
    path: &Path,
    named: Option<LandmarkSet>,
) -> Result<LandmarkSet, ForeignPosesError> {
    let mut set = named;
    for frame in frames {
        let place = Place { path, frame: frame.number };
        for person in &frame.people {
            let found = person.points.len();
            match &set {
                Some(set) if set.count() == found => {}
                Some(set) => {
                    return Err(place.count(found, format!("{} ({})", set.count(), set.name)));
                }
                None => {
                    let known = LandmarkSet::of_count(found);
                    set = Some(known.ok_or_else(|| place.count(found, KNOWN_COUNTS))?);
                }
            }
        }
    }
    let nobody = || ForeignPosesError::NobodyThere { path: path.into(), frames: frames.len() };
    let set = set.ok_or_else(nobody)?;
    match set.has_legs() {
        true => Ok(set),
        false => Err(ForeignPosesError::UnknownFormat {
            path: path.into(),
            why: format!("the landmarks of {} have no hips, knees and ankles", set.name),
        }),
    }
}

/// Refuses frames or people that are there twice, crowds, times that do not go on, and coordinates in other units.
pub(super) fn checked(mut poses: ForeignPoses) -> Result<ForeignPoses, ForeignPosesError> {
    let path = poses.path.clone();
    poses.frames.sort_by_key(|frame| frame.number);
    if let Some(two) = poses.frames.windows(2).find(|two| two[0].number == two[1].number) {
        return Err(ForeignPosesError::FrameTwice { path, frame: two[0].number });
    }
    check_times(&poses.frames, &path)?;
    check_people(&poses.frames, &path)?;
    let points: Vec<&Point> = points(&poses).collect();
    if points.is_empty() {
        return Err(ForeignPosesError::NobodyThere { path, frames: poses.frames.len() });
    }
    let coordinates = || points.iter().flat_map(|p| [p.x.abs(), p.y.abs()]);
    if !poses.is_normalised && coordinates().all(|v| v <= 1.0) {
        return Err(ForeignPosesError::NotInPixels { path });
    }
    let median = median(coordinates());
    if poses.is_normalised && median > MOST_SHARE {
        return Err(ForeignPosesError::NotNormalised { path, median });
    }
    if poses.is_normalised && are_about_the_hips(&poses) {
        return Err(ForeignPosesError::WorldLandmarks { path });
    }
    Ok(poses)
}

fn points(poses: &ForeignPoses) -> impl Iterator<Item = &Point> {
    let people = poses.frames.iter().flat_map(|frame| &frame.people);
    people.flat_map(|person| person.points.iter().flatten())
}

fn check_times(frames: &[ForeignFrame], path: &Path) -> Result<(), ForeignPosesError> {
    let mut before = f64::NEG_INFINITY;
    for frame in frames {
        let Some(time_s) = frame.time_s else { continue };
        let place = Place { path, frame: frame.number };
        if !is_time(time_s) {
            return Err(place.bad(time_text(time_s), EXPECTED_TIME));
        }
        if time_s <= before {
            let what = format!("{} after one of {} s", time_text(time_s), number_text(before));
            return Err(place.bad(what, "times that increase"));
        }
        before = time_s;
    }
    Ok(())
}

fn check_people(frames: &[ForeignFrame], path: &Path) -> Result<(), ForeignPosesError> {
    for ForeignFrame { number, people, .. } in frames {
        let place = Place { path, frame: *number };
        if people.len() > MOST_PEOPLE {
            let what = format!("{} people", people.len());
            return Err(place.bad(what, &format!("at most {MOST_PEOPLE}")));
        }
        // their numbers do not tell: AlphaPose writes the same one for all, where it follows nobody
        let is_same = |(i, one): (usize, &ForeignPerson)| {
            let has_points = one.points.iter().any(Option::is_some);
            has_points && people[..i].iter().any(|other| other.points == one.points)
        };
        if people.iter().enumerate().any(is_same) {
            return Err(ForeignPosesError::PersonTwice { path: path.into(), frame: *number });
        }
    }
    Ok(())
}

/// Whether a number can be the time of a frame.
pub(super) fn is_time(time_s: f64) -> bool {
    time_s.is_finite() && time_s >= 0.0
}

/// What a time should be, for messages.
pub(super) const EXPECTED_TIME: &str = "a time of 0 s or more";

/// A time as a message names it.
pub(super) fn time_text(time_s: f64) -> String {
    match time_s.is_nan() {
        true => "no time".to_owned(),
        false => format!("a time of {} s", number_text(time_s)),
    }
}

fn are_about_the_hips(poses: &ForeignPoses) -> bool {
    let at = |landmark| poses.set.landmarks.iter().position(|l| *l == Some(landmark));
    let Some((left, right)) = at(Landmark::LeftHip).zip(at(Landmark::RightHip)) else {
        return false;
    };
    let people = poses.frames.iter().flat_map(|frame| &frame.people);
    let mut hips = people.filter_map(|p| p.points[left].zip(p.points[right])).peekable();
    let is_origin = |(l, r): (Point, Point)| ((l.x + r.x) / 2.0).hypot((l.y + r.y) / 2.0) < ORIGIN;
    hips.peek().is_some() && hips.all(is_origin)
}
