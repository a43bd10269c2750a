//! Connections of browsers. One that never says what it wants is closed.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// The head of a request comes in one piece from this machine's own browser; an idle connection is made anew by it.
const LONGEST_HEAD: Duration = Duration::from_secs(10);

/// Where the system gives no more connections, some end within this time.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers for ever.
pub(in crate::app) async fn answer_all(listener: TcpListener, routes: Router) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(answer(stream, routes.clone()));
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

async fn answer(stream: TcpStream, routes: Router) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    let _ = connection.await; // the browser may leave at any time
}
