//! A process that does the work: a network that crashes takes no page with it, and memory that is not needed any more goes back.

use crate::app::app_settings::WorkerProgram;
use crate::app::desk::Watch;
use crate::app::store::record::Problem;
use crate::app::work::task::{Event, Order, Task};
use crate::pipeline::ClipPreview;
use std::io::{BufRead as _, BufReader, Result, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// A worker; it ends when it is dropped.
pub(super) struct WorkerProcess {
    process: Child,
    orders: ChildStdin,
    events: Receiver<Event>,
}

/// How a task ended.
pub(super) enum Outcome {
    /// The worker said so.
    Ended(std::result::Result<(), Problem>),
    /// The worker is gone, or hears nothing: this one is of no more use. How it ended.
    Lost(String),
}

/// Whether nobody waits any more is looked at this often.
const PATIENCE: Duration = Duration::from_millis(100);

/// A worker that was told to stop and said nothing for so many times [`PATIENCE`], 10 s, hangs.
const MOST_WAITS: u32 = 100;

impl WorkerProcess {
    /// Starts one.
    pub(super) fn start(program: &WorkerProgram) -> Result<Self> {
        let (name, value) = &program.variable;
        let mut command = Command::new(&program.program);
        in_a_group_of_its_own(&mut command);
        let mut process = command
            .args(&program.arguments)
            .env(name, value)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let missing = || std::io::Error::other("a worker without input and output");
        let orders = process.stdin.take().ok_or_else(missing)?;
        let output = process.stdout.take().ok_or_else(missing)?;
        let (told, events) = channel();
        std::thread::spawn(move || hear(output, &told));
        Ok(Self { process, orders, events })
    }

    /// Whether it can be asked.
    pub(super) fn is_alive(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }

    /// Has a task done; what is seen of a clip is shown as soon as it is known.
    pub(super) fn does(
        &mut self,
        task: Task,
        watch: &Watch,
        show: &mut dyn FnMut(ClipPreview),
    ) -> Outcome {
        match self.asked(task, watch, show) {
            Some(done) => Outcome::Ended(done),
            None => Outcome::Lost(self.end()),
        }
    }

    /// The same; nothing where the worker is of no more use.
    fn asked(
        &mut self,
        task: Task,
        watch: &Watch,
        show: &mut dyn FnMut(ClipPreview),
    ) -> Option<std::result::Result<(), Problem>> {
        self.order(&Order::Do(task)).ok()?;
        let (mut is_told, mut waits) = (false, 0);
        loop {
            match self.events.recv_timeout(PATIENCE) {
                Ok(Event::Share(hundredths)) => watch.set(hundredths),
                Ok(Event::Known(preview)) => show(*preview),
                Ok(Event::Ended(done)) => return Some(done),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => waits += u32::from(is_told),
            }
            if watch.is_stopped() && !is_told {
                self.order(&Order::Stop).ok()?;
                is_told = true;
            }
            if waits == MOST_WAITS {
                return None;
            }
        }
    }

    /// Ends it: how it did.
    fn end(&mut self) -> String {
        let _ = self.process.kill(); // it may have ended
        self.process.wait().map_or_else(|e| e.to_string(), |status| status.to_string())
    }

    fn order(&mut self, order: &Order) -> Result<()> {
        let mut line = serde_json::to_vec(order)?;
        line.push(b'\n');
        self.orders.write_all(&line)?;
        self.orders.flush()
    }
}

impl Drop for WorkerProcess {
    /// Nothing is under way that anybody waits for.
    fn drop(&mut self) {
        self.end();
    }
}

/// As Windows calls it (`winbase.h`).
#[cfg(windows)]
const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;

/// What ends the server by the keyboard must not end its work first: that would look like a crash.
fn in_a_group_of_its_own(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
}

/// Hands on what a worker says, until it says nothing more.
fn hear(output: ChildStdout, told: &Sender<Event>) {
    // a library may print what is no event
    let lines = BufReader::new(output).split(b'\n').map_while(Result::ok);
    for event in lines.filter_map(|line| serde_json::from_slice(&line).ok()) {
        if told.send(event).is_err() {
            return;
        }
    }
}
