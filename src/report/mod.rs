//! Stage 8: everything that was found, as documents. Renders; writes nothing.

mod csv;
mod cycle_plot;
mod document;
mod explained;
mod finding_words;
mod gait;
mod html;
mod html_findings;
mod html_gait;
mod html_hypotheses;
mod notes;
mod overlay;
mod pictures;
mod plot;
mod schema;
mod sticker_notes;
mod stickers;
mod told;
mod visit;
mod words;

pub use csv::angles_csv;
pub use document::{
    AngleSummary, ChosenBy, NotMeasured, PersonSummary, REPORT_SCHEMA_VERSION, Report,
    ReportInputs, Subject, Tool, Unavailable,
};
pub use explained::Explained;
pub use gait::Gait;
pub use html::render_html;
pub use notes::{Note, Severity};
pub(crate) use overlay::draw_lines;
pub use overlay::{draw_people, draw_pose, draw_stickers};
pub use pictures::{Pictures, Thumbnail};
pub use schema::{poses_schema, report_schema, visit_schema};
pub use stickers::StickerSummary;
pub use visit::{VISIT_SCHEMA_VERSION, VisitClip, VisitInputs, VisitReport, render_visit_html};
