//! Several analysed clips as one visit, from their poses.

use crate::app::desk::{Desk, Watch};
use crate::app::store::data_folder::RESULTS;
use crate::app::store::record::{Problem, Record};
use crate::app::work::chosen::chosen;
use crate::app::work::problem::problem;
use crate::error::AnalysisError;
use crate::options::Options;
use crate::pipeline::{
    Analysis, ClipLoop, ClipObserver, OutputSettings, PlannedClip, PlannedVisit, Progress,
    VisitPlan, analyze_visit,
};
use crate::pose::Fallback;
use crate::track::ReadingOptions;

/// Puts clips together.
pub(super) fn visit(
    desk: &Desk,
    number: u32,
    record: &Record,
    of: &[u32],
    clips: &mut ClipLoop,
    watch: &Watch,
) -> Result<(), Problem> {
    let whole = chosen(&record.options)?.options;
    let plans = of.iter().map(|clip| plan(desk, *clip, &whole)).collect::<Result<_, _>>()?;
    let visit = PlannedVisit { name: RESULTS.to_owned(), clips: plans, options: whole };
    let outputs =
        OutputSettings { folder: desk.folder.folder(number), ..OutputSettings::default() };
    let mut observer = Observer { failed: None };
    let done = analyze_visit(&visit, clips, &outputs, &mut observer).map_err(|e| problem(&e))?;
    if watch.is_stopped() {
        return Err(Problem::named("nothing_usable"));
    }
    match (done, observer.failed) {
        (Some(_), _) => Ok(()),
        (None, failed) => Err(failed.unwrap_or_else(|| Problem::named("nothing_usable"))),
    }
}

/// A clip by its own options, and what holds for the whole visit: scale, sex and answers.
fn plan(desk: &Desk, clip: u32, whole: &Options) -> Result<VisitPlan, Problem> {
    let own = desk.record(clip).and_then(|record| record.analysed_with);
    let own = own.map(|options| chosen(&options)).transpose()?;
    let own = own.map(|own| own.options).unwrap_or_default();
    Ok(VisitPlan {
        path: desk.folder.results(clip).join("poses.json"),
        poses: None,
        options: Options {
            scale: whole.scale.or(own.scale),
            sex: whole.sex.or(own.sex),
            answers: whole.answers.clone(),
            audience: whole.audience,
            reading: ReadingOptions::default(),
            ..own
        },
    })
}

/// Keeps why a clip could not be used.
struct Observer {
    failed: Option<Problem>,
}

impl ClipObserver for Observer {
    fn falls_back(&mut self, _fallback: &Fallback) {}

    fn begins(&mut self, _clip: &PlannedClip) -> Box<dyn Progress> {
        Box::new(())
    }

    fn ended(&mut self, _clip: &PlannedClip, outcome: Result<Analysis, AnalysisError>) {
        self.failed = self.failed.take().or(outcome.err().map(|e| problem(&e)));
    }
}
