//! Where heads are or may be at any time, so that faces can be blurred: rather too much than too little.
//!
//! Heads are looked for ten times a second, all candidates of the detector, without asking whose they are; those of the
//! searched people's poses come on top. They are linked through time, so that a head that is missed for a while is
//! covered on its way, and for a while before it was first and after it was last seen: where it was, and where it was
//! going. Somebody whom the detector never sees is not covered.

use super::head_track::{is_sure, place};
use super::seen_head::{SeenHead, distance};
use crate::pose::{Pose, Sighting};
use crate::signal::median;

/// Two heads of one frame that are nearer to each other than this, in radii, are one head seen twice.
const SAME_HEAD_RADII: f64 = 0.6;

/// A head that was missed may be the same again this much later. Small people are searched for every two seconds.
const MAX_BRIDGE_S: f64 = 2.5;

/// One that is not surely one, within so many looks.
const UNSURE_LOOKS: f64 = 3.5;

/// Usual time between two looks of a clip with enough frames.
const LOOK_S: f64 = 0.1;

/// All heads through a clip.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Heads {
    /// One a head, as far as it could be followed: times in seconds, ascending.
    tracks: Vec<Vec<(f64, SeenHead)>>,
    /// Usual time between two looks; longer where a clip has few frames a second.
    look_s: f64,
}

impl Heads {
    /// From all candidates and all sightings (seconds of real life, who was seen), in time order.
    #[must_use]
    pub(crate) fn of(
        candidates: &[(f64, Vec<SeenHead>)],
        searched: &[(f64, Vec<Sighting>)],
    ) -> Self {
        let posed = searched.iter().map(|(time_s, people)| {
            let heads = people.iter().filter_map(|s| SeenHead::of_pose(&s.pose));
            (*time_s, heads.collect::<Vec<_>>())
        });
        // poses first: of two that show one head they are the better ones
        let mut frames: Vec<(f64, Vec<SeenHead>)> =
            posed.chain(candidates.iter().cloned()).collect();
        frames.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut heads = Self { tracks: Vec::new(), look_s: look_s(candidates) };
        for frame in frames.chunk_by(|a, b| a.0 == b.0) {
            let seen = without_doubles(frame.iter().flat_map(|(_, heads)| heads));
            heads.extend(frame[0].0, &seen);
        }
        heads
    }

    /// Adds the heads of one frame. Who was seen last comes first, so that a head that is missed cannot take over one
    /// that is passing; then the least surprising pairs; and what is left over is new.
    fn extend(&mut self, time_s: f64, seen: &[SeenHead]) {
        let mut pairs = Vec::new();
        for (t, track) in self.tracks.iter().enumerate() {
            let Some((last_s, last)) = track.last() else { continue };
            let seconds = time_s - last_s;
            let surprises = seen.iter().map(|head| last.surprise(head, seconds)).enumerate();
            let bridge_s = if is_sure(track) { MAX_BRIDGE_S } else { UNSURE_LOOKS * self.look_s };
            let near = surprises.filter(|(_, s)| *s <= 1.0 && seconds <= bridge_s);
            pairs.extend(near.map(|(h, surprise)| ((seconds, surprise), t, h)));
        }
        pairs.sort_by(|((a_s, a), ..), ((b_s, b), ..)| a_s.total_cmp(b_s).then(a.total_cmp(b)));
        let mut is_new = vec![true; seen.len()];
        let mut is_free = vec![true; self.tracks.len()];
        for (_, t, h) in pairs {
            if is_new[h] && is_free[t] {
                (is_new[h], is_free[t]) = (false, false);
                self.tracks[t].push((time_s, seen[h]));
            }
        }
        let new = seen.iter().zip(is_new).filter(|(_, is_new)| *is_new);
        self.tracks.extend(new.map(|(head, _)| vec![(time_s, *head)]));
    }

    /// Boxes (left, top, right, bottom, in px) that hold every head at a time; `pose` is the subject's in this frame, if
    /// it was found.
    #[must_use]
    pub(crate) fn boxes_px(&self, time_s: f64, pose: Option<&Pose>) -> Vec<[f32; 4]> {
        let posed = pose.and_then(SeenHead::of_pose).map(|head| head.strayed_px(0.0));
        posed.into_iter().chain(self.followed_px(time_s)).collect()
    }

    /// The same without those in whose middle the subject's own head is.
    #[must_use]
    pub(crate) fn of_others_px(&self, time_s: f64, pose: Option<&Pose>) -> Vec<[f32; 4]> {
        let own = pose.and_then(SeenHead::of_pose);
        let is_own = |b: &[f32; 4]| {
            let [left, top, right, bottom] = b.map(f64::from);
            let middle_px = [(left + right) / 2.0, (top + bottom) / 2.0];
            own.is_some_and(|own| {
                distance(own.centre_px, middle_px) < SAME_HEAD_RADII * own.radius_px
            })
        };
        self.followed_px(time_s).filter(|b| !is_own(b)).collect()
    }

    fn followed_px(&self, time_s: f64) -> impl Iterator<Item = [f32; 4]> {
        self.tracks.iter().filter_map(move |track| place(track, time_s, self.look_s))
    }
}

