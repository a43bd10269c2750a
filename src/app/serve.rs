//! The server: one a folder, on the loopback address.

use crate::app::app_settings::AppSettings;
use crate::app::desk::Desk;
use crate::app::http::connections::answer_all;
use crate::app::http::guard::{Guard, OPEN};
use crate::app::http::routes::routes;
use crate::app::opening::{new_word, secret};
use crate::app::store::private::write_file;
use crate::app::work::lanes::work;
use crate::app::work::summary::summary_of;
use crate::error::AppError;
use crate::pipeline::folder_lock;
use std::io::Result;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;
use tokio::runtime::Builder;

/// Where the page of the server that is at work is found, for those who start another one.
const ADDRESS: &str = "address";

/// What became of a start.
pub enum Started {
    /// A server that is ready to be run.
    Here(Server),
    /// Another one is at work in this folder: its page.
    Elsewhere(AppPage),
}

/// The page of a server that is at work.
pub struct AppPage {
    /// Whoever knows it may do everything that the page can do.
    pub address: String,
    /// Where clips and results are.
    pub folder: PathBuf,
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    desk: Arc<Desk>,
    guard: Arc<Guard>,
    _lock: folder_lock::Attempt,
}

/// Opens the folder, begins what was not finished, and listens.
///
/// # Errors
/// When the folder cannot be used, or the port is taken.
pub fn start(settings: &AppSettings) -> std::result::Result<Started, AppError> {
    let folder_failed =
        |e: std::io::Error| AppError::Folder { path: settings.data.clone(), why: e.to_string() };
    let folder = settings.open()?;
    let address_file = folder.path().join(ADDRESS);
    let lock = folder_lock::FolderLock::attempt(folder.path());
    if matches!(lock, folder_lock::Attempt::Busy) {
        let address = address_of_other(&address_file).map_err(folder_failed)?;
        return Ok(Started::Elsewhere(AppPage { address, folder: folder.path().into() }));
    }
    let _ = std::fs::remove_file(&address_file); // that of an earlier time
    let (listener, port) = listen(settings.port)?;
    let guard = Arc::new(Guard { token: secret()?, port });
    let (looks, to_look_at) = channel();
    let (analyses, to_analyse) = channel();
    let desk = Desk::of(folder, looks, analyses, summary_of).map_err(folder_failed)?;
    let desk = Arc::new(desk);
    for jobs in [to_look_at, to_analyse] {
        let (desk, worker) = (Arc::clone(&desk), settings.worker.clone());
        std::thread::spawn(move || work(&desk, &jobs, &worker));
    }
    let server = Server { listener, desk, guard, _lock: lock };
    write_file(&address_file, server.page().address.as_bytes()).map_err(folder_failed)?;
    Ok(Started::Here(server))
}

impl Server {
    /// Its page.
    #[must_use]
    pub fn page(&self) -> AppPage {
        let address = format!("http://127.0.0.1:{}/{}/", self.guard.port, self.guard.token);
        AppPage { address, folder: self.desk.folder.path().into() }
    }

    /// Answers until the program ends.
    ///
    /// # Errors
    /// When the system lets nobody listen.
    pub fn run(self) -> std::result::Result<(), AppError> {
        let Self { listener, desk, guard, _lock } = self;
        let failed = |e: std::io::Error| AppError::Server { why: e.to_string() };
        let runtime = Builder::new_current_thread().enable_all().build().map_err(failed)?;
        runtime
            .block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                answer_all(listener, routes(desk, guard)).await;
                Ok(())
            })
            .map_err(failed)
    }
}

impl AppPage {
    /// An address that leads to the page once: what a command may hold, which other accounts see.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn opening(&self) -> std::result::Result<String, AppError> {
        let server = self.address.trim_end_matches('/').rsplit_once('/');
        let server = server.map_or("", |(server, _)| server);
        Ok(format!("{server}{OPEN}{}", new_word(&self.folder)?))
    }
}

/// The address of a server that may still be starting.
fn address_of_other(file: &Path) -> Result<String> {
    for _ in 0..100 {
        if let Ok(address) = std::fs::read_to_string(file) {
            return Ok(address);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    std::fs::read_to_string(file)
}

fn listen(port: Option<u16>) -> std::result::Result<(TcpListener, u16), AppError> {
    let bind = || -> Result<(TcpListener, u16)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    };
    bind().map_err(|e| AppError::Port { port: port.unwrap_or(0), why: e.to_string() })
}
