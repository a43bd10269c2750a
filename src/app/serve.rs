//! The server: one a folder, on the loopback address.

use crate::app::app_settings::AppSettings;
use crate::app::desk::Desk;
use crate::app::http::guard::Guard;
use crate::app::http::routes::routes;
use crate::app::store::data_folder::DataFolder;
use crate::app::store::private::write_file;
use crate::app::work::summary::summary_of;
use crate::app::work::threads::work;
use crate::error::AppError;
use crate::pipeline::folder_lock;
use std::fmt::Write as _;
use std::io::Result;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
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
    /// Another one is at work in this folder: the address of its page.
    Elsewhere(String),
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
    let folder = DataFolder::open(&settings.data).map_err(folder_failed)?;
    let folder = folder.ok_or_else(|| AppError::NotOurs { path: settings.data.clone() })?;
    let address_file = folder.path().join(ADDRESS);
    let lock = folder_lock::FolderLock::attempt(folder.path());
    if matches!(lock, folder_lock::Attempt::Busy) {
        return address_of_other(&address_file).map(Started::Elsewhere).map_err(folder_failed);
    }
    let _ = std::fs::remove_file(&address_file); // that of an earlier time
    let (listener, port) = listen(settings.port)?;
    let guard = Arc::new(Guard { token: token()?, port });
    let (looks, to_look_at) = channel();
    let (analyses, to_analyse) = channel();
    let desk = Desk::of(folder, looks, analyses, summary_of).map_err(folder_failed)?;
    let desk = Arc::new(desk);
    for jobs in [to_look_at, to_analyse] {
        let (desk, engine) = (Arc::clone(&desk), settings.engine.clone());
        std::thread::spawn(move || work(&desk, &jobs, &engine));
    }
    let server = Server { listener, desk, guard, _lock: lock };
    let address = server.address();
    write_file(&address_file, address.as_bytes()).map_err(folder_failed)?;
    Ok(Started::Here(server))
}

impl Server {
    /// The address of the page. Whoever knows it may do everything that the page can do.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.guard.port, self.guard.token)
    }

    /// The folder of the data.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.desk.folder.path()
    }

    /// Answers until the program ends.
    ///
    /// # Errors
    /// When the system gives no more connections.
    pub fn run(self) -> std::result::Result<(), AppError> {
        let Self { listener, desk, guard, _lock } = self;
        let failed = |e: std::io::Error| AppError::Server { why: e.to_string() };
        let runtime = Builder::new_current_thread().enable_all().build().map_err(failed)?;
        runtime
            .block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                axum::serve(listener, routes(desk, guard)).await
            })
            .map_err(failed)
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

/// 128 bits that nobody can guess, as hexadecimal digits.
fn token() -> std::result::Result<String, AppError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|e| AppError::Server { why: e.to_string() })?;
    Ok(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // a text takes everything
        text
    }))
}
