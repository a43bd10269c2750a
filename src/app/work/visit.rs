//! Several analysed clips as one visit, from their poses.

use crate::app::store::data_folder::{DataFolder, RESULTS, SHEET};
use crate::app::store::record::Problem;
use crate::app::work::chosen::{Chosen, chosen};
use crate::app::work::problem::{problem, written};
use crate::app::work::teller::Teller;
use crate::error::AnalysisError;
use crate::options::{Audience, Options};
use crate::page::PageSettings;
use crate::pipeline::{
    Analysis, ClipLoop, ClipObserver, OutputSettings, PlannedClip, PlannedVisit, Progress,
    VisitPlan, analyze_visit,
};
use crate::pose::Fallback;
use crate::track::ReadingOptions;
use serde_json::{Map, Value};

/// Puts clips together: the page for professionals, and the sheet of the person.
pub(super) fn visit(
    folder: &DataFolder,
    number: u32,
    options: &Map<String, Value>,
    of: &[(u32, Map<String, Value>)],
    clips: &mut ClipLoop,
    teller: &Teller,
) -> Result<(), Problem> {
    let Chosen { options: whole, language } = chosen(options)?;
    let plans = of.iter().map(|(clip, own)| plan(folder, *clip, own, &whole));
    let plans = plans.collect::<Result<Vec<_>, _>>()?;
    let outputs = OutputSettings { folder: folder.folder(number), ..OutputSettings::default() };
    let report =
        PlannedVisit { name: RESULTS.to_owned(), clips: plans.clone(), options: whole.clone() };
    put_together(&report, &outputs, clips, teller)?;
    let sheet = PlannedVisit {
        name: "sheet".to_owned(),
        clips: plans,
        options: Options { audience: Audience::Patient, ..whole },
    };
    let outputs = OutputSettings { page: PageSettings { language, title: None }, ..outputs };
    put_together(&sheet, &outputs, clips, teller)?;
    let own = folder.beside(number, &sheet.name);
    let page = std::fs::rename(own.join("visit.html"), folder.beside(number, SHEET));
    let kept = page.and_then(|()| std::fs::remove_dir_all(&own));
    written(&own, kept).map_err(|e| problem(&e))
}

fn put_together(
    visit: &PlannedVisit,
    outputs: &OutputSettings,
    clips: &mut ClipLoop,
    teller: &Teller,
) -> Result<(), Problem> {
    let mut observer = Observer { failed: None };
    let done = analyze_visit(visit, clips, outputs, &mut observer).map_err(|e| problem(&e))?;
    if teller.is_stopped() {
        return Err(Problem::named("nothing_usable"));
    }
    match (done, observer.failed) {
        (Some(_), _) => Ok(()),
        (None, failed) => Err(failed.unwrap_or_else(|| Problem::named("nothing_usable"))),
    }
}

/// A clip by its own options, and what holds for the whole visit: scale, sex and answers.
fn plan(
    folder: &DataFolder,
    clip: u32,
    own: &Map<String, Value>,
    whole: &Options,
) -> Result<VisitPlan, Problem> {
    let own = chosen(own)?.options;
    Ok(VisitPlan {
        path: folder.results(clip).join("poses.json"),
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
