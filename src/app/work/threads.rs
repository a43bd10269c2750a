//! Two threads: one looks at new clips, so that a patient who is still in the room can be filmed again, the other one analyses.

use crate::app::desk::{Desk, Job, Watch};
use crate::app::store::record::{Kind, Phase, Problem};
use crate::app::work::analyse::analyse;
use crate::app::work::comparison::comparison;
use crate::app::work::export::export;
use crate::app::work::first_look::look;
use crate::app::work::summary::summary_of;
use crate::app::work::visit::visit;
use crate::pipeline::{ClipLoop, Engine, EngineSettings};
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
        tools.work(desk, job, settings);
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
                let Some(watch) = desk.watch(number) else { return };
                let done = look(desk, number, &mut self.quick, settings, &watch);
                // whoever knows already what is wanted need not wait for the stills
                if desk.record(number).is_none_or(|record| record.phase == Phase::Looking) {
                    end(desk, number, &watch, done, Phase::Looked);
                }
            }
            Job::Analyse(number) => {
                let Some(record) = desk.record(number).filter(|r| r.phase != Phase::Looked) else {
                    return; // it was cancelled while it waited
                };
                let Some(watch) = desk.watch(number) else { return };
                desk.enter(number, Phase::Analysing);
                let clips = self.clips(settings);
                let done = match &record.kind {
                    Kind::Clip => analyse(desk, number, clips, &watch),
                    Kind::Visit { of } => visit(desk, number, of, clips, &watch),
                    Kind::Comparison { of } => comparison(desk, number, of),
                };
                desk.sum_up(number, summary_of(&desk.folder, number));
                end(desk, number, &watch, done, Phase::Done);
            }
            Job::Export(number, asked) => {
                let Some(watch) = desk.watch(number) else { return };
                desk.enter(number, Phase::Analysing);
                let done = export(desk, number, asked, self.clips(settings), &watch);
                end(desk, number, &watch, done, Phase::Done);
            }
        }
    }

    fn clips(&mut self, settings: &EngineSettings) -> &mut ClipLoop {
        self.clips.get_or_insert_with(|| ClipLoop::new(settings.clone()))
    }
}

/// What went wrong, without the path of the clip: it says nothing to who chose a file.
fn of_the_clip(desk: &Desk, number: u32, error: Problem) -> Problem {
    let path = desk.folder.clip(number);
    Problem { what: error.what.replace(&*path.to_string_lossy(), &format!("#{number}")), ..error }
}

/// The phase after the work. Who was cancelled goes back to where it was before: to its results, or to its form.
fn end(desk: &Desk, number: u32, watch: &Watch, done: Result<(), Problem>, well: Phase) {
    if !desk.has(number) {
        let _ = desk.folder.remove(number); // it was deleted meanwhile, and the work wrote into its folder
        return;
    }
    let has_results = desk.folder.outputs(number).iter().any(|name| name.ends_with(".html"));
    desk.enter(
        number,
        match done {
            Ok(()) => well,
            Err(_) if watch.is_stopped() && has_results => Phase::Done,
            Err(_) if watch.is_stopped() => Phase::Looked,
            Err(error) => Phase::Failed { error: of_the_clip(desk, number, error) },
        },
    );
}
