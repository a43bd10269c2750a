//! Data flows one way: no room names one that comes after it, and what has one home stays there.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

/// The rooms in the order of the flow. A room may name those before it.
const ROOMS: [&str; 21] = [
    "anatomy",
    "error",
    "signal",
    "video",
    "background",
    "pose",
    "marks",
    "track",
    "motion",
    "drawing",
    "gait",
    "evidence",
    "worth",
    "findings",
    "causes",
    "visit",
    "options",
    "report",
    "compare",
    "page",
    "pipeline",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push(path);
        }
    }
    all
}

/// Every source file: its path below `src`, its room, and its text.
fn files() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let describe = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let room = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        (name, room, std::fs::read_to_string(path).unwrap())
    };
    sources(&root).into_iter().map(describe).collect()
}

#[test]
fn no_room_looks_ahead() {
    for (name, room, text) in files() {
        let Some(level) = ROOMS.iter().position(|r| *r == room) else { continue };
        for later in &ROOMS[level + 1..] {
            let named = format!("crate::{later}");
            assert!(!text.contains(&named), "{name} names {named}");
        }
    }
}

#[test]
fn every_room_is_known_here() {
    for (name, room, _) in files() {
        let is_known =
            ROOMS.contains(&room.as_str()) || ["lib", "main", "cli"].contains(&room.as_str());
        assert!(is_known, "{name} stands in a room that the order above does not have");
    }
}

#[test]
fn the_foreign_names_have_one_home_each() {
    for (name, room, text) in files() {
        let at_home = |token: &str, is_home: bool| {
            let is_used =
                text.lines().any(|l| !l.trim_start().starts_with("//") && l.contains(token));
            assert!(is_home || !is_used, "{name} uses {token}");
        };
        at_home("ffmpeg_next", room == "video");
        at_home(" ort::", name == "pose/session.rs");
        at_home("clap", room == "cli");
        at_home("Instant", room == "cli");
        at_home("SystemTime", false);
        at_home("println!", false);
    }
}
