//! One clip of a study, from its file to its record.

use crate::error::{AnalysisError, StudyError};
use crate::pipeline::blurring::Blurring;
use crate::pipeline::clip_loop::{ClipLoop, PlannedClip};
use crate::pipeline::output::outputs::{FILM, OVERLAY, files_of};
use crate::pipeline::output::settings::{FilmPlace, OutputSettings};
use crate::pipeline::output::staging::clear_staging;
use crate::pipeline::reading::foreign_files::hash_of_foreign;
use crate::pipeline::study::key::Models;
use crate::pipeline::study::planned::{PlannedStudy, StudyObserver, StudyPlan};
use crate::pipeline::study::{layout, records};
use crate::pose::sha256_of;
use crate::study::{Outcome, RECORD_SCHEMA_VERSION, Record};
use crate::track::{PoseSequence, ReadingOptions};
use std::collections::BTreeMap;
use std::path::Path;

/// Analyses clip after clip, with an engine of its own; the models behind the engines are shared.
pub(super) struct Worker<'a> {
    study: &'a PlannedStudy,
    models: &'a Models,
    clips: ClipLoop,
}

impl<'a> Worker<'a> {
    pub(super) fn new(study: &'a PlannedStudy, models: &'a Models, cores: usize) -> Self {
        Self { study, models, clips: ClipLoop::sharing(models.prepared(), cores) }
    }

    /// Analyses a clip, unless that was done before with the same result.
    pub(super) fn clip(
        &mut self,
        plan: &StudyPlan,
        observer: &dyn StudyObserver,
    ) -> Result<Outcome, StudyError> {
        let study = &self.study.folder;
        let id = &plan.clip.id;
        let key = self.key(plan);
        if let Some(before) = self.done_before(plan, key.as_deref()) {
            observer.ended(&plan.clip, &before.outcome, 0);
            return Ok(before.outcome);
        }
        records::remove(study, id)?;
        clear_staging(&study.join(plan.clip.session_folder()), id);
        let progress = observer.begins(&plan.clip);
        let done = self.clips.analyze(&self.planned(plan), &*progress);
        drop(progress);
        let mut keeps_files = self.study.from_poses;
        let (outcome, frames, lasts) = match done {
            Ok(analysis) => (Outcome::Analysed, analysis.frames, true),
            // a place outside of the picture is this clip's mistake only
            Err(e) if self.clips.is_of_all(&e) && !e.is_of_clip() => return Err(e.into()),
            // a full disk is no property of a clip
            Err(e) if e.is_of_output() => return Err(e.into()),
            Err(e) => {
                keeps_files |= !e.is_of_file();
                (failed(&e, plan), 0, e.lasts())
            }
        };
        // what may go well the next time is tried again
        let key = key.filter(|_| lasts).unwrap_or_default();
        let record = self.record(plan, key, outcome, keeps_files)?;
        records::write(study, &record)?;
        observer.ended(&plan.clip, &record.outcome, frames);
        Ok(record.outcome)
    }

    /// Whether nothing would be done of a clip.
    pub(super) fn is_done(&self, plan: &StudyPlan) -> bool {
        self.done_before(plan, self.key(plan).as_deref()).is_some()
    }

    /// The record of a clip of which nothing would become anything else, with all its files.
    fn done_before(&self, plan: &StudyPlan, key: Option<&str>) -> Option<Record> {
        let study = &self.study.folder;
        let before = records::read(study, &plan.clip.id)?;
        let is_same = Some(before.key.as_str()) == key && before.clip == plan.clip;
        (is_same && is_intact(study, &before)).then_some(before)
    }

    /// What the result depends on; `None` where the clip cannot be read.
    fn key(&self, plan: &StudyPlan) -> Option<String> {
        let (clip_sha256, poses_sha256) = self.hashes(plan)?;
        let poses = plan.poses.as_ref().map(|poses| {
            let stated = poses.stated.map(|stated| format!("{stated:?}")).unwrap_or_default();
            format!("{poses_sha256} {stated}")
        });
        Some(self.models.key(&clip_sha256, poses.as_deref(), &plan.options, &self.study.outputs))
    }

