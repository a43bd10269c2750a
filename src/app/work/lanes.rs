//! Two threads, each with a worker: one looks at new clips, so that a patient who is still in the room can be filmed again, the
//! other one analyses.

use crate::app::app_settings::WorkerProgram;
use crate::app::desk::{Desk, Job, Watch};
use crate::app::store::record::{Kind, Phase, Problem, Record};
use crate::app::work::chosen::chosen;
use crate::app::work::summary::summary_of;
use crate::app::work::task::{Task, read_as};
use crate::app::work::worker_process::{Outcome, WorkerProcess};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

/// Has jobs done as they come. A worker at leisure keeps hundreds of megabytes: it ends when nothing is left to do.
pub(in crate::app) fn work(desk: &Arc<Desk>, jobs: &Receiver<Job>, program: &WorkerProgram) {
    let mut lane = Lane { program, worker: None };
    loop {
        let job = match jobs.try_recv() {
            Ok(job) => job,
            Err(TryRecvError::Empty) => {
                lane.worker = None;
                let Ok(job) = jobs.recv() else { return };
                job
            }
            Err(TryRecvError::Disconnected) => return,
        };
        // whatever happens here, the next one has its turn
        if catch_unwind(AssertUnwindSafe(|| lane.do_job(desk, job))).is_err() {
            lane.worker = None;
            desk.enter(job.number(), Phase::Failed { error: Problem::named("broke_down") });
        }
    }
}

struct Lane<'a> {
    program: &'a WorkerProgram,
    worker: Option<WorkerProcess>,
}

impl Lane<'_> {
    fn do_job(&mut self, desk: &Arc<Desk>, job: Job) {
        match job {
            Job::Look(number) => self.look(desk, number),
            Job::Work(number, turn) => self.work(desk, number, turn),
        }
    }

    fn look(&mut self, desk: &Arc<Desk>, number: u32) {
        let Some(watch) = desk.begin_look(number) else { return };
        let done = self.does(Task::Look { number }, desk, &watch);
        // whoever knows already what is wanted need not wait for the stills
        if desk.record(number).is_some_and(|record| record.phase != Phase::Looking) {
            return;
        }
        let phase = match done {
            Ok(()) => Phase::Looked,
            Err(error) => Phase::Failed { error: of_the_clip(desk, number, error) },
        };
        end(desk, number, |record| record.phase = phase);
    }

    fn work(&mut self, desk: &Arc<Desk>, number: u32, turn: u64) {
        let Some((record, watch)) = desk.begin(number, turn) else { return };
        let before = desk.folder.report(number);
        let done = Task::of(desk, number, &record).and_then(|task| self.does(task, desk, &watch));
        desk.sum_up(number, summary_of(&desk.folder, number));
        if desk.folder.report(number) != before {
            desk.outdate(number);
        }
        match done {
            Err(_) if watch.is_stopped() => end(desk, number, Record::call_off),
            Err(error) => {
                let error = of_the_clip(desk, number, error);
                end(desk, number, |kept| {
                    (kept.phase, kept.exporting) = (Phase::Failed { error }, None);
                });
            }
            Ok(()) => end(desk, number, |kept| is_done(kept, record)),
        }
    }

    /// Has a task done by the worker, by a new one where there is none.
    fn does(&mut self, task: Task, desk: &Desk, watch: &Watch) -> Result<(), Problem> {
        let number = task.number();
        if self.worker.as_mut().is_some_and(|worker| !worker.is_alive()) {
            self.worker = None;
        }
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => {
                let started = WorkerProcess::start(self.program);
                started.map_err(|e| Problem::named("not_started").with(e))?
            }
        };
        match worker.does(task, watch, &mut |preview| desk.show(number, preview)) {
            Outcome::Ended(done) => {
                self.worker = Some(worker);
                done
            }
            Outcome::Lost(status) => Err(Problem::named("broke_down").with(status)),
        }
    }
}

/// The record of finished work, which began with another one.
fn is_done(kept: &mut Record, begun: Record) {
    kept.phase = Phase::Done;
    if let Some(blurred) = kept.exporting.take() {
        kept.exported = Some(blurred);
        return;
    }
    if begun.kind == Kind::Clip {
        kept.read_as = stored_as(&begun).or(kept.read_as.take());
    }
    kept.is_outdated = false;
    kept.analysed_with = Some(begun.options);
}

fn stored_as(record: &Record) -> Option<Value> {
    chosen(&record.options).ok().map(|chosen| read_as(&chosen.options))
}

/// Keeps how the work ended.
fn end(desk: &Desk, number: u32, change: impl FnOnce(&mut Record)) {
    if !desk.has(number) {
        let _ = desk.folder.remove(number); // it was deleted meanwhile, and the work wrote into its folder
        return;
    }
    if let Err(e) = desk.change(number, change) {
        let error = Problem::named("not_written").with(e);
        desk.enter(number, Phase::Failed { error });
    }
}

/// What went wrong, without the path of the clip: it says nothing to who chose a file.
fn of_the_clip(desk: &Desk, number: u32, error: Problem) -> Problem {
    let path = desk.folder.clip(number);
    let without = |detail: String| detail.replace(&*path.to_string_lossy(), &format!("#{number}"));
    Problem { detail: error.detail.map(without), ..error }
}
