//! Where results go: folders and files, written as a whole or not at all.

pub(super) mod atomic_write;
pub(super) mod files;
pub(super) mod folder;
pub(super) mod outputs;
