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
    /// The worker is gone, or hears nothing: this one is of no more use.
    Lost,
}

/// Whether nobody waits any more is looked at this often.
const PATIENCE: Duration = Duration::from_millis(100);

/// A worker that was told to stop this many times [`PATIENCE`] ago, 10 s, hangs.
const MOST_WAITS: u32 = 100;

impl WorkerProcess {
    /// Starts one.
    pub(super) fn start(program: &WorkerProgram) -> Result<Self> {
        let mut process = Command::new(&program.program)
            .args(&program.arguments)
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
        if self.order(&Order::Do(task)).is_err() {
            return Outcome::Lost;
        }
        let mut waits = 0;
        loop {
            match self.events.recv_timeout(PATIENCE) {
                Ok(Event::Share(share)) => watch.set(share),
                Ok(Event::Known(preview)) => show(*preview),
                Ok(Event::Ended(done)) => return Outcome::Ended(done),
                Err(RecvTimeoutError::Disconnected) => return Outcome::Lost,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if watch.is_stopped() {
                if waits == 0 && self.order(&Order::Stop).is_err() || waits == MOST_WAITS {
                    return Outcome::Lost;
                }
                waits += 1;
            }
        }
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
        let _ = self.process.kill(); // it may have ended
        let _ = self.process.wait();
    }
}

/// Hands on what a worker says, until it says nothing more.
fn hear(output: ChildStdout, told: &Sender<Event>) {
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    // a library may print what is no event
    for event in lines.filter_map(|line| serde_json::from_str(&line).ok()) {
        if told.send(event).is_err() {
            return;
        }
    }
}
