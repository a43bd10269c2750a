//! One clip, assessed, with its report.

use gaitline::assessment::{Assessment, assess};
use gaitline::options::Options;
use gaitline::page::{PageInputs, PageSettings, Stills, render_html};
use gaitline::report::Report;
use gaitline::track::PoseSequence;

pub(crate) struct Assessed {
    pub(crate) assessment: Assessment,
    pub(crate) report: Report,
}

impl Assessed {
    pub(crate) fn of(sequence: &PoseSequence, options: &Options) -> Self {
        let assessment = assess(sequence, options);
        Self { report: Report::build(sequence, &assessment, options), assessment }
    }

    /// The page without pictures.
    pub(crate) fn page(&self, sequence: &PoseSequence) -> String {
        self.page_of(&self.report, sequence, &Stills::default(), &PageSettings::default())
    }

    /// The page of another report than its own.
    pub(crate) fn page_of(
        &self,
        report: &Report,
        sequence: &PoseSequence,
        stills: &Stills,
        settings: &PageSettings,
    ) -> String {
        let assessment = &self.assessment;
        let page =
            render_html(&PageInputs { report, sequence, assessment, stills, film: None, settings });
        page.unwrap()
    }
}
