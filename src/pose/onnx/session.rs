//! The networks of a model in sessions of ONNX Runtime.

use crate::error::PoseError;
use crate::pose::assemble::assemble;
use crate::pose::estimator::PoseEstimator;
use crate::pose::network::{Network, Role};
use crate::pose::onnx::accelerated::Accelerated;
use crate::pose::onnx::network::OnnxNetwork;
use crate::pose::onnx::runtime::Runtime;
use crate::pose::spec::NetworkSpec;
use crate::pose::store::VerifiedModel;

/// Loads the networks of a model; one estimator a worker. `around` may put something around a network.
///
/// On the CPU each estimator has sessions of its own. Those of an accelerator are shared.
///
/// # Errors
/// When the runtime refuses the weights, or they answer otherwise than described.
pub fn load_estimator(
    runtime: &Runtime,
    model: &VerifiedModel,
    accelerated: Option<&Accelerated>,
    around: impl Fn(Role, Box<dyn Network + Send>) -> Box<dyn Network + Send>,
) -> Result<PoseEstimator, PoseError> {
    let load = |role: Role, spec: &NetworkSpec| {
        let network = match accelerated {
            Some(accelerated) => accelerated.network(role, spec)?,
            None => OnnxNetwork::load(runtime, model.weights_of(role, spec)?, spec, &[])?,
        };
        Ok(around(role, Box::new(network)))
    };
    Ok(PoseEstimator::new(assemble(&model.spec, load)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::store::{DEFAULT_MODEL, ModelStore};
    use std::io::Write as _;
    use std::path::{Path, PathBuf};

    /// A copy of the default model's files; `None` where they or the runtime are not prepared.
    fn copied_model(folder: &Path) -> Option<(ModelStore, PathBuf)> {
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        let prepared = ModelStore::find(Some(&models)).ok()?;
        let spec = prepared.spec(DEFAULT_MODEL).ok()?;
        std::fs::create_dir(folder.join("weights")).ok()?;
        let description = format!("{DEFAULT_MODEL}.toml");
        std::fs::copy(models.join(&description), folder.join(&description)).ok()?;
        for (_, network) in spec.networks() {
            let file = format!("weights/{}", network.file);
            std::fs::copy(models.join(&file), folder.join(&file)).ok()?;
        }
        Some((ModelStore::find(Some(folder)).ok()?, prepared.runtime_library(None).ok()?))
    }

    #[test]
    fn weights_are_hashed_once_and_not_by_every_worker() {
        let folder = tempfile::tempdir().unwrap();
        let Some((store, runtime)) = copied_model(folder.path()) else {
            let _ = writeln!(std::io::stderr(), "skipped: models/prepare has not run");
            return;
        };
        let runtime = Runtime::load(&runtime).unwrap();
        let spec = store.spec(DEFAULT_MODEL).unwrap();
        let verified = store.verified(&spec).unwrap();
        assert!(load_estimator(&runtime, &verified, None, |_, network| network).is_ok());
        let (_, landmarker) = spec.networks()[1];
        std::fs::write(store.weights_folder().join(&landmarker.file), "other").unwrap();
        // a worker that hashed the file again would find another hash
        let again = load_estimator(&runtime, &verified, None, |_, network| network).err();
        assert!(matches!(again, Some(PoseError::Load { .. })), "{again:?}");
        assert!(matches!(store.verified(&spec), Err(PoseError::WrongHash { .. })));
    }
}
