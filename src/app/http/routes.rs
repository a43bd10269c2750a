//! Which address is answered by what.

use crate::app::desk::Desk;
use crate::app::http::answers::{analyse, cancel, comparison, delete, export, label, visit};
use crate::app::http::files::{result, still};
use crate::app::http::guard::{Guard, OPEN, guarded};
use crate::app::http::page::{opened, page, part};
use crate::app::http::state::state;
use crate::app::http::upload::upload;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::middleware::from_fn_with_state;
use axum::routing::{delete as deleting, get, post, put};
use std::sync::Arc;
use tower::limit::GlobalConcurrencyLimitLayer;

/// So many requests are answered at a time; the others wait. A page waits with one for what changes.
const MOST_REQUESTS: usize = 128;

/// Options are some hundred bytes.
const MOST_BYTES: usize = 64 << 10;

/// All addresses, below the token, and the one that leads there once.
pub(in crate::app) fn routes(desk: Arc<Desk>, guard: Arc<Guard>) -> Router {
    let at = |path: &str| format!("/{}{path}", guard.token);
    let page_address = at("/");
    let open = async move |State(desk): State<Arc<Desk>>, Path(word): Path<String>| {
        opened(&desk, &word, &page_address)
    };
    Router::new()
        .route(&format!("{OPEN}{{word}}"), get(open))
        .route(&at("/"), get(page))
        .route(&at("/{file}"), get(part))
        .route(&at("/api/state"), get(state))
        .route(&at("/api/clips"), put(upload))
        .route(&at("/api/visits"), post(visit))
        .route(&at("/api/comparisons"), post(comparison))
        .route(&at("/api/entries/{number}"), deleting(delete))
        .route(&at("/api/entries/{number}/analyze"), post(analyse))
        .route(&at("/api/entries/{number}/cancel"), post(cancel))
        .route(&at("/api/entries/{number}/label"), post(label))
        .route(&at("/api/entries/{number}/export"), post(export))
        .route(&at("/entries/{number}/look/{file}"), get(still))
        .route(&at("/entries/{number}/results/{*file}"), get(result))
        .with_state(desk)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn_with_state(guard, guarded))
        .layer(GlobalConcurrencyLimitLayer::new(MOST_REQUESTS))
}
