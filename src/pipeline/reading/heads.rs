//! Where heads are or may be at any time, so that faces can be blurred: rather too much than too little.
//!
//! Heads are looked for ten times a second, all candidates of the detector, without asking whose they are; those of the
//! searched people's poses come on top. They are linked through time, so that a head that is missed for a while is
//! covered on its way, and for a while before it was first and after it was last seen. Somebody whom the detector never
//! sees is not covered.

use crate::anatomy::{Joint, Landmark, Side};
use crate::pose::{Detection, Pose, Sighting};
use crate::signal::median;

/// From the middle of the face to the border, in body heights. A head is 0.13 heights high; hair, a hat and the
/// network's error come on top.
const RADIUS_HEIGHTS: f64 = 0.125;

/// A body is so many trunks (shoulders to hips) high, and so many shoulder widths: for those who squat or are cut off.
///
/// # Source
/// Drillis & Contini 1966: trunk 0.29, shoulders 0.26 of the height.
const HEIGHT_TRUNKS: f64 = 1.0 / 0.29;
const HEIGHT_SHOULDERS: f64 = 1.0 / 0.26;

/// A detector's candidate is less exact than a pose: more room.
const CANDIDATE_RADIUS_HEIGHTS: f64 = 0.16;

/// The detector's region is a square of so many body heights around the hips.
///
/// # Source
/// Measured on rendered people: 1.3 to 1.4.
const REGION_HEIGHTS: f64 = 1.3;

/// What the detector takes for the head's middle lies at the chin: a share of the way from the hips is wanting.
///
/// # Source
/// Measured on rendered people.
const HEAD_BEYOND: f64 = 0.1;

/// Two heads of one frame that are nearer to each other than this, in radii, are one head seen twice.
const SAME_HEAD_RADII: f64 = 0.6;

/// A head that was missed may be the same again this much later. Small people are searched for every two seconds.
const MAX_BRIDGE_S: f64 = 2.5;

/// A head is at most so far from where it was: in radii, by the detector's scatter, and in body heights a second, by
/// brisk walking with a hand-held camera.
const SCATTER_RADII: f64 = 0.6;
const MAX_SPEED_HEIGHTS_PER_S: f64 = 1.3;
const MAX_WAY_HEIGHTS: f64 = 1.5;

/// And at most so many times as large.
const MAX_SIZE_RATIO: f64 = 1.6;

/// Before it is first seen and after it was last seen a head is taken to be there for so long.
const HOLD_S: f64 = 1.5;

/// The detector takes trees for people now and then. What it saw in fewer looks than this, and no pose bears out, is held
/// and may be the same again for three of its looks only.
const SURE_LOOKS: usize = 3;
const UNSURE_S: f64 = 0.35;
const UNSURE_LOOKS: f64 = 3.5;

/// In that time it goes on as quickly as it went and a little quicker, in body heights a second; one that was seen
/// once may walk.
const STRAY_HEIGHTS_PER_S: f64 = 0.25;
const STRAY_SEEN_ONCE_HEIGHTS_PER_S: f64 = 0.9;

/// Between two places it may be off the straight way, in body heights a second to the nearer one.
const STRAY_BETWEEN_HEIGHTS_PER_S: f64 = 0.4;

/// Farther than this, in body heights, no head is looked for.
const MAX_STRAY_HEIGHTS: f64 = 1.0;

/// Up and down it strays less than across: by this share.
const STRAY_DOWN: f64 = 0.4;

/// A head in one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SeenHead {
    /// Middle of the face.
    centre_px: [f64; 2],
    /// From there to the border, with some room.
    radius_px: f64,
    /// Of the whole body.
    height_px: f64,
    /// From a pose, which the detector's candidates are not.
    is_posed: bool,
}

/// All heads through a clip.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Heads {
    /// One a head, as far as it could be followed: times in seconds, ascending.
    tracks: Vec<Vec<(f64, SeenHead)>>,
    /// For so long one that is not sure is held; longer where a clip has few frames a second.
    unsure_s: f64,
}