/// One a head: the first of those that show the same.
fn without_doubles<'a>(heads: impl Iterator<Item = &'a SeenHead>) -> Vec<SeenHead> {
    let mut kept: Vec<SeenHead> = Vec::new();
    for head in heads {
        let near =
            |k: &SeenHead| distance(k.centre_px, head.centre_px) < SAME_HEAD_RADII * head.radius_px;
        if !kept.iter().any(near) {
            kept.push(*head);
        }
    }
    kept
}

/// The usual time between two looks.
fn look_s(candidates: &[(f64, Vec<SeenHead>)]) -> f64 {
    let between_s = median(candidates.windows(2).map(|w| w[1].0 - w[0].0));
    if between_s.is_finite() { between_s.max(LOOK_S) } else { LOOK_S }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::Landmark;
    use crate::pipeline::reading::seen_head::REGION_HEIGHTS;
    use crate::pose::{Detection, Keypoint, Region};

    const HEIGHT_PX: f64 = 800.0;
    const FACE_Y: f64 = 150.0;

    /// A person of 800 px whose face is at x.
    fn pose(x: f64) -> Pose {
        let keypoint = |landmark: &Landmark| {
            let y = match landmark.index() {
                0..=10 => FACE_Y,
                11..=22 => 270.0,
                23 | 24 => 500.0,
                _ => 900.0,
            };
            let is_left = landmark.mirrored().index() > landmark.index();
            let dx = if *landmark == Landmark::Nose { 0.0 } else { 40.0 };
            let x = if is_left { x + dx } else { x - dx };
            Keypoint { x_px: x as f32, y_px: y as f32, ..Keypoint::default() }
        };
        Pose {
            score: 1.0,
            keypoints: Landmark::ALL.iter().map(keypoint).collect(),
            world_m: vec![],
            leg_peaks: vec![],
        }
    }

    fn candidate(x: f64) -> SeenHead {
        let [x, y] = [x as f32, FACE_Y as f32];
        let size_px = (REGION_HEIGHTS * HEIGHT_PX) as f32;
        let region = Region { cx_px: x, cy_px: 500.0, size_px, angle_rad: 0.0 };
        SeenHead::of_candidate(&Detection { score: 0.9, region, head_px: [x, y] }).unwrap()
    }

    /// Where the walker's face is: now slower, now quicker.
    fn face_x(time_s: f64) -> f64 {
        200.0 + 600.0 * time_s + 40.0 * (4.0 * time_s).sin()
    }

    /// Heads that are seen every tenth of a second, where `x` says that they are seen.
    fn heads(until_s: f64, x: impl Fn(f64) -> Vec<f64>) -> Heads {
        let times = (0..).map(|k| f64::from(k) / 10.0).take_while(|t| *t <= until_s);
        let frames: Vec<_> =
            times.map(|t| (t, x(t).into_iter().map(candidate).collect::<Vec<_>>())).collect();
        Heads::of(&frames, &[])
    }

    /// Whether a head of the usual size is inside a box.
    fn covers(boxes: &[[f32; 4]], x: f64) -> bool {
        let half_px = HEIGHT_PX / 15.0;
        boxes.iter().any(|b| {
            let [left, top, right, bottom] = b.map(f64::from);
            let is_across = left <= x - half_px && right >= x + half_px;
            is_across && top <= FACE_Y - 1.4 * half_px && bottom >= FACE_Y + half_px
        })
    }

    #[test]
    fn a_head_is_covered_with_its_pose_and_where_the_pose_was_taken_away() {
        let heads = heads(2.5, |t| vec![face_x(t)]);
        for frame in 0..=75 {
            let (time_s, x) = (f64::from(frame) / 30.0, face_x(f64::from(frame) / 30.0));
            assert!(covers(&heads.boxes_px(time_s, Some(&pose(x))), x), "{time_s}");
            assert!(covers(&heads.boxes_px(time_s, None), x), "{time_s}");
        }
        assert!(covers(&Heads::default().boxes_px(0.0, Some(&pose(300.0))), 300.0));
    }

    #[test]
    fn a_head_that_is_missed_is_covered_on_its_way() {
        let heads =
            heads(4.0, |t| if (0.95..2.55).contains(&t) { vec![] } else { vec![face_x(t)] });
        for frame in 0..=120 {
            let time_s = f64::from(frame) / 30.0;
            let boxes = heads.boxes_px(time_s, None);
            assert!(covers(&boxes, face_x(time_s)) && boxes.len() == 1, "{time_s}: {boxes:?}");
        }
    }

    #[test]
    fn a_head_is_covered_before_it_is_first_and_after_it_was_last_seen() {
        let heads = heads(3.0, |t| if (1.0..2.0).contains(&t) { vec![face_x(t)] } else { vec![] });
        for time_s in [0.2, 0.5, 0.8, 2.2, 2.5, 2.8] {
            assert!(covers(&heads.boxes_px(time_s, None), face_x(time_s)), "{time_s}");
        }
        assert!(heads.boxes_px(30.0, None).is_empty());
        // seen once, and a tree perhaps
        let once = Heads::of(&[(1.0, vec![candidate(500.0)])], &[]);
        assert!(
            [0.86, 1.0, 1.14].iter().all(|t| covers(&once.boxes_px(*t, None), 200.0 + 300.0 * t))
        );
    }

    #[test]
    fn somebody_whom_a_pose_bears_out_is_held_longer_than_a_candidate() {
        let candidate = Heads::of(&[(1.0, vec![candidate(500.0)])], &[]);
        let posed = Heads::of(&[(1.0, vec![SeenHead::of_pose(&pose(500.0)).unwrap()])], &[]);
        let until =
            |heads: &Heads| [1.1, 2.4, 2.6].map(|t| covers(&heads.boxes_px(t, None), 500.0));
        assert_eq!(until(&candidate), [true, false, false]);
        assert_eq!(until(&posed), [true, true, false]);
    }

    #[test]
    fn a_cover_is_no_larger_than_the_way_that_a_head_may_have_gone() {
        let width = |b: &[f32; 4]| f64::from(b[2] - b[0]) / HEIGHT_PX;
        let standing = heads(1.0, |_| vec![500.0]);
        let walking = heads(1.0, |t| vec![500.0 + 700.0 * t]);
        for (heads, most_heights) in [(standing, 0.8), (walking, 2.0)] {
            let boxes = heads.boxes_px(2.4, None);
            assert!(boxes.len() == 1 && width(&boxes[0]) < most_heights, "{boxes:?}");
        }
        let gap = Heads::of(
            &[
                (0.0, vec![candidate(400.0); 1]),
                (0.1, vec![candidate(400.0)]),
                (0.2, vec![candidate(400.0)]),
                (2.2, vec![candidate(900.0)]),
            ],
            &[],
        );
        let boxes = gap.boxes_px(1.2, None);
        assert!(boxes.len() == 1 && width(&boxes[0]) < 0.9 && covers(&boxes, 650.0), "{boxes:?}");
    }

    #[test]
    fn others_heads_are_those_that_are_not_the_subjects() {
        let heads = heads(2.0, |t| vec![face_x(t), face_x(t) + 400.0]);
        let own = pose(face_x(1.0));
        let others = heads.of_others_px(1.0, Some(&own));
        assert!(others.len() == 1 && covers(&others, face_x(1.0) + 400.0), "{others:?}");
        assert_eq!(heads.of_others_px(1.0, None).len(), 2);
    }

    #[test]
    fn two_who_walk_side_by_side_are_two_when_one_is_missed() {
        let beside_px = 0.3 * HEIGHT_PX;
        let heads = heads(3.0, |t| match (1.0..2.0).contains(&t) {
            true => vec![face_x(t)],
            false => vec![face_x(t), face_x(t) + beside_px],
        });
        for time_s in [0.5, 1.1, 1.5, 1.9, 2.5] {
            let boxes = heads.boxes_px(time_s, None);
            assert!(covers(&boxes, face_x(time_s)), "{time_s}");
            assert!(covers(&boxes, face_x(time_s) + beside_px), "{time_s}");
        }
    }

    #[test]
    fn a_pose_that_is_somebody_elses_does_not_uncover_anybody() {
        let heads = heads(2.0, |t| vec![face_x(t)]);
        let boxes = heads.boxes_px(1.0, Some(&pose(face_x(1.0) + 500.0)));
        assert!(covers(&boxes, face_x(1.0)) && covers(&boxes, face_x(1.0) + 500.0));
    }

    #[test]
    fn a_pose_that_is_none_is_as_good_as_no_pose() {
        let heads = heads(2.0, |t| vec![face_x(t)]);
        let mut broken = pose(face_x(1.0));
        broken.keypoints[Landmark::LeftEye.index()].x_px = f32::NAN;
        broken.keypoints[Landmark::Nose.index()].y_px = f32::INFINITY;
        assert!(covers(&heads.boxes_px(1.0, Some(&broken)), face_x(1.0)));
        assert!(Heads::default().boxes_px(1.0, None).is_empty());
        let empty = Pose { score: 1.0, keypoints: vec![], world_m: vec![], leg_peaks: vec![] };
        assert!(Heads::default().boxes_px(1.0, Some(&empty)).is_empty());
    }

    #[test]
    fn a_clip_of_few_frames_a_second_is_followed_too() {
        let looks: Vec<_> = (0..6)
            .map(|k| (f64::from(k) * 0.5, vec![candidate(200.0 + 40.0 * f64::from(k))]))
            .collect();
        let heads = Heads::of(&looks, &[]);
        assert_eq!(heads.tracks.len(), 1);
        assert!(covers(&heads.boxes_px(3.5, None), 480.0), "held after it was last seen");
    }

    #[test]
    fn who_squats_has_a_head_as_large() {
        let mut squatting = pose(500.0);
        for k in &mut squatting.keypoints[25..] {
            k.y_px = 560.0;
        }
        let radius = |pose: &Pose| SeenHead::of_pose(pose).unwrap().radius_px;
        assert!(radius(&squatting) > 0.9 * radius(&pose(500.0)));
    }
}
