//! Stage 9: the report as something to look at: pages, plots, drawings. Renders; writes nothing.

mod clip;
mod cycle_plot;
mod finding_words;
mod findings;
mod hypotheses;
mod measures;
mod pictures;
mod time_plot;
mod told;
mod visit;
mod words;

pub use clip::render_html;
pub use pictures::{Pictures, Thumbnail};
pub use visit::render_visit_html;
