//! Where results go: folders and files, written as a whole or not at all.

pub(super) mod atomic_write;
mod carry;
pub(super) mod folder;
pub(super) mod names;
pub(super) mod outputs;
mod replacement;
pub(super) mod settings;
pub(super) mod visit_outputs;
