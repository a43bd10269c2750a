//! One row a clip.

use crate::anatomy::Side;
use crate::catalogue::id_of;
use crate::report::Report;
use crate::study::record::Outcome;
use crate::study::row::row;
use crate::study::tables::clip_data::ClipData;
use serde::Serialize;

row! {
    /// One clip.
    ClipRow {
        /// The file, from where the study was begun.
        clip_file: Text,
        /// The folder of its report, from the study's folder.
        report_folder: Text,
        /// analysed (there are gait or repetitions), refused (a report that says why there are none) or failed (no report).
        outcome: Text,
        /// Why it is refused or failed: a short name that does not change.
        reason: Text,
        /// What failed, in words.
        error: Text,
        /// What to do next.
        hint: Text,
        /// What the person does, pass by pass.
        tasks: Text,
        /// From where the person is seen, pass by pass.
        views: Text,
        /// Gait cycles of the left leg.
        strides_left_n: Count,
        /// Gait cycles of the right leg.
        strides_right_n: Count,
        /// Patterns that are flagged.
        flagged_n: Count,
        /// Frames read.
        frames_n: Count,
        /// Length of the part that was read, in seconds of real time.
        duration_s: Number,
        /// Frames a second of real time.
        rate_hz: Number,
        /// Width of the upright picture.
        width_px: Count,
        /// Height of the upright picture.
        height_px: Count,
        /// Median height of the person in the picture.
        person_height_px: Number,
        /// People seen.
        people_n: Count,
        /// Share of the frames in which no pose was found.
        frames_without_pose_pct: Number,
        /// What lowers the quality: codes of the notes, worst first.
        notes: Text,
        /// The worst of these: info, warning or serious.
        worst_note: Text,
        /// SHA-256 of the file.
        clip_sha256: Text,
        /// The pose model, or the format and landmarks of another tool's poses.
        model: Text,
        /// SHA-256 of the model that finds people.
        detector_sha256: Text,
        /// SHA-256 of the model that finds landmarks.
        landmarker_sha256: Text,
        /// What computed the networks; empty for poses of another tool and of earlier versions.
        model_device: Text,
        /// The program's version.
        gaitline_version: Text,
    }
}

pub(super) fn row(clip: &ClipData<'_>) -> ClipRow {
    let (outcome, reason, error, hint) = match (&clip.record.outcome, clip.report()) {
        (Outcome::Failed { error, what, hint }, _) => {
            ("failed", Some(error.clone()), Some(what.clone()), Some(hint.clone()))
        }
        (Outcome::Analysed, Some(report)) => match &report.gait.refused {
            Some(refused) if report.gait.repetitions.is_empty() => {
                ("refused", Some(id_of(refused)), None, None)
            }
            _ => ("analysed", None, None, None),
        },
        (Outcome::Analysed, None) => ("failed", Some("report_missing".to_owned()), None, None),
    };
    let report = clip.report();
    let has_report = report.is_some();
    ClipRow {
        clip_file: Some(clip.record.clip.file.clone()),
        report_folder: has_report.then(|| clip.record.clip.folder()),
        outcome: Some(outcome.to_owned()),
        reason,
        error,
        hint,
        tasks: report.map(|r| names(&r.gait.tasks)),
        views: report.map(|r| names(r.passes.iter().map(|pass| &pass.view))),
        strides_left_n: report.map(|r| strides(r, Side::Left)),
        strides_right_n: report.map(|r| strides(r, Side::Right)),
        flagged_n: report.map(flagged),
        frames_n: report.map(|r| r.clip.timing.frames),
        duration_s: report.map(|r| r.clip.timing.duration_s),
        rate_hz: report.map(|r| r.clip.timing.rate_hz),
        width_px: report.map(|r| r.clip.video.width_px as usize),
        height_px: report.map(|r| r.clip.video.height_px as usize),
        person_height_px: report.and_then(person_height_px),
        people_n: report.map(|r| r.subject.people.len()),
        frames_without_pose_pct: report.map(frames_without_pose_pct),
        notes: report.map(|r| names(r.quality.iter().map(|note| &note.code))),
        worst_note: report.and_then(|r| Some(id_of(&r.quality.first()?.severity))),
        clip_sha256: report.map(|r| r.clip.sha256.clone()),
        model: report.and_then(Report::poses_made_by),
        detector_sha256: report.and_then(|r| Some(r.model.as_ref()?.detector_sha256.clone())),
        landmarker_sha256: report.and_then(|r| Some(r.model.as_ref()?.landmarker_sha256.clone())),
        model_device: report.and_then(|r| Some(r.model.as_ref()?.device?.name().to_owned())),
        gaitline_version: report.map(|r| r.tool.version.to_string()),
    }
}

/// Several names in one cell.
fn names<'a, T: Serialize + 'a>(values: impl IntoIterator<Item = &'a T>) -> String {
    values.into_iter().map(id_of).collect::<Vec<_>>().join(";")
}

fn strides(report: &Report, side: Side) -> usize {
    report.gait.cycles.iter().filter(|cycle| cycle.side == side).count()
}

fn flagged(report: &Report) -> usize {
    report.findings.iter().filter(|f| f.status == crate::findings::Status::Flagged).count()
}

fn person_height_px(report: &Report) -> Option<f64> {
    let subject = report.subject.people.iter().find(|person| person.id == report.subject.id);
    subject.map(|person| person.height_px)
}

fn frames_without_pose_pct(report: &Report) -> f64 {
    let frames = report.clip.timing.frames.max(1) as f64;
    crate::signal::rounded(100.0 * report.repairs.frames_without_pose as f64 / frames, 1)
}
