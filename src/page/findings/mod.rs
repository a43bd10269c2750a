//! Findings with what they rest on, and hypotheses: the same for a clip and for a visit.

mod event;
pub(super) mod evidence;
pub(super) mod hypotheses;
pub(super) mod next_clip;
pub(super) mod ranking;
mod size_bar;
pub(super) mod source;
pub(super) mod summary;
