//! Stage 8: everything that was found, as data. Builds; writes nothing.

mod build;
mod camera_notes;
mod csv;
mod document;
mod explained;
mod gait;
mod inputs;
mod model_note;
mod norms;
mod note;
mod notes;
mod own_norms;
mod part_notes;
mod picture_notes;
mod schema;
mod sticker_notes;
mod stickers;
mod told;
mod unavailable;
mod visit;
mod words;

pub use csv::{angles_csv, cycles_csv, positions_csv};
pub use document::{
    AngleSummary, ChosenBy, PersonSummary, REPORT_SCHEMA_VERSION, Report, Subject, Tool, VERSION,
};
pub use explained::Explained;
pub use gait::Gait;
pub use norms::{LineKind, NormBand, NormSpeed, ReferenceLine, Usual};
pub use note::{Note, NoteCode, Severity};
pub use schema::{poses_schema, report_schema, visit_schema};
pub use stickers::StickerSummary;
pub use unavailable::{NotMeasured, Unavailable};
pub use visit::{VISIT_SCHEMA_VERSION, VisitClip, VisitReport};
