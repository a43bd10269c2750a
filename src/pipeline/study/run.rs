//! Every clip of a study, several at a time.

use crate::error::StudyError;
use crate::pipeline::clip_loop::is_poses;
use crate::pipeline::study::analysis::Worker;
use crate::pipeline::study::key::Models;
use crate::pipeline::study::lock::Lock;
use crate::pipeline::study::planned::{PlannedStudy, StudyCounts, StudyObserver, StudyPlan};
use crate::pipeline::study::{records, sessions};
use crate::study::Outcome;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Analyses the clips of a study that are not done yet, and fuses those of one person and day. What one clip fails by
/// stays with it. The results depend neither on the order nor on the number of workers.
///
/// # Errors
/// What every further clip must fail by, too: there is no usable model, nothing can be written, or another run is at work
/// in the same folder.
pub fn run_study(
    study: &PlannedStudy,
    observer: &dyn StudyObserver,
) -> Result<StudyCounts, StudyError> {
    let _lock = Lock::take(&study.folder, study.shard.as_deref().unwrap_or("run"))?;
    let models = models(study)?;
    if let Some(fallback) = models.untold_fallback() {
        observer.falls_back(&fallback);
    }
    records::begin(&study.folder)?;
    let counts = Mutex::new(StudyCounts::default());
    side_by_side(study.clips.len(), study.engine.workers, |share| {
        let mut worker = Worker::new(study, &models, share);
        let (counts, study) = (&counts, &study);
        move |index: usize| {
            let plan = &study.clips[index];
            let outcome = worker.clip(plan, observer)?;
            let mut counts = held(counts);
            match outcome {
                Outcome::Analysed => counts.analysed += 1,
                Outcome::Failed { .. } => counts.failed += 1,
            }
            Ok(())
        }
    })?;
    let sessions = sessions::sessions(study);
    side_by_side(sessions.len(), study.engine.workers, |_| {
        |index: usize| sessions::fuse(study, &sessions[index])
    })?;
    Ok(*held(&counts))
}

/// The models of the clips that are videos.
fn models(study: &PlannedStudy) -> Result<Models, StudyError> {
    let needs_model = |plan: &&StudyPlan| plan.poses.is_none() && !is_poses(&plan.path);
    let videos = study.clips.iter().filter(|plan| !study.from_poses && needs_model(plan));
    let names: BTreeSet<&str> = videos.map(|plan| plan.options.model.as_str()).collect();
    Ok(Models::of(&names, &study.engine)?)
}

/// How many clips are done already, by the same options. Reads every clip.
///
/// # Errors
/// When a model that is asked for has no description.
pub fn done_before(study: &PlannedStudy) -> Result<usize, StudyError> {
    let models = models(study)?;
    let worker = Worker::new(study, &models, 1);
    Ok(study.clips.iter().filter(|plan| worker.is_done(plan)).count())
}

/// Does a number of jobs on several threads, each of which makes its own worker, which is told how many cores it may
/// use. After an error no further job is begun.
fn side_by_side<W>(
    jobs: usize,
    cores: usize,
    worker: impl Fn(usize) -> W + Sync,
) -> Result<(), StudyError>
where
    W: FnMut(usize) -> Result<(), StudyError>,
{
    let threads = cores.clamp(1, jobs.max(1));
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(None);
    let work = || {
        let mut work = worker(cores.max(1) / threads);
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= jobs {
                break;
            }
            if let Err(error) = work(index) {
                next.store(jobs, Ordering::Relaxed);
                held(&failed).get_or_insert(error);
            }
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            if let Err(panic) = thread.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    held(&failed).take().map_or(Ok(()), Err)
}

/// What a panic of another thread left in it is whole: each of its changes is one assignment.
fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
