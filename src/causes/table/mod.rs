//! The causes that are looked at, each with its items.

pub(super) mod all;
mod foot;
mod hip;
mod leg;
mod observations;
mod pelvis;
