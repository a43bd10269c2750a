//! Which of the people is the one to be analysed: the one who walks.

use crate::anatomy::{Joint, Landmark, Side};
use crate::pose::Pose;
use crate::signal::{frames_around, median, quantile, slope};
use crate::track::link::{Person, TimedSighting};
use crate::track::sequence::{PersonTrack, TimedBox};

/// The picture and the time that people are judged against.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// Width of the picture.
    pub width_px: f32,
    /// Height of the picture.
    pub height_px: f32,
    /// Number of searched frames.
    pub searched: usize,
}

/// Half the time over which it is judged whether somebody walks: two strides, one before and one after. Who jumps, bends
/// down or swings to and fro is where they were a stride before.
const STRIDE_S: f64 = 1.1;

/// The pace from which on going counts in full, in own heights a second: two steps of 0.42 heights in a stride.
const FULL_PACE_HEIGHTS_PER_S: f64 = 2.0 * 0.42 / STRIDE_S;

/// Spread of the distance between the ankles of someone who walks, in own heights: a step of 0.42
/// heights swings the distance between ±0.42 in a side view, and the heights of the ankles by some
/// 0.1 in a frontal one.
const FULL_STEPPING_HEIGHTS: f64 = 0.08;

/// Describes everyone, in the order given, with ids from 1.
#[must_use]
pub fn describe(people: &[Person], scene: Scene) -> Vec<PersonTrack> {
    people.iter().zip(1..).map(|(person, id)| describe_one(person, id, scene)).collect()
}

/// The track with the highest score; the earlier one where two are equal.
#[must_use]
pub fn choose(tracks: &[PersonTrack]) -> Option<&PersonTrack> {
    tracks.iter().reduce(|best, t| if t.subject_score > best.subject_score { t } else { best })
}

fn describe_one(person: &Person, id: u32, scene: Scene) -> PersonTrack {
    let sightings = &person.sightings;
    let boxes: Vec<TimedBox> = sightings
        .iter()
        .map(|s| TimedBox { time_s: s.time_s, box_px: s.sighting.pose.bounds_px() })
        .collect();
    let height_px = median(boxes.iter().map(|b| f64::from(b.box_px[3] - b.box_px[1])));
    let legs = known_of_legs(sightings);
    let whole: Vec<bool> =
        sightings.iter().map(|s| is_whole(&s.sighting.pose, &legs, scene)).collect();
    let n_whole = whole.iter().filter(|is_whole| **is_whole).count();
    PersonTrack {
        id,
        first_s: person.start_s(),
        last_s: person.end_s(),
        seen_pct: 100.0 * sightings.len() as f64 / scene.searched.max(1) as f64,
        height_px,
        travel_heights: travel_heights(sightings, height_px),
        stepping_heights: stepping_heights(sightings),
        whole_body_pct: 100.0 * n_whole as f64 / sightings.len().max(1) as f64,
        subject_score: score(sightings, &whole, height_px, scene),
        boxes,
    }
}

/// How well a person fits "the one who walks": how much of the clip they are seen walking, with the whole body in the
/// picture, by how large they are; each a factor between 0 and 1, so that a total lack of one cannot be bought with another.
///
/// Each sighting counts by itself: who is in the picture all the time and walks little of it is not the one who walks
/// from one edge to the other and is gone.
fn score(sightings: &[TimedSighting], whole: &[bool], height_px: f64, scene: Scene) -> f64 {
    let time_s: Vec<f64> = sightings.iter().map(|s| s.time_s).collect();
    let walking = |i: usize| walking(&sightings[frames_around(&time_s, i, STRIDE_S)], height_px);
    let at_least_some = |share: f64| 0.05 + 0.95 * share;
    let counts =
        |i: usize| at_least_some(walking(i)) * at_least_some(f64::from(u8::from(whole[i])));
    let size = (height_px / f64::from(scene.height_px)).clamp(0.0, 1.0).sqrt();
    size * (0..sightings.len()).map(counts).sum::<f64>() / scene.searched.max(1) as f64
}

