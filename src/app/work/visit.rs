//! Several analysed clips as one visit, from their poses.

use crate::app::store::data_folder::{DataFolder, RESULTS, SHEET};
use crate::app::store::private::write_file;
use crate::app::store::record::Problem;
use crate::app::work::chosen::{Chosen, chosen};
use crate::app::work::problem::{problem, written};
use crate::error::AnalysisError;
use crate::options::{Audience, Options};
use crate::page::{PageSettings, render_visit_html};
use crate::pipeline::{
    Analysis, ClipLoop, ClipObserver, OutputSettings, PlannedClip, PlannedVisit, Progress,
    VisitAnalysis, VisitPlan, analyze_visit,
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
) -> Result<(), Problem> {
    let Chosen { options: whole, language } = chosen(options)?;
    let own = of.iter().map(|(clip, own)| Ok((*clip, chosen(own)?.options)));
    let own = own.collect::<Result<Vec<_>, Problem>>()?;
    let answers = own.iter().fold(whole.answers, |all, (_, clip)| all.with(&clip.answers));
    let whole = Options { answers, ..whole };
    let visit = PlannedVisit {
        name: RESULTS.to_owned(),
        clips: own.into_iter().map(|(clip, own)| plan(folder, clip, own, &whole)).collect(),
        options: whole,
    };
    let outputs = OutputSettings { folder: folder.folder(number), ..OutputSettings::default() };
    let mut observer = Observer { failed: None };
    let done = analyze_visit(&visit, clips, &outputs, &mut observer).map_err(|e| problem(&e))?;
    let Some(VisitAnalysis { mut report, .. }) = done else {
        return Err(observer.failed.unwrap_or_else(|| Problem::named("nothing_usable")));
    };
    report.options.audience = Audience::Patient;
    let page = PageSettings { language, title: None };
    let sheet = render_visit_html(&report, &page).map_err(|e| problem(&e))?;
    let path = folder.beside(number, SHEET);
    written(&path, write_file(&path, sheet.as_bytes())).map_err(|e| problem(&e))
}

/// A clip by its own options, and what holds for the whole visit: scale, sex and answers.
fn plan(folder: &DataFolder, clip: u32, own: Options, whole: &Options) -> VisitPlan {
    VisitPlan {
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
    }
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
