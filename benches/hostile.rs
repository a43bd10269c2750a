//! Damaged clips of every kind that is read: `cargo bench --bench hostile`. Says "skipped" where the ffmpeg program is not installed.
//!
//! Each file is read to its end by a process of its own, so that a crash, a hang and the memory of each are known: 20 truncations, 200
//! files with other bytes, and two others of each kind. Prints how each kind ended, with the worst time and memory.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a bench is there to print

mod support;

use gaitline::error::VideoError;
use gaitline::internals::video::{Decoder, FrameSource, SmallSize, TimeRange};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use support::hostile::{Damage, whole};
use support::poses::option;

/// A process that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() {
    match option("--read") {
        Some(path) => read_alone(Path::new(&path)),
        None => read_all(),
    }
}

/// Reads one file and says how much memory it took.
fn read_alone(path: &Path) {
    match read(path) {
        Ok(frames) => println!("read {frames}"),
        Err(e) => println!("refused {e}"),
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.unwrap_or("0 kB").trim());
}

fn read(path: &Path) -> Result<usize, VideoError> {
    let mut decoder = Decoder::open(path, TimeRange::default())?;
    decoder.copy_small(SmallSize { width_px: 64, height_px: 48, scale: 0.4 });
    let mut frames = 0;
    while let Some(frame) = decoder.next_frame()? {
        frames += usize::from(frame.picture.width() > 0);
    }
    decoder.warnings();
    Ok(frames)
}

/// How the files of a kind ended.
#[derive(Default)]
struct Ends {
    read: usize,
    refused: usize,
    crashed: Vec<String>,
    hung: Vec<String>,
    longest: Duration,
    most_mb: usize,
}

fn read_all() {
    let folder = tempfile::tempdir().unwrap();
    let clips = whole(folder.path());
    if clips.is_empty() {
        return println!("skipped: no ffmpeg");
    }
    println!("{:<16} files  read refused crashed hung   s   MB", "kind");
    for clip in clips {
        let name = clip.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&clip).unwrap();
        let mut ends = Ends::default();
        for damage in Damage::all(20, 200) {
            let damaged = folder.path().join(format!("damaged-{name}"));
            std::fs::write(&damaged, damage.done_to(&bytes)).unwrap();
            ends.add(&damaged, &format!("{name} {damage:?}"));
        }
        ends.print(&name);
    }
}

impl Ends {
    fn add(&mut self, path: &Path, what: &str) {
        let start = Instant::now();
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--read", path.to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let Some(child) = ended(child, start) else { return self.hung.push(what.to_owned()) };
        self.longest = self.longest.max(start.elapsed());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        match said.split_whitespace().next() {
            Some("read") if output.status.success() => self.read += 1,
            Some("refused") if output.status.success() => self.refused += 1,
            _ => self.crashed.push(what.to_owned()),
        }
        let kb = said.lines().last().and_then(|l| l.split_whitespace().next()?.parse().ok());
        self.most_mb = self.most_mb.max(kb.unwrap_or(0_usize) / 1024);
    }

    fn print(&self, name: &str) {
        let files = self.read + self.refused + self.crashed.len() + self.hung.len();
        println!(
            "{name:<16} {files:>5} {:>5} {:>7} {:>7} {:>4} {:>5.1} {:>4}",
            self.read,
            self.refused,
            self.crashed.len(),
            self.hung.len(),
            self.longest.as_secs_f64(),
            self.most_mb
        );
        self.crashed.iter().for_each(|what| println!("  crashed: {what}"));
        self.hung.iter().for_each(|what| println!("  hung: {what}"));
    }
}

/// The process once it has ended; one that hangs is stopped.
fn ended(mut child: Child, start: Instant) -> Option<Child> {
    loop {
        if child.try_wait().unwrap().is_some() {
            return Some(child);
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