/// How much somebody walks, by some seconds of sightings: 0 to 1.
fn walking(sightings: &[TimedSighting], height_px: f64) -> f64 {
    let stepping = (stepping_heights(sightings) / FULL_STEPPING_HEIGHTS).min(1.0);
    let going = (pace_heights_per_s(sightings, height_px) / FULL_PACE_HEIGHTS_PER_S).min(1.0);
    // stepping alone is a treadmill; going without steps is a camera that moves
    stepping * (0.3 + 0.7 * going)
}

/// How fast the hips go, across the picture or (as growth) along its axis; 0 where less than half a stride is seen.
fn pace_heights_per_s(sightings: &[TimedSighting], height_px: f64) -> f64 {
    let time_s: Vec<f64> = sightings.iter().map(|s| s.time_s).collect();
    if time_s.last().zip(time_s.first()).is_none_or(|(last, first)| last - first < STRIDE_S / 2.0) {
        return 0.0;
    }
    let across = slope(&time_s, &positions_px(sightings)) / height_px.max(1.0);
    let along = GROWTH_HEIGHTS * slope(&time_s, &ln_sizes(sightings));
    across.abs().max(along.abs())
}

/// Landmarks of the legs that any sighting has: some tools have none of heels and toes.
fn known_of_legs(sightings: &[TimedSighting]) -> Vec<Landmark> {
    let legs = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| j.on(s)));
    let is_known = |l: &Landmark| sightings.iter().any(|s| s.sighting.pose.known(*l).is_some());
    legs.filter(is_known).collect()
}

/// Whether the head and every one of these landmarks are inside the picture.
fn is_whole(pose: &Pose, legs: &[Landmark], scene: Scene) -> bool {
    let [width, height] = [scene.width_px, scene.height_px].map(f64::from);
    let inside = |[x, y]: [f64; 2]| (0.0..width).contains(&x) && (0.0..height).contains(&y);
    let is_inside = |l: &Landmark| pose.at_px(*l).is_some_and(inside);
    pose.head_px().is_some_and(inside) && !legs.is_empty() && legs.iter().all(is_inside)
}

/// Own heights that somebody walks along the axis of the picture while the logarithm of their size grows by 1.
///
/// Walking from 2 d to d away doubles the height in the picture; with a lens as wide as a phone's that is some three
/// heights of walking. A factor of 3 on the logarithm says so.
const GROWTH_HEIGHTS: f64 = 3.0;

/// How far the hips go, across the picture or along its axis, in own heights.
fn travel_heights(sightings: &[TimedSighting], height_px: f64) -> f64 {
    let across = spread(positions_px(sightings)) / height_px.max(1.0);
    across.max(GROWTH_HEIGHTS * spread(ln_sizes(sightings)))
}

fn positions_px(sightings: &[TimedSighting]) -> Vec<f64> {
    sightings.iter().map(|s| f64::from(s.sighting.region.cx_px)).collect()
}

fn ln_sizes(sightings: &[TimedSighting]) -> Vec<f64> {
    sightings.iter().map(|s| f64::from(s.sighting.region.size_px).ln()).collect()
}

/// Standard deviation of the vector between the ankles, in heights of the moment.
fn stepping_heights(sightings: &[TimedSighting]) -> f64 {
    let vector = |s: &TimedSighting| {
        let pose = &s.sighting.pose;
        let [left, right] = Side::BOTH.map(|side| pose.known(Joint::Ankle.on(side)));
        let (left, right) = left.zip(right)?;
        let bounds = pose.bounds_px();
        let height = f64::from(bounds[3] - bounds[1]).max(1.0);
        let apart_px = [left.x_px - right.x_px, left.y_px - right.y_px];
        Some(apart_px.map(|px| f64::from(px) / height))
    };
    let vectors: Vec<[f64; 2]> = sightings.iter().filter_map(vector).collect();
    let n = vectors.len().max(1) as f64;
    let variance = |i: usize| {
        let mean = vectors.iter().map(|v| v[i]).sum::<f64>() / n;
        vectors.iter().map(|v| (v[i] - mean).powi(2)).sum::<f64>() / n
    };
    (variance(0) + variance(1)).sqrt()
}

