//! A study being analysed, as whoever sits before the terminal sees it: one line for all clips.

use super::choices::Choices;
use super::device::fallback_line;
use super::limits::{Limits, STUDY_TIMEOUT_S};
use super::say;
use super::say::Say;
use gaitline::Fallback;
use gaitline::pipeline::{Progress, StudyCounts, StudyObserver, UsedUp};
use gaitline::study::{Outcome, StudyClip};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// One bar for all clips.
pub(crate) struct BatchWatcher {
    bar: ProgressBar,
    frames: Arc<AtomicUsize>,
    started: Instant,
    is_quiet: bool,
    is_verbose: bool,
    /// How long a clip may take.
    timeout_s: f64,
    /// How much memory the program may take, in MB.
    max_memory: Option<u64>,
}

impl BatchWatcher {
    pub(crate) fn new(clips: usize, choices: &Choices) -> Self {
        let is_shown = !choices.quiet && std::io::stderr().is_terminal();
        let target =
            if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(clips as u64), target);
        let template = Say::StudyBar.text();
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self {
            bar,
            frames: Arc::default(),
            started: Instant::now(),
            is_quiet: choices.quiet,
            is_verbose: choices.verbose,
            timeout_s: choices.timeout.unwrap_or(STUDY_TIMEOUT_S),
            max_memory: choices.max_memory,
        }
    }

    /// Says how it went.
    pub(crate) fn tell(&self, counts: StudyCounts) {
        self.bar.finish_and_clear();
        if self.is_quiet {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64();
        let frames = self.frames.load(Ordering::Relaxed);
        let rate = format!("{:.0}", frames as f64 / seconds);
        let seconds = format!("{seconds:.1}");
        let [analysed, failed] = [counts.analysed, counts.failed].map(|n| n.to_string());
        let places = [
            ("analysed", analysed.as_str()),
            ("failed", &failed),
            ("seconds", &seconds),
            ("rate", &rate),
        ];
        say(&Say::StudyTook.filled(&places));
    }
}

impl StudyObserver for BatchWatcher {
    fn falls_back(&self, fallback: &Fallback) {
        if !self.is_quiet {
            self.bar.suspend(|| say(&fallback_line(fallback)));
        }
    }

    fn begins(&self, _clip: &StudyClip) -> Box<dyn Progress> {
        let (bar, all) = (self.bar.clone(), Arc::clone(&self.frames));
        let started = self.started;
        let limits = Limits::from_now(Some(self.timeout_s), self.max_memory);
        Box::new(Frames { bar, all, started, limits })
    }

    fn ended(&self, clip: &StudyClip, outcome: &Outcome, frames: usize) {
        self.bar.inc(1);
        if let Outcome::Failed { what, hint, .. } = outcome {
            let text = Say::Error.filled(&[("what", what), ("hint", hint)]);
            self.bar.suspend(|| say(&text));
        } else if self.is_verbose {
            let frames = frames.to_string();
            let text = Say::StudyClipDone.filled(&[("clip", &clip.id), ("frames", &frames)]);
            self.bar.suspend(|| say(&text));
        }
    }
}

/// Counts the frames of one clip into those of all.
struct Frames {
    bar: ProgressBar,
    all: Arc<AtomicUsize>,
    started: Instant,
    limits: Limits,
}

impl Progress for Frames {
    fn read(&self, _frames: usize, _of: Option<u64>) {
        let frames = self.all.fetch_add(1, Ordering::Relaxed) + 1;
        let rate = frames as f64 / self.started.elapsed().as_secs_f64();
        self.bar.set_message(format!("{rate:.0}"));
    }

    fn corrected(&self, _frames: usize, _of: usize) {}

    fn drawn(&self, _frames: usize, _of: usize) {}

    fn used_up(&self) -> Option<UsedUp> {
        self.limits.used_up()
    }
}