    /// The hashes of the clip and of the poses of another tool; without them that of nothing.
    fn hashes(&self, plan: &StudyPlan) -> Option<(String, String)> {
        if self.study.from_poses {
            let sequence = PoseSequence::read(&self.poses(plan)).ok()?;
            let poses = sequence.source.map(|source| source.sha256).unwrap_or_default();
            return Some((sequence.clip.sha256, poses));
        }
        let poses =
            plan.poses.as_ref().map(|poses| hash_of_foreign(&poses.path)).transpose().ok()?;
        let clip = match plan.poses.as_ref().is_some_and(|poses| poses.stated.is_some()) {
            true => poses.clone()?,
            false => sha256_of(&plan.path).ok()?,
        };
        Some((clip, poses.unwrap_or_default()))
    }

    fn poses(&self, plan: &StudyPlan) -> std::path::PathBuf {
        layout::poses(&self.study.folder, &plan.clip)
    }

    fn planned(&self, plan: &StudyPlan) -> PlannedClip {
        let outputs = OutputSettings {
            folder: self.study.folder.join(plan.clip.session_folder()),
            name: Some(plan.clip.id.clone()),
            still: true,
            ..self.study.outputs.clone()
        };
        if !self.study.from_poses {
            let (path, poses) = (plan.path.clone(), plan.poses.clone());
            return PlannedClip { path, poses, options: plan.options.clone(), outputs };
        }
        // how the clip was read stands in the poses
        let options =
            crate::options::Options { reading: ReadingOptions::default(), ..plan.options.clone() };
        let outputs = OutputSettings {
            overlay: false,
            film: FilmPlace::Beside,
            blurring: Blurring::default(),
            ..outputs
        };
        PlannedClip { path: self.poses(plan), poses: None, options, outputs }
    }

    /// What became of a clip, with the hashes of all files that were made of it. A clip that failed has none.
    fn record(
        &self,
        plan: &StudyPlan,
        key: String,
        outcome: Outcome,
        keeps_files: bool,
    ) -> Result<Record, StudyError> {
        let study = &self.study.folder;
        let folder = study.join(plan.clip.folder());
        let mut files = BTreeMap::new();
        match &outcome {
            Outcome::Analysed => {
                for path in files_of(&folder) {
                    let unreadable = |e: std::io::Error| StudyError::Unreadable {
                        path: path.clone(),
                        why: e.to_string(),
                    };
                    let sha256 = sha256_of(&path).map_err(unreadable)?;
                    files.insert(layout::inside(study, &path), sha256);
                }
            }
            Outcome::Failed { .. } if keeps_files => {}
            // what an earlier run made of another file is not this one's
            Outcome::Failed { .. } => files_of(&folder).iter().try_for_each(|path| {
                std::fs::remove_file(path)
                    .map_err(|e| StudyError::Write { path: path.clone(), why: e.to_string() })
            })?,
        }
        let clip = plan.clip.clone();
        Ok(Record { schema_version: RECORD_SCHEMA_VERSION, clip, key, outcome, files })
    }
}

/// Whether every file of a record is there, and those of numbers hold what they held.
fn is_intact(study: &Path, record: &Record) -> bool {
    let is_film = |file: &str| file.ends_with(FILM.file) || file.ends_with(OVERLAY.file);
    record.files.iter().all(|(file, hash)| {
        let path = study.join(file);
        // films are large, and no number is taken from them
        if is_film(file) { path.is_file() } else { sha256_of(&path).is_ok_and(|own| own == *hash) }
    })
}

/// An error as it is kept: the clip's file is named as the study names it, on every machine, and poses without a folder.
fn failed(error: &AnalysisError, plan: &StudyPlan) -> Outcome {
    let path = plan.path.display().to_string();
    let what = error.to_string().replace(&path, &plan.clip.file);
    let what = match &plan.poses {
        Some(poses) => {
            let name = poses.path.file_name().unwrap_or_default().to_string_lossy();
            what.replace(&poses.path.display().to_string(), &name)
        }
        None => what,
    };
    Outcome::Failed { error: error.kind().to_owned(), what, hint: error.hint().to_owned() }
}
