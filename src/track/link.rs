//! Linking sightings into people: frame to frame first, over long gaps by clothes afterwards.

use crate::pose::{Appearance, Region, Sighting};

/// A sighting with its time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimedSighting {
    /// Seconds of real life.
    pub time_s: f64,
    /// Who was seen.
    pub sighting: Sighting,
}

/// One person's sightings, in time order; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The sightings.
    pub sightings: Vec<TimedSighting>,
}

/// A person may hide (behind a tree, behind another person) this long and is expected to go on.
///
/// Deep searches for small people come about once a second, so it must be longer than that.
const MAX_HIDDEN_S: f64 = 1.5;

/// Who was not seen in the last two searched frames is not expected at a place any more.
const MAX_UNSEEN_S: f64 = 0.6;

/// Farthest a person may be from where the last two sightings point, in region sizes, plus what an
/// unexpected start or stop adds a second: 2 m/s in a region of some 2.4 m.
const MAX_SURPRISE: f32 = 0.15;
const MAX_SURPRISE_PER_S: f32 = 0.8;

/// A person does not grow or shrink faster than this from one sighting to the next.
const MAX_SIZE_RATIO: f32 = 1.6;

/// How much a difference in clothes counts against distance (in region sizes).
const CLOTHES_WEIGHT: f32 = 2.0;

/// Two stretches are the same person if their clothes differ less than this: a quarter less light
/// makes less difference, another colour of the shirt more than twice as much (see the tests of
/// [`Appearance`]).
const SAME_CLOTHES: f32 = 0.06;

/// Links the sightings of all searched frames, given in time order, into people.
///
/// `parts_s` are the times at which the clip was joined: where somebody was before says nothing of where anybody is then.
/// People come by first appearance. The result depends on nothing but the sightings and these times.
#[must_use]
pub fn link(frames: &[(f64, Vec<Sighting>)], parts_s: &[f64]) -> Vec<Person> {
    let mut linker = Linker::default();
    for (time_s, sightings) in frames {
        let begun = parts_s.partition_point(|part_s| part_s <= time_s);
        linker.begin_part(begun.checked_sub(1).map_or(f64::NEG_INFINITY, |i| parts_s[i]));
        linker.add(*time_s, sightings);
    }
    rejoin(linker.stretches)
}

/// Links sightings while a clip is being read.
#[derive(Debug)]
pub struct Linker {
    stretches: Vec<Person>,
    /// Since when the clip goes on without a joint.
    part_s: f64,
}

impl Default for Linker {
    fn default() -> Self {
        Self { stretches: Vec::new(), part_s: f64::NEG_INFINITY }
    }
}

impl Linker {
    /// Another part of the clip begins at a time: nobody is expected where somebody was before.
    pub fn begin_part(&mut self, part_s: f64) {
        self.part_s = part_s;
    }

    /// Adds the next searched frame.
    pub fn add(&mut self, time_s: f64, sightings: &[Sighting]) {
        extend(&mut self.stretches, (time_s, self.part_s), sightings);
    }

    /// Everyone so far, by first appearance; who left the picture and came back is there twice.
    #[must_use]
    pub fn stretches(&self) -> &[Person] {
        &self.stretches
    }

    /// Where everybody must be at a time who was seen shortly before.
    #[must_use]
    pub fn expected(&self, time_s: f64) -> Vec<Region> {
        let is_here = |p: &&Person| p.end_s() >= self.part_s && time_s - p.end_s() <= MAX_UNSEEN_S;
        let here = self.stretches.iter().filter(is_here);
        here.filter_map(|person| person.expected_region(time_s)).collect()
    }

    /// Everyone who was seen since a time, with what was seen since then.
    #[must_use]
    pub fn people_since(&self, time_s: f64) -> Vec<Person> {
        rejoin(self.stretches.iter().filter_map(|person| person.since(time_s)).collect())
    }
}