/// Between the 5th and the 95th percentile: a single stray sighting does not count.
fn spread(values: Vec<f64>) -> f64 {
    let range = quantile(values.iter().copied(), 0.95) - quantile(values.iter().copied(), 0.05);
    if range.is_finite() { range } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::track::link::tests::sighting;

    const SCENE: Scene = Scene { width_px: 1280.0, height_px: 400.0, searched: 30 };

    /// Someone who moves and steps by the given amounts (px a sighting, px of ankle swing).
    fn person(speed_px: f32, swing_px: f32) -> Person {
        let at = |i: usize| {
            let mut s = sighting(100.0 + speed_px * i as f32, [90, 90, 90]);
            let swing = swing_px * (i as f32 * 1.3).sin();
            s.pose.keypoints[Landmark::LeftAnkle.index()].x_px += swing;
            s.pose.keypoints[Landmark::RightAnkle.index()].x_px -= swing;
            TimedSighting { time_s: i as f64 / 6.0, sighting: s }
        };
        Person { sightings: (0..30).map(at).collect() }
    }

    #[test]
    fn the_walker_is_chosen_before_who_stands_or_slides() {
        let (standing, sliding, walking) =
            (person(0.0, 0.0), person(30.0, 0.0), person(30.0, 40.0));
        let tracks = describe(&[standing, sliding, walking], SCENE);
        assert_eq!(choose(&tracks).unwrap().id, 3);
    }

    #[test]
    fn who_walks_across_and_out_of_the_picture_is_chosen_before_who_moves_about_in_it() {
        let about = person(9.0, 40.0);
        let mut across = person(30.0, 40.0);
        across.sightings.truncate(26); // and then she is gone
        let tracks = describe(&[about, across], SCENE);
        assert!(tracks[0].travel_heights > 1.0, "{}", tracks[0].travel_heights);
        assert_eq!(choose(&tracks).unwrap().id, 2);
    }

    #[test]
    fn who_is_there_all_the_time_and_walks_at_the_end_is_not_chosen_before_who_walks_through() {
        let mut late = person(0.0, 40.0);
        for (walked, sighting) in late.sightings[18..].iter_mut().enumerate() {
            sighting.sighting.region.cx_px += 80.0 * walked as f32;
        }
        let mut through = person(30.0, 40.0);
        through.sightings.truncate(24);
        let tracks = describe(&[late, through], SCENE);
        let [late, through] = [0, 1].map(|i| tracks[i].travel_heights);
        assert!(late > through, "both go far: {late} and {through} heights");
        assert_eq!(choose(&tracks).unwrap().id, 2);
    }

    #[test]
    fn who_swings_to_and_fro_and_crouches_does_not_go() {
        let mut about = person(0.0, 40.0);
        for s in &mut about.sightings {
            let phase = (s.time_s * std::f64::consts::TAU / 1.0).sin() as f32;
            s.sighting.region.cx_px += 200.0 * phase;
            s.sighting.region.size_px *= 1.0 + 0.3 * phase;
        }
        let slow = person(10.0, 40.0);
        let tracks = describe(&[about, slow], SCENE);
        assert!(tracks[0].travel_heights > tracks[1].travel_heights);
        assert_eq!(choose(&tracks).unwrap().id, 2);
    }

    #[test]
    fn on_a_treadmill_the_one_who_steps_is_chosen() {
        let tracks = describe(&[person(0.0, 1.0), person(0.0, 40.0)], SCENE);
        assert_eq!(choose(&tracks).unwrap().id, 2);
    }

    #[test]
    fn nobody_is_chosen_among_nobody() {
        assert!(choose(&[]).is_none());
    }
}
