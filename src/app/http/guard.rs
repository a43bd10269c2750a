//! Who may ask: the page that this program opened, in a browser on this machine, and nobody else.
//!
//! The address holds a token that no other page and no other account can know. A page of the network whose name was made to lead
//! here (DNS rebinding) asks for another host; one that sends requests from elsewhere names its own origin. Both are refused.

use crate::app::http::problem_answer::ProblemAnswer;
use crate::app::opening::is_same;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// What every request must show.
#[derive(Debug)]
pub(in crate::app) struct Guard {
    /// In the page's address.
    pub(in crate::app) token: String,
    pub(in crate::app) port: u16,
}

/// Where the browser is sent to first; a word follows that opens the page once.
pub(in crate::app) const OPEN: &str = "/open/";

/// Lets a request through, or refuses it.
pub(super) async fn guarded(
    State(guard): State<Arc<Guard>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    // a word that opens once is looked at where it is taken
    let is_known = guard.has_token(path) || path.starts_with(OPEN);
    let mut answer = match is_known && guard.is_own(request.headers()) {
        true => next.run(request).await,
        false => ProblemAnswer::of(StatusCode::FORBIDDEN, "forbidden").into_response(),
    };
    let headers = answer.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// In every answer.
const ALWAYS: [(header::HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

impl Guard {
    /// Whether a path begins with the token.
    fn has_token(&self, path: &str) -> bool {
        is_same(&self.token, path.split('/').nth(1).unwrap_or_default())
    }

    /// Whether a request names this server, and comes from its own page where it says from where.
    fn is_own(&self, headers: &HeaderMap) -> bool {
        let names = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        let is_host = |value: &HeaderValue| names.iter().any(|name| value == name.as_str());
        let is_origin = |value: &HeaderValue| {
            let host = value.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            host.is_some_and(|host| names.iter().any(|name| name == host))
        };
        let mut hosts = headers.get_all(header::HOST).iter();
        let has_host = hosts.next().is_some_and(is_host) && hosts.next().is_none();
        has_host && headers.get_all(header::ORIGIN).iter().all(is_origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard() -> Guard {
        Guard { token: "0123abcd".to_owned(), port: 4000 }
    }

    fn is_own(headers: &[(header::HeaderName, &'static str)]) -> bool {
        let headers = headers.iter().map(|(n, v)| (n.clone(), HeaderValue::from_static(v)));
        guard().is_own(&headers.collect())
    }

    #[test]
    fn only_the_address_that_was_opened_is_known() {
        assert!(guard().has_token("/0123abcd/") && guard().has_token("/0123abcd/api/state"));
        for path in ["/", "", "/0123abc/", "/0123abcde/", "/x/0123abcd/", "/0123abcD/"] {
            assert!(!guard().has_token(path), "{path}");
        }
    }

    #[test]
    fn other_hosts_and_origins_are_refused() {
        use header::{HOST, ORIGIN};
        assert!(is_own(&[(HOST, "127.0.0.1:4000")]) && is_own(&[(HOST, "localhost:4000")]));
        assert!(is_own(&[(HOST, "127.0.0.1:4000"), (ORIGIN, "http://127.0.0.1:4000")]));
        for host in ["127.0.0.1", "127.0.0.1:80", "evil.example:4000", "localhost.evil:4000"] {
            assert!(!is_own(&[(HOST, host)]), "{host}");
        }
        for origin in
            ["null", "http://evil.example", "https://127.0.0.1:4000", "http://127.0.0.1:4001", ""]
        {
            assert!(!is_own(&[(HOST, "127.0.0.1:4000"), (ORIGIN, origin)]), "{origin}");
        }
        assert!(!is_own(&[]));
    }
}
