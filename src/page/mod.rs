//! Stage 9: the report as something to look at: pages, plots, drawings. Renders; writes nothing.

mod change_bar;
mod clip;
mod compare;
mod document;
mod evidence;
mod film;
mod finding_words;
mod findings;
mod gait;
mod glance;
mod hypotheses;
mod inputs;
mod language;
mod moment;
mod moments;
mod number;
mod patient;
mod player;
mod plots;
mod settings;
mod size_bar;
mod still;
mod stills;
mod told;
mod visit;
mod words;

pub use clip::render_html;
pub use compare::render_comparison_html;
pub use film::{Film, FilmSource};
pub use inputs::PageInputs;
pub use language::Language;
pub use moments::moments;
pub use settings::PageSettings;
pub use stills::{Still, Stills};
pub use visit::render_visit_html;
