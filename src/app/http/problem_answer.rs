//! What is answered where something cannot be done: what, and what to do next.

use crate::app::store::record::Problem;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A refusal.
#[derive(Debug)]
pub(super) struct ProblemAnswer {
    status: StatusCode,
    problem: Problem,
}

impl ProblemAnswer {
    /// One of the catalogue's, by its name.
    pub(super) fn of(status: StatusCode, name: &str) -> Self {
        Self { status, problem: Problem::named(name) }
    }

    /// Wrong words.
    pub(super) fn wrong(problem: Problem) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, problem }
    }

    /// Nothing is there.
    pub(super) fn not_found() -> Self {
        Self::of(StatusCode::NOT_FOUND, "not_found")
    }

    /// It is at work, or has no results yet.
    pub(super) fn not_now() -> Self {
        Self::of(StatusCode::CONFLICT, "not_now")
    }
}

/// A folder that cannot be written.
impl From<std::io::Error> for ProblemAnswer {
    fn from(e: std::io::Error) -> Self {
        let problem = Problem::named("not_written").with(e);
        Self { status: StatusCode::INSUFFICIENT_STORAGE, problem }
    }
}

impl IntoResponse for ProblemAnswer {
    fn into_response(self) -> Response {
        (self.status, Json(self.problem)).into_response()
    }
}
