//! gaitline turns a clip of someone walking into a gait report, every number with its error.
//!
//! Poses go in, an [`Assessment`](assessment::Assessment) comes out: plain data in, plain data out, with no file, clock,
//! model or video.
//!
//! ```no_run
//! use gaitline::{assessment::assess, options::Options, report::Report, track::PoseSequence};
//!
//! let poses = PoseSequence::read("gaitline-out/walk/poses.json".as_ref())?;
//! let options = Options::default();
//! let assessment = assess(&poses, &options);
//! for measure in &assessment.reliability.measures {
//!     println!("{}: {:.3}, 95 % interval {:?}", measure.measure, measure.mean, measure.ci95);
//! }
//! let report = Report::build(&poses, &assessment, &options); // the same as data, for JSON
//! # Ok::<(), gaitline::error::PosesFileError>(())
//! ```
//!
//! | module | what a caller finds there |
//! |---|---|
//! | [`track`], [`anatomy`] | poses, read from `poses.json`; [`Pose`], [`Marks`] and [`VideoInfo`] are parts of them |
//! | [`foreign_poses`] | poses that other tools made, read from their files |
//! | [`options`] | what the user decides, checked |
//! | [`assessment`] | [`assess`](assessment::assess) and [`assess_visit`](assessment::assess_visit) |
//! | [`motion`], [`gait`], [`reliability`], [`findings`], [`causes`], [`evidence`] | what an assessment is made of |
//! | [`validation`] | what is measured of a clip against its exact truth |
//! | [`report`], [`compare`] | documents as data, with their JSON Schemas |
//! | [`study`], [`export`] | tables of many clips; results in the formats of other programs |
//! | [`page`] | documents to look at |
//! | [`pipeline`] | clips in, folders of results out |
//! | `app` | the same for people who type no commands: a page on their own machine |
//! | [`error`] | one error type an edge, each with a hint |
//!
//! The features `video` (FFmpeg) and `inference` (ONNX Runtime), both on by default, are needed for clips only: for
//! [`pipeline`]'s engine and its loop over clips.
//!
//! The rooms below stand in the order in which the data flows; `ARCHITECTURE.md` is the map. In a private room, `pub`
//! means: for the rooms after it.

// tests of the library use what tests/suite/support makes, which names the library as a user does
#[cfg(test)]
extern crate self as gaitline;

pub mod anatomy;

pub mod catalogue;

pub mod error;

pub mod text_file;

mod signal;

mod video;

mod camera_tracking;

mod pose;

mod image_features;

pub mod track;

pub mod foreign_poses;

pub mod motion;

mod drawing;

pub mod gait;

pub mod evidence;

pub mod reliability;

pub mod findings;

pub mod causes;

#[allow(unreachable_pub)]
mod visit;

pub mod options;

pub mod assessment;

pub mod validation;

pub mod report;

pub mod compare;

pub mod study;

pub mod export;

pub mod page;

pub mod pipeline;

#[cfg(feature = "app")]
pub mod app;

pub use image_features::{
    Colour, Marker, MarkersError, Marks, Oklab, Spot, WaistEdge, parse_markers,
};
pub use pose::{
    AskedDevice, DEFAULT_MODEL, Device, ErrorQuantity, Fallback, FallbackReason, Family, Keypoint,
    LEAST_ERROR_CLIPS, MeasuredFactor, ModelErrors, ModelSpec, ModelStore, NetworkSpec, Pose, Role,
    StoredErrors,
};
#[cfg(feature = "inference")]
pub use pose::{Runtime, TELEMETRY_OFF, devices_in_build};
pub use video::VideoInfo;
pub use visit::{ClipFindings, FusedFinding, SeenIn};

/// What the crate's own tests and benches look into. No part of the interface: it changes without notice.
#[doc(hidden)]
pub mod internals {
    pub mod camera_tracking {
        //! The camera's own movement.
        pub use crate::camera_tracking::*;
    }
    pub mod drawing {
        //! Marks on pictures.
        pub use crate::drawing::*;
    }
    pub mod image_features {
        //! Stickers and the waistband.
        pub use crate::image_features::*;
    }
    pub mod pose {
        //! One picture to the landmarks of the people in it.
        pub use crate::pose::*;
    }
    pub mod signal {
        //! One-dimensional numerics.
        pub use crate::signal::*;
    }
    pub mod video {
        //! A clip to upright frames, and back.
        pub use crate::video::*;
    }
}
