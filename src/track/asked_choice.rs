//! Which of the people is the one that the user wants.

use crate::track::asked_person::{AskedPerson, PlaceInClip};
use crate::track::sequence::{PersonTrack, TimedBox};

/// People are searched for at least once a second; who was seen longer ago may be anywhere.
const NEAR_S: f64 = 1.0;

/// A box ends at the outermost joints: a head or a hand that was clicked lies outside by at most this, in heights of the box.
const BESIDE: f64 = 0.2;

impl AskedPerson {
    /// Whom it means; `None` where nobody. The clip plays so many times slower than life.
    #[must_use]
    pub fn of<'a>(&self, people: &'a [PersonTrack], slowness: f64) -> Option<&'a PersonTrack> {
        let place = match self {
            Self::Number(number) => return people.iter().find(|p| p.id == *number),
            Self::At(place) => PlaceInClip { time_s: place.time_s / slowness, ..*place },
        };
        let near = people.iter().filter_map(|person| Some((person, place.away(person)?)));
        let nearest = near.min_by(|(_, a), (_, b)| a.total_cmp(b));
        nearest.filter(|(_, away)| *away <= BESIDE).map(|(person, _)| person)
    }
}

impl PlaceInClip {
    /// How far from somebody's box it is, in heights of the box, and a little by how far from its middle; `None` where the
    /// person was not seen about that time.
    fn away(&self, person: &PersonTrack) -> Option<f64> {
        let off_s = |b: &&TimedBox| (b.time_s - self.time_s).abs();
        let nearest = person.boxes.iter().min_by(|a, b| off_s(a).total_cmp(&off_s(b)));
        let nearest = nearest.filter(|b| off_s(b) <= NEAR_S)?;
        let [left, top, right, bottom] = nearest.box_px.map(f64::from);
        let outside = |at: f64, from: f64, to: f64| (from - at).max(at - to).max(0.0);
        let [x, y] = [outside(self.x_px, left, right), outside(self.y_px, top, bottom)];
        let off_middle = (self.x_px - (left + right) / 2.0).abs();
        let height = (bottom - top).max(1.0);
        // of two people whose boxes lie over each other, the one whose middle is nearer
        Some(x.hypot(y) / height + 1e-3 * off_middle / height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: u32, boxes: &[(f64, [f32; 4])]) -> PersonTrack {
        PersonTrack {
            id,
            first_s: 0.0,
            last_s: 9.0,
            seen_pct: 100.0,
            height_px: 200.0,
            travel_heights: 1.0,
            stepping_heights: 0.1,
            whole_body_pct: 100.0,
            subject_score: 0.5,
            boxes: boxes.iter().map(|&(time_s, box_px)| TimedBox { time_s, box_px }).collect(),
        }
    }

    fn people() -> Vec<PersonTrack> {
        vec![
            person(1, &[(0.0, [0.0, 0.0, 100.0, 200.0]), (4.0, [400.0, 0.0, 500.0, 200.0])]),
            person(2, &[(0.0, [400.0, 0.0, 500.0, 200.0]), (4.0, [0.0, 0.0, 100.0, 200.0])]),
        ]
    }

    fn at(time_s: f64, x_px: f64, y_px: f64, slowness: f64) -> Option<u32> {
        let asked = AskedPerson::At(PlaceInClip { time_s, x_px, y_px });
        asked.of(&people(), slowness).map(|p| p.id)
    }

    #[test]
    fn whoever_is_at_the_place_at_that_time_is_meant() {
        assert_eq!((at(0.2, 50.0, 90.0, 1.0), at(0.2, 450.0, 90.0, 1.0)), (Some(1), Some(2)));
        assert_eq!((at(3.9, 50.0, 90.0, 1.0), at(3.9, 450.0, 90.0, 1.0)), (Some(2), Some(1)));
        // slowed down four times, the people have changed places by then
        assert_eq!(at(16.0, 50.0, 90.0, 4.0), Some(2));
        // a hand beside the box, and nobody
        assert_eq!((at(0.0, 120.0, 90.0, 1.0), at(0.0, 250.0, 90.0, 1.0)), (Some(1), None));
        assert_eq!(at(2.0, 50.0, 90.0, 1.0), None, "long unseen");
    }

    #[test]
    fn of_two_over_each_other_the_one_whose_middle_is_nearer_is_meant() {
        let [a, b] = [[0.0, 0.0, 100.0, 200.0], [60.0, 0.0, 160.0, 200.0]];
        let people = [person(1, &[(0.0, a)]), person(2, &[(0.0, b)])];
        let of = |x_px| {
            let place = PlaceInClip { time_s: 0.0, x_px, y_px: 50.0 };
            AskedPerson::At(place).of(&people, 1.0).map(|p| p.id)
        };
        assert_eq!((of(70.0), of(95.0)), (Some(1), Some(2)));
    }
}
