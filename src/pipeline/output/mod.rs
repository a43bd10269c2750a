//! The folders of clips and visits: what is in them, and how they take their place as a whole.

mod carry;
pub(super) mod folder;
pub(super) mod names;
pub(super) mod outputs;
mod replacement;
pub(super) mod settings;
pub(super) mod staging;
pub(super) mod visit_outputs;
