//! The streaming half put together: a clip in, one person's poses out.
//!
//! Everything that needs pictures happens here, in two readings of the clip: `scan`
//! finds out who is in it, `follow` takes the subject's pose in every frame. What
//! comes after needs no pictures.

#[cfg(all(feature = "video", feature = "inference"))]
mod analyze;
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
pub use analyze::{Analysis, Judged, analyze_clip, analyze_poses};
pub use comparison::write_comparison;
pub use film_format::{FilmSink, FilmSize, Filming};
pub use output::folder::OutputFolder;
pub use output::outputs::Outputs;
pub use printing::print::{Paper, print_page};
pub use progress::Progress;
pub use reading::clip::Clip;
#[cfg(feature = "inference")]
pub use reading::engine::Engine;
pub use reading::extraction::{Extraction, extract_poses};
pub use reading::heads::Heads;
#[cfg(all(feature = "video", feature = "inference"))]
pub use visit::{AnalysedClip, PlannedClip, analyze_visit_clip, fuse_visit};
