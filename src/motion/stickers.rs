//! Which of the coloured spots are the stickers, and whose: what keeps its place on the body, its colour and its
//! size through a pass.
//!
//! Each sticker is learned from the whole pass and then looked up in every frame, so nothing drifts, and a
//! hand before it does not end it.

use crate::anatomy::{Side, Site};
use crate::image_features::{Oklab, Spot};
use crate::motion::clock::Clock;
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::landmark_track::Origin;
use crate::motion::noise::NOISE_RATIO;
use crate::motion::pass::Pass;
use crate::motion::smooth::{CUTOFF_HZ, lay_curve};
use crate::motion::view::View;
use crate::signal::{median, rolling_median};
use crate::track::PoseSequence;

/// A sticker through the clip.
#[derive(Debug, Clone, PartialEq)]
pub struct StickerTrack {
    /// Where on the body.
    pub site: Site,
    /// Whose.
    pub side: Side,
    /// Its middle; not known where it is hidden.
    pub track: LandmarkTrack,
}

/// A spot belongs to a sticker when it lies this near to where the sticker is on the body, in body heights:
/// the network's points wander about the body by some 1 %, and the skin slides over the bone by as much.
const NEAR_HEIGHTS: f64 = 0.03;

/// Colours of one sticker differ by less, in light and shadow, seen at a slant.
const ALIKE: f32 = 0.12;

/// Sizes of one sticker, over the body's height, differ by less: what is smaller is hidden in part, so that its
/// middle is not the sticker's.
const SIZE_RATIO: std::ops::RangeInclusive<f64> = 0.7..=1.6;

/// Half of the neighbourhood in time that says where the sticker is on the body: an eighth of a stride.
const NEIGHBOURHOOD_S: f64 = 0.15;

/// Rounds of looking again in the neighbourhood of what was found.
const ROUNDS: usize = 3;

/// A sticker is seen in at least this share of the frames, half of the time hidden by the swinging arm at worst.
const LEAST_SEEN: f64 = 0.3;

/// What is seen less often is no sticker but a play of light.
const LEAST_FRAMES: usize = 10;

/// Standard deviation of a sticker's middle, as a share of its diameter: a fifteenth of some 6 px is the third of a
/// pixel that the rendered clips show.
const NOISE_DIAMETERS: f64 = 0.07;

/// All stickers that were declared and found, by site, left before right.
pub(super) fn stickers(
    sequence: &PoseSequence,
    tracks: &[LandmarkTrack],
    clock: &Clock,
    passes: &[Pass],
    heights_px: &[f64],
) -> Vec<StickerTrack> {
    let mut found = Vec::new();
    for marker in &sequence.reading.markers {
        for side in Side::BOTH {
            let body = Body { sequence, tracks, heights_px, site: marker.site, side };
            found.extend(body.sticker(clock, passes));
        }
    }
    found
}

impl StickerTrack {
    /// Its position in a frame; NaN where it is not known.
    #[must_use]
    pub fn at(&self, frame: usize) -> [f64; 2] {
        self.track.xy_px[frame]
    }

    /// Share of a pass' frames in which it is known.
    #[must_use]
    pub fn known_ratio(&self, pass: &Pass) -> f64 {
        let frames = &self.track.origin[pass.first_frame..pass.end_frame];
        let known = frames.iter().filter(|o| **o != Origin::Missing).count();
        known as f64 / frames.len().max(1) as f64
    }
}

/// Whether a view shows a sticker facing the camera.
#[must_use]
pub fn shows_sticker(site: Site, side: Side, view: View) -> bool {
    match (site, view) {
        (Site::Asis | Site::Patella, View::Front) | (Site::Psis, View::Rear) => true,
        (Site::Patella, _) => false,
        _ => view.near_side() == Some(side),
    }
}

/// One place of the body, as the spots of the clip are looked at.
struct Body<'a> {
    sequence: &'a PoseSequence,
    tracks: &'a [LandmarkTrack],
    heights_px: &'a [f64],
    site: Site,
    side: Side,
}

/// A spot of one frame, seen from the body.
#[derive(Clone, Copy)]
struct Seen {
    frame: usize,
    spot: Spot,
    /// From the joint to the spot, in body heights.
    place: [f64; 2],
    /// In body heights.
    size: f64,
}

/// What a sticker is like: its place, its colour, its size.
#[derive(Clone, Copy)]
struct Likeness {
    place: [f64; 2],
    colour: Oklab,
    size: f64,
}

