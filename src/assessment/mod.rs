//! The whole pure half in one call: poses in, everything that can be said of them out.
//!
//! Free of files, clocks, pictures and native libraries. Each stage is computed once.

mod assess;
mod visit;

pub use assess::{Assessment, assess};
pub use visit::{VisitAssessment, assess_visit};
