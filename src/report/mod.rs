//! Stage 8: everything that was found, as data. Builds; writes nothing.

mod camera_notes;
mod csv;
mod document;
mod explained;
mod gait;
mod norms;
mod notes;
mod schema;
mod sticker_notes;
mod stickers;
mod visit;
mod words;

pub use csv::angles_csv;
pub use document::{
    AngleSummary, ChosenBy, NotMeasured, PersonSummary, REPORT_SCHEMA_VERSION, Report,
    ReportInputs, Subject, Tool, Unavailable,
};
pub use explained::Explained;
pub use gait::Gait;
pub use norms::{LineKind, NormBand, NormSpeed, ReferenceLine, Usual};
pub use notes::{Note, NoteCode, Severity};
pub use schema::{poses_schema, report_schema, visit_schema};
pub use stickers::StickerSummary;
pub use visit::{VISIT_SCHEMA_VERSION, VisitClip, VisitInputs, VisitReport};
pub use words::LAST_LINE;
