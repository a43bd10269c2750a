//! How long a clip may take, and how much memory the program.

use super::say::Say;
use gaitline::pipeline::{UsedUp, memory_in_use, usable_memory};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// In a study a clip may take so long unless it is said otherwise: a film of two hours takes three on one core.
pub(crate) const STUDY_TIMEOUT_S: f64 = 6.0 * 3600.0;

/// The program may take so much of the memory that there is, unless it is said otherwise: what takes more is given up before
/// the system ends the whole program.
const USABLE_SHARE: f64 = 0.9;

/// The memory is looked at every so many frames: asking the system takes as long as a hundredth of a frame.
const FRAMES_APART: usize = 10;

/// What a clip may use.
#[derive(Debug)]
pub(crate) struct Limits {
    /// None where it may take as long as it takes.
    end: Option<Instant>,
    most_bytes: u64,
    asked: AtomicUsize,
}

impl Limits {
    /// Those of a clip that begins now: so many seconds, and so many MB.
    pub(crate) fn from_now(timeout_s: Option<f64>, max_memory_mb: Option<u64>) -> Self {
        let most_bytes =
            max_memory_mb.map_or_else(usual_most_bytes, |mb| mb.saturating_mul(1_000_000));
        let span = timeout_s.and_then(|s| Duration::try_from_secs_f64(s).ok());
        let end = span.and_then(|span| Instant::now().checked_add(span));
        Self { end, most_bytes, asked: AtomicUsize::new(0) }
    }

    pub(crate) fn used_up(&self) -> Option<UsedUp> {
        let is_due = self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(FRAMES_APART);
        if self.end.is_some_and(|end| Instant::now() >= end) {
            return Some(UsedUp::Time);
        }
        (is_due && memory_in_use() > self.most_bytes).then_some(UsedUp::Memory)
    }
}

fn usual_most_bytes() -> u64 {
    (USABLE_SHARE * usable_memory() as f64) as u64
}

/// A number of seconds that a clip may take.
pub(crate) fn timeout_in_range(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(s) if s > 0.0 && f64::is_finite(s) => Ok(s),
        _ => Err(Say::TimeoutRange.text().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_up_is_named_and_nothing_where_there_is_enough() {
        let used_up = |timeout_s, max_mb| Limits::from_now(timeout_s, max_mb).used_up();
        assert_eq!(used_up(Some(1e-9), None), Some(UsedUp::Time));
        assert_eq!(used_up(Some(3600.0), Some(1)), Some(UsedUp::Memory));
        for timeout_s in [Some(3600.0), Some(1e300), None] {
            assert_eq!(used_up(timeout_s, None), None);
        }
        for wrong in ["0", "-1", "nan", "inf", "1 h"] {
            assert!(timeout_in_range(wrong).is_err(), "{wrong}");
        }
    }
}
