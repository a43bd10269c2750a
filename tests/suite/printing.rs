//! `--pdf`: the page on paper, by a browser of the machine, and what is said where there is none.
#![cfg(unix)]

use crate::support::walker::USUAL;
use crate::support::{Need, chromium, installed, names_in, stderr};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with the poses of a walker and what is made of them.
struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut poses = USUAL.poses();
        poses.clip.file_name = "walk.mp4".to_owned();
        let text = serde_json::to_string(&poses).unwrap();
        std::fs::write(folder.path().join("poses.json"), text).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn result(&self) -> PathBuf {
        self.path("out/walk")
    }

    /// Analyses the poses with a browser of this name; without one nothing is on the `PATH`.
    fn analyze(&self, browser: Option<&Path>, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gaitline"));
        command.arg("analyze").arg(self.path("poses.json")).arg("--out").arg(self.path("out"));
        command.args(more).env_remove("GAITLINE_BROWSER");
        match browser {
            Some(browser) => command.env("GAITLINE_BROWSER", browser),
            None => command.env("PATH", self.path("empty")),
        };
        command.output().unwrap()
    }

    /// A program that does as a script says, in place of a browser.
    fn browser(&self, script: &str) -> PathBuf {
        let path = self.path("chromium");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        path
    }

    fn assert_report_is_whole_and_alone(&self) {
        let files = [
            "angles.csv",
            "cycles.csv",
            "poses.json",
            "positions.csv",
            "report.html",
            "report.json",
        ];
        assert_eq!(names_in(&self.result()), files);
    }
}

#[test]
fn without_a_browser_the_report_stays_and_what_to_do_is_said() {
    let case = Case::new();
    let done = case.analyze(None, &["--pdf"]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    for part in ["report.html is written, but not printed", "no Chromium", "hint: open the page"] {
        assert!(stderr(&done).contains(part), "{}", stderr(&done));
    }
    case.assert_report_is_whole_and_alone();
}

#[test]
fn a_browser_that_fails_is_named_with_its_last_words() {
    let case = Case::new();
    for script in ["echo first >&2; echo no fonts here >&2; exit 3", "echo no fonts here >&2"] {
        let done = case.analyze(Some(&case.browser(script)), &["--pdf"]);
        assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
        assert!(stderr(&done).contains("chromium: no fonts here"), "{}", stderr(&done));
        case.assert_report_is_whole_and_alone();
    }
    let done = case.analyze(Some(&case.path("missing")), &["--pdf"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("missing"), "{}", stderr(&done));
}

#[test]
fn what_is_no_pdf_does_not_become_one() {
    let case = Case::new();
    let script =
        r#"for a in "$@"; do case "$a" in --print-to-pdf=*) echo html >"${a#*=}";; esac; done"#;
    let done = case.analyze(Some(&case.browser(script)), &["--pdf"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("no PDF"), "{}", stderr(&done));
    case.assert_report_is_whole_and_alone();
}

#[test]
fn a_printed_page_lies_beside_its_report_and_goes_with_it() {
    let case = Case::new();
    let script =
        r#"for a in "$@"; do case "$a" in --print-to-pdf=*) echo %PDF-1.4 >"${a#*=}";; esac; done"#;
    let done = case.analyze(Some(&case.browser(script)), &["--pdf"]);
    assert!(done.status.success(), "{}", stderr(&done));
    assert!(stderr(&done).contains("report.pdf"), "{}", stderr(&done));
    let files = [
        "angles.csv",
        "cycles.csv",
        "poses.json",
        "positions.csv",
        "report.html",
        "report.json",
        "report.pdf",
    ];
    assert_eq!(names_in(&case.result()), files);
    assert!(case.analyze(None, &[]).status.success());
    case.assert_report_is_whole_and_alone();
}

/// Prints with a real browser; the PDF's bytes as text.
fn printed(case: &Case, browser: &Path, paper: &str) -> String {
    let done = case.analyze(Some(browser), &[paper]);
    assert!(done.status.success(), "{}", stderr(&done));
    let pdf = std::fs::read(case.result().join("report.pdf")).unwrap();
    assert!(pdf.len() > 20_000, "only {} bytes", pdf.len());
    pdf.iter().map(|&b| char::from(b)).collect()
}

#[test]
fn chromium_prints_on_either_paper_and_no_folder_of_this_machine_gets_into_the_file() {
    let Some(chromium) = chromium() else { return };
    let case = Case::new();
    for (paper, box_) in [("--pdf", "[0 0 594.95996 841.91998]"), ("--pdf=letter", "[0 0 612 792]")]
    {
        let pdf = printed(&case, &chromium, paper);
        assert!(pdf.contains(&format!("/MediaBox {box_}")), "{paper}");
        let pages = pdf.matches("/Type /Page\n").count();
        assert!((2..=20).contains(&pages), "{pages} pages");
        assert!(!pdf.contains("file://"), "{paper}");
    }
}

#[test]
fn firefox_prints_too() {
    let Some(firefox) = installed(Need::Firefox, &["firefox", "firefox-esr"]) else { return };
    let case = Case::new();
    let pdf = printed(&case, &firefox, "--pdf");
    assert!(!pdf.contains("file://"));
}