impl Body<'_> {
    fn sticker(&self, clock: &Clock, passes: &[Pass]) -> Option<StickerTrack> {
        let frames = self.sequence.frames.len();
        let mut track = LandmarkTrack {
            xy_px: vec![[f64::NAN; 2]; frames],
            origin: vec![Origin::Missing; frames],
            confidence: vec![0.0; frames],
            noise_ratio: vec![NOISE_RATIO; frames],
        };
        let mut sigmas_px = vec![1.0; frames];
        for pass in passes.iter().filter(|p| shows_sticker(self.site, self.side, p.view)) {
            for seen in self.of_pass(pass, clock) {
                track.xy_px[seen.frame] = [f64::from(seen.spot.x_px), f64::from(seen.spot.y_px)];
                track.origin[seen.frame] = Origin::Observed;
                track.confidence[seen.frame] = 1.0;
                let noise_px = NOISE_DIAMETERS * f64::from(seen.spot.diameter_px);
                sigmas_px[seen.frame] = noise_px.max(MIN_NOISE_PX);
            }
        }
        lay_curve(&mut track, clock, &sigmas_px, CUTOFF_HZ);
        let is_found = track.origin.iter().any(|o| *o != Origin::Missing);
        is_found.then_some(StickerTrack { site: self.site, side: self.side, track })
    }

    /// The sticker in each frame of a pass that shows it; nothing where it cannot be told from chance.
    fn of_pass(&self, pass: &Pass, clock: &Clock) -> Vec<Seen> {
        let all: Vec<Seen> =
            (pass.first_frame..pass.end_frame).flat_map(|f| self.in_frame(f, pass.view)).collect();
        let Some(likeness) = commonest(&all) else { return Vec::new() };
        let mut chosen = choose(&all, |_| likeness);
        for _ in 0..ROUNDS {
            let places = self.places(&chosen, clock);
            let is_known = |place: [f64; 2]| place[0].is_finite();
            chosen = choose(&all, |frame| match places[frame] {
                place if is_known(place) => Likeness { place, ..likeness },
                _ => likeness,
            });
        }
        let known = (pass.first_frame..pass.end_frame).filter(|&f| self.joint(f).is_some()).count();
        let is_found =
            chosen.len() >= LEAST_FRAMES && chosen.len() as f64 >= LEAST_SEEN * known as f64;
        if is_found { chosen } else { Vec::new() }
    }

    /// Where on the body the sticker is about each frame, as seen from the network's point: that wanders with the
    /// gait cycle, so a neighbourhood says better where to look than the whole pass.
    fn places(&self, chosen: &[Seen], clock: &Clock) -> Vec<[f64; 2]> {
        let axis = |i: usize| {
            let mut values = vec![f64::NAN; clock.time_s.len()];
            for seen in chosen {
                values[seen.frame] = seen.place[i];
            }
            rolling_median(&clock.time_s, &values, NEIGHBOURHOOD_S)
        };
        axis(0).into_iter().zip(axis(1)).map(|(x, y)| [x, y]).collect()
    }

    /// The spots of a frame that may be of this side: in front and rear views those nearer to this side's joint.
    fn in_frame(&self, frame: usize, view: View) -> Vec<Seen> {
        let Some([x, y]) = self.joint(frame) else { return Vec::new() };
        let other = self.joint_on(self.side.opposite(), frame);
        let height_px = self.heights_px[frame];
        let spots = self.sequence.frames[frame].marks.spots.iter();
        let seen = |spot: &Spot| {
            let [sx, sy] = [f64::from(spot.x_px), f64::from(spot.y_px)];
            let away_px = |[x, y]: [f64; 2]| (sx - x).hypot(sy - y);
            let is_across = matches!(view, View::Front | View::Rear);
            let is_own = !is_across || other.is_none_or(|o| away_px([x, y]) <= away_px(o));
            is_own.then_some(Seen {
                frame,
                spot: *spot,
                place: [(sx - x) / height_px, (sy - y) / height_px],
                size: f64::from(spot.diameter_px) / height_px,
            })
        };
        spots.filter(|s| s.site == self.site).filter_map(seen).collect()
    }

    fn joint(&self, frame: usize) -> Option<[f64; 2]> {
        self.joint_on(self.side, frame).filter(|_| self.heights_px[frame] > 0.0)
    }

    fn joint_on(&self, side: Side, frame: usize) -> Option<[f64; 2]> {
        let at = self.tracks[self.site.joint().on(side).index()].xy_px[frame];
        at[0].is_finite().then_some(at)
    }
}

/// In each frame the spot that is most like the sticker there.
fn choose(all: &[Seen], likeness: impl Fn(usize) -> Likeness) -> Vec<Seen> {
    let mut chosen = Vec::new();
    for frame in all.chunk_by(|a, b| a.frame == b.frame) {
        let likeness = likeness(frame[0].frame);
        let best = frame
            .iter()
            .filter(|s| likeness.is_of(s))
            .min_by(|a, b| likeness.apart(a).total_cmp(&likeness.apart(b)));
        chosen.extend(best);
    }
    chosen
}

/// Colour has half the resolution of brightness in video, so no middle is known better.
const MIN_NOISE_PX: f64 = 0.3;

/// The likeness that most frames have a spot of.
fn commonest(all: &[Seen]) -> Option<Likeness> {
    let fellows = |s: &Seen| -> Vec<Seen> {
        let likeness = Likeness::of(s);
        all.iter().filter(|o| likeness.is_of(o)).copied().collect()
    };
    let frames = |fellows: &[Seen]| fellows.chunk_by(|a, b| a.frame == b.frame).count();
    let best = all.iter().max_by_key(|s| frames(&fellows(s)))?;
    let fellows = fellows(best);
    let middle = |of: &dyn Fn(&Seen) -> f64| median(fellows.iter().map(of));
    let channel = |of: fn(Oklab) -> f32| middle(&|s| f64::from(of(s.spot.colour))) as f32;
    Some(Likeness {
        place: [middle(&|s| s.place[0]), middle(&|s| s.place[1])],
        colour: Oklab { l: channel(|c| c.l), a: channel(|c| c.a), b: channel(|c| c.b) },
        size: middle(&|s| s.size),
    })
}

impl Likeness {
    fn of(seen: &Seen) -> Self {
        Self { place: seen.place, colour: seen.spot.colour, size: seen.size }
    }

    fn away_heights(&self, seen: &Seen) -> f64 {
        (seen.place[0] - self.place[0]).hypot(seen.place[1] - self.place[1])
    }

    fn is_of(&self, seen: &Seen) -> bool {
        self.away_heights(seen) <= NEAR_HEIGHTS
            && self.colour.distance_in_any_light(seen.spot.colour) <= ALIKE
            && SIZE_RATIO.contains(&(seen.size / self.size))
    }

    fn apart(&self, seen: &Seen) -> f64 {
        let colours = f64::from(self.colour.distance_in_any_light(seen.spot.colour) / ALIKE);
        (self.away_heights(seen) / NEAR_HEIGHTS).hypot(colours)
    }
}
