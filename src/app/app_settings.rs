//! What the app needs to be told.

use crate::app::store::data_folder::DataFolder;
use crate::error::AppError;
use crate::pipeline::EngineSettings;
use std::ffi::OsString;
use std::path::PathBuf;

/// Where the data lie, and how the networks are computed.
#[derive(Debug, Clone)]
pub struct AppSettings {
    /// The folder of clips and results; it is made where it is missing.
    pub data: PathBuf,
    /// Models and device.
    pub engine: EngineSettings,
    /// The port; a free one where it is not given.
    pub port: Option<u16>,
    /// What does the work.
    pub worker: WorkerProgram,
}

impl AppSettings {
    /// Opens the folder of the data.
    pub(super) fn open(&self) -> Result<DataFolder, AppError> {
        let path = || self.data.clone();
        let failed = |e: std::io::Error| AppError::Folder { path: path(), why: e.to_string() };
        DataFolder::open(&self.data)
            .map_err(failed)?
            .ok_or_else(|| AppError::NotOurs { path: path() })
    }
}

/// A program that calls [`work_for_server`](crate::app::work_for_server) with the same settings.
#[derive(Debug, Clone)]
pub struct WorkerProgram {
    /// The program.
    pub program: PathBuf,
    /// What it is started with.
    pub arguments: Vec<OsString>,
    /// Name and value of a variable in its environment that tells it what it is.
    pub variable: (OsString, OsString),
}

/// Where the data lie unless it is said otherwise: in the folder that the system keeps for a user's data of programs.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    dirs::data_local_dir().map(|folder| folder.join("gaitline"))
}
