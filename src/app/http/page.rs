//! The page itself: text, style and script, each a file of its own, so that nothing inline is ever run.

use crate::app::desk::Desk;
use crate::app::http::problem_answer::ProblemAnswer;
use crate::app::opening::opens;
use crate::catalogue::Language;
use crate::page::{APP_FILES, render_app_html};
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

const OF_PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    lang: Option<String>,
}

/// Leads to the page whoever brings the word that opens it once.
pub(super) fn opened(desk: &Desk, word: &str, page: &str) -> Result<Redirect, ProblemAnswer> {
    match opens(desk.folder.path(), word) {
        Ok(true) => Ok(Redirect::to(page)),
        _ => Err(ProblemAnswer::of(StatusCode::FORBIDDEN, "forbidden")),
    }
}

/// The page, in the language that was asked for, or that the browser likes best.
pub(super) async fn page(
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, ProblemAnswer> {
    let chosen = asked.lang.as_deref().and_then(Language::of_code);
    let language = chosen.or_else(|| liked(&headers)).unwrap_or(Language::ENGLISH);
    let failed = |_| ProblemAnswer::of(StatusCode::INTERNAL_SERVER_ERROR, "not_written");
    let html = render_app_html(language).map_err(failed)?;
    Ok(with_type(html, "text/html; charset=utf-8"))
}

/// The first language of the browser's that there are texts in.
fn liked(headers: &HeaderMap) -> Option<Language> {
    let liked = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let codes = liked.split(',').filter_map(|one| one.trim().split(['-', ';']).next());
    codes.into_iter().find_map(Language::of_code)
}

/// Style or script.
pub(super) async fn part(Path(name): Path<String>) -> Result<Response, ProblemAnswer> {
    let found = APP_FILES.iter().find(|(file, _)| *file == name);
    let (name, content) = found.ok_or_else(ProblemAnswer::not_found)?;
    let kind = match name.ends_with(".css") {
        true => "text/css; charset=utf-8",
        false => "text/javascript; charset=utf-8",
    };
    Ok(with_type((*content).to_owned(), kind))
}

fn with_type(content: String, kind: &'static str) -> Response {
    let mut answer = content.into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(OF_PAGE));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_language_is_taken_where_there_are_texts_in_it() {
        let of = |text| {
            let headers = [(header::ACCEPT_LANGUAGE, HeaderValue::from_static(text))];
            liked(&headers.into_iter().collect()).map(Language::code)
        };
        assert_eq!(of("de-AT,de;q=0.9,en;q=0.8"), Some("de"));
        assert_eq!((of("ja,fr;q=0.5"), of("ja")), (Some("fr"), None));
    }
}
