//! From files to files: clips in, folders with reports out.
//!
//! Everything that needs pictures happens here, in one reading of the clip (`reading/first.rs`), and a second one of the
//! frames that were looked at wrongly. What comes after needs no pictures. `clip_loop.rs` is the one loop over clips, `output/outputs.rs` the one list of the
//! files that are made of a clip. What needs a clip or a model is there with the features `video` and `inference` only.

#[cfg(all(feature = "video", feature = "inference"))]
mod analysis;
#[cfg(all(feature = "video", feature = "inference"))]
mod analyze;
mod atomic_write;
#[cfg(all(feature = "video", feature = "inference"))]
mod blurring;
#[cfg(all(feature = "video", feature = "inference"))]
mod clip_loop;
mod comparison;
#[cfg(all(feature = "video", feature = "inference"))]
mod film;
#[cfg(all(feature = "video", feature = "inference"))]
mod film_format;
pub(crate) mod folder_lock;
#[cfg(all(feature = "video", feature = "inference"))]
mod foreign;
#[cfg(all(feature = "video", feature = "inference"))]
mod given_poses;
#[cfg(all(feature = "video", feature = "inference"))]
mod ignored_errors;
mod json;
#[cfg(all(feature = "video", feature = "inference"))]
mod model_check;
#[cfg(all(feature = "video", feature = "inference"))]
mod output;
#[cfg(all(feature = "video", feature = "inference"))]
mod preview;
mod printing;
mod private_folder;
mod progress;
#[cfg(all(feature = "video", feature = "inference"))]
mod reading;
mod report_file;
#[cfg(all(feature = "video", feature = "inference"))]
mod same_film;
#[cfg(all(feature = "video", feature = "inference"))]
mod small_jpeg;
#[cfg(all(feature = "video", feature = "inference"))]
mod stopwatch;
mod study;
#[cfg(all(feature = "video", feature = "inference"))]
mod visit;
#[cfg(all(feature = "video", feature = "inference"))]
mod visit_plan;
#[cfg(feature = "inference")]
mod weights;

#[cfg(all(feature = "video", feature = "inference"))]
pub use analysis::Analysis;
#[cfg(all(feature = "video", feature = "inference"))]
pub use analyze::{analyze_clip, analyze_poses};
#[cfg(all(feature = "video", feature = "inference"))]
pub use blurring::Blurring;
#[cfg(all(feature = "video", feature = "inference"))]
pub use clip_loop::{ClipLoop, ClipObserver, PlannedClip, needs_model};
pub use comparison::write_comparison;
#[cfg(all(feature = "video", feature = "inference"))]
pub use foreign::analyze_foreign_poses;
#[cfg(all(feature = "video", feature = "inference"))]
pub use given_poses::{GivenPoses, StatedClip};
#[cfg(all(feature = "video", feature = "inference"))]
pub use ignored_errors::ignored_errors;
#[cfg(all(feature = "video", feature = "inference"))]
pub use model_check::{
    ModelCheck, ModelCheckObserver, ModelCheckPlan, check_can_save, check_model, save_errors,
};
#[cfg(all(feature = "video", feature = "inference"))]
pub use output::names::of_visit as visit_folder_name;
#[cfg(all(feature = "video", feature = "inference"))]
pub use output::settings::{FilmPlace, OutputSettings};
#[cfg(all(feature = "video", feature = "inference"))]
pub use preview::{ClipPreview, PersonBox, PreviewStep, PreviewStill, Recognised, preview_clip};
pub use printing::print::{Paper, print_page};
pub use progress::{Progress, UsedUp};
#[cfg(all(feature = "video", feature = "inference"))]
pub use reading::engine::Engine;
#[cfg(all(feature = "video", feature = "inference"))]
pub use reading::engine_settings::EngineSettings;
pub use report_file::read_report;
pub use study::cohort::{cohort_norms, write_norms};
pub use study::collect::{CollectSettings, Collected, collect_study};
pub use study::find::{FoundClips, find_clips};
pub use study::manifest::{Verification, verify_study};
#[cfg(all(feature = "video", feature = "inference"))]
pub use study::memory::{memory_in_use, usable_memory, workers_that_fit};
pub use study::merge::merge_studies;
pub use study::others::{other_clips, prune_study};
#[cfg(all(feature = "video", feature = "inference"))]
pub use study::planned::{PlannedStudy, StudyCounts, StudyObserver, StudyPlan};
#[cfg(all(feature = "video", feature = "inference"))]
pub use study::run::{done_before, run_study};
#[cfg(all(feature = "video", feature = "inference"))]
pub use visit::{VisitAnalysis, analyze_visit};
#[cfg(all(feature = "video", feature = "inference"))]
pub use visit_plan::{PlannedVisit, VisitPlan};
#[cfg(feature = "inference")]
pub use weights::add::{AddedWeights, AskedWeights, add_weights};
