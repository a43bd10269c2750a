//! From files to files: clips in, folders with reports out.
//!
//! Everything that needs pictures happens here, in two readings of the clip: `scan`
//! finds out who is in it, `follow` takes the subject's pose in every frame. What
//! comes after needs no pictures. `clip_loop.rs` is the one loop over clips, `output/outputs.rs` the one list of the
//! files that are made of a clip.

#[cfg(all(feature = "video", feature = "inference"))]
mod analysis;
#[cfg(all(feature = "video", feature = "inference"))]
mod analyze;
#[cfg(all(feature = "video", feature = "inference"))]
mod clip_loop;
mod comparison;
mod film;
mod film_format;
mod output;
mod printing;
mod progress;
mod reading;
#[cfg(all(feature = "video", feature = "inference"))]
mod visit;

#[cfg(all(feature = "video", feature = "inference"))]
pub use analysis::Analysis;
#[cfg(all(feature = "video", feature = "inference"))]
pub use analyze::{analyze_clip, analyze_poses};
#[cfg(all(feature = "video", feature = "inference"))]
pub use clip_loop::{ClipLoop, ClipObserver, PlannedClip};
pub use comparison::write_comparison;
pub use film_format::{FilmSink, FilmSize, Filming};
pub use output::names::of_visit as visit_folder_name;
pub use output::settings::OutputSettings;
pub use printing::print::{Paper, print_page};
pub use progress::Progress;
pub use reading::clip::Clip;
#[cfg(feature = "inference")]
pub use reading::engine::{Engine, EngineSettings};
pub use reading::extraction::{Extraction, extract_poses};
pub use reading::heads::Heads;
#[cfg(all(feature = "video", feature = "inference"))]
pub use visit::{PlannedVisit, VisitAnalysis, analyze_visit};
