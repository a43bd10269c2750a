//! First reading of a clip: who is in it, searched a few times a second.

use super::ordered::map_in_order;
use super::{Clip, Progress};
use crate::error::AnalysisError;
use crate::pose::{PoseEstimator, Sighting, Zoom};
use crate::video::{Frame, VideoInfo};

/// Time between searched frames: a person goes some 0.3 m, an eighth of the region's size.
const SEARCH_INTERVAL_S: f64 = 0.25;

/// Every so many searched frames, about once a second, small people are looked for where nobody
/// else is seen.
const DEEP_SEARCH_EVERY: usize = 4;

/// Every so many searched frames, about every two seconds, small people are looked for beside others.
const BROAD_SEARCH_EVERY: usize = 8;

/// What the first reading found.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// What the container says.
    pub(crate) info: VideoInfo,
    /// Everyone in the searched frames: presentation time in seconds.
    pub(crate) searched: Vec<(f64, Vec<Sighting>)>,
    /// The presentation time of every frame.
    pub(crate) times_s: Vec<f64>,
    /// What was wrong with the file.
    pub(crate) warnings: Vec<String>,
}

/// A frame to be searched.
struct Search {
    frame: Frame,
    zoom: Zoom,
}

/// Reads the clip once and searches it for people.
pub(crate) fn scan(
    clip: &Clip<'_>,
    workers: &mut [PoseEstimator],
    asked_capture_rate_hz: Option<f64>,
    progress: &dyn Progress,
) -> Result<Scan, AnalysisError> {
    let mut source = (clip.open)()?;
    let mut scan = Scan { info: source.info().clone(), ..Scan::default() };
    let interval_s = SEARCH_INTERVAL_S * slowness(&scan.info, asked_capture_rate_hz);
    let mut searched = Vec::new();
    let mut next_s = f64::NEG_INFINITY;
    let mut count = 0;
    let times_s = &mut scan.times_s;
    let mut is_due = |time_s: f64| {
        times_s.push(time_s);
        progress.scanned(times_s.len());
        // a little early rather than a frame late: times are rarely exact multiples
        let is_due = time_s >= next_s - 0.1 * interval_s;
        if is_due {
            next_s = time_s + interval_s;
        }
        is_due
    };
    let next = || -> Result<Option<Search>, AnalysisError> {
        let Some(frame) = source.next_wanted(&mut is_due)? else { return Ok(None) };
        let zoom = match count {
            c if c % BROAD_SEARCH_EVERY == 0 => Zoom::Broad,
            c if c % DEEP_SEARCH_EVERY == 0 => Zoom::Deep,
            _ => Zoom::Whole,
        };
        count += 1;
        Ok(Some(Search { frame, zoom }))
    };
    let work = |estimator: &mut PoseEstimator, search: Search| {
        let people = estimator.people(&search.frame.rgb, search.zoom)?;
        Ok((search.frame.time_s, people))
    };
    map_in_order(next, workers, work, |found| {
        searched.push(found);
        Ok(())
    })?;
    scan.searched = searched;
    scan.warnings = source.warnings();
    Ok(scan)
}

/// About how much slower than life the clip plays, before its frames are known.
///
/// Only the number of searched frames hangs on it.
fn slowness(info: &VideoInfo, asked_capture_rate_hz: Option<f64>) -> f64 {
    let capture_rate_hz = asked_capture_rate_hz.or(info.capture_rate_hz);
    match capture_rate_hz.zip(info.container_rate_hz) {
        Some((captured, played)) if captured.is_finite() && played > 0.0 => {
            (captured / played).max(1.0)
        }
        _ => 1.0,
    }
}
