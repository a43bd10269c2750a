//! Data flows one way: no room names one that comes after it, no two files name each other, and what has one home stays
//! there.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rooms in the order of the flow. A room may name those before it.
const ROOMS: [&str; 29] = [
    "anatomy",
    "catalogue",
    "error",
    "text_file",
    "signal",
    "video",
    "camera_tracking",
    "pose",
    "image_features",
    "track",
    "foreign_poses",
    "motion",
    "drawing",
    "gait",
    "evidence",
    "reliability",
    "findings",
    "causes",
    "visit",
    "options",
    "assessment",
    "validation",
    "report",
    "compare",
    "study",
    "export",
    "page",
    "pipeline",
    "app",
];

/// A source file: its path below `src`, its module path (`gait::events::event`), and its text.
struct Source {
    name: String,
    module: String,
    text: String,
}

impl Source {
    fn room(&self) -> &str {
        self.module.split("::").next().unwrap()
    }

    /// The text up to the file's own tests.
    fn code(&self) -> &str {
        self.text.split("#[cfg(test)]\nmod tests").next().unwrap()
    }

    /// Every path that the code takes from the library, written out from the root: `gait::events::event::GaitEvent`.
    fn named(&self) -> BTreeSet<String> {
        let code: String = self
            .code()
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        let mut all = BTreeSet::new();
        for (start, _) in code.match_indices("crate::") {
            let rest = &code[start + "crate::".len()..];
            let end = tree_end(rest);
            all.extend(leaves(&rest[..end]));
        }
        all
    }
}

/// Where a path or a tree of paths in braces ends.
fn tree_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (i, c) in text.char_indices() {
        match c {
            '{' if text[..i].ends_with("::") || i == 0 || depth > 0 => depth += 1,
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            c if depth == 0 && !(c.is_alphanumeric() || c == '_' || c == ':') => return i,
            _ => {}
        }
    }
    text.len()
}

/// The single paths of a tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn leaves(tree: &str) -> Vec<String> {
    let tree = tree.trim().trim_end_matches("::");
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split_whitespace().next().unwrap_or_default();
        return vec![path.trim_end_matches("::self").to_owned()];
    };
    let inner = &inner[..inner.rfind('}').unwrap_or(inner.len())];
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inner.chars() {
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            c => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                parts.last_mut().unwrap().push(c);
            }
        }
    }
    let parts = parts.iter().filter(|p| !p.trim().is_empty());
    parts.flat_map(|p| leaves(&format!("{}{}", head.trim(), p.trim()))).collect()
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(paths(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push(path);
        }
    }
    all
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let describe = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let module = name.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
        Source { name, module, text: std::fs::read_to_string(path).unwrap() }
    };
    paths(&root).into_iter().map(describe).collect()
}

#[test]
fn no_room_looks_ahead() {
    for source in sources() {
        let Some(level) = ROOMS.iter().position(|r| *r == source.room()) else { continue };
        for path in source.named() {
            let room = path.split("::").next().unwrap();
            let ahead = ROOMS[level + 1..].contains(&room);
            assert!(!ahead, "{} names {path}", source.name);
        }
    }
}

#[test]
fn every_room_is_known_here() {
    for source in sources() {
        let room = source.room();
        let is_known = ROOMS.contains(&room) || ["lib", "main", "cli"].contains(&room);
        assert!(is_known, "{} stands in a room that the order above does not have", source.name);
    }
}

