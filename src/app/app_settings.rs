//! What the app needs to be told.

use crate::pipeline::EngineSettings;
use std::path::PathBuf;

/// Where the data lie, and how the networks are computed.
#[derive(Debug, Clone, Default)]
pub struct AppSettings {
    /// The folder of clips and results; it is made where it is missing.
    pub data: PathBuf,
    /// Models and device.
    pub engine: EngineSettings,
    /// The port; a free one where it is not given.
    pub port: Option<u16>,
}

/// Where the data lie unless it is said otherwise: in the folder that the system keeps for a user's data of programs.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    dirs::data_local_dir().map(|folder| folder.join("gaitline"))
}
