//! What a clip's result depends on, as one hash.

use crate::error::PoseError;
use crate::options::Options;
use crate::pipeline::output::settings::OutputSettings;
use crate::pipeline::reading::engine::EngineSettings;
use crate::pose::{ModelErrors, ModelStore, NetworkSpec, Role};
use crate::report::VERSION;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What each model that a study asks for is: the hash of each network, how it is read where its description says so, and
/// its errors where they were measured.
pub(super) struct Models(BTreeMap<String, Vec<String>>);

fn said((_, network): (Role, &NetworkSpec)) -> String {
    match network.decoder {
        None => network.sha256.clone(),
        Some(decoder) => format!("{} {:?} {decoder:?}", network.sha256, network.pixels),
    }
}

/// What was measured of a model, as one text.
fn said_errors(errors: &ModelErrors) -> String {
    serde_json::to_string(errors).unwrap_or_default()
}

impl Models {
    /// Reads the descriptions, where any is needed; weights are not hashed here.
    pub(super) fn of(names: &BTreeSet<&str>, settings: &EngineSettings) -> Result<Self, PoseError> {
        if names.is_empty() {
            return Ok(Self(BTreeMap::new()));
        }
        let store = ModelStore::find(settings.models.as_deref())?;
        let hashes = |name: &&str| {
            let spec = store.spec(name)?;
            let errors = store.errors(name, &spec)?.measured();
            let networks = spec.networks().into_iter().map(said);
            Ok(((*name).to_owned(), networks.chain(errors.as_ref().map(said_errors)).collect()))
        };
        Ok(Self(names.iter().map(hashes).collect::<Result<_, PoseError>>()?))
    }

    /// What the result of a clip depends on: its bytes, the poses of another tool, the options, the model, what is written,
    /// and the program's version. The number of workers is not among it.
    pub(super) fn key(
        &self,
        clip_sha256: &str,
        poses: Option<&str>,
        options: &Options,
        outputs: &OutputSettings,
    ) -> String {
        let options_text = serde_json::to_string(options).unwrap_or_default();
        let outputs_text = format!(
            "{} {:?} {} {:?} {:?}",
            outputs.overlay, outputs.film, outputs.blur_faces, outputs.exports, outputs.page
        );
        let model = self.0.get(&options.model).map_or(&[][..], Vec::as_slice);
        let networks = model.iter().map(String::as_str);
        let mut hasher = Sha256::new();
        let parts = [clip_sha256, &options_text, &outputs_text].into_iter().chain(networks);
        for part in parts.chain([VERSION]).chain(poses) {
            hasher.update(part);
            hasher.update([0]);
        }
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{ErrorQuantity, describe_models, errors_file_text, errors_of};
    use std::path::Path;

    fn key(folder: &Path) -> String {
        let settings =
            EngineSettings { models: Some(folder.to_owned()), ..EngineSettings::default() };
        let options = Options { model: "m".to_owned(), ..Options::default() };
        let models = Models::of(&BTreeSet::from(["m"]), &settings).unwrap();
        models.key("clip", None, &options, &OutputSettings::default())
    }

    fn write_errors(store: &ModelStore, factor: f64) {
        let errors = errors_of(&[ErrorQuantity::Times], factor);
        let text = errors_file_text("m", &store.spec("m").unwrap(), &errors);
        std::fs::write(store.errors_path("m"), text).unwrap();
    }

    #[test]
    fn other_errors_of_the_model_are_another_result_and_those_of_other_weights_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let store = describe_models(folder, "cd");
        let without = key(folder);
        write_errors(&store, 1.5);
        let measured = key(folder);
        write_errors(&store, 1.6);
        let measured_again = key(folder);
        assert!(without != measured && measured != measured_again && without != measured_again);
        write_errors(&store, 1.5);
        assert_eq!(key(folder), measured);
        describe_models(folder, "ce");
        let of_other_weights = key(folder);
        std::fs::remove_file(store.errors_path("m")).unwrap();
        assert_eq!(of_other_weights, key(folder));
    }
}
