//! What a clip's result depends on, as one hash.

use crate::error::PoseError;
use crate::options::Options;
use crate::pipeline::output::settings::OutputSettings;
use crate::pipeline::reading::engine::EngineSettings;
use crate::pose::{ModelStore, NetworkSpec, Role};
use crate::report::VERSION;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What each model that a study asks for is: the hash of each network, and how it is read where its description says so.
pub(super) struct Models(BTreeMap<String, Vec<String>>);

fn said((_, network): (Role, &NetworkSpec)) -> String {
    match network.decoder {
        None => network.sha256.clone(),
        Some(decoder) => format!("{} {:?} {decoder:?}", network.sha256, network.pixels),
    }
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
            Ok(((*name).to_owned(), spec.networks().into_iter().map(said).collect()))
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
        let networks = self.0.get(&options.model).cloned().unwrap_or_default();
        let networks = networks.iter().map(String::as_str);
        let mut hasher = Sha256::new();
        let parts = [clip_sha256, &options_text, &outputs_text].into_iter().chain(networks);
        for part in parts.chain([VERSION]).chain(poses) {
            hasher.update(part);
            hasher.update([0]);
        }
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
