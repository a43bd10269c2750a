//! The command line: from typed words to calls of the library, and from its errors to exit codes.

mod analyze;
mod app;
mod args;
mod batch;
mod batch_table;
mod batch_watcher;
mod choices;
mod compare;
mod device;
mod environment;
mod limits;
mod manual;
mod markers;
mod model_args;
mod model_check;
mod models;
mod norms;
mod poses;
mod preview;
mod progress;
mod questions;
mod say;
mod schema;
mod study_args;
mod text;
mod typed;
mod visit;
mod watcher;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use say::Say;
use std::process::ExitCode;

/// What a command can end with, besides success.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something could not be done; printed already.
    Failed,
    /// Nothing could be done, because what was asked for makes no sense; printed already.
    Refused,
    /// A study that had to stop before its end; printed already.
    Stopped,
    /// What was asked for makes no sense: message and hint.
    Usage(String, String),
}

impl Failure {
    /// A command that makes no sense.
    pub(crate) fn usage(what: impl Into<String>, hint: Say) -> Self {
        Self::Usage(what.into(), hint.text().to_owned())
    }
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    if let Some(code) = environment::started_again() {
        return code;
    }
    let done = match Cli::parse().command {
        Command::Analyze(arguments) => analyze::run(*arguments),
        Command::Visit(arguments) => visit::run(*arguments),
        Command::Batch(arguments) => batch::run(*arguments),
        Command::Collect(arguments) => batch::collect(&arguments),
        Command::Verify(arguments) => batch::verify(&arguments),
        Command::Norms(arguments) => norms::run(&arguments),
        Command::App(arguments) => app::run(arguments),
        Command::Preview(arguments) => preview::run(arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Models(arguments) => models::run(&arguments),
        Command::Questions => questions::run(),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => {
            let mut script = Vec::new();
            clap_complete::generate(arguments.shell, &mut Cli::command(), "gaitline", &mut script);
            print_bytes(&script)
        }
        Command::Manual(arguments) => manual::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed) => ExitCode::from(1),
        Err(Failure::Refused) => ExitCode::from(2),
        Err(Failure::Stopped) => ExitCode::from(3),
        Err(Failure::Usage(what, hint)) => {
            print_error(&what, &hint);
            ExitCode::from(2)
        }
    }
}

/// Prints to standard output; a reader who has gone away (`| head`) is no error.
#[allow(clippy::print_stdout)]
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            let what = Say::CannotWriteOutput.filled(&[("why", &e.to_string())]);
            print_error(&what, Say::CheckFreeSpace.text());
            Err(Failure::Failed)
        }
        _ => Ok(()),
    }
}

pub(crate) fn print_line(line: &str) -> Result<(), Failure> {
    print_bytes(format!("{line}\n").as_bytes())
}

/// Prints what went wrong and what to do next.
pub(crate) fn print_error(what: &str, hint: &str) {
    say(&Say::Error.filled(&[("what", what), ("hint", hint)]));
}

/// Prints a line to standard error; there is nowhere to complain if that fails.
pub(crate) fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "{}", harmless(line));
}

/// A text whose characters do nothing to a terminal and stand in the order in which they are written: names of files may
/// hold any.
fn harmless(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| match c {
        '\n' => c.to_string(),
        c if c.is_control() || turns(c) => c.escape_default().to_string(),
        c => c.to_string(),
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_name_does_nothing_to_the_terminal() {
        assert_eq!(harmless("a\u{1b}[2J\u{202e}4pm é\n"), "a\\u{1b}[2J\\u{202e}4pm é\n");
    }
}
