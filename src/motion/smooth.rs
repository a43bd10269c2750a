//! Short gaps are bridged, long ones stay, and what is there is smoothed.

use super::{Clock, LandmarkTrack, Origin};
use crate::signal::{Hermite, low_pass_zero_phase};

/// A gap up to this long is interpolated; a longer one stays unknown.
///
/// # Source
/// A tenth of a second is some 10 % of a gait cycle, the shortest of its phases (loading response,
/// 0–12 %: Perry & Burnfield 2010); a gap must not hide a whole phase.
pub const MAX_GAP_S: f64 = 0.12;

/// Cut-off of the low-pass.
///
/// # Source
/// Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009: 6 Hz for walking.
pub const CUTOFF_HZ: f64 = 6.0;

/// Fills short gaps and smooths every landmark, in place.
pub(super) fn fill_and_smooth(tracks: &mut [LandmarkTrack], clock: &Clock) {
    for track in tracks {
        fill(track, clock);
        for run in runs(track) {
            smooth(track, clock, run);
        }
    }
}

fn fill(track: &mut LandmarkTrack, clock: &Clock) {
    let seen: Vec<usize> =
        (0..track.origin.len()).filter(|&i| track.origin[i] == Origin::Observed).collect();
    let time_s: Vec<f64> = seen.iter().map(|&i| clock.time_s[i]).collect();
    let axes = [0, 1].map(|axis| seen.iter().map(|&i| track.xy_px[i][axis]).collect::<Vec<_>>());
    let curves = [0, 1].map(|axis| Hermite::new(&time_s, &axes[axis]));
    for pair in seen.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        if clock.time_s[after] - clock.time_s[before] > MAX_GAP_S + 1.0 / clock.rate_hz {
            continue;
        }
        for i in before + 1..after {
            track.xy_px[i] = [0, 1].map(|axis| curves[axis].at(clock.time_s[i]));
            track.origin[i] = Origin::Filled;
        }
    }
}

/// Stretches without a gap.
fn runs(track: &LandmarkTrack) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for i in (0..track.origin.len()).filter(|&i| track.origin[i] != Origin::Missing) {
        match runs.last_mut() {
            Some(run) if run.end == i => run.end = i + 1,
            _ => runs.push(i..i + 1),
        }
    }
    runs
}

fn smooth(track: &mut LandmarkTrack, clock: &Clock, run: std::ops::Range<usize>) {
    let time_s = &clock.time_s[run.clone()];
    for axis in [0, 1] {
        let values: Vec<f64> = track.xy_px[run.clone()].iter().map(|p| p[axis]).collect();
        let smooth = low_pass_zero_phase(time_s, &values, clock.rate_hz, CUTOFF_HZ);
        for (point, value) in track.xy_px[run.clone()].iter_mut().zip(smooth) {
            point[axis] = value;
        }
    }
}
