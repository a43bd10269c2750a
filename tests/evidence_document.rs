//! `docs/evidence.md` explains every figure of `src/evidence`, and nothing cites a document that is not there.
#![allow(clippy::unwrap_used)]

use gaitline::evidence::limits::{LIMITS, buckling};
use gaitline::evidence::{ErrorProfile, RED_FLAGS, SOURCES, THRESHOLDS, Urgency, typical_error};
use gaitline::gait::Angle;
use gaitline::motion::SeenBy;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document() -> String {
    std::fs::read_to_string(root().join("docs/evidence.md")).unwrap()
}

/// The text from a heading to the next one of its depth.
fn section(number: &str) -> String {
    let text = document();
    let depth = "#".repeat(number.split('.').count() + 1);
    let dot = if number.contains('.') { "" } else { "." };
    let heading = format!("\n{depth} {number}{dot} ");
    let start = text.find(&heading).unwrap_or_else(|| panic!("no section {number}"));
    let rest = &text[start + heading.len()..];
    rest[..rest.find(&format!("\n{depth} ")).unwrap_or(rest.len())].to_owned()
}

/// The cells of all table rows of a section, without the ticks around keys.
fn rows(number: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        let inner = line.trim_matches('|').split('|');
        inner.map(|c| c.trim().trim_matches('`').to_owned()).collect()
    };
    section(number).lines().filter(|l| l.starts_with('|')).map(cells).collect()
}

/// The one row whose first cell is this.
fn row(number: &str, first: &str) -> Vec<String> {
    let mut found = rows(number).into_iter().filter(|r| r[0] == first);
    let row = found.next().unwrap_or_else(|| panic!("docs/evidence.md §{number} lacks '{first}'"));
    assert!(found.next().is_none(), "docs/evidence.md §{number} has '{first}' twice");
    assert!(
        row.iter().all(|cell| !cell.is_empty()),
        "docs/evidence.md §{number}, '{first}': empty"
    );
    row
}

fn number(cell: &str) -> f64 {
    cell.replace('−', "-").parse().unwrap_or_else(|_| panic!("'{cell}' is no number"))
}

#[test]
fn every_limit_stands_with_its_figures() {
    for limit in LIMITS {
        let row = row("3", limit.key);
        let printed = [&row[1], &row[2], &row[3], &row[5]].map(|cell| number(cell));
        let key = limit.key;
        assert_eq!(printed, [limit.usual, limit.borderline, limit.flag, limit.mdc], "{key}");
        assert_eq!((row[4].as_str(), row[8].as_str()), (limit.unit, limit.source), "{key}");
        assert_eq!(row[6] == "yes", limit.follows.is_some(), "{key}");
        assert_eq!(row[7], format!("{:?}", limit.basis).to_lowercase(), "{key}");
    }
    let keys = rows("3").into_iter().filter(|r| r.len() == 10).count() - 4 * 2;
    assert_eq!(keys, LIMITS.len(), "a limit stands there that the program does not have");
}

#[test]
fn every_threshold_stands_with_its_figure() {
    for threshold in THRESHOLDS {
        let row = row("6", threshold.key);
        assert_eq!(row[1], threshold.described().name, "{}", threshold.key);
        assert_eq!(number(&row[2]), threshold.value, "{}", threshold.key);
        assert_eq!(row[3..5], [threshold.unit, threshold.source], "{}", threshold.key);
    }
}

#[test]
fn the_rule_of_giving_way_stands_there() {
    let values = [
        ("flexing quicker than, in single support", buckling::VELOCITY_SINGLE_SUPPORT_DEG_S),
        ("flexing quicker than, in loading", buckling::VELOCITY_LOADING_DEG_S),
        ("and quicker than the person's own steps by", buckling::VELOCITY_SIGMA),
        ("flexion beyond the person's own median", buckling::EXCESS_DEG),
        ("reached within", buckling::WITHIN_S),
        ("the hips drop with the knee by, or", buckling::HIP_DROP_LEG_PCT),
        ("the knee recovers within", buckling::RECOVERY_S),
        ("least width of a surge", buckling::LEAST_WIDTH_S),
        ("confidence of hip, knee and ankle throughout", buckling::CONFIDENCE),
        ("frame rate above which an event can be more than possible", buckling::SURE_RATE_HZ),
    ];
    for (part, value) in values {
        let cell = &row("4", part)[1];
        let digits = cell.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap();
        assert_eq!(number(digits), value, "{part}");
    }
}

/// What the table of typical errors calls an angle.
fn label(angle: Angle) -> &'static str {
    match angle {
        Angle::KneeFlexion => "knee flexion",
        Angle::HipFlexionVertical | Angle::Thigh => "hip flexion to vertical, thigh",
        Angle::HipFlexionTrunk => "hip flexion to trunk",
        Angle::AnkleDorsiflexion => "ankle dorsiflexion",
        Angle::Shank => "shank",
        Angle::FootPitch => "foot pitch",
        Angle::Fppa => "FPPA",
        Angle::HipAdduction => "hip adduction",
        Angle::TrunkLeanForward => "trunk lean forward",
        Angle::TrunkLeanRight => "trunk lean to the right",
        Angle::PelvicObliquity => "pelvic obliquity",
        Angle::PelvicTilt => "pelvic tilt (stickers only)",
        Angle::WaistbandSlope => "slope of the waistband",
    }
}

