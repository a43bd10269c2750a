//! Stills, results and films.
//!
//! Reports bring their own policy: nothing but their own script runs, and nothing can be asked for. The page shows them in frames that
//! cannot lead elsewhere.

use crate::app::desk::Desk;
use crate::app::http::problem_answer::ProblemAnswer;
use crate::app::store::data_folder::{SHEET, SINGLE_FILE};
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use std::path::{Component, PathBuf};
use std::sync::Arc;
use tower_http::services::ServeFile;

/// No other page may show a report.
const OF_REPORTS: &str = "frame-ancestors 'self'";

/// A still.
pub(super) async fn still(
    State(desk): State<Arc<Desk>>,
    Path((number, file)): Path<(u32, String)>,
    request: Request,
) -> Result<Response, ProblemAnswer> {
    desk.record(number).ok_or_else(ProblemAnswer::not_found)?;
    serve(desk.folder.stills(number).join(plain(&file)?), request).await
}

/// A file of the results, or one beside them.
pub(super) async fn result(
    State(desk): State<Arc<Desk>>,
    Path((number, file)): Path<(u32, String)>,
    request: Request,
) -> Result<Response, ProblemAnswer> {
    desk.record(number).ok_or_else(ProblemAnswer::not_found)?;
    let path = match &*file {
        SHEET | SINGLE_FILE => desk.folder.beside(number, &file),
        _ => desk.folder.results(number).join(plain(&file)?),
    };
    serve(path, request).await
}

/// A path that leads down only.
fn plain(file: &str) -> Result<PathBuf, ProblemAnswer> {
    let path = PathBuf::from(file);
    let is_plain = |part: Component<'_>| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        _ => false,
    };
    match path.components().all(is_plain) && !file.contains('\\') {
        true => Ok(path),
        false => Err(ProblemAnswer::not_found()),
    }
}

async fn serve(path: PathBuf, request: Request) -> Result<Response, ProblemAnswer> {
    if !path.is_file() {
        return Err(ProblemAnswer::not_found());
    }
    let is_page = path.extension().is_some_and(|e| e == "html");
    let answer = ServeFile::new(path).try_call(request).await?;
    let mut answer = answer.map(Body::new).into_response();
    if is_page {
        let policy = HeaderValue::from_static(OF_REPORTS);
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for inside in ["report.html", "clips/01/walk/report.html"] {
            assert!(plain(inside).is_ok(), "{inside}");
        }
        for outside in ["../entry.json", "a/../../x", "/etc/passwd", ".hidden", "a\\..\\b", ""] {
            let is_same = plain(outside).is_ok_and(|path| path != PathBuf::new());
            assert!(!is_same, "{outside}");
        }
    }
}
