//! Where a head that was followed through a clip may be at any time.

use super::seen_head::{MAX_SPEED_HEIGHTS_PER_S, SeenHead};

/// Before it is first seen and after it was last seen a head is taken to be there for so long.
const HOLD_S: f64 = 1.5;

/// The detector takes trees for people now and then. What it saw in fewer looks than this, and no pose bears out, may be
/// the same again for three of its looks only, and is held until a little after the next one.
const SURE_LOOKS: usize = 3;

/// Of what is not sure, so many looks after the last one.
const UNSURE_HELD_LOOKS: f64 = 1.5;

/// It may be off the straight way between two places, by so much a second to the nearer one, and off the way that it
/// went on or stayed at; one that was seen once may walk. All in body heights a second.
const STRAY_BETWEEN_HEIGHTS_PER_S: f64 = 0.25;
const STRAY_HELD_HEIGHTS_PER_S: f64 = 0.15;
const STRAY_SEEN_ONCE_HEIGHTS_PER_S: f64 = 0.9;

/// How quickly it went is measured over so long: half a stride, in which a head rises and falls once.
const WAY_S: f64 = 0.5;

/// Whether a head is surely one.
pub(super) fn is_sure(track: &[(f64, SeenHead)]) -> bool {
    track.len() >= SURE_LOOKS || track.iter().any(|(_, head)| head.is_posed)
}

/// Where a followed head may be at a time: on its way, or about where it was first or last seen.
pub(super) fn place(track: &[(f64, SeenHead)], time_s: f64, look_s: f64) -> Option<[f32; 4]> {
    let hold_s = if is_sure(track) { HOLD_S } else { UNSURE_HELD_LOOKS * look_s };
    let next = track.partition_point(|(t, _)| *t < time_s);
    match (next.checked_sub(1).and_then(|i| track.get(i)), track.get(next)) {
        (Some(a), Some(b)) => Some(on_the_way(a, b, time_s)),
        (Some((last_s, last)), None) => {
            held(last, time_s - last_s, hold_s, velocity(track.iter().rev()))
        }
        (None, Some((first_s, first))) => {
            held(first, first_s - time_s, hold_s, velocity(track.iter()))
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

/// Where it was at one end of its track, and all the way to where it went, if it went on: it may have stood there
/// before it was seen, or stopped.
fn held(
    head: &SeenHead,
    seconds: f64,
    hold_s: f64,
    velocity_px_per_s: Option<[f64; 2]>,
) -> Option<[f32; 4]> {
    let stray_per_s = match velocity_px_per_s {
        Some(_) => STRAY_HELD_HEIGHTS_PER_S,
        None => STRAY_SEEN_ONCE_HEIGHTS_PER_S,
    };
    let [right, down] = velocity_px_per_s.unwrap_or_default().map(|v| (v * seconds) as f32);
    let [x0, y0, x1, y1] = head.strayed_px(stray_per_s * seconds);
    let hull = [x0 + right.min(0.0), y0 + down.min(0.0), x1 + right.max(0.0), y1 + down.max(0.0)];
    (seconds <= hold_s).then_some(hull)
}

/// How a head moves out of one end of its track, from which on its places are given, in px a second; `None` where it was
/// seen once.
fn velocity<'a>(from_end: impl Iterator<Item = &'a (f64, SeenHead)>) -> Option<[f64; 2]> {
    let mut near = from_end;
    let (end_s, end) = near.next()?;
    let (far_s, far) = near.take_while(|(t, _)| (t - end_s).abs() <= WAY_S).last()?;
    let seconds = (far_s - end_s).abs().max(1e-3);
    let way_px = [0, 1].map(|i| end.centre_px[i] - far.centre_px[i]);
    let most_px = MAX_SPEED_HEIGHTS_PER_S * seconds * end.height_px;
    let share = (most_px / way_px[0].hypot(way_px[1]).max(f64::MIN_POSITIVE)).min(1.0);
    Some(way_px.map(|v| share * v / seconds))
}
