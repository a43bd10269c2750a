//! What the library and the program promise, tested from outside, in one binary: it is linked once.
#![allow(clippy::unwrap_used)]

mod support;

mod accuracy;
mod agreement;
mod angles;
mod app;
mod app_page;
mod audience;
mod batch;
mod blur;
mod camera;
mod cases;
mod causes;
mod cli;
mod compare;
mod cut_strides;
mod devices;
mod documents;
mod exact_joints;
mod exports;
mod false_clock;
mod false_file;
mod false_picture;
mod film;
mod finding_cases;
mod findings;
mod foreign_poses;
mod gait;
mod model_check;
mod norms;
mod page_gait;
mod pages;
mod patient;
mod printing;
mod properties;
mod reasons;
mod require;
mod scale;
mod setbacks;
mod shared_clips;
mod stickers;
mod tasks;
mod untrusted;
mod video;
mod visit;
