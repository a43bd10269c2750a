//! Stage 9: the report as something to look at: pages, plots, drawings. Renders; writes nothing.

#[cfg(feature = "app")]
mod app_page;
mod basics;
mod clip;
mod comparison;
mod findings;
mod gait;
mod patient;
mod pictures;
mod plots;
mod settings;
mod study;
mod text;
mod visit;

pub use crate::catalogue::Language;
#[cfg(feature = "app")]
pub(crate) use app_page::{APP_FILES, render_app_html};
pub(crate) use basics::address::percent_encoded;
pub use clip::inputs::PageInputs;
pub use clip::report_page::render_html;
pub use comparison::comparison_page::render_comparison_html;
pub(crate) use gait::key_table::measures as key_measures;
pub use pictures::film::{Film, FilmSource};
pub use pictures::moments::moments;
pub use pictures::stills::{Still, Stills};
pub use settings::PageSettings;
pub use study::study_page::render_study_html;
pub use visit::render_visit_html;

#[cfg(test)]
mod tests;
