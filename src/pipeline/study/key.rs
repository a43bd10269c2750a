//! What a clip's result depends on, as one hash.

use crate::error::PoseError;
use crate::options::Options;
use crate::pipeline::output::settings::OutputSettings;
use crate::pipeline::reading::engine_settings::EngineSettings;
use crate::pipeline::reading::prepared::PreparedModels;
use crate::pose::{Device, Fallback, ModelErrors, NetworkSpec, Role};
use crate::report::VERSION;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The models that a study asks for.
pub(super) struct Models {
    /// What each of them is: the hash of each network, how it is read where its description says so, its device,
    /// and its errors where they were measured.
    parts: BTreeMap<String, Vec<String>>,
    prepared: Arc<PreparedModels>,
}

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

/// What a device adds to a key: nothing where it is the CPU, as before there were others.
fn said_of(device: Device) -> Option<String> {
    (device != Device::Cpu).then(|| format!("device {device}"))
}

impl Models {
    /// Reads the descriptions, where any is needed. Weights are not hashed here, unless a device other than the CPU must be
    /// started to know whether it does.
    pub(super) fn of(names: &BTreeSet<&str>, settings: &EngineSettings) -> Result<Self, PoseError> {
        let prepared = Arc::new(PreparedModels::new(settings.clone()));
        let mut parts = BTreeMap::new();
        for name in names {
            let spec = prepared.store()?.spec(name)?;
            let (device, _) = prepared.device(name)?;
            let errors = prepared.store()?.errors(name, &spec)?.measured();
            let own = spec.networks().into_iter().map(said).chain(said_of(device));
            let own = own.chain(errors.as_ref().map(said_errors));
            parts.insert((*name).to_owned(), own.collect());
        }
        Ok(Self { parts, prepared })
    }

    /// The models behind the engines.
    pub(super) fn prepared(&self) -> Arc<PreparedModels> {
        Arc::clone(&self.prepared)
    }

    /// Why the CPU computes them although another device was asked for, unless that was told before.
    pub(super) fn untold_fallback(&self) -> Option<Fallback> {
        self.parts.keys().find_map(|name| self.prepared.untold_fallback(name))
    }

    /// What the result of a clip depends on: its bytes, the poses of another tool, the options, the model, its device,
    /// what is written, and the program's version. The number of workers is not among it.
    pub(super) fn key(
        &self,
        clip_sha256: &str,
        poses: Option<&str>,
        options: &Options,
        outputs: &OutputSettings,
    ) -> String {
        let options_text = serde_json::to_string(options).unwrap_or_default();
        let outputs_text = format!(
            "{} {:?} {:?} {:?} {:?}",
            outputs.overlay, outputs.film, outputs.blurring, outputs.exports, outputs.page
        );
        let model = self.parts.get(&options.model).map_or(&[][..], Vec::as_slice);
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
    use crate::pose::{ErrorQuantity, ModelStore, describe_models, errors_file_text, errors_of};
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

    /// The key of a clip whose model has one network, computed by a device.
    fn key_on(device: Device) -> String {
        let options = Options::default();
        let own = ["hash".to_owned()].into_iter().chain(said_of(device)).collect();
        let prepared = Arc::new(PreparedModels::new(EngineSettings::default()));
        let models = Models { parts: [(options.model.clone(), own)].into(), prepared };
        models.key("clip", None, &options, &OutputSettings::default())
    }

    #[test]
    fn a_result_of_another_device_is_not_taken_for_the_same() {
        let devices = Device::ACCELERATORS.into_iter().chain([Device::Cpu]);
        let keys: BTreeSet<String> = devices.map(key_on).collect();
        assert_eq!(keys.len(), Device::ACCELERATORS.len() + 1);
    }

    /// Otherwise every study of an earlier version would be done again.
    #[test]
    fn on_the_cpu_a_key_is_what_it_was_before_there_were_devices() {
        assert_eq!(said_of(Device::Cpu), None);
    }
}
