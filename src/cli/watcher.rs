//! Clips being analysed, as whoever sits before the terminal sees them.

use super::choices::Choices;
use super::device::fallback_line;
use super::limits::Limits;
use super::progress::Bar;
use super::say::Say;
use super::typed::TypedPaper;
use super::{Failure, print_error, print_line, say};
use gaitline::Fallback;
use gaitline::error::AnalysisError;
use gaitline::pipeline::{Analysis, ClipObserver, PlannedClip, Progress, print_page};
use std::io::IsTerminal;
use std::path::Path;
use std::time::Instant;

/// Shows how far each clip is, and says what became of it.
pub(crate) struct Watcher<'a> {
    choices: &'a Choices,
    /// What is said of a clip that went well.
    tells: Tells,
    /// When the present clip began.
    started: Instant,
    /// Clips that failed.
    pub(crate) failed: usize,
    /// Clips of those with which the command does not go.
    refused: usize,
    /// Clips that went well.
    done: usize,
    /// A report could not be printed.
    pub(crate) is_stdout_broken: bool,
}

/// What is said of a clip that went well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    /// Its warnings and where its page is; and the page is printed where that is asked for.
    Everything,
    /// Nothing: it is part of a visit.
    Nothing,
}

impl<'a> Watcher<'a> {
    pub(crate) fn new(choices: &'a Choices, tells: Tells) -> Self {
        Self {
            choices,
            tells,
            started: Instant::now(),
            failed: 0,
            refused: 0,
            done: 0,
            is_stdout_broken: false,
        }
    }

    /// What clips that failed make of the command: wrong usage where it goes with none of them.
    pub(crate) fn failure(&self) -> Failure {
        match self.done == 0 && self.refused == self.failed {
            true => Failure::Refused,
            false => Failure::Failed,
        }
    }

    fn tell(&mut self, name: &str, analysis: &Analysis) {
        let seconds = self.started.elapsed().as_secs_f64();
        if self.choices.json {
            self.is_stdout_broken |= print_line(&analysis.report_line).is_err();
        }
        if self.choices.quiet {
            return;
        }
        for warning in &analysis.warnings {
            say(&Say::Warning.filled(&[("clip", name), ("what", warning)]));
        }
        if self.choices.verbose {
            for line in &analysis.details {
                say(&format!("{name}: {line}"));
            }
            say(&took(name, analysis.frames, seconds));
        }
        say(&format!("{}", analysis.page().display()));
    }
}

impl ClipObserver for Watcher<'_> {
    fn falls_back(&mut self, fallback: &Fallback) {
        if !self.choices.quiet {
            say(&fallback_line(fallback));
        }
    }

    fn begins(&mut self, clip: &PlannedClip) -> Box<dyn Progress> {
        self.started = Instant::now();
        let is_shown = !self.choices.quiet && std::io::stderr().is_terminal();
        Box::new(Bar::new(
            &clip.file_name(),
            is_shown,
            Limits::from_now(self.choices.timeout, self.choices.max_memory),
        ))
    }

    fn ended(&mut self, clip: &PlannedClip, outcome: Result<Analysis, AnalysisError>) {
        let done = match outcome {
            Ok(analysis) if self.tells == Tells::Everything => {
                self.tell(&clip.file_name(), &analysis);
                print(&analysis.page(), self.choices)
            }
            outcome => outcome.map(|_| ()),
        };
        match done {
            Ok(()) => self.done += 1,
            Err(e) => {
                print_error(&e.to_string(), e.hint());
                self.failed += 1;
                self.refused += usize::from(e.is_wrong_for_file());
            }
        }
    }
}

/// How long a clip took.
fn took(name: &str, frames: usize, seconds: f64) -> String {
    let rate = format!("{:.0}", frames as f64 / seconds);
    let (frames, seconds) = (frames.to_string(), format!("{seconds:.1}"));
    let places = [("clip", name), ("frames", &frames), ("seconds", &seconds), ("rate", &rate)];
    Say::Took.filled(&places)
}

/// Prints a finished page where that is asked for.
pub(crate) fn print(page: &Path, choices: &Choices) -> Result<(), AnalysisError> {
    let Some(paper) = choices.pdf.map(TypedPaper::meant) else { return Ok(()) };
    let pdf = print_page(page, paper)?;
    if !choices.quiet {
        say(&format!("{}", pdf.display()));
    }
    Ok(())
}

/// What ends the program at once: nothing further can be analysed.
pub(crate) fn stopped(error: AnalysisError) -> Failure {
    if error.is_wrong_usage() {
        return Failure::Usage(error.to_string(), error.hint().to_owned());
    }
    print_error(&error.to_string(), error.hint());
    Failure::Failed
}
