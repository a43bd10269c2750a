//! A file from the web, taken up again where it was interrupted.

use crate::error::WeightsError;
use crate::pipeline::weights::copy::MOST_BYTES;
use std::fs::OpenOptions;
use std::io::{Read, Write as _};
use std::path::Path;
use std::time::Duration;
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body};

/// A server that says nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Which addresses are allowed, those that a server sends on to included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Addresses {
    /// Encrypted ones.
    HttpsOnly,
    /// Any: for tests with a server of their own.
    #[cfg(test)]
    Any,
}

/// Checks that an address is allowed.
pub(super) fn check_address(url: &str, addresses: Addresses) -> Result<(), WeightsError> {
    let is_https = url.to_ascii_lowercase().starts_with("https://");
    match is_https || addresses != Addresses::HttpsOnly {
        true => Ok(()),
        false => Err(WeightsError::NotHttps { url: url.to_owned() }),
    }
}

/// Downloads into `part`, behind what is there from an earlier attempt. Where the connection breaks, what has come is kept.
///
/// What is there need not be of the same file: the caller compares the hash.
pub(super) fn download(url: &str, part: &Path, addresses: Addresses) -> Result<(), WeightsError> {
    check_address(url, addresses)?;
    let kept = std::fs::metadata(part).map_or(0, |m| m.len());
    let mut answer = ask(url, kept, addresses)?;
    let start = match answer.status() {
        StatusCode::PARTIAL_CONTENT if starts_at(&answer, kept) => kept,
        StatusCode::OK => 0,
        // nothing comes behind the last byte
        StatusCode::RANGE_NOT_SATISFIABLE if kept > 0 => return Ok(()),
        status => {
            let why = format!("the server answers {status}");
            return Err(WeightsError::Download { url: url.to_owned(), why });
        }
    };
    append(url, &mut answer.body_mut().as_reader(), part, start)
}

fn ask(url: &str, kept: u64, addresses: Addresses) -> Result<Response<Body>, WeightsError> {
    let agent: Agent = Agent::config_builder()
        .https_only(addresses == Addresses::HttpsOnly)
        .http_status_as_error(false)
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .timeout_per_read(Some(PATIENCE))
        .build()
        .into();
    let mut request = agent.get(url);
    if kept > 0 {
        request = request.header(header::RANGE, format!("bytes={kept}-"));
    }
    let failed = |e: ureq::Error| WeightsError::Download { url: url.into(), why: e.to_string() };
    request.call().map_err(failed)
}

/// Whether a part of the file begins where it was asked for.
fn starts_at(answer: &Response<Body>, kept: u64) -> bool {
    let range = answer.headers().get(header::CONTENT_RANGE).and_then(|v| v.to_str().ok());
    range.is_some_and(|range| range.starts_with(&format!("bytes {kept}-")))
}

/// Writes all that comes behind the first `start` bytes of a file.
fn append(url: &str, body: &mut impl Read, part: &Path, start: u64) -> Result<(), WeightsError> {
    let write_failed =
        |e: std::io::Error| WeightsError::Write { path: part.into(), why: e.to_string() };
    let mut options = OpenOptions::new();
    let mut file = options.create(true).append(true).open(part).map_err(write_failed)?;
    file.set_len(start).map_err(write_failed)?;
    let (mut bytes, mut block) = (start, vec![0; 1 << 16]);
    loop {
        let count = match body.read(&mut block) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(e) => {
                let (url, why) = (url.to_owned(), e.to_string());
                return Err(WeightsError::Interrupted { url, bytes, why });
            }
        };
        file.write_all(&block[..count]).map_err(write_failed)?;
        bytes += count as u64;
        if bytes > MOST_BYTES {
            return Err(WeightsError::TooLarge { from: url.to_owned() });
        }
    }
}
