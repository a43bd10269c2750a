//! A pose model on clips of known truth: how much larger its errors are than those of the default model.

mod check;
mod known_clips;
mod save;

pub use check::{ModelCheck, ModelCheckObserver, ModelCheckPlan, check_model};
pub use save::{check_can_save, save_errors};
