//! Where heads are or may be at any time, so that faces can be blurred: rather too much than too little.
//!
//! Everybody whom the search saw is covered, from a while before the first sighting to a while after the last. A
//! person whom it never saw is not.

use crate::anatomy::{Joint, Landmark, Side};
use crate::pose::Pose;

/// From the middle of the face to the border, in body heights. A head is 0.13 heights high; hair, a hat and the
/// network's error come on top.
const RADIUS_HEIGHTS: f64 = 0.125;

/// A body is so many trunks (shoulders to hips) high, and so many shoulder widths: for those who squat or are cut off.
///
/// # Source
/// Drillis & Contini 1966: trunk 0.29, shoulders 0.26 of the height.
const HEIGHT_TRUNKS: f64 = 1.0 / 0.29;
const HEIGHT_SHOULDERS: f64 = 1.0 / 0.26;

/// Two sightings no farther apart belong to one way, and the head went straight from the one to the other. Small people
/// are looked for only every two seconds.
const MAX_BRIDGE_S: f64 = 3.0;

/// Somebody who was about to leave the picture, or had just come in, is taken to be in it for so long.
const HOLD_AT_EDGE_S: f64 = 1.0;

/// Anybody else, who is somewhere in the picture and was lost.
const HOLD_S: f64 = 4.0;

/// Nearer to the left or right border than this, in body heights, a walker is about to leave: a quarter of a second.
const EDGE_HEIGHTS: f64 = 0.25;

/// How much farther a head may be than where it was last, across and down, in body heights a second: brisk walking,
/// and coming nearer. And at most so far.
const STRAY_HEIGHTS_PER_S: [f64; 2] = [0.9, 0.3];
const MAX_STRAY_HEIGHTS: [f64; 2] = [1.0, 0.4];

/// The same between two sightings, where only the way from one to the other is unsure.
const STRAY_BETWEEN_HEIGHTS_PER_S: [f64; 2] = [0.4, 0.2];

/// The heads of all people through a clip.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heads {
    people: Vec<Vec<Head>>,
    /// Which of them is the subject.
    subject: usize,
}

/// A head at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Head {
    time_s: f64,
    centre_px: [f64; 2],
    radius_px: f64,
    /// Of the whole body.
    height_px: f64,
    /// The body is at the left or right border.
    is_at_edge: bool,
}

impl Heads {
    /// From everybody's sightings in time order (seconds, pose), in a picture of this width; `subject` is the index of
    /// the person who is followed.
    #[must_use]
    pub fn of<'a, P, S>(people: P, subject: usize, width_px: f64) -> Self
    where
        P: IntoIterator<Item = S>,
        S: IntoIterator<Item = (f64, &'a Pose)>,
    {
        let heads = |sightings: S| {
            let of = |(time_s, pose)| Head::of(time_s, pose, width_px);
            sightings.into_iter().filter_map(of).collect()
        };
        Self { people: people.into_iter().map(heads).collect(), subject }
    }

    /// Boxes (left, top, right, bottom, in px) that hold every head at a time; `pose` is the subject's in this frame, if
    /// it was found.
    ///
    /// A pose whose head is not about where the sightings before and after have it may be somebody else's: then both
    /// places count.
    #[must_use]
    pub fn boxes_px(&self, time_s: f64, pose: Option<&Pose>) -> Vec<[f32; 4]> {
        let posed = pose.and_then(|pose| Head::of(time_s, pose, f64::INFINITY));
        let mut boxes: Vec<Zone> = posed.iter().map(Head::zone).collect();
        for (person, heads) in self.people.iter().enumerate() {
            let zones = zones(heads, time_s);
            let is_seen = |zone: &Zone| posed.is_some_and(|head| zone.holds(head.centre_px));
            if person != self.subject || !zones.iter().any(is_seen) {
                boxes.extend(zones);
            }
        }
        boxes.iter().map(Zone::box_px).collect()
    }
}

impl Head {
    /// `None` for a pose that is no pose.
    fn of(time_s: f64, pose: &Pose, width_px: f64) -> Option<Self> {
        let [left, top, right, bottom] = bounds(pose, Landmark::Nose, Landmark::MouthRight);
        let centre_px = [(left + right) / 2.0, (top + bottom) / 2.0];
        let shoulders = middle(pose, Joint::Shoulder);
        let height_px = height_px(pose, shoulders);
        let radius_px = (RADIUS_HEIGHTS * height_px)
            .max(distance(centre_px, shoulders))
            .max((right - left).max(bottom - top));
        let [body_left, _, body_right, _] = bounds(pose, Landmark::Nose, Landmark::RightFootIndex);
        let near_px = EDGE_HEIGHTS * height_px;
        let is_at_edge = body_left < near_px || body_right > width_px - near_px;
        let numbers = [time_s, centre_px[0], centre_px[1], radius_px, height_px];
        let is_known = numbers.iter().all(|v| v.is_finite()) && radius_px > 0.0;
        is_known.then_some(Self { time_s, centre_px, radius_px, height_px, is_at_edge })
    }

