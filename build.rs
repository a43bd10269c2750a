//! Tells the program its version: that of the package and, of a release build, the commit that it was built from.
//! `0.2.0+1a2b3c4`, or `0.2.0+1a2b3c4.modified` where the sources differ from the commit.
//!
//! Other builds do not look, so that a commit does not make everything be built again.

use std::path::Path;
use std::process::Command;

/// What the commit is of.
const SOURCES: [&str; 4] = ["src", "build.rs", "Cargo.toml", "Cargo.lock"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = if is_release { packaged().or_else(cloned) } else { None };
    let version = env!("CARGO_PKG_VERSION");
    let version = commit.map_or_else(|| version.to_owned(), |commit| format!("{version}+{commit}"));
    println!("cargo::rustc-env=GAITLINE_VERSION={version}");
}

/// The commit that `cargo package` wrote down.
fn packaged() -> Option<String> {
    let text = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, rest) = text.split_once("\"sha1\"")?;
    rest.split('"').nth(1)?.get(..SHORT).map(str::to_owned)
}

/// The commit of a clone.
fn cloned() -> Option<String> {
    let commit = git(&["rev-parse", &format!("--short={SHORT}"), "HEAD"])?;
    let log = git(&["rev-parse", "--git-path", "logs/HEAD"])?;
    for changed in SOURCES.into_iter().chain([log.as_str()]).filter(|p| Path::new(p).exists()) {
        println!("cargo::rerun-if-changed={changed}");
    }
    let status: Vec<&str> = ["status", "--porcelain", "--"].into_iter().chain(SOURCES).collect();
    let is_modified = !git(&status)?.is_empty();
    Some(if is_modified { format!("{commit}.modified") } else { commit })
}

/// Enough letters to find a commit by.
const SHORT: usize = 10;

/// What git prints; `None` where there is no clone or no git.
fn git(arguments: &[&str]) -> Option<String> {
    let done = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(done.stdout).ok()?;
    done.status.success().then(|| text.trim().to_owned())
}
