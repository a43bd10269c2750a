//! The same poses give the same bytes wherever, by whomever and in whatever language the machine is set.

use crate::support::demo_clip;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A run of the program: its surroundings, and the folder of results.
struct Run<'a> {
    environment: &'a [(&'a str, &'a str)],
    workers: &'a str,
    /// In a folder of the laboratory, which is made.
    folder: &'a str,
}

const RUNS: [Run<'static>; 4] = [
    Run { environment: &[("LC_ALL", "C"), ("TZ", "UTC")], workers: "1", folder: "a" },
    Run {
        environment: &[
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "tr_TR.UTF-8"),
            ("TZ", "Asia/Kathmandu"),
        ],
        workers: "2",
        folder: "b c/ünïque-folder",
    },
    Run {
        environment: &[("LC_ALL", "de_DE.UTF-8"), ("LANGUAGE", "de"), ("TZ", "America/St_Johns")],
        workers: "7",
        folder: "d/e/f",
    },
    Run {
        environment: &[
            ("USER", "somebody-unusual"),
            ("LOGNAME", "somebody-unusual"),
            ("COLUMNS", "40"),
        ],
        workers: "3",
        folder: "g",
    },
];

/// Every file below a folder, by its path there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => {
                    let name = path.strip_prefix(folder).unwrap().to_owned();
                    drop(found.insert(name, std::fs::read(&path).unwrap()));
                }
            }
        }
    }
    found
}

/// Analyses a clip in the surroundings of a run, from a working folder and with a home of its own.
fn run(run: &Run<'_>, laboratory: &Path, clip: &Path, more: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
    let here = laboratory.join(run.folder);
    let (home, out) = (here.join("home-of-somebody"), here.join("results"));
    std::fs::create_dir_all(&home).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_gaitline"));
    command.arg("analyze").arg(clip).arg("--out").arg(&out).args([
        "--quiet",
        "--workers",
        run.workers,
    ]);
    command.args(more).current_dir(&here).env("HOME", &home).env("TMPDIR", &home);
    command.envs(run.environment.iter().copied());
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    files(&out)
}

/// Whether a file holds a text, in 8 or 16 bits a letter.
fn holds(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [text.as_bytes(), &wide].iter().any(|t| bytes.windows(t.len()).any(|window| window == *t))
}

/// The parts of a zip file, unpacked; a file itself where it is none.
fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return vec![bytes.to_owned()];
    };
    let count = archive.len();
    let part = |index: usize| {
        let mut part = Vec::new();
        std::io::copy(&mut archive.by_index(index).unwrap(), &mut part).unwrap();
        part
    };
    (0..count).map(part).collect()
}

/// Runs a clip in all surroundings; the bytes must be the same, and say nothing of them.
fn assert_same(clip: &Path, runs: &[Run<'_>], more: &[&str]) {
    let laboratory = tempfile::tempdir().unwrap();
    let place = laboratory.path().to_string_lossy().into_owned();
    let user = std::env::var("USER").unwrap_or_default();
    let mut first = None;
    for surroundings in runs {
        let found = run(surroundings, laboratory.path(), clip, more);
        assert!(found.len() > 3, "{:?}", found.keys());
        for (name, bytes) in &found {
            for part in unpacked(bytes) {
                for word in [&place, "home-of-somebody", "somebody-unusual", "Kathmandu", "tr_TR"] {
                    assert!(!holds(&part, word), "{} holds {word}", name.display());
                }
                let is_name = user.len() > 4 && holds(&part, &user);
                assert!(!is_name, "{} holds the user's name", name.display());
            }
        }
        let before = first.get_or_insert_with(|| found.clone());
        assert!(before.keys().eq(found.keys()), "{:?} {:?}", before.keys(), found.keys());
        for (name, bytes) in &found {
            assert!(before[name] == *bytes, "{} differs: {}", name.display(), surroundings.folder);
        }
    }
}

#[test]
fn poses_give_the_same_bytes_in_any_surroundings() {
    let clip = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/normal_sagittal_left.poses.json");
    assert_same(&clip, &RUNS, &["--height-cm", "170", "--export", "trc,mot,c3d,xlsx"]);
}

#[test]
fn a_film_gives_the_same_bytes_in_any_surroundings() {
    let Some(clip) = demo_clip() else { return };
    let part = ["--start", "3.0", "--end", "3.6", "--model", "blazepose-full"];
    assert_same(&clip, &RUNS[1..3], &part);
}
