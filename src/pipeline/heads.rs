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
