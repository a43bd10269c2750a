//! Runs that are killed: `cargo bench --bench killed`. The program is killed at 200 random moments of a run that replaces earlier
//! results. Whatever lies there afterwards must be the earlier result or the new one, whole; and the same command again must make
//! what an undisturbed run makes, and leave nothing else.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a bench is there to print

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::person::Random;

/// A command, and at how many moments it is killed.
const COMMANDS: [(&str, usize); 3] = [("analyze", 70), ("visit", 60), ("batch", 70)];

/// Files below a folder by their paths from there.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let plans = plans(folder.path());
    let mut random = Random(7);
    println!("{:<8} killed  as before  new  in between  set aside   wrong", "command");
    for ((command, moments), plan) in COMMANDS.iter().zip(&plans) {
        let case = Case::of(command, plan, folder.path());
        let mut ends = Ends::default();
        for _ in 0..*moments {
            let at = case.lasts.mul_f64(1.1 * random.unit());
            ends.add(&case, at);
        }
        ends.print(command, *moments);
    }
}

/// A clip, a visit of two and a study of two, of poses that come with the project.
fn plans(folder: &Path) -> [PathBuf; 3] {
    let names = ["normal_frontal", "normal_sagittal_left"];
    for name in names {
        let fixture =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.poses.json"));
        std::fs::copy(fixture, folder.join(format!("{name}.json"))).unwrap();
    }
    let file = |name: &str, content: String| {
        let path = folder.join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let clips = names.map(|name| format!("[[clip]]\nfile = \"{name}.json\"\n")).concat();
    let rows = names.map(|name| format!("{name}.json,S1\n")).concat();
    [
        folder.join("normal_frontal.json"),
        file("may.toml", format!("name = \"may\"\n{clips}")),
        file("study.csv", format!("file,subject\n{rows}")),
    ]
}

/// A run that replaces the results of another one.
struct Case<'a> {
    command: &'a str,
    plan: &'a Path,
    out: PathBuf,
    before: Tree,
    after: Tree,
    /// How long it lasts undisturbed.
    lasts: Duration,
}

impl<'a> Case<'a> {
    fn of(command: &'a str, plan: &'a Path, folder: &Path) -> Self {
        let out = folder.join(command);
        let mut case = Self {
            command,
            plan,
            out,
            before: Tree::new(),
            after: Tree::new(),
            lasts: Duration::ZERO,
        };
        case.run("before").wait().unwrap();
        case.before = tree(&case.out);
        let start = Instant::now();
        case.run("after").wait().unwrap();
        case.lasts = start.elapsed();
        case.after = tree(&case.out);
        assert!(!case.before.is_empty() && case.before != case.after, "{command}");
        case
    }

    /// Begins a run whose pages have a title.
    fn run(&self, title: &str) -> std::process::Child {
        Command::new(env!("CARGO_BIN_EXE_gaitline"))
            .args([self.command, self.plan.to_str().unwrap(), "--title", title, "--out"])
            .arg(&self.out)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// What is replaced as a whole: the folder of a clip, of a visit or of tables. Of a study, other files stand for
    /// themselves.
    fn unit(&self, path: &Path) -> PathBuf {
        let first = PathBuf::from_iter(path.iter().take(1));
        let of_clip = |folder: &&Path| folder.iter().count() > 1 && folder.starts_with("sub-S1");
        match self.command {
            "batch" if first.as_os_str() == "tables" => first,
            "batch" => path.parent().filter(of_clip).unwrap_or(path).into(),
            _ => first,
        }
    }
}

#[derive(Default)]
struct Ends {
    before: usize,
    after: usize,
    between: usize,
    aside: usize,
    wrong: Vec<String>,
}

impl Ends {
    fn add(&mut self, case: &Case<'_>, at: Duration) {
        put(&case.out, &case.before);
        let mut run = case.run("after");
        std::thread::sleep(at);
        let _ = run.kill();
        let _ = run.wait();
        let left = tree(&case.out);
        let results: Tree = left
            .iter()
            .filter(|(p, _)| !is_hidden(p))
            .map(|(p, b)| (p.clone(), b.clone()))
            .collect();
        match () {
            () if results == case.before => self.before += 1,
            () if results == case.after => self.after += 1,
            () if results.is_empty() => self.aside += 1,
            () => self.between += 1,
        }
        self.check_units(case, &results, at);
        case.run("after").wait().unwrap();
        if tree(&case.out) != case.after {
            self.wrong.push(format!("killed after {at:?}, the next run does not mend it"));
        }
    }

    /// No unit may be of both runs.
    fn check_units(&mut self, case: &Case<'_>, results: &Tree, at: Duration) {
        for path in results.keys() {
            let unit = case.unit(path);
            let of = |tree: &Tree| -> Tree {
                let own = tree.iter().filter(|(p, _)| case.unit(p) == unit);
                own.map(|(p, b)| (p.clone(), b.clone())).collect()
            };
            let own = of(results);
            if own != of(&case.before) && own != of(&case.after) {
                return self
                    .wrong
                    .push(format!("killed after {at:?}: {} is of both", unit.display()));
            }
        }
    }

    fn print(&self, command: &str, moments: usize) {
        println!(
            "{command:<8} {moments:>6} {:>10} {:>4} {:>11} {:>10} {:>7}",
            self.before,
            self.after,
            self.between,
            self.aside,
            self.wrong.len()
        );
        self.wrong.iter().for_each(|what| println!("  {what}"));
    }
}

/// What the program keeps for itself.
fn is_hidden(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().to_string_lossy().starts_with(".gaitline"))
}

fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                let own = entry.path().strip_prefix(folder).unwrap().to_owned();
                found.insert(own, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// Makes a folder hold these files and nothing else.
fn put(folder: &Path, files: &Tree) {
    let _ = std::fs::remove_dir_all(folder);
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
