//! Two threads: one looks at new clips, so that a patient who is still in the room can be filmed again, the other one analyses.

use crate::app::desk::{Desk, Job};
use crate::app::store::record::{Kind, Phase, Problem, Record};
use crate::app::work::analyse::analyse;
use crate::app::work::comparison::comparison;
use crate::app::work::export::export;
use crate::app::work::first_look::look;
use crate::app::work::summary::summary_of;
use crate::app::work::visit::visit;
use crate::pipeline::{ClipLoop, Engine, EngineSettings};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

/// Does jobs as they come. A loaded network takes hundreds of megabytes: it goes when nothing is left to do.
pub(in crate::app) fn work(desk: &Arc<Desk>, jobs: &Receiver<Job>, settings: &EngineSettings) {
    let mut tools = Tools::default();
    loop {
        let job = match jobs.try_recv() {
            Ok(job) => job,
            Err(TryRecvError::Empty) => {
                tools = Tools::default();
                let Ok(job) = jobs.recv() else { return };
                job
            }
            Err(TryRecvError::Disconnected) => return,
        };
        // whatever a clip does to the program, the next one is analysed
        let work = AssertUnwindSafe(|| tools.work(desk, job, settings));
        if catch_unwind(work).is_err() {
            tools = Tools::default();
            desk.enter(job.number(), Phase::Failed { error: Problem::named("broke_down") });
        }
    }
}

/// What is loaded.
#[derive(Default)]
struct Tools {
    quick: Option<Engine>,
    clips: Option<ClipLoop>,
}

impl Tools {
    fn work(&mut self, desk: &Arc<Desk>, job: Job, settings: &EngineSettings) {
        match job {
            Job::Look(number) => {
                let Some(watch) = desk.begin_look(number) else { return };
                let done = look(desk, number, &mut self.quick, settings, &watch);
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
            Job::Work(number, turn) => {
                let Some((record, watch)) = desk.begin(number, turn) else { return };
                let clips = self.clips.get_or_insert_with(|| ClipLoop::new(settings.clone()));
                let done = match (&record.kind, record.exporting) {
                    (Kind::Clip, Some(asked)) => {
                        export(desk, number, &record, asked, clips, &watch)
                    }
                    (Kind::Clip, None) => analyse(desk, number, &record, clips, &watch),
                    (Kind::Visit { of }, _) => visit(desk, number, &record, of, clips, &watch),
                    (Kind::Comparison { of }, _) => comparison(desk, number, of),
                };
                desk.sum_up(number, summary_of(&desk.folder, number));
                let outcome = match done {
                    Err(_) if watch.is_stopped() => None,
                    done => Some(done.map_err(|error| of_the_clip(desk, number, error))),
                };
                end(desk, number, |kept| match outcome {
                    None => kept.call_off(),
                    Some(Err(error)) => {
                        (kept.phase, kept.exporting) = (Phase::Failed { error }, None)
                    }
                    Some(Ok(())) => {
                        kept.phase = Phase::Done;
                        if kept.exporting.take().is_none() {
                            kept.analysed_with = Some(record.options);
                        }
                    }
                });
            }
        }
    }
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
