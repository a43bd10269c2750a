//! Files of errors that say nothing of the weights that are used.

use crate::options::Options;
use crate::pipeline::clip_loop::needs_model;
use crate::pipeline::given_poses::GivenPoses;
use crate::pipeline::reading::engine_settings::EngineSettings;
use crate::pose::{ModelStore, StoredErrors};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The models that would run over clips, and whose file of errors is of other weights, with the file. A model that cannot
/// be used has none: whoever loads it says why.
#[must_use]
pub fn ignored_errors<'a>(
    clips: impl Iterator<Item = (&'a Path, &'a Option<GivenPoses>, &'a Options)>,
    settings: &EngineSettings,
) -> Vec<(String, PathBuf)> {
    let runs = |(path, poses, options): (&'a Path, &Option<GivenPoses>, &'a Options)| {
        needs_model(path, poses.as_ref()).then_some(options.model.as_str())
    };
    let models: BTreeSet<&str> = clips.filter_map(runs).collect();
    let Ok(store) = ModelStore::find(settings.models.as_deref()) else { return Vec::new() };
    let of = |model: &str| {
        let spec = store.spec(model).ok()?;
        match store.errors(model, &spec).ok()? {
            StoredErrors::OfOtherWeights(path) => Some((model.to_owned(), path)),
            StoredErrors::None | StoredErrors::Measured(_) => None,
        }
    };
    models.into_iter().filter_map(of).collect()
}