/// Within a room a name is taken from the file that defines it: from the room itself it could come from anywhere.
#[test]
fn inside_a_room_names_come_from_their_files() {
    let all = sources();
    let modules: BTreeSet<&str> = all.iter().map(|s| s.module.as_str()).collect();
    let mut wrong = Vec::new();
    for source in all.iter().filter(|s| ROOMS.contains(&s.room()) && s.module.contains("::")) {
        for path in source.named().iter().filter(|p| p.split("::").next() == Some(source.room())) {
            let (holder, name) = path.rsplit_once("::").unwrap_or((path, ""));
            let own_folders = source.module.match_indices("::").map(|(i, _)| &source.module[..i]);
            let is_folder = all.iter().any(|s| s.module == holder && s.name.ends_with("mod.rs"));
            let is_from_above = is_folder && own_folders.into_iter().any(|f| f == holder);
            let is_module = modules.contains(path.as_str());
            if is_from_above && !is_module {
                wrong.push(format!("{} takes {name} from {holder}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What stands in one folder, file or subfolder, must not form a circle: so every folder reads from top to bottom.
#[test]
fn no_folder_has_a_circle() {
    let all = sources();
    let mut circles = Vec::new();
    let folders = all.iter().filter(|s| s.name.ends_with("mod.rs")).map(|s| s.module.as_str());
    for folder in folders {
        let child = |path: &str| {
            let inner = path.strip_prefix(folder)?.strip_prefix("::")?;
            Some(inner.split("::").next()?.to_owned())
        };
        let children: BTreeSet<String> = all.iter().filter_map(|s| child(&s.module)).collect();
        let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for source in &all {
            let Some(from) = child(&source.module) else { continue };
            let to = source.named().iter().filter_map(|p| child(p)).collect::<BTreeSet<_>>();
            let to = to.into_iter().filter(|t| *t != from && children.contains(t));
            arrows.entry(from.clone()).or_default().extend(to);
        }
        let left = without_circles_removed(arrows);
        if !left.is_empty() {
            circles.push(format!("{folder}: {left:?}"));
        }
    }
    assert!(circles.is_empty(), "{circles:#?}");
}

/// What is left of arrows when whoever names nobody is taken away again and again: the circles, and who leads to them.
fn without_circles_removed(
    mut arrows: BTreeMap<String, BTreeSet<String>>,
) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let leaf = arrows.iter().find(|(_, to)| to.is_empty()).map(|(from, _)| from.clone());
        let Some(leaf) = leaf else { return arrows };
        arrows.remove(&leaf);
        arrows.values_mut().for_each(|to| {
            to.remove(&leaf);
        });
    }
}

#[test]
fn imports_in_braces_are_read() {
    let source = Source {
        name: "gait/x.rs".to_owned(),
        module: "gait::x".to_owned(),
        text: "use crate::{page, motion::{View, self}};\nfn f() { crate::report::g() }\n// crate::visit\n"
            .to_owned(),
    };
    let expected = ["motion", "motion::View", "page", "report::g"];
    assert!(source.named().iter().eq(expected), "{:?}", source.named());
}

#[test]
fn circles_are_found() {
    let arrows = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "")];
    let arrows = arrows.map(|(from, to)| {
        (from.to_owned(), [to].iter().filter(|t| !t.is_empty()).map(|t| (*t).to_owned()).collect())
    });
    let left = without_circles_removed(arrows.into());
    assert!(left.keys().eq(["a", "b", "c"]), "{left:?}");
}

#[test]
fn the_foreign_names_have_one_home_each() {
    for source in sources() {
        let (name, room) = (&source.name, source.room());
        let code = source.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let at_home = |token: &str, is_home: bool| {
            let is_used =
                code.lines().any(|l| !l.trim_start().starts_with("//") && l.contains(token));
            assert!(is_home || !is_used, "{name} uses {token}");
        };
        at_home("ffmpeg_next", room == "video");
        at_home(" ort::", name.starts_with("pose/onnx/"));
        at_home("clap", room == "cli");
        at_home("axum", room == "app");
        at_home("tokio", room == "app");
        let opens_files = ["text_file", "video", "pose", "pipeline", "app", "cli"];
        let is_test = name.ends_with("/tests.rs");
        at_home("std::fs", opens_files.contains(&room) || is_test);
        at_home("Instant", room == "cli");
        at_home("SystemTime", false);
        at_home("println!", false);
    }
}
