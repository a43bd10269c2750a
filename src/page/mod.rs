//! Stage 9: the report as something to look at: pages, plots, drawings. Renders; writes nothing.

mod clip;
mod cycle_plot;
mod film;
mod finding_words;
mod findings;
mod hypotheses;
mod measures;
mod moments;
mod stills;
mod time_plot;
mod told;
mod visit;
mod words;

pub use clip::{PageInputs, render_html};
pub use film::{Film, FilmSource};
pub use moments::moments;
pub use stills::{Still, Stills};
pub use visit::render_visit_html;
