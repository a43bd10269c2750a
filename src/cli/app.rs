//! `gaitline app`: the page on one's own machine.

use super::args::AppArgs;
use super::say::Say;
use super::{Failure, print_error, print_line, say};
use gaitline::app::{
    AppPage, AppSettings, Started, WorkerProgram, data_folder, start, work_for_server,
};
use gaitline::error::AppError;

/// Stands in the environment of a worker. It is no option: nobody but the server starts one.
const WORKER: &str = "GAITLINE_APP_WORKER";

/// Serves the page until the program is ended, or opens that of the one that is at work already.
pub(crate) fn run(arguments: AppArgs) -> Result<(), Failure> {
    let failed = |e: AppError| {
        print_error(&e.to_string(), e.hint());
        Failure::Failed
    };
    let data = arguments.data.or_else(data_folder).ok_or(AppError::NoFolder).map_err(failed)?;
    let engine = arguments.places.engine();
    let worker = worker().map_err(failed)?;
    let settings = AppSettings { data, engine, port: arguments.port, worker };
    if std::env::var_os(WORKER).is_some() {
        return work_for_server(&settings).map_err(failed);
    }
    let open = |page: &AppPage| {
        if !arguments.no_browser && open::that_detached(page.opening()?).is_err() {
            say(Say::OpenYourself.text());
        }
        Ok(())
    };
    match start(&settings).map_err(failed)? {
        Started::Elsewhere(page) => {
            print_line(&Say::AppElsewhere.filled(&[("address", &page.address)]))?;
            open(&page).map_err(failed)
        }
        Started::Here(server) => {
            let page = server.page();
            let folder = page.folder.display().to_string();
            print_line(&Say::AppReady.filled(&[("address", &page.address), ("folder", &folder)]))?;
            open(&page).map_err(failed)?;
            server.run().map_err(failed)
        }
    }
}

/// This program once more, asked for the same.
fn worker() -> Result<WorkerProgram, AppError> {
    let failed = |e: std::io::Error| AppError::Server { why: e.to_string() };
    Ok(WorkerProgram {
        program: std::env::current_exe().map_err(failed)?,
        arguments: std::env::args_os().skip(1).collect(),
        variable: (WORKER.into(), "1".into()),
    })
}
