//! Stretches in which the subject goes one way and is seen from one side.

use crate::motion::camera_motion::CameraMotion;
use crate::motion::clock::Clock;
use crate::motion::feet_spread::WIDEST_FRONT_LEGS;
use crate::motion::heading::Heading;
use crate::motion::parts::Parts;
use crate::motion::pass::Pass;
use crate::motion::reversals::Way;
use crate::motion::seen_by::Sources;
use crate::motion::smooth::is_after_gap;
use crate::motion::tilt_estimate::Tilt;
use crate::motion::view::View;
use crate::signal::{frames_around, lasts_at_least, standard_deviation};

/// The heading is averaged over a whole stride, so that the swing of the shoulders cancels out.
///
/// # Source
/// Stride time about 1.1 s at a usual pace: Hollman, Gait Posture 2011;34:111 and others.
pub(super) const HALF_STRIDE_S: f64 = 0.55;

/// A stretch shorter than this holds no step and is no pass.
const MIN_PASS_S: f64 = 0.5;

/// Unseen for longer than this, the subject has left the picture.
const MAX_UNSEEN_S: f64 = 0.5;

/// Side views may be off by up to this.
///
/// # Source
/// A plane turned by 30° shortens its angles' tangents by 13 %; see `docs/evidence.md` §6.
pub const MAX_SIDE_YAW_DEG: f64 = 30.0;

/// Front and rear views may be off by up to this, as far as the heading can tell (its own error is
/// some 4°): beyond, knee flexion shows as valgus.
pub const MAX_FRONT_YAW_DEG: f64 = 15.0;

/// Splits the clip by view and direction, where the person goes back without turning, and where it does not go on, in time
/// order.
///
/// A person's way tells the direction better than the shoulders, which swing and are biased; where both
/// disagree by more than a quarter turn, the person walks backward. Feet far apart across the picture deny a front or rear view.
pub(super) fn split(
    headings: &[Option<Heading>],
    progress: &[Option<Heading>],
    feet_spread: &[f64],
    clock: &Clock,
    parts: &Parts,
    way: Option<&Way<'_>>,
    known: Option<View>,
) -> Vec<Pass> {
    let heading = |frame: usize| {
        let facing = average(headings, clock, frame)?;
        let is_forward = |way: &Heading| way[0] * facing[0] + way[1] * facing[1] > 0.0;
        Some(progress[frame].filter(is_forward).unwrap_or(facing))
    };
    let smooth: Vec<Option<Heading>> = (0..headings.len()).map(heading).collect();
    let view = |(heading, &spread): (&Option<Heading>, &f64)| {
        heading.map(|h| known.unwrap_or_else(|| not_denied_by_feet(view_of(h), spread)))
    };
    let mut views: Vec<Option<View>> = smooth.iter().zip(feet_spread).map(view).collect();
    bridge(&mut views, clock);
    (0..views.len()).filter(|&i| parts.is_between(i)).for_each(|i| views[i] = None);
    let mut passes = Vec::new();
    let mut start = 0;
    for i in 1..=views.len() {
        if i == views.len() || views[i] != views[start] || parts.begins(i) {
            if let Some(view) = views[start] {
                let turns_back = way.map(|way| way.reversals(view, start..i)).unwrap_or_default();
                for end in turns_back.into_iter().chain([i]) {
                    passes.extend(pass(view, start, end, &smooth, clock));
                    start = end;
                }
            }
            start = i;
        }
    }
    passes
}

/// Gives short stretches of another view, between two of one view, to that one: the shoulders of somebody who walks
/// slowly swing for longer than the heading is averaged.
fn bridge(views: &mut [Option<View>], clock: &Clock) {
    let t = &clock.time_s;
    let starts: Vec<usize> =
        (0..views.len()).filter(|&i| i == 0 || views[i] != views[i - 1]).collect();
    for run in starts.windows(3) {
        let (before, here, after) = (run[0], run[1], run[2]);
        let is_short = !lasts_at_least(t[after] - t[here], HALF_STRIDE_S);
        if is_short && views[here].is_some() && views[before] == views[after] {
            let view = views[before];
            views[here..after].fill(view);
        }
    }
}

