//! What must stand in the environment before the program does anything.

use gaitline::TELEMETRY_OFF;
use std::process::{Command, ExitCode};

/// Starts the program again where ONNX Runtime is not yet told to send nothing: a variable can be set for another process
/// only. Where that fails, nothing is sent either: the library is not loaded without it.
pub(crate) fn started_again() -> Option<ExitCode> {
    let (name, value) = TELEMETRY_OFF;
    if std::env::var_os(name).is_some_and(|own| own == value) {
        return None;
    }
    let mut again = Command::new(std::env::current_exe().ok()?);
    again.args(std::env::args_os().skip(1)).env(name, value);
    become_it(again)
}

/// The other program takes the place of this one, and returns only where it cannot.
#[cfg(unix)]
fn become_it(mut again: Command) -> Option<ExitCode> {
    use std::os::unix::process::CommandExt;
    if let Some(own_name) = std::env::args_os().next() {
        again.arg0(own_name);
    }
    let _ = again.exec();
    None
}

#[cfg(not(unix))]
fn become_it(mut again: Command) -> Option<ExitCode> {
    let code = again.status().ok()?.code()?;
    Some(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}
