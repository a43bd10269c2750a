//! The pages in a real browser: real reports are made, then `browser/run.mjs` opens each and holds it against its
//! checks. Needs Node, its packages and Chromium (`setup/install --tests`); says "skipped" without.

use crate::support::person::{PERSON, Person, Unusual};
use crate::support::walker::{Camera, Walker};
use crate::support::{browser, demo_clip, gaitline, names_in, stderr};
use gaitline::anatomy::Side;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Output;

/// What a name may hold that must come out as text: markup, a turned direction, a picture, and no end.
fn hostile_name() -> String {
    let long = "x".repeat(300);
    format!(
        "<script>window.hacked=1</script>\u{202e}olleh 🚶 \"><img src=x onerror=window.hacked=2> {long}"
    )
}

/// One page to be checked; paths are below the folder of all.
struct Page {
    name: &'static str,
    /// The page and the document that it is made of.
    files: [PathBuf; 2],
    /// What must be read on it.
    texts: Vec<String>,
    /// A film or its skeleton, with curves.
    has_film: bool,
    /// More sheets of paper than this nobody reads.
    most_sheets: usize,
    /// So many numbers at least say where they stand.
    least_pointers: usize,
    /// What the first screen holds at least: rows, plots and bands of the norm.
    first: Option<[usize; 3]>,
}

impl Page {
    fn entry(&self) -> Value {
        let first = |[rows, plots, bands]: [usize; 3]| json!({"rows": rows, "plots": plots, "bands": bands});
        json!({
            "name": self.name, "page": self.files[0], "document": self.files[1], "texts": self.texts,
            "has_film": self.has_film, "most_sheets": self.most_sheets, "least_pointers": self.least_pointers,
            "first": self.first.map(first),
        })
    }
}

#[test]
fn every_page_holds_in_a_real_browser() {
    let folder = tempfile::tempdir().unwrap();
    let name = hostile_name();
    let rear = film(folder.path(), "rear", Camera::Rear, &name);
    let side = film(folder.path(), "side", Camera::LeftSide, &name);
    let mut pages = vec![
        Page {
            first: Some([6, 2, 0]),
            ..report("professional", folder.path(), &rear, &["--audience", "professional"], 20)
        },
        Page { first: Some([12, 3, 3]), ..report("side-view", folder.path(), &side, &[], 20) },
        sheet("patient", folder.path(), &rear, &["--language", "en"]),
        sheet("patient-fr", folder.path(), &side, &["--language", "fr"]),
        visit(folder.path(), &[&rear, &side], &name),
    ];
    pages.push(comparison(folder.path(), [&pages[0], &pages[0]], &name));
    pages.push(study(folder.path(), &[&rear, &side], &name));
    for page in &mut pages {
        page.texts.push(name.clone());
    }
    if let Some(clip) = demo_clip() {
        let part = ["--start", "2.5", "--end", "4.5"];
        let film = report("film", folder.path(), &clip, &part, 16);
        pages.push(Page { first: Some([8, 3, 3]), ..film });
    }
    let entries: Vec<Value> = pages.iter().map(Page::entry).collect();
    assert_checks_hold(folder.path(), &entries);
}

/// Without this a check that sees nothing would be taken for a page without a fault.
#[test]
fn every_check_notices_a_page_that_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/bad.html");
    std::fs::copy(bad, folder.path().join("bad.html")).unwrap();
    std::fs::write(folder.path().join("bad.json"), r#"{"value": 1.5, "text": "2 of 3"}"#).unwrap();
    std::fs::write(folder.path().join("angles.csv"), "frame,time_s,knee\n0,0,1\n1,1,2\n").unwrap();
    let entry = json!({
        "name": "bad", "page": "bad.html", "document": "bad.json", "texts": ["a name"],
        "has_film": true, "most_sheets": 1, "least_pointers": 1, "is_bad": true,
        "first": {"rows": 1, "plots": 1, "bands": 1},
    });
    assert_checks_hold(folder.path(), &[entry]);
}

#[allow(clippy::print_stderr)] // how long each check took
fn assert_checks_hold(folder: &Path, pages: &[Value]) {
    std::fs::write(folder.join("pages.json"), json!(pages).to_string()).unwrap();
    if let Some(said) = browser::printed_by("run.mjs", &[folder]) {
        eprintln!("{said}");
    }
}