    fn zone(&self) -> Zone {
        self.strayed([0.0; 2])
    }

    /// Where it may be, so many body heights farther across and down.
    fn strayed(&self, heights: [f64; 2]) -> Zone {
        let half_px = heights.map(|h| self.radius_px + h * self.height_px);
        Zone { centre_px: self.centre_px, half_px }
    }

    /// Where it may be so long before or after.
    fn away(&self, seconds: f64) -> Zone {
        let stray = |i: usize| (STRAY_HEIGHTS_PER_S[i] * seconds).min(MAX_STRAY_HEIGHTS[i]);
        self.strayed([stray(0), stray(1)])
    }

    fn hold_s(&self) -> f64 {
        if self.is_at_edge { HOLD_AT_EDGE_S } else { HOLD_S }
    }
}

/// Where a head may be.
#[derive(Debug, Clone, Copy)]
struct Zone {
    centre_px: [f64; 2],
    half_px: [f64; 2],
}

impl Zone {
    fn holds(&self, point_px: [f64; 2]) -> bool {
        (0..2).all(|i| (point_px[i] - self.centre_px[i]).abs() <= self.half_px[i])
    }

    fn box_px(&self) -> [f32; 4] {
        let ([x, y], [across, down]) = (self.centre_px, self.half_px);
        [x - across, y - down, x + across, y + down].map(|v| v as f32)
    }
}

/// Where one person's head may be: on the way between two sightings, or about the last and the next one.
fn zones(heads: &[Head], time_s: f64) -> Vec<Zone> {
    let next = heads.partition_point(|h| h.time_s < time_s);
    let before = next.checked_sub(1).and_then(|i| heads.get(i));
    let after = heads.get(next);
    if let Some((a, b)) = before.zip(after)
        && b.time_s - a.time_s <= MAX_BRIDGE_S
    {
        return vec![on_the_way(a, b, time_s)];
    }
    let held = |head: &Head| {
        let seconds = (head.time_s - time_s).abs();
        (seconds <= head.hold_s()).then(|| head.away(seconds))
    };
    before.into_iter().chain(after).filter_map(held).collect()
}

fn on_the_way(a: &Head, b: &Head, time_s: f64) -> Zone {
    let whole_s = b.time_s - a.time_s;
    let share = if whole_s > 0.0 { (time_s - a.time_s) / whole_s } else { 0.0 };
    let head = Head {
        time_s,
        centre_px: [0, 1].map(|i| a.centre_px[i] + share * (b.centre_px[i] - a.centre_px[i])),
        radius_px: a.radius_px.max(b.radius_px),
        height_px: a.height_px.max(b.height_px),
        is_at_edge: false,
    };
    let nearest_s = (time_s - a.time_s).min(b.time_s - time_s);
    head.strayed(STRAY_BETWEEN_HEIGHTS_PER_S.map(|h| h * nearest_s))
}

/// Left, top, right, bottom of the landmarks from one to another, in the topology's order.
fn bounds(pose: &Pose, from: Landmark, to: Landmark) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    Landmark::ALL[from.index()..=to.index()].iter().fold(start, |b, &landmark| {
        let k = pose.keypoint(landmark);
        let (x, y) = (f64::from(k.x_px), f64::from(k.y_px));
        [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]
    })
}

fn middle(pose: &Pose, joint: Joint) -> [f64; 2] {
    let [left, right] = Side::BOTH.map(|side| point(pose, joint.on(side)));
    [(left[0] + right[0]) / 2.0, (left[1] + right[1]) / 2.0]
}

