//! Everything that the page shows, as soon as it changes.

use crate::app::desk::Desk;
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// A page that waits longer asks again: so that one that is gone holds nothing.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

#[derive(Debug, Deserialize)]
pub(super) struct Since {
    /// The version that the page shows.
    after: Option<u64>,
}

/// Answers at once where the page shows another version, else when something changes.
pub(super) async fn state(
    State(desk): State<Arc<Desk>>,
    Query(since): Query<Since>,
) -> Json<Value> {
    let mut version = desk.version();
    let is_new = |now: &u64| since.after != Some(*now);
    let _ = tokio::time::timeout(LONGEST_WAIT, version.wait_for(is_new)).await;
    Json(desk.told())
}
