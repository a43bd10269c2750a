//! Poses of another tool, with their clip or without it.

use crate::error::{AnalysisError, ForeignPosesError, VideoError};
use crate::foreign_poses::{ClipOfPoses, ForeignPoses, sequence};
use crate::options::Options;
use crate::pipeline::analysis::Analysis;
use crate::pipeline::analyze::{Assessed, folder_of, needing_pictures, refuse_ends_outside};
use crate::pipeline::film::result::Filmed;
use crate::pipeline::given_poses::{GivenPoses, StatedClip};
use crate::pipeline::output::settings::OutputSettings;
use crate::pipeline::progress::Progress;
use crate::pipeline::reading::foreign_files::read_foreign;
use crate::pipeline::reading::found::Found;
use crate::pipeline::reading::frame_times::frame_times;
use crate::pipeline::reading::timing::to_real_time;
use crate::pose::sha256_of;
use crate::track::{ClipInfo, ReadingOptions};
use crate::video::VideoInfo;
use std::ops::Range;
use std::path::Path;

/// Analyses poses that another tool made, and writes their folder. Of the clip, where it is there, only the times of its
/// frames are read.
///
/// # Errors
/// When the poses, the clip or the folder cannot be used, nobody is there, or something is asked for that needs pictures.
pub fn analyze_foreign_poses(
    clip: &Path,
    poses: &GivenPoses,
    options: &Options,
    settings: &OutputSettings,
    progress: &dyn Progress,
) -> Result<Analysis, AnalysisError> {
    refuse_what_needs_pictures(&poses.path, &options.reading, settings)?;
    let (foreign, poses_sha256) = read_foreign(&poses.path)?;
    let clip = match poses.stated {
        None => of_clip(clip, poses_sha256, &options.reading, progress)?,
        Some(stated) => of_stated(&foreign, stated, poses_sha256, &options.reading)?,
    };
    refuse_ends_outside(&poses.path, options, &clip.clip.video)?;
    let sequence = sequence(&foreign, clip)?;
    let made_by = sequence.made_by();
    let options =
        Options { model: made_by.unwrap_or_else(|| "unknown".to_owned()), ..options.clone() };
    let folder = folder_of(&sequence.clip.file_name, &sequence.clip.sha256, settings)?;
    let result = Assessed::of(&sequence, &options);
    result.write(&sequence, &Filmed::default(), settings, folder)
}

/// Nothing is looked for in pictures, and no film is made.
fn refuse_what_needs_pictures(
    path: &Path,
    reading: &ReadingOptions,
    settings: &OutputSettings,
) -> Result<(), AnalysisError> {
    match needing_pictures(reading, settings) {
        Some(option) => Err(AnalysisError::NotWithPoses { path: path.into(), option }),
        None => Ok(()),
    }
}

/// The clip's own clock and size.
fn of_clip(
    path: &Path,
    poses_sha256: String,
    reading: &ReadingOptions,
    progress: &dyn Progress,
) -> Result<ClipOfPoses, AnalysisError> {
    let scan = frame_times(path, progress)?;
    let unreadable =
        |e: std::io::Error| VideoError::Unreadable { path: path.into(), why: e.to_string() };
    let identity = (name_of(path), sha256_of(path).map_err(unreadable)?);
    let frames = scan.times_s.len();
    let part = part_of(path, scan, reading)?;
    Ok(ClipOfPoses { whole: Some((path.into(), frames)), poses_sha256, ..part.named(identity) })
}

/// What the poses say, and what was stated of the rest.
fn of_stated(
    poses: &ForeignPoses,
    stated: StatedClip,
    poses_sha256: String,
    reading: &ReadingOptions,
) -> Result<ClipOfPoses, AnalysisError> {
    let path = &poses.path;
    let rate_hz = stated.rate_hz.or(poses.rate_hz);
    let times_s = poses.clock(stated.rate_hz)?;
    let size_px = stated.size_px.or(poses.size_px);
    let [width_px, height_px] =
        size_px.ok_or_else(|| ForeignPosesError::NeedsSize { path: path.clone() })?;
    if times_s.len() < 2 {
        return Err(ForeignPosesError::SingleFrame { path: path.clone() }.into());
    }
    let info =
        VideoInfo { width_px, height_px, container_rate_hz: rate_hz, ..VideoInfo::default() };
    let part = part_of(path, Found { info, times_s, ..Found::default() }, reading)?;
    let identity = (name_of(path), poses_sha256.clone());
    Ok(ClipOfPoses { poses_sha256, ..part.named(identity) })
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The part of a clip that is to be analysed.
struct Part {
    scan: Found,
    kept: Range<usize>,
    reading: ReadingOptions,
}

fn part_of(path: &Path, mut scan: Found, reading: &ReadingOptions) -> Result<Part, AnalysisError> {
    let times_s = &scan.times_s;
    let start = times_s.partition_point(|&t| reading.start_s.is_some_and(|start_s| t < start_s));
    let end = times_s.partition_point(|&t| reading.end_s.is_none_or(|end_s| t <= end_s));
    if end.saturating_sub(start) < 2 {
        return Err(VideoError::EmptyRange {
            path: path.into(),
            start_s: reading.start_s.unwrap_or(0.0),
            end_s: reading.end_s,
            duration_s: times_s.last().copied().unwrap_or(0.0),
        }
        .into());
    }
    scan.times_s = times_s[start..end].to_vec();
    Ok(Part { scan, kept: start..end, reading: reading.clone() })
}

impl Part {
    fn named(mut self, (file_name, sha256): (String, String)) -> ClipOfPoses {
        let timing = to_real_time(&mut self.scan, self.reading.capture_rate_hz);
        ClipOfPoses {
            clip: ClipInfo { file_name, sha256, video: self.scan.info, timing, light: None },
            times_s: self.scan.times_s,
            kept: self.kept,
            whole: None,
            warnings: self.scan.warnings,
            poses_sha256: String::new(),
            reading: self.reading,
        }
    }
}
