//! The command line of `gaitline models`.

use super::choices::workers_in_range;
use clap::{Args, Subcommand};
use gaitline::pipeline::EngineSettings;
use std::path::PathBuf;

const CHECK_CODES: &str = "\
Exit codes: 0 all clips were compared, 1 at least one was left out or nothing could be saved, 2 wrong usage or truth file.";

/// Where model and runtime are, for commands that compute with the usual models.
#[derive(Debug, Args)]
pub(crate) struct ModelPlaces {
    /// Model folder [default: found near the program]; also GAITLINE_MODELS
    #[arg(long, value_name = "FOLDER")]
    models: Option<PathBuf>,

    /// ONNX Runtime library [default: in the model folder]; also GAITLINE_ONNXRUNTIME
    #[arg(long, value_name = "FILE")]
    onnxruntime: Option<PathBuf>,
}

impl ModelPlaces {
    pub(crate) fn engine(self) -> EngineSettings {
        let Self { models, onnxruntime } = self;
        EngineSettings { models, onnxruntime, ..EngineSettings::default() }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ModelsArgs {
    #[command(subcommand)]
    pub(crate) action: Option<ModelsAction>,

    /// Model folder [default: found near the program]; also GAITLINE_MODELS
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) models: Option<PathBuf>,

    /// ONNX Runtime library [default: in the model folder]; also GAITLINE_ONNXRUNTIME
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) onnxruntime: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelsAction {
    /// Put the weights of a described model into the model folder
    Add(AddModelArgs),
    /// Measure a model's errors on clips of known truth, as multiples of those of the default model. The intervals of
    /// reports follow from them
    #[command(after_help = CHECK_CODES)]
    Check(CheckModelArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CheckModelArgs {
    /// The model's name, as in --model of `gaitline analyze`
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,

    /// Clips with their truth beside them, as walk.truth.json beside walk.mp4; or folders of them. docs/truth_files.md
    /// describes the format. A quantity is measured on five clips or more
    #[arg(required = true, value_name = "CLIP|FOLDER")]
    pub(crate) clips: Vec<PathBuf>,

    /// Keep the factors as MODEL.errors.toml in the model folder: further reports of that model state its errors by them
    #[arg(long)]
    pub(crate) save: bool,

    /// Frames processed at the same time [default: one per processor core]
    #[arg(long, value_name = "N", value_parser = workers_in_range)]
    pub(crate) workers: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct AddModelArgs {
    /// An ONNX file, or a zip archive with one: a path, or an https address. A download that was interrupted is continued
    #[arg(value_name = "FILE|URL")]
    pub(crate) from: String,

    /// SHA-256 of the ONNX file [default: the one in the model's description]
    #[arg(long, value_name = "HEX")]
    pub(crate) sha256: Option<String>,

    /// File name in the model folder, as the description states it [default: the file's own, with .onnx instead of .zip]
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) name: Option<String>,
}
