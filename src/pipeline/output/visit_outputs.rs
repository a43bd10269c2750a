//! Every file of a visit's folder, beside the folders of its clips. The only list of them.

use crate::error::AnalysisError;
use crate::page::{PageSettings, render_visit_html};
use crate::pipeline::json::json;
use crate::report::VisitReport;

/// The folder of the clips, in the visit's folder: `clips/01/walk`, and so on.
pub(crate) const CLIPS: &str = "clips";

/// One file of a visit's folder.
pub(crate) struct VisitOutput {
    pub(crate) file: &'static str,
    /// Puts it together; absent for what a browser prints from the page.
    pub(crate) render: Option<Render>,
}

type Render = fn(&VisitReport, &PageSettings) -> Result<Vec<u8>, AnalysisError>;

/// Everything to look at.
pub(crate) const VISIT_PAGE: VisitOutput = VisitOutput {
    file: "visit.html",
    render: Some(|report, page| Ok(render_visit_html(report, page)?.into_bytes())),
};

/// Every file that a visit's folder may hold of ours.
pub(crate) const VISIT_OUTPUTS: [VisitOutput; 3] = [
    VISIT_PAGE,
    VisitOutput { file: "visit.json", render: Some(|report, _| json("visit.json", report)) },
    VisitOutput { file: "visit.pdf", render: None },
];

/// Whether a file of that name is one of ours.
pub(crate) fn is_visit_output(name: &str) -> bool {
    VISIT_OUTPUTS.iter().any(|o| o.file == name)
}
