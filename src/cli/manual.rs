//! The manual pages, made from the command line itself.

use super::args::{Cli, ManualArgs};
use super::{Failure, print_error};
use clap::CommandFactory;
use gaitline::error::AnalysisError;

/// Writes a page for the program and one for each command.
pub(crate) fn run(arguments: &ManualArgs) -> Result<(), Failure> {
    let written = std::fs::create_dir_all(&arguments.folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), &arguments.folder));
    written.map_err(|e| {
        let error = AnalysisError::Write { path: arguments.folder.clone(), why: e.to_string() };
        print_error(&error.to_string(), error.hint());
        Failure::Failed
    })
}