fn point(pose: &Pose, landmark: Landmark) -> [f64; 2] {
    let k = pose.keypoint(landmark);
    [f64::from(k.x_px), f64::from(k.y_px)]
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
    use crate::pose::Keypoint;

    const WIDTH_PX: f64 = 1920.0;
    const HEIGHT_PX: f64 = 800.0;

    /// A person of 800 px whose face is at x.
    fn pose(x: f64) -> Pose {
        let mut keypoints = vec![Keypoint::default(); Landmark::COUNT];
        let mut put = |landmark: Landmark, dx: f64, y: f64| {
            let (x_px, y_px) = ((x + dx) as f32, y as f32);
            keypoints[landmark.index()] = Keypoint { x_px, y_px, ..Keypoint::default() };
        };
        for landmark in Landmark::ALL {
            let y = match landmark.index() {
                0..=10 => 150.0,
                11..=22 => 270.0,
                23 | 24 => 500.0,
                _ => 900.0,
            };
            let dx = if landmark.mirrored().index() > landmark.index() { 40.0 } else { -40.0 };
            put(landmark, dx * f64::from(u8::from(landmark.index() > 0)), y);
        }
        Pose { score: 1.0, keypoints, world_m: vec![] }
    }

    /// Where the walker's face is: slower and quicker, and at last out of the picture.
    fn face_x(time_s: f64) -> f64 {
        200.0 + 600.0 * time_s + 40.0 * (4.0 * time_s).sin()
    }

    fn heads(people: &[Vec<(f64, f64)>]) -> Heads {
        let poses: Vec<Vec<(f64, Pose)>> =
            people.iter().map(|seen| seen.iter().map(|&(t, x)| (t, pose(x))).collect()).collect();
        Heads::of(poses.iter().map(|p| p.iter().map(|(t, pose)| (*t, pose))), 0, WIDTH_PX)
    }

    /// Whether a head of the usual size (a fifteenth of the height to either side, a little more upward) is covered.
    fn covers(boxes: &[[f32; 4]], x: f64) -> bool {
        let half_px = HEIGHT_PX / 15.0;
        let holds = |b: &[f32; 4]| {
            let [left, top, right, bottom] = b.map(f64::from);
            left <= x - half_px
                && right >= x + half_px
                && top <= 150.0 - 1.4 * half_px
                && bottom >= 150.0 + half_px
        };
        boxes.iter().any(holds)
    }

    fn quarters(until: usize) -> Vec<(f64, f64)> {
        (0..=until).map(|k| 0.25 * k as f64).map(|t| (t, face_x(t))).collect()
    }

    #[test]
    fn a_head_is_covered_with_and_without_its_pose() {
        let heads = heads(&[quarters(10)]);
        for frame in 0..=75 {
            let time_s = f64::from(frame) / 30.0;
            let with = heads.boxes_px(time_s, Some(&pose(face_x(time_s))));
            let without = heads.boxes_px(time_s, None);
            assert!(covers(&with, face_x(time_s)) && with.len() == 1, "{time_s}");
            assert!(covers(&without, face_x(time_s)), "{time_s}: {without:?}");
        }
    }

    #[test]
    fn a_head_is_covered_between_before_and_after_its_sightings() {
        let seen = quarters(10);
        let gap: Vec<_> = seen.iter().copied().filter(|(t, _)| !(0.9..2.1).contains(t)).collect();
        let standing: Vec<_> = seen.iter().map(|&(t, _)| (t + 3.0, 900.0)).collect();
        let heads = heads(&[gap, standing]);
        for time_s in [1.0, 1.4, 2.0, 2.9, 3.2] {
            assert!(covers(&heads.boxes_px(time_s, None), face_x(time_s)), "{time_s}");
        }
        // the one who stands in the middle was there before and is there after, for all that is known
        for time_s in [0.0, 1.5, 3.1, 6.0, 8.0, 9.4] {
            assert!(covers(&heads.boxes_px(time_s, None), 900.0), "{time_s}");
        }
        assert!(heads.boxes_px(60.0, None).is_empty());
    }

    #[test]
    fn who_leaves_over_the_border_is_gone_sooner_than_who_is_lost() {
        let leaving = heads(&[vec![(1.0, 1800.0)]]);
        let lost = heads(&[vec![(1.0, 900.0)]]);
        let counts = |heads: &Heads| [1.9, 2.5, 4.9, 5.1].map(|t| heads.boxes_px(t, None).len());
        assert_eq!(counts(&leaving), [1, 0, 0, 0]);
        assert_eq!(counts(&lost), [1, 1, 1, 0]);
    }

    #[test]
    fn a_pose_that_is_somebody_elses_does_not_uncover_the_subject() {
        let heads = heads(&[quarters(8)]);
        let boxes = heads.boxes_px(1.0, Some(&pose(face_x(1.0) + 500.0)));
        assert!(covers(&boxes, face_x(1.0)) && covers(&boxes, face_x(1.0) + 500.0));
    }

    #[test]
    fn a_pose_that_is_none_is_as_good_as_no_pose() {
        let heads = heads(&[quarters(8)]);
        let mut broken = pose(face_x(1.0));
        broken.keypoints[Landmark::LeftEye.index()].x_px = f32::NAN;
        broken.keypoints[Landmark::Nose.index()].y_px = f32::INFINITY;
        assert!(covers(&heads.boxes_px(1.0, Some(&broken)), face_x(1.0)));
        assert!(Heads::default().boxes_px(1.0, None).is_empty());
    }

    #[test]
    fn who_squats_has_a_head_as_large() {
        let mut squatting = pose(500.0);
        for k in &mut squatting.keypoints[25..] {
            k.y_px = 560.0;
        }
        let size = |pose: &Pose| Heads::default().boxes_px(0.0, Some(pose))[0];
        let [tall, low] = [pose(500.0), squatting].map(|p| size(&p)).map(|b| b[2] - b[0]);
        assert!(low > 0.95 * tall, "{low} {tall}");
    }
}
