//! Who is who through time: by the tool's own numbers where it followed people, else by place.

use crate::anatomy::{Joint, Side};
use crate::pose::{Appearance, Pose, Region, Sighting};
use crate::track::{Person, PersonTrack, Scene, TimedBox, TimedSighting, describe, link};
use std::collections::{BTreeMap, BTreeSet};

/// Room around the landmarks, as BlazePose's regions have it.
const ROOM: f32 = 1.25;

/// Boxes are kept a few times a second, as of gaitline's own poses.
const BOX_INTERVAL_S: f64 = 0.25;

/// Someone in a frame: the tool's number and the pose.
pub(super) type Found = (Option<u64>, Pose);

/// Everyone through time, by first appearance.
///
/// Nothing is known of clothes: who leaves the picture and comes back is another person, unless the tool has numbers, or
/// never saw two people at once.
pub(super) fn people(frames: Vec<(f64, Vec<Found>)>) -> Vec<Person> {
    let has_numbers = frames.iter().all(|(_, people)| have_numbers(people));
    match has_numbers {
        true => by_number(frames),
        false => come_back(link(&frames.into_iter().map(seen).collect::<Vec<_>>(), &[])),
    }
}

/// Who leaves the picture is away for longer than this; who is elsewhere sooner is somebody else.
const AWAY_S: f64 = 1.5;

/// One person, where nobody else was ever seen at the same time or took the place of another at once.
fn come_back(people: Vec<Person>) -> Vec<Person> {
    let is_away = |two: &[Person]| two[1].start_s() - two[0].end_s() > AWAY_S;
    match people.windows(2).all(is_away) {
        true => {
            let all: Vec<TimedSighting> = people.into_iter().flat_map(|p| p.sightings).collect();
            if all.is_empty() { Vec::new() } else { vec![Person { sightings: all }] }
        }
        false => people,
    }
}

fn seen((time_s, people): (f64, Vec<Found>)) -> (f64, Vec<Sighting>) {
    (time_s, people.into_iter().filter_map(|(_, pose)| sighting(pose)).collect())
}

/// What the choice of the subject is made by.
pub(super) fn tracks(people: &[Person], scene: Scene) -> Vec<PersonTrack> {
    let mut tracks = describe(people, scene);
    for track in &mut tracks {
        let mut next_s = f64::NEG_INFINITY;
        track.boxes.retain(|TimedBox { time_s, .. }| {
            let is_due = *time_s >= next_s;
            if is_due {
                next_s = time_s + BOX_INTERVAL_S;
            }
            is_due
        });
    }
    tracks
}

/// Whether everyone in a frame has a number, and no two the same.
fn have_numbers(people: &[Found]) -> bool {
    let ids: BTreeSet<u64> = people.iter().filter_map(|(id, _)| *id).collect();
    ids.len() == people.len()
}

fn by_number(frames: Vec<(f64, Vec<Found>)>) -> Vec<Person> {
    let mut order: BTreeMap<u64, usize> = BTreeMap::new();
    let mut people: Vec<Person> = Vec::new();
    for (time_s, found) in frames {
        for (id, pose) in found {
            let Some((id, sighting)) = id.zip(sighting(pose)) else { continue };
            let index = *order.entry(id).or_insert(people.len());
            if index == people.len() {
                people.push(Person { sightings: Vec::new() });
            }
            people[index].sightings.push(TimedSighting { time_s, sighting });
        }
    }
    people
}

/// A pose with its region; `None` where not even one leg is there from hip to ankle, as of who walks into the picture.
fn sighting(pose: Pose) -> Option<Sighting> {
    let leg = [Joint::Hip, Joint::Knee, Joint::Ankle];
    let has_leg = |side: Side| leg.iter().all(|joint| pose.known(joint.on(side)).is_some());
    if !Side::BOTH.into_iter().any(has_leg) {
        return None;
    }
    let [left, top, right, bottom] = pose.bounds_px();
    let region = Region {
        cx_px: (left + right) / 2.0,
        cy_px: (top + bottom) / 2.0,
        size_px: ROOM * (right - left).max(bottom - top),
        angle_rad: 0.0,
    };
    region.is_usable().then(|| Sighting {
        pose,
        region,
        seen_in: region,
        appearance: Appearance::default(),
    })
}
