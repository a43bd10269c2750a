//! The models of a run, each prepared once for all engines that share it.

use crate::error::PoseError;
use crate::pipeline::reading::engine_settings::EngineSettings;
use crate::pose::{
    Accelerated, Device, Fallback, ModelErrors, ModelSpec, ModelStore, NetworkSpec, Offer, Role,
    Runtime, VerifiedModel, choose, devices_in_build, wanted,
};
use crate::track::ModelInfo;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A model whose weights are hashed and whose device is started.
pub(crate) struct PreparedModel {
    /// What stands in the report.
    pub(crate) info: ModelInfo,
    pub(crate) runtime: Runtime,
    pub(crate) verified: VerifiedModel,
    /// Its networks on an accelerator; `None` on the CPU.
    pub(crate) accelerated: Option<Accelerated>,
    /// Why it is on the CPU, where another device was asked for.
    pub(crate) fallback: Option<Fallback>,
}

/// The models of a run.
pub(crate) struct PreparedModels {
    settings: EngineSettings,
    by_name: Mutex<BTreeMap<String, Arc<PreparedModel>>>,
    /// A fallback has been told.
    is_told: AtomicBool,
}

impl PreparedModels {
    /// None of them is prepared yet.
    pub(crate) fn new(settings: EngineSettings) -> Self {
        Self { settings, by_name: Mutex::default(), is_told: AtomicBool::new(false) }
    }

    /// Where models are looked for.
    pub(crate) fn store(&self) -> Result<ModelStore, PoseError> {
        ModelStore::find(self.settings.models.as_deref())
    }

    /// A model, which is prepared if it was not before.
    ///
    /// # Errors
    /// When there is no such model, no runtime, or a file is not what it claims to be.
    pub(crate) fn get(&self, model: &str) -> Result<Arc<PreparedModel>, PoseError> {
        // held while a model is prepared, so that other threads wait for it instead of starting a device, too
        let mut by_name = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(prepared) = by_name.get(model) {
            return Ok(Arc::clone(prepared));
        }
        let prepared = Arc::new(self.prepare(model)?);
        by_name.insert(model.to_owned(), Arc::clone(&prepared));
        Ok(prepared)
    }

    fn prepare(&self, model: &str) -> Result<PreparedModel, PoseError> {
        let store = self.store()?;
        let spec = store.spec(model)?;
        let errors = store.errors(model, &spec)?.measured();
        self.with_errors(&store, &spec, errors)
    }

    /// A model whose errors are to be measured: a file of its errors is not read.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub(crate) fn prepare_to_measure(&self, model: &str) -> Result<PreparedModel, PoseError> {
        let store = self.store()?;
        self.with_errors(&store, &store.spec(model)?, None)
    }

    fn with_errors(
        &self,
        store: &ModelStore,
        spec: &ModelSpec,
        errors: Option<ModelErrors>,
    ) -> Result<PreparedModel, PoseError> {
        let runtime = Runtime::load(&store.runtime_library(self.settings.onnxruntime.as_deref())?)?;
        let verified = store.verified(spec)?;
        let offer = Offer {
            build: devices_in_build(),
            library: runtime.devices(),
            library_path: runtime.path().into(),
        };
        let asked = self.settings.device;
        let start = |device| Accelerated::start(&runtime, &verified, device, asked);
        let choice = choose(asked, &offer, start);
        let info = info(spec, choice.device, errors);
        let (accelerated, fallback) = (choice.started, choice.fallback);
        Ok(PreparedModel { info, runtime, verified, accelerated, fallback })
    }

    /// The device of a model, and why it is the CPU where another one was asked for. Nothing is loaded where it can be none
    /// but the CPU.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub(crate) fn device(&self, model: &str) -> Result<(Device, Option<Fallback>), PoseError> {
        let (asked, build) = (self.settings.device, devices_in_build());
        if wanted(asked, &build).is_empty() {
            let offer = Offer { build, ..Offer::default() };
            let choice = choose(asked, &offer, |_| Err::<(), _>(String::new()));
            return Ok((choice.device, choice.fallback));
        }
        let prepared = self.get(model)?;
        let device = prepared.info.device.unwrap_or(Device::Cpu);
        Ok((device, prepared.fallback.clone()))
    }

    /// Why a model is not computed by the device that was asked for; once in a run. A model that cannot be prepared says so
    /// when it is used.
    pub(crate) fn untold_fallback(&self, model: &str) -> Option<Fallback> {
        let (_, fallback) = self.device(model).ok()?;
        fallback.filter(|_| !self.is_told.swap(true, Ordering::Relaxed))
    }
}

/// What stands in the report of a model. Where one network finds people and landmarks, it is named as both.
fn info(spec: &ModelSpec, device: Device, errors: Option<ModelErrors>) -> ModelInfo {
    let networks = spec.networks();
    let hash = |network: Option<&(Role, &NetworkSpec)>| {
        network.map(|(_, network)| network.sha256.to_ascii_lowercase()).unwrap_or_default()
    };
    ModelInfo {
        name: spec.name.clone(),
        detector_sha256: hash(networks.first()),
        landmarker_sha256: hash(networks.last()),
        device: Some(device),
        errors,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{AskedDevice, FallbackReason};

    fn asking(device: AskedDevice) -> PreparedModels {
        let nowhere = Some("/nonexistent".into());
        PreparedModels::new(EngineSettings { device, models: nowhere, ..EngineSettings::default() })
    }

    /// An accelerator that this build has not.
    fn missing() -> Option<Device> {
        Device::ACCELERATORS.into_iter().find(|d| !devices_in_build().contains(d))
    }

    #[test]
    fn nothing_is_loaded_to_know_that_a_device_is_not_in_the_build() {
        assert_eq!(
            asking(AskedDevice::Only(Device::Cpu)).device("any").unwrap(),
            (Device::Cpu, None)
        );
        let Some(missing) = missing() else { return };
        let fallback = Fallback { asked: missing, reason: FallbackReason::NotInBuild };
        let found = asking(AskedDevice::Only(missing)).device("any").unwrap();
        assert_eq!(found, (Device::Cpu, Some(fallback)));
    }

    #[test]
    fn a_fallback_is_told_once_in_a_run_whatever_the_model() {
        let Some(missing) = missing() else { return };
        let models = asking(AskedDevice::Only(missing));
        assert!(models.untold_fallback("one").is_some());
        assert_eq!(models.untold_fallback("one"), None);
        assert_eq!(models.untold_fallback("other"), None);
        assert_eq!(asking(AskedDevice::Only(Device::Cpu)).untold_fallback("one"), None);
    }
}
