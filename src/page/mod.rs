//! Stage 9: the report as something to look at: pages, plots, drawings. Renders; writes nothing.

mod clip;
mod document;
mod evidence;
mod film;
mod finding_words;
mod findings;
mod gait;
mod glance;
mod hypotheses;
mod inputs;
mod moment;
mod number;
mod pictures;
mod player;
mod plots;
mod size_bar;
mod still;
mod told;
mod visit;
mod words;

pub use clip::render_html;
pub use film::{Film, FilmSource};
pub use inputs::PageInputs;
pub use pictures::{Pictures, Thumbnail};
pub use visit::render_visit_html;
