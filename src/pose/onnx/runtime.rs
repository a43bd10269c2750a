//! The library of ONNX Runtime.

use crate::error::PoseError;
use crate::pose::device::Device;
use crate::pose::onnx::providers::devices_in_library;
use ort::environment::Environment;
use ort::logging::LogLevel;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The one ONNX Runtime of this process.
static LOADED: Mutex<Option<Runtime>> = Mutex::new(None);

/// Official builds of ONNX Runtime send their maker what machine and which models they run on, and write that into the
/// user's home, unless this variable says no before the library is loaded. The library's own switch comes too late.
///
/// # Source
/// ONNX Runtime 1.32, its page on privacy, "Disabling Telemetry".
pub const TELEMETRY_OFF: (&str, &str) = ("ORT_DISABLE_TELEMETRY", "1");

/// Asks ONNX Runtime for more or fewer messages of its own.
const LOG_VARIABLE: &str = "ORT_LOG";

/// The loaded ONNX Runtime library.
#[derive(Clone)]
pub struct Runtime {
    pub(super) environment: Environment,
    path: PathBuf,
}

impl Runtime {
    /// Loads the library; the first one that a process loads is the one that it keeps and gives again.
    ///
    /// # Errors
    /// When the file is missing or is no usable ONNX Runtime, or [`TELEMETRY_OFF`] does not stand in the environment.
    pub fn load(path: &Path) -> Result<Self, PoseError> {
        if std::env::var_os(TELEMETRY_OFF.0).is_none_or(|value| value != TELEMETRY_OFF.1) {
            return Err(PoseError::Telemetry);
        }
        let failed = |why: String| PoseError::Runtime { path: path.into(), why };
        // ort panics on a library that is not there at all
        if !path.is_file() {
            return Err(failed("no such file".to_owned()));
        }
        let mut loaded = LOADED.lock().map_err(|e| failed(e.to_string()))?;
        if let Some(runtime) = loaded.as_ref() {
            return Ok(runtime.clone());
        }
        let builder = ort::init_from(path).map_err(|e| failed(e.to_string()))?;
        let builder = builder.with_telemetry(false);
        let environment = builder.build().map_err(|e| failed(e.to_string()))?;
        Ok(loaded.insert(Self { environment, path: path.into() }).clone())
    }

    /// The library's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The accelerators that both the library and this program were built with.
    #[must_use]
    pub fn devices(&self) -> Vec<Device> {
        devices_in_library()
    }

    /// Does something while ONNX Runtime prints no messages of its own: what fails comes back as an error.
    pub(super) fn quietly<T>(&self, work: impl FnOnce() -> T) -> T {
        if std::env::var_os(LOG_VARIABLE).is_some() {
            return work();
        }
        self.environment.set_log_level(LogLevel::Fatal);
        let done = work();
        self.environment.set_log_level(LogLevel::Error);
        done
    }
}
