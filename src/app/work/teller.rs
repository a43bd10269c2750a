//! How a worker tells the server what happens.

use crate::app::work::task::Event;
use crate::pipeline::{Progress, UsedUp};
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Reading the clip takes this share of the work; what is left are the frames that are looked at again.
const READING_SHARE: f64 = 0.9;

/// Tells of one task, on standard output.
pub(super) struct Teller {
    /// In hundredths.
    told: AtomicU32,
    /// Nobody waits for the task any more.
    is_stopped: Arc<AtomicBool>,
}

impl Teller {
    pub(super) fn new(is_stopped: Arc<AtomicBool>) -> Self {
        Self { told: AtomicU32::default(), is_stopped }
    }

    /// Tells something. A server that is gone is told nothing.
    pub(super) fn tell(&self, event: &Event) {
        if let Ok(line) = serde_json::to_vec(event) {
            // a line of its own, whatever a library has printed before
            let line = [b"\n", &*line, b"\n"].concat();
            let mut out = std::io::stdout().lock();
            let _ = out.write_all(&line).and_then(|()| out.flush());
        }
    }

    /// Whether nobody waits for it any more.
    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    /// Tells how far it is, at most once a hundredth of the work.
    fn share(&self, share: f64) {
        let new = (share.clamp(0.0, 1.0) * 100.0) as u32;
        if self.told.swap(new, Ordering::Relaxed) != new {
            self.tell(&Event::Share(new));
        }
    }
}

impl Progress for Teller {
    fn read(&self, frames: usize, of: Option<u64>) {
        if let Some(of) = of.filter(|of| *of > 0) {
            self.share(READING_SHARE * frames as f64 / of as f64);
        }
    }

    fn corrected(&self, frames: usize, of: usize) {
        self.share(READING_SHARE + (1.0 - READING_SHARE) * frames as f64 / of.max(1) as f64);
    }

    fn drawn(&self, _frames: usize, _of: usize) {}

    fn used_up(&self) -> Option<UsedUp> {
        self.is_stopped().then_some(UsedUp::Patience)
    }
}
