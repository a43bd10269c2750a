//! The scripts of `tests/browser`, which need Node, its packages and Chromium (`setup/install --tests`).

use super::{Need, in_repository, skip, stderr, stdout};
use std::ffi::OsStr;
use std::process::Command;

/// What a script ends with that finds no browser or driver.
const SKIPPED: i32 = 77;

/// What a script printed that found nothing wrong; none where it cannot run, which is said.
pub(crate) fn printed_by<A: AsRef<OsStr>>(script: &str, arguments: &[A]) -> Option<String> {
    let path = in_repository("tests/browser").join(script);
    let Ok(done) = Command::new("node").arg(path).args(arguments).output() else {
        skip(Need::Browser, "no node (setup/install --tests brings it)");
        return None;
    };
    if done.status.code() == Some(SKIPPED) {
        skip(Need::Browser, stdout(&done).trim().trim_start_matches("skipped: "));
        return None;
    }
    assert!(done.status.success(), "{}{}", stdout(&done), stderr(&done));
    Some(stdout(&done))
}
