//! A truth file from its text, and what can be wrong with it.

use crate::anatomy::Side;
use crate::error::{TruthFileError, number_text};
use crate::gait::EventKind;
use crate::text_file::without_mark;
use crate::track::PoseSequence;
use crate::validation::truth::{Curves, TRUTH_FORMAT, Truth};
use crate::validation::truth_events::event_key;
use std::ops::RangeInclusive;
use std::path::Path;

/// The highest frame rate that a clip can have.
const MOST_FPS: f64 = 10_000.0;

/// By how much the rate of a clip may differ from that of its truth: a share. Containers round it.
const SAME_RATE: f64 = 0.02;

/// Between which a mean that is compared can be, and what it is.
fn usual_range(name: &str) -> Option<(RangeInclusive<f64>, &'static str)> {
    match name {
        "stride_time_s" => Some((0.2..=10.0, "it is in seconds: 0.2 to 10")),
        "step_time_L_s" | "step_time_R_s" => Some((0.1..=5.0, "it is in seconds: 0.1 to 5")),
        "stance_percent_L" | "stance_percent_R" => {
            Some((10.0..=95.0, "it is in percent of the stride: 10 to 95"))
        }
        _ => None,
    }
}

impl Truth {
    /// Reads the text of a truth file; `path` is named in errors.
    ///
    /// # Errors
    /// When it is no truth file, contradicts itself, or has nothing that is compared.
    pub fn read(path: &Path, text: &str) -> Result<Self, TruthFileError> {
        let truth: Self = serde_json::from_str(without_mark(text))
            .map_err(|e| TruthFileError::NotTruth { path: path.into(), why: e.to_string() })?;
        truth.check_format(path)?;
        truth.check_numbers(path)?;
        truth.check_lengths(path)?;
        truth.check_angles(path)?;
        truth.check_events(path)?;
        match truth.says_something() {
            true => Ok(truth),
            false => Err(TruthFileError::Nothing { path: path.into() }),
        }
    }

    /// Refuses poses of a clip that has other frames.
    ///
    /// # Errors
    /// When their number or rate is not that of the truth.
    pub fn check_clip(&self, path: &Path, poses: &PoseSequence) -> Result<(), TruthFileError> {
        let (frames, clip_frames) = (self.frames, poses.frames.len());
        if frames != clip_frames {
            return Err(TruthFileError::OtherFrames { path: path.into(), frames, clip_frames });
        }
        let (fps, clip_fps) = (self.fps, poses.clip.timing.rate_hz);
        match ((clip_fps - fps) / fps).abs() <= SAME_RATE {
            true => Ok(()),
            false => Err(TruthFileError::OtherRate { path: path.into(), fps, clip_fps }),
        }
    }

    fn check_format(&self, path: &Path) -> Result<(), TruthFileError> {
        match self.format == TRUTH_FORMAT {
            true => Ok(()),
            false => Err(TruthFileError::OtherFormat {
                path: path.into(),
                found: self.format.clone(),
                expected: TRUTH_FORMAT,
            }),
        }
    }

    fn check_numbers(&self, path: &Path) -> Result<(), TruthFileError> {
        let wrong = |key: &str, value: String, why| {
            Err(TruthFileError::BadNumber { path: path.into(), key: key.to_owned(), value, why })
        };
        if !(self.fps > 0.0 && self.fps <= MOST_FPS) {
            return wrong("fps", number_text(self.fps), "it must be above 0, up to 10000");
        }
        if self.frames < 2 {
            return wrong("frames", self.frames.to_string(), "it must be 2 or more");
        }
        for (name, value) in self.spatiotemporal.iter().flatten() {
            let Some((range, why)) = usual_range(name) else { continue };
            match value.filter(|v| !range.contains(v)) {
                Some(v) => return wrong(&format!("spatiotemporal.{name}"), v.to_string(), why),
                None => continue,
            }
        }
        let height_m = self.subject.as_ref().and_then(|s| s.height_m);
        match height_m.filter(|m| !(0.5..=2.5).contains(m)) {
            Some(m) => wrong("subject.height_m", number_text(m), "it is in metres: 0.5 to 2.5"),
            None => Ok(()),
        }
    }

    /// Every list of frames has one entry a frame.
    fn check_lengths(&self, path: &Path) -> Result<(), TruthFileError> {
        let visible = self.fully_visible.iter().map(|v| ("fully_visible".to_owned(), v.len()));
        let phases = self.phase.iter().flat_map(|p| lengths("phase", p));
        let all = visible
            .chain(phases)
            .chain(lengths("angles", &self.angles))
            .chain(lengths("angles_2d", &self.angles_2d))
            .chain(lengths("joints_2d", &self.joints_2d))
            .chain(lengths("joints_3d", &self.joints_3d));
        match all.into_iter().find(|(_, found)| *found != self.frames) {
            None => Ok(()),
            Some((key, found)) => {
                let (path, frames) = (path.into(), self.frames);
                Err(TruthFileError::WrongLength { path, key, found, frames })
            }
        }
    }

    fn check_angles(&self, path: &Path) -> Result<(), TruthFileError> {
        for (group, curves) in [("angles", &self.angles), ("angles_2d", &self.angles_2d)] {
            for (name, values) in curves {
                let is_wrong = |v: &Option<f64>| v.is_some_and(|deg| deg.abs() > 360.0);
                let Some(frame) = values.iter().position(is_wrong) else { continue };
                let value = values[frame].unwrap_or_default();
                let (path, key) = (path.into(), format!("{group}.{name}"));
                return Err(TruthFileError::BadAngle { path, key, frame, value });
            }
        }
        Ok(())
    }

    /// Events have known names, lie within the clip and stand in the order of their times.
    fn check_events(&self, path: &Path) -> Result<(), TruthFileError> {
        let kinds = [EventKind::InitialContact, EventKind::FootOff];
        let known = kinds.map(|kind| Side::BOTH.map(|side| event_key(kind, side))).concat();
        let end_s = (self.frames as f64 + 1.0) / self.fps;
        for (key, events) in &self.events {
            if !known.contains(key) {
                return Err(TruthFileError::UnknownEvent { path: path.into(), key: key.clone() });
            }
            let mut before_s = f64::NEG_INFINITY;
            for (entry, event) in events.iter().enumerate() {
                let time_s = event.t;
                let why = match time_s {
                    t if !(-1.0 / self.fps..=end_s).contains(&t) => "it lies outside of the clip",
                    t if t <= before_s => "it must be later than the one before it",
                    _ => {
                        before_s = time_s;
                        continue;
                    }
                };
                let (path, key) = (path.into(), key.clone());
                return Err(TruthFileError::BadEvent { path, key, entry, time_s, why });
            }
        }
        Ok(())
    }
}

fn lengths<T>(group: &str, curves: &Curves<T>) -> Vec<(String, usize)> {
    curves.iter().map(|(name, values)| (format!("{group}.{name}"), values.len())).collect()
}