#[test]
fn every_typical_error_stands_there() {
    let cell = |network: f64, stickers: f64| match network == stickers {
        true => format!("{network:.1}"),
        false => format!("{network:.1}; by stickers {stickers:.1}"),
    };
    for angle in Angle::ALL {
        let [network, stickers] = [SeenBy::Network, SeenBy::Stickers]
            .map(|by| typical_error(angle, by, ErrorProfile::HEAVY));
        let near = cell(network.near_deg, stickers.near_deg);
        let far = cell(network.far_deg, stickers.far_deg);
        assert_eq!(row("7.1", label(angle))[1..], [near, far], "{angle:?}");
    }
}

#[test]
fn every_red_flag_and_source_stands_there() {
    for flag in RED_FLAGS {
        let urgency = if flag.urgency == Urgency::Urgent { "urgent" } else { "prompt" };
        assert_eq!(row("8", flag.id)[1..3], [urgency, flag.source], "{}", flag.id);
    }
    for source in &SOURCES {
        assert!(row("10.1", source.key)[1].len() > 30, "{}", source.key);
    }
    let keys = rows("10.1").len() - 2;
    assert_eq!(keys, SOURCES.len(), "a source stands there that the program does not have");
}

#[test]
fn every_key_in_the_text_is_a_source_or_a_limit() {
    // a key is a name and a year, as munro2012
    let is_key = |w: &&str| {
        let letters = w.trim_end_matches(|c: char| c.is_ascii_digit());
        !letters.is_empty()
            && w.len() == letters.len() + 4
            && letters.chars().all(|c| c.is_ascii_lowercase())
    };
    let text = document();
    for key in text.split('`').skip(1).step_by(2).filter(is_key) {
        assert!(SOURCES.iter().any(|s| s.key == key), "docs/evidence.md names '{key}'");
    }
}

/// All files that may cite a document.
fn texts() -> Vec<(PathBuf, String)> {
    let mut all = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["src", "tests", "benches", "docs"].map(|f| root().join(f)).into();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "node_modules") {
                    folders.push(path);
                }
            } else if path
                .extension()
                .is_some_and(|e| ["rs", "md", "html", "json", "toml"].iter().any(|x| e == *x))
            {
                all.push(path);
            }
        }
    }
    let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTICE"];
    all.extend(top.map(|name| root().join(name)));
    all.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// Whatever looks like a path in a text.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "._-/*".contains(c);
    text.split(move |c: char| !is_part(c)).map(|w| w.trim_end_matches(['.', '/']))
}

/// Files below these folders, and documents anywhere, must be there. `evidence/` may also mean `src/evidence/`.
fn is_missing(path: &str, beside: &Path) -> bool {
    let is_address = path.contains("//");
    let path = path.trim_start_matches(['.', '/']);
    let is_ours = ["evidence/", "docs/", "src/"].iter().any(|folder| path.starts_with(folder));
    // a study has a document of its own
    let is_written = path == "methods.md";
    let is_document = path.ends_with(".md") && !is_address && !is_written;
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_file = name.contains('.') && !name.starts_with('.') && !path.contains('*');
    let places = [root().to_owned(), root().join("src"), root().join("docs"), beside.to_owned()];
    (is_ours || is_document) && is_file && !places.iter().any(|place| place.join(path).exists())
}

#[test]
fn nothing_cites_a_file_that_is_not_there() {
    let own = Path::new(file!()).file_name();
    for (file, text) in texts().into_iter().filter(|(path, _)| path.file_name() != own) {
        for path in paths(&text) {
            assert!(!is_missing(path, file.parent().unwrap()), "{} cites {path}", file.display());
        }
    }
    for path in ["evidence/clinical.md", "../docs/none.md", "src/none.rs", "none.md"] {
        assert!(is_missing(path, root()), "{path}");
    }
    for path in
        ["docs/evidence.md", "evidence/limits.rs", "README.md", "none.rs", "//x.org/none.md"]
    {
        assert!(!is_missing(path, root()), "{path}");
    }
}

#[test]
fn every_cited_section_is_there() {
    let mut cited = 0;
    for (file, text) in texts() {
        for after in text.split("docs/evidence.md").skip(1) {
            let Some(rest) = after.trim_start_matches(['`', ' ']).strip_prefix('§') else {
                continue;
            };
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let number = rest[..end].trim_end_matches('.');
            if file.file_name() != Path::new(file!()).file_name() && !number.is_empty() {
                assert!(section(number).len() > 100, "{} cites §{number}", file.display());
                cited += 1;
            }
        }
    }
    assert!(cited > 10, "{cited}");
}