/// Adds one frame's sightings: cheapest pairs first, and whoever is left over is new, or was not seen since the part of
/// the clip began.
fn extend(people: &mut Vec<Person>, (time_s, part_s): (f64, f64), sightings: &[Sighting]) {
    let mut pairs = Vec::new();
    for (p, person) in people.iter().enumerate().filter(|(_, p)| p.end_s() >= part_s) {
        for (s, sighting) in sightings.iter().enumerate() {
            if let Some(cost) = person.cost_of(time_s, sighting) {
                pairs.push((cost, p, s));
            }
        }
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut owner = vec![None; sightings.len()];
    let mut taken = vec![false; people.len()];
    for (_, p, s) in pairs {
        if owner[s].is_none() && !taken[p] {
            owner[s] = Some(p);
            taken[p] = true;
        }
    }
    for (sighting, owner) in sightings.iter().zip(owner) {
        let timed = TimedSighting { time_s, sighting: sighting.clone() };
        match owner {
            Some(p) => people[p].sightings.push(timed),
            None => people.push(Person { sightings: vec![timed] }),
        }
    }
}

/// Joins stretches that do not overlap in time and wear the same clothes: somebody who left the
/// picture and came back.
fn rejoin(stretches: Vec<Person>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for stretch in stretches {
        let distance = |p: &Person| {
            (p.end_s() < stretch.start_s()).then(|| p.clothes().distance(&stretch.clothes()))?
        };
        let nearest = people
            .iter_mut()
            .filter_map(|p| Some((distance(p)?, p)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match nearest {
            Some((d, person)) if d < SAME_CLOTHES => person.sightings.extend(stretch.sightings),
            _ => people.push(stretch),
        }
    }
    people
}

impl Person {
    /// Where the person was seen last and will be seen next at a time: one or two boxes, none where that is more than
    /// `within_s` away.
    pub fn boxes_about(&self, time_s: f64, within_s: f64) -> impl Iterator<Item = [f32; 4]> {
        let next = self.sightings.partition_point(|s| s.time_s < time_s);
        let near = &self.sightings[next.saturating_sub(1)..(next + 1).min(self.sightings.len())];
        let near = near.iter().filter(move |s| (s.time_s - time_s).abs() <= within_s);
        near.map(|s| s.sighting.pose.bounds_px())
    }

    /// The sightings from a time on; `None` where there are none.
    fn since(&self, time_s: f64) -> Option<Self> {
        let first = self.sightings.partition_point(|s| s.time_s < time_s);
        let sightings = self.sightings[first..].to_vec();
        (!sightings.is_empty()).then_some(Self { sightings })
    }

    /// First time seen.
    #[must_use]
    pub fn start_s(&self) -> f64 {
        self.sightings.first().map_or(f64::INFINITY, |s| s.time_s)
    }

    /// Last time seen.
    #[must_use]
    pub fn end_s(&self) -> f64 {
        self.sightings.last().map_or(f64::NEG_INFINITY, |s| s.time_s)
    }

    /// Mean clothes.
    fn clothes(&self) -> Appearance {
        let all: Vec<Appearance> = self.sightings.iter().map(|s| s.sighting.appearance).collect();
        Appearance::mean(&all)
    }

    /// How badly a sighting fits this person; `None` where it cannot be the same.
    fn cost_of(&self, time_s: f64, sighting: &Sighting) -> Option<f32> {
        let last = self.sightings.last()?;
        let hidden_s = time_s - last.time_s;
        let (before, now) = (&last.sighting.region, &sighting.region);
        let size_ratio = (now.size_px / before.size_px).max(before.size_px / now.size_px);
        let expected = self.expected_centre_px(time_s)?;
        let away_px = (now.cx_px - expected[0]).hypot(now.cy_px - expected[1]);
        let surprise = away_px / now.size_px.min(before.size_px);
        let allowed = MAX_SURPRISE + MAX_SURPRISE_PER_S * hidden_s as f32;
        let possible =
            hidden_s <= MAX_HIDDEN_S && size_ratio <= MAX_SIZE_RATIO && surprise <= allowed;
        let clothes = last.sighting.appearance.distance(&sighting.appearance).unwrap_or(0.0);
        possible.then_some(surprise + CLOTHES_WEIGHT * clothes)
    }

    /// Where to look for the person at a time.
    fn expected_region(&self, time_s: f64) -> Option<Region> {
        let [cx_px, cy_px] = self.expected_centre_px(time_s)?;
        Some(Region { cx_px, cy_px, ..self.sightings.last()?.sighting.region })
    }

    /// Where the last two sightings point; a lone sighting points nowhere else.
    fn expected_centre_px(&self, time_s: f64) -> Option<[f32; 2]> {
        let last = self.sightings.last()?;
        let region = &last.sighting.region;
        let here = [region.cx_px, region.cy_px];
        let before = self.sightings.iter().rev().nth(1);
        let Some(before) = before.filter(|b| last.time_s - b.time_s <= MAX_HIDDEN_S) else {
            return Some(here);
        };
        let ahead = ((time_s - last.time_s) / (last.time_s - before.time_s)) as f32;
        let there = [before.sighting.region.cx_px, before.sighting.region.cy_px];
        Some(std::array::from_fn(|i| here[i] + ahead * (here[i] - there[i])))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::anatomy::{Joint, Landmark, Side};
    use crate::pose::{Keypoint, Pose};
    use image::{Rgb, RgbImage};

    /// A standing figure 200 px tall whose hips are at x, dressed in one colour.
    pub(in crate::track) fn sighting(x_px: f32, colour: [u8; 3]) -> Sighting {
        let mut keypoints =
            vec![
                Keypoint { x_px, y_px: 100.0, visibility: 1.0, presence: 1.0, z_px: 0.0 };
                Landmark::COUNT
            ];
        for (joint, y_px) in [
            (Joint::Shoulder, 140.0),
            (Joint::Hip, 200.0),
            (Joint::Knee, 250.0),
            (Joint::Ankle, 300.0),
        ] {
            for side in Side::BOTH {
                keypoints[joint.on(side).index()].y_px = y_px;
            }
        }
        let pose = Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks: vec![] };
        let picture = RgbImage::from_pixel(2000, 400, Rgb(colour));
        let appearance = crate::pose::Appearance::of(&picture.into(), &pose);
        let region = Region { cx_px: x_px, cy_px: 200.0, size_px: 280.0, angle_rad: 0.0 };
        Sighting { pose, region, seen_in: region, appearance }
    }

    const RED: [u8; 3] = [200, 40, 40];
    const BLUE: [u8; 3] = [40, 60, 200];

    fn centres(p: &Person) -> Vec<f32> {
        p.sightings.iter().map(|s| s.sighting.region.cx_px).collect()
    }

    #[test]
    fn crossing_people_keep_their_ids() {
        let frames: Vec<_> = (0..20)
            .map(|i| {
                let (a, b) = (100.0 + 40.0 * i as f32, 900.0 - 40.0 * i as f32);
                let mut seen = vec![sighting(a, RED), sighting(b, BLUE)];
                match i {
                    9..=11 => drop(seen.remove(1)), // hidden behind the other
                    _ if i % 2 == 0 => seen.reverse(),
                    _ => {}
                }
                (i as f64 / 6.0, seen)
            })
            .collect();
        let people = link(&frames, &[]);
        assert_eq!(people.len(), 2);
        let red = people.iter().find(|p| p.sightings.len() == 20).unwrap();
        assert!(centres(red).windows(2).all(|w| w[1] > w[0]));
        let blue = people.iter().find(|p| p.sightings.len() == 17).unwrap();
        assert!(centres(blue).windows(2).all(|w| w[1] < w[0]));
    }

    #[test]
    fn who_comes_back_in_the_same_clothes_is_the_same_person() {
        let mut frames: Vec<_> = (0..10)
            .map(|i| (i as f64 / 6.0, vec![sighting(100.0 + 60.0 * i as f32, RED)]))
            .collect();
        frames.extend(
            (0..10).map(|i| (5.0 + i as f64 / 6.0, vec![sighting(900.0 - 60.0 * i as f32, RED)])),
        );
        assert_eq!(link(&frames, &[]).len(), 1);
        frames
            .extend((0..10).map(|i| (9.0 + i as f64 / 6.0, vec![sighting(60.0 * i as f32, BLUE)])));
        assert_eq!(link(&frames, &[]).len(), 2);
    }

    #[test]
    fn a_leap_across_the_picture_is_somebody_else() {
        let frames = [(0.0, vec![sighting(100.0, RED)]), (0.17, vec![sighting(1500.0, RED)])];
        // not linked frame to frame, and only then joined by clothes
        let mut people = Vec::new();
        for (t, s) in &frames {
            extend(&mut people, (*t, 0.0), s);
        }
        assert_eq!(people.len(), 2);
    }

    #[test]
    fn nobody_is_followed_across_a_joint() {
        // somebody else, or the same again, stands where the walker would be next
        let at = |i: i32| 100.0 + 40.0 * i as f32;
        let frames: Vec<_> =
            (0..12).map(|i| (f64::from(i) / 6.0, vec![sighting(at(i), RED)])).collect();
        let followed = |parts_s: &[f64]| {
            let mut linker = Linker::default();
            for (time_s, seen) in &frames {
                parts_s.iter().filter(|p| *p <= time_s).for_each(|p| linker.begin_part(*p));
                linker.add(*time_s, seen);
            }
            linker.stretches().len()
        };
        assert_eq!((followed(&[]), followed(&[1.0]), followed(&[0.9, 1.5])), (1, 2, 3));
        assert_eq!(link(&frames, &[1.0]).len(), 1, "clothes tell who it is");
        let mut linker = Linker::default();
        linker.add(0.0, &frames[0].1);
        assert_eq!(linker.expected(0.2).len(), 1);
        linker.begin_part(0.1);
        assert_eq!(linker.expected(0.2), []);
    }
}