impl SeenHead {
    /// That of a pose; `None` for one that is none.
    #[must_use]
    pub(crate) fn of_pose(pose: &Pose) -> Option<Self> {
        let [left, top, right, bottom] = face_bounds(pose);
        let centre_px = [(left + right) / 2.0, (top + bottom) / 2.0];
        let shoulders = middle(pose, Joint::Shoulder);
        let height_px = height_px(pose, shoulders);
        let radius_px = (RADIUS_HEIGHTS * height_px)
            .max(distance(centre_px, shoulders))
            .max((right - left).max(bottom - top));
        Self { centre_px, radius_px, height_px, is_posed: true }.known()
    }

    /// That of a detector's candidate.
    #[must_use]
    pub(crate) fn of_candidate(found: &Detection) -> Option<Self> {
        let hips = [found.region.cx_px, found.region.cy_px].map(f64::from);
        let head = found.head_px.map(f64::from);
        let height_px = f64::from(found.region.size_px) / REGION_HEIGHTS;
        let radius_px = CANDIDATE_RADIUS_HEIGHTS * height_px;
        let centre_px = [0, 1].map(|i| head[i] + HEAD_BEYOND * (head[i] - hips[i]));
        Self { centre_px, radius_px, height_px, is_posed: false }.known()
    }

    fn known(self) -> Option<Self> {
        let numbers = [self.centre_px[0], self.centre_px[1], self.radius_px, self.height_px];
        (numbers.iter().all(|v| v.is_finite()) && self.radius_px > 0.0).then_some(self)
    }

    /// A box around all places where it may be, so many body heights farther.
    fn strayed_px(&self, heights: f64) -> [f32; 4] {
        let stray_px = heights.min(MAX_STRAY_HEIGHTS) * self.height_px;
        let (across, down) = (self.radius_px + stray_px, self.radius_px + STRAY_DOWN * stray_px);
        let [x, y] = self.centre_px;
        [x - across, y - down, x + across, y + down].map(|v| v as f32)
    }

    /// How far two are apart, as a share of what one head can go in that time; above 1 it is another one.
    fn surprise(&self, later: &Self, seconds: f64) -> f64 {
        let room_px = SCATTER_RADII * self.radius_px.max(later.radius_px)
            + (MAX_SPEED_HEIGHTS_PER_S * seconds).min(MAX_WAY_HEIGHTS)
                * self.height_px.max(later.height_px);
        let ratio = (self.radius_px / later.radius_px).ln().abs() / MAX_SIZE_RATIO.ln();
        (distance(self.centre_px, later.centre_px) / room_px).max(ratio)
    }
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
        let mut heads = Self { tracks: Vec::new(), unsure_s: unsure_s(candidates) };
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
            let bridge_s = if is_sure(track) { MAX_BRIDGE_S } else { self.unsure_s };
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
        let followed = self.tracks.iter().filter_map(|track| place(track, time_s, self.unsure_s));
        posed.into_iter().chain(followed).collect()
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

/// Three looks' time and a half, by the usual time between two; the looks of most clips are a tenth of a second apart.
fn unsure_s(candidates: &[(f64, Vec<SeenHead>)]) -> f64 {
    let between_s = median(candidates.windows(2).map(|w| w[1].0 - w[0].0));
    if between_s.is_finite() { UNSURE_S.max(UNSURE_LOOKS * between_s) } else { UNSURE_S }
}

/// Whether a head is surely one.
fn is_sure(track: &[(f64, SeenHead)]) -> bool {
    track.len() >= SURE_LOOKS || track.iter().any(|(_, head)| head.is_posed)
}

/// Where a followed head may be at a time: on its way, or about where it was first or last seen.
fn place(track: &[(f64, SeenHead)], time_s: f64, unsure_s: f64) -> Option<[f32; 4]> {
    let hold_s = if is_sure(track) { HOLD_S } else { unsure_s };
    let next = track.partition_point(|(t, _)| *t < time_s);
    match (next.checked_sub(1).and_then(|i| track.get(i)), track.get(next)) {
        (Some(a), Some(b)) => Some(on_the_way(a, b, time_s)),
        (Some((last_s, last)), None) => {
            held(last, time_s - last_s, hold_s, speed(track.iter().rev()))
        }
        (None, Some((first_s, first))) => {
            held(first, first_s - time_s, hold_s, speed(track.iter()))
        }
        (None, None) => None,
    }
}

fn on_the_way(a: &(f64, SeenHead), b: &(f64, SeenHead), time_s: f64) -> [f32; 4] {
    let (since_s, until_s) = (time_s - a.0, b.0 - time_s);
    let share = since_s / (since_s + until_s).max(f64::MIN_POSITIVE);
    let (from, to) = (a.1, b.1);
    let centre_px =
        [0, 1].map(|i| from.centre_px[i] + share * (to.centre_px[i] - from.centre_px[i]));
    let radius_px = from.radius_px.max(to.radius_px);
    let height_px = from.height_px.max(to.height_px);
    let head = SeenHead { centre_px, radius_px, height_px, is_posed: false };
    head.strayed_px(STRAY_BETWEEN_HEIGHTS_PER_S * since_s.min(until_s))
}

fn held(
    head: &SeenHead,
    seconds: f64,
    hold_s: f64,
    heights_per_s: Option<f64>,
) -> Option<[f32; 4]> {
    let stray =
        heights_per_s.map_or(STRAY_SEEN_ONCE_HEIGHTS_PER_S, |speed| speed + STRAY_HEIGHTS_PER_S);
    (seconds <= hold_s).then(|| head.strayed_px(stray * seconds))
}

/// How quickly a head moves at one end of its track, from which on its places are given, in body heights a second;
/// `None` where it was seen once.
fn speed<'a>(from_end: impl Iterator<Item = &'a (f64, SeenHead)>) -> Option<f64> {
    let mut near = from_end.take(4);
    let (end_s, end) = near.next()?;
    let (far_s, far) = near.last()?;
    let seconds = (far_s - end_s).abs().max(1e-3);
    Some(distance(far.centre_px, end.centre_px) / end.height_px.max(1.0) / seconds)
}

