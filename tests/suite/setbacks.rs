//! Disks that are full, and what is left in places that are nobody's business.

use crate::support::{demo_clip, gaitline, stderr};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.poses.json"))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Every file below a folder, with its bytes.
fn all_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap().flatten() {
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => _ = found.insert(entry.path(), std::fs::read(entry.path()).unwrap()),
            }
        }
    }
    found
}

/// The program where no file may become larger than 32 to 64 KiB, as on a disk with little room.
#[cfg(unix)]
fn with_little_room(arguments: &[&str]) -> Output {
    Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 64; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_gaitline"),
        ])
        .args(arguments)
        .output()
        .unwrap()
}

/// A study of two clips of one person, a visit of the same, and one clip.
fn plans(folder: &Path) -> [PathBuf; 3] {
    for name in ["normal_frontal", "normal_sagittal_left"] {
        std::fs::copy(fixture(name), folder.join(format!("{name}.json"))).unwrap();
    }
    let file = |name: &str, content: &str| {
        let path = folder.join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let clips = "[[clip]]\nfile = \"normal_frontal.json\"\n[[clip]]\nfile = \"normal_sagittal_left.json\"\n";
    [
        folder.join("normal_frontal.json"),
        file("may.toml", &format!("name = \"may\"\n{clips}")),
        file("study.csv", "file,subject\nnormal_frontal.json,S1\nnormal_sagittal_left.json,S1\n"),
    ]
}

#[cfg(unix)]
#[test]
fn what_was_there_stays_whole_where_nothing_new_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let plans = plans(folder.path());
    for (command, plan, code) in
        [("analyze", &plans[0], 1), ("visit", &plans[1], 1), ("batch", &plans[2], 3)]
    {
        let out = folder.path().join(command);
        let asked = [command, text(plan), "--out", text(&out)];
        assert!(gaitline(&asked).status.success(), "{command}");
        let before = all_below(&out);
        let again = [&asked[..], &["--title", "another page"]].concat();
        let full = with_little_room(&again);
        assert_eq!(full.status.code(), Some(code), "{command}: {}", stderr(&full));
        assert!(stderr(&full).contains("cannot write"), "{command}: {}", stderr(&full));
        assert!(!stderr(&full).contains(".gaitline-new"), "{command}: {}", stderr(&full));
        let after = all_below(&out);
        // a study forgets that a clip is done before it is done again
        let is_result = |path: &&PathBuf| {
            !text(path).contains(".gaitline") && !text(path).contains("/records/")
        };
        for path in before.keys().filter(is_result) {
            assert!(after.get(path) == before.get(path), "{command}: {}", path.display());
        }
        assert_eq!(
            before.keys().filter(is_result).count(),
            after.keys().filter(is_result).count(),
            "{command} leaves a new file"
        );
        // and with room again everything becomes what it would have been
        assert!(gaitline(&again).status.success(), "{command}");
        let fresh = folder.path().join(format!("{command}-fresh"));
        let undisturbed = [command, text(plan), "--out", text(&fresh), "--title", "another page"];
        assert!(gaitline(&undisturbed).status.success(), "{command}");
        let contents = |out: &Path| -> BTreeMap<PathBuf, Vec<u8>> {
            let below = |path: PathBuf| path.strip_prefix(out).unwrap().to_owned();
            all_below(out).into_iter().map(|(path, bytes)| (below(path), bytes)).collect()
        };
        let (mended, fresh) = (contents(&out), contents(&fresh));
        assert!(mended.keys().eq(fresh.keys()), "{command}");
        assert!(mended == fresh, "{command}: other bytes than of an undisturbed run");
    }
}

#[test]
fn nothing_is_left_in_the_home_and_among_the_temporary_files() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir(&path).unwrap();
        path
    };
    let (home, temporary) = (place("home"), place("tmp"));
    let out = folder.path().join("out");
    let part = ["analyze", text(&clip), "--out", text(&out), "--preset", "quick", "--end", "1.5"];
    for arguments in [&["models"][..], &part] {
        let done = Command::new(env!("CARGO_BIN_EXE_gaitline"))
            .args(arguments)
            .env_remove("ORT_DISABLE_TELEMETRY")
            .env_remove("XDG_CACHE_HOME")
            .envs([("HOME", &home), ("TMPDIR", &temporary)])
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", stderr(&done));
        for place in [&home, &temporary] {
            let left: Vec<_> =
                std::fs::read_dir(place).unwrap().flatten().map(|e| e.path()).collect();
            assert!(left.is_empty(), "{arguments:?} leaves {left:?}");
        }
    }
}
