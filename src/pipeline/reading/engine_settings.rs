//! Where model and runtime are looked for, and what computes them.

use crate::pose::AskedDevice;
use std::path::PathBuf;

/// Where model and runtime are looked for, what computes the networks, and how many frames are worked on at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineSettings {
    /// One estimator a worker; at least one.
    pub workers: usize,
    /// Folder of the models; see [`ModelStore::find`](crate::ModelStore::find) for where they are looked for otherwise.
    pub models: Option<PathBuf>,
    /// The runtime's library; see [`ModelStore::runtime_library`](crate::ModelStore::runtime_library) for where it is looked
    /// for otherwise.
    pub onnxruntime: Option<PathBuf>,
    /// What computes the networks. A device that cannot be used gives way to the CPU.
    pub device: AskedDevice,
}

impl Default for EngineSettings {
    /// One worker a processor core, everything where it usually is, the first device that starts.
    fn default() -> Self {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        Self { workers, models: None, onnxruntime: None, device: AskedDevice::Auto }
    }
}