/// Left, top, right, bottom of nose, eyes, ears and mouth.
fn face_bounds(pose: &Pose) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let face = &Landmark::ALL[Landmark::Nose.index()..=Landmark::MouthRight.index()];
    face.iter().fold(start, |b, &landmark| {
        let [x, y] = point(pose, landmark);
        [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]
    })
}

fn middle(pose: &Pose, joint: Joint) -> [f64; 2] {
    let [left, right] = Side::BOTH.map(|side| point(pose, joint.on(side)));
    [(left[0] + right[0]) / 2.0, (left[1] + right[1]) / 2.0]
}

/// NaN where the source has none: what needs it then covers more, not less.
fn point(pose: &Pose, landmark: Landmark) -> [f64; 2] {
    pose.at_px(landmark).unwrap_or([f64::NAN; 2])
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// How tall the body is at least, by all that shows it.
fn height_px(pose: &Pose, shoulders: [f64; 2]) -> f64 {
    let [left, right] = Side::BOTH.map(|side| point(pose, Joint::Shoulder.on(side)));
    f64::from(pose.nose_to_foot_px())
        .max(HEIGHT_TRUNKS * distance(shoulders, middle(pose, Joint::Hip)))
        .max(HEIGHT_SHOULDERS * distance(left, right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{Keypoint, Region};

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
            [0.8, 1.0, 1.2].iter().all(|t| covers(&once.boxes_px(*t, None), 200.0 + 300.0 * t))
        );
    }

    #[test]
    fn somebody_whom_a_pose_bears_out_is_held_longer_than_a_candidate() {
        let candidate = Heads::of(&[(1.0, vec![candidate(500.0)])], &[]);
        let posed = Heads::of(&[(1.0, vec![SeenHead::of_pose(&pose(500.0)).unwrap()])], &[]);
        let until =
            |heads: &Heads| [1.3, 2.4, 2.6].map(|t| covers(&heads.boxes_px(t, None), 500.0));
        assert_eq!(until(&candidate), [true, false, false]);
        assert_eq!(until(&posed), [true, true, false]);
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
