//! Printing by a browser of Chromium's family: one call of the program.

use crate::pipeline::printing::browser::{Browser, address, last_words};
use crate::pipeline::printing::failure::Failure;
use crate::pipeline::printing::pdf::checked;
use std::ffi::OsString;
use std::path::Path;

/// Prints a page; returns the PDF. `work` is a folder that goes away afterwards.
pub(crate) fn print(browser: &Browser, page: &Path, work: &Path) -> Result<Vec<u8>, Failure> {
    let (pdf, said) = (work.join("page.pdf"), work.join("said"));
    let mut running = browser.start(&arguments(page, &pdf, &work.join("profile")), &said)?;
    if !running.ended()? {
        return Err(Failure::Broken(last_words(&said)));
    }
    match std::fs::read(&pdf) {
        Ok(bytes) => checked(bytes),
        Err(_) => Err(Failure::Broken(last_words(&said))),
    }
}

fn arguments(page: &Path, pdf: &Path, profile: &Path) -> Vec<OsString> {
    let plain = [
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        // the same by its new and its old name: no date and no path in the margins
        "--no-pdf-header-footer",
        "--print-to-pdf-no-header",
    ];
    let mut all: Vec<OsString> = plain.iter().map(OsString::from).collect();
    if is_root() {
        all.push("--no-sandbox".into()); // Chromium does not run as root otherwise
    }
    for (flag, path) in [("--user-data-dir=", profile), ("--print-to-pdf=", pdf)] {
        let mut argument = OsString::from(flag);
        argument.push(path);
        all.push(argument);
    }
    all.push(address(page).into());
    all
}

/// Whether this process has root's rights, as Linux tells; elsewhere no.
fn is_root() -> bool {
    std::fs::read_to_string("/proc/self/status").is_ok_and(|s| effective_user(&s) == Some(0))
}

/// The second number after `Uid:`.
fn effective_user(status: &str) -> Option<u32> {
    let line = status.lines().find_map(|l| l.strip_prefix("Uid:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_effective_user_counts() {
        assert_eq!(effective_user("Name:\tx\nUid:\t1000\t0\t0\t0\n"), Some(0));
        assert_eq!(effective_user("Uid:\t1000\t1000\t0\t0"), Some(1000));
        assert_eq!(effective_user("Uid:"), None);
    }
}