/// Mean heading of a stride around a frame; `None` where the subject is out of the picture.
fn average(headings: &[Option<Heading>], clock: &Clock, frame: usize) -> Option<Heading> {
    let range = |half_s: f64| frames_around(&clock.time_s, frame, half_s);
    let is_there = headings[range(MAX_UNSEEN_S / 2.0)].iter().any(Option::is_some);
    let mut sum = [0.0, 0.0];
    for heading in headings[range(HALF_STRIDE_S)].iter().flatten() {
        let length = heading[0].hypot(heading[1]).max(f64::MIN_POSITIVE);
        sum = [sum[0] + heading[0] / length, sum[1] + heading[1] / length];
    }
    (is_there && sum != [0.0, 0.0]).then_some(sum)
}

/// 0 is toward or away from the camera, 90 across the picture.
fn yaw_deg(heading: Heading) -> f64 {
    heading[0].abs().atan2(heading[1].abs()).to_degrees()
}

/// The yaw of a heading; where the user knows of another view than the heading's, that view's own.
fn yaw_in(view: View, heading: Heading) -> f64 {
    match view {
        _ if view_of(heading) == view => yaw_deg(heading),
        View::Front | View::Rear => 0.0,
        _ => 90.0,
    }
}

fn view_of(heading: Heading) -> View {
    let yaw = yaw_deg(heading);
    match (yaw, heading) {
        // going to the picture's right, the right side is toward the camera
        (y, [right, _]) if y >= 90.0 - MAX_SIDE_YAW_DEG && right > 0.0 => View::RightSide,
        (y, _) if y >= 90.0 - MAX_SIDE_YAW_DEG => View::LeftSide,
        (y, [_, away]) if y <= MAX_FRONT_YAW_DEG && away > 0.0 => View::Rear,
        (y, _) if y <= MAX_FRONT_YAW_DEG => View::Front,
        _ => View::Oblique,
    }
}

/// A front or rear view, unless the feet come farther apart across the picture than in any: the shoulders of a person seen
/// obliquely from behind can mislead.
fn not_denied_by_feet(view: View, spread_legs: f64) -> View {
    match view {
        View::Front | View::Rear if spread_legs > WIDEST_FRONT_LEGS => View::Oblique,
        view => view,
    }
}

fn pass(
    view: View,
    first_frame: usize,
    end_frame: usize,
    headings: &[Option<Heading>],
    clock: &Clock,
) -> Option<Pass> {
    let t = &clock.time_s;
    let start_s = t[first_frame];
    // half-open: a frame lasts until the next, unless that comes late
    let next_s = t.get(end_frame).filter(|_| !is_after_gap(clock, end_frame));
    let end_s = next_s.copied().unwrap_or(t[end_frame - 1] + frame_s(clock));
    let of_pass = headings[first_frame..end_frame].iter().flatten();
    let yaws: Vec<f64> = of_pass.map(|&h| yaw_in(view, h)).collect();
    let facing = match view {
        View::RightSide => 1,
        View::LeftSide => -1,
        _ => 0,
    };
    lasts_at_least(end_s - start_s, MIN_PASS_S).then(|| Pass {
        first_frame,
        end_frame,
        start_s,
        end_s,
        view,
        yaw_deg: crate::signal::mean(yaws.iter().copied()),
        yaw_sd_deg: standard_deviation(&yaws),
        facing,
        tilt: Tilt::default(),
        seen_by: Sources::default(),
        camera: CameraMotion::default(),
    })
}

fn frame_s(clock: &Clock) -> f64 {
    if clock.rate_hz > 0.0 { 1.0 / clock.rate_hz } else { 0.0 }
}
