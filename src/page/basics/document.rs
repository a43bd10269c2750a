//! What every page has: its style, its script, and the policy by which it fetches nothing.

use base64::Engine as _;
use sha2::{Digest, Sha256};

/// What the page does; its hash stands in the page's security policy.
pub(crate) const SCRIPT: &str = include_str!("../templates/report.js");

/// How it looks.
pub(crate) const STYLE: &str =
    concat!(include_str!("../templates/report.css"), include_str!("../templates/plots.css"));

/// Nothing is fetched but the film beside the page, and no script runs but ours.
pub(crate) fn policy() -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; media-src 'self' file: data:; style-src 'unsafe-inline'; script-src 'sha256-{hash}'"
    )
}