/// Poses of somebody with an inward and stiff left leg, as a file.
fn film(folder: &Path, name: &str, camera: Camera, shown: &str) -> PathBuf {
    let walker = Walker { camera, treadmill: camera == Camera::Rear, ..PERSON.walker };
    let unusual =
        Unusual { valgus_deg: 15.0, stiff_deg: 28.0, lean_deg: 9.0, ..Unusual::default() };
    let mut poses = Person { walker, side: Side::Left, unusual, ..PERSON }.poses();
    poses.clip.file_name = format!("{shown}.mp4");
    let path = folder.join(format!("{name}.json"));
    std::fs::write(&path, serde_json::to_string(&poses).unwrap()).unwrap();
    path
}

fn run(arguments: &[&str]) -> Output {
    let done = gaitline(arguments);
    assert!(done.status.success(), "{}", stderr(&done));
    done
}

/// The only folder in a folder.
fn only_one_in(folder: &Path) -> PathBuf {
    let names = names_in(folder);
    assert_eq!(names.len(), 1, "{names:?}");
    folder.join(&names[0])
}

fn report(
    name: &'static str,
    folder: &Path,
    clip: &Path,
    more: &[&str],
    most_sheets: usize,
) -> Page {
    let out = folder.join(name);
    let known = ["--height-cm", "170", "--title", &hostile_name()];
    let typed = ["analyze", clip.to_str().unwrap(), "--out", out.to_str().unwrap()];
    run(&[&typed[..], &known, more].concat());
    let own = only_one_in(&out);
    let files = ["report.html", "report.json"].map(|f| own.join(f));
    Page {
        name,
        files,
        texts: Vec::new(),
        has_film: true,
        most_sheets,
        least_pointers: 1,
        first: None,
    }
}

/// A patient's sheet: one sheet of paper, and nothing that moves.
fn sheet(name: &'static str, folder: &Path, clip: &Path, more: &[&str]) -> Page {
    let page = report(name, folder, clip, &[&["--audience", "patient"], more].concat(), 1);
    Page { has_film: false, least_pointers: 0, ..page }
}

fn visit(folder: &Path, clips: &[&Path], name: &str) -> Page {
    let entries: Vec<String> =
        clips.iter().map(|c| format!("[[clip]]\nfile = {:?}\n", c.to_str().unwrap())).collect();
    let plan = folder.join("visit.toml");
    std::fs::write(&plan, format!("name = '{name}'\n{}", entries.join("\n"))).unwrap();
    let out = folder.join("visit");
    run(&["visit", plan.to_str().unwrap(), "--out", out.to_str().unwrap(), "--title", name]);
    let own = only_one_in(&out);
    let files = ["visit.html", "visit.json"].map(|f| own.join(f));
    Page {
        name: "visit",
        files,
        texts: Vec::new(),
        has_film: false,
        most_sheets: 12,
        least_pointers: 1,
        first: None,
    }
}

/// A study of twelve clips, one of which cannot be read, divided by a column whose values come from outside.
fn study(folder: &Path, clips: &[&Path], name: &str) -> Page {
    let damaged = folder.join("damaged.json");
    std::fs::write(&damaged, "{").unwrap();
    let table = folder.join("study.csv");
    let mut csv = csv::Writer::from_path(&table).unwrap();
    csv.write_record(["file", "subject", "condition"]).unwrap();
    // a clip counts once: each person has a file
    let copied = |i: usize| {
        let file = folder.join(format!("clip-{i}.json"));
        std::fs::copy(clips[i % clips.len()], &file).unwrap();
        file
    };
    for (index, file) in (0..11).map(copied).chain([damaged]).enumerate() {
        let condition = if index % 3 == 0 { name } else { "none" };
        csv.write_record([file.to_str().unwrap(), &format!("P{index}"), condition]).unwrap();
    }
    csv.flush().unwrap();
    let out = folder.join("study");
    let done = gaitline(&["batch", table.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    Page {
        name: "study",
        files: ["group.html", "group.json"].map(|f| out.join(f)),
        texts: Vec::new(),
        has_film: false,
        most_sheets: 12,
        least_pointers: 0,
        first: None,
    }
}

/// Two reports of clips, of the same task and view.
fn comparison(folder: &Path, pages: [&Page; 2], name: &str) -> Page {
    let [first, last] = pages.map(|p| p.files[1].to_str().unwrap());
    let page = folder.join("comparison/change.html");
    let names = format!("{name},June");
    run(&["compare", first, last, "--page", page.to_str().unwrap(), "--names", &names]);
    Page {
        name: "comparison",
        files: [page.clone(), page.with_extension("json")],
        texts: Vec::new(),
        has_film: false,
        most_sheets: 12,
        least_pointers: 1,
        first: None,
    }
}
