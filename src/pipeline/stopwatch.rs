//! Where processor time goes: shown by `--verbose`, and by nothing that is written.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What processor time is spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The network that finds people.
    Detector,
    /// The network that finds landmarks.
    Landmarks,
    /// All that workers do, the networks included.
    Workers,
    /// Pictures out of the decoder: turned, scaled and copied.
    Pictures,
    /// The film.
    Film,
    /// Everything after the poses.
    Report,
}

const STAGES: usize = 6;

/// The processor time of each stage, of all threads together.
#[derive(Debug, Default)]
pub(crate) struct Stopwatch {
    nanos: [AtomicU64; STAGES],
    runs: [AtomicU64; STAGES],
}

impl Stopwatch {
    /// Does some work, and adds what it took to its stage.
    pub(crate) fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = thread_time();
        let done = work();
        let taken = thread_time().saturating_sub(start).as_nanos() as u64;
        self.nanos[stage as usize].fetch_add(taken, Ordering::Relaxed);
        self.runs[stage as usize].fetch_add(1, Ordering::Relaxed);
        done
    }

    /// What has been spent so far, by this stopwatch and by the process.
    pub(crate) fn spent(&self) -> Spent {
        let load =
            |all: &[AtomicU64; STAGES]| std::array::from_fn(|i| all[i].load(Ordering::Relaxed));
        Spent { process: process_time(), nanos: load(&self.nanos), runs: load(&self.runs) }
    }
}

/// Processor time up to a moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    process: Duration,
    nanos: [u64; STAGES],
    runs: [u64; STAGES],
}

impl Spent {
    /// In words, for each of so many frames, what was spent since an earlier moment; nothing where this machine cannot
    /// tell.
    pub(crate) fn in_words(&self, before: &Self, frames: usize) -> Option<String> {
        let all_ms = (self.process.saturating_sub(before.process)).as_secs_f64() * 1e3;
        let ms =
            |stage: Stage| (self.nanos[stage as usize] - before.nanos[stage as usize]) as f64 / 1e6;
        let runs = |stage: Stage| self.runs[stage as usize] - before.runs[stage as usize];
        let networks = ms(Stage::Detector) + ms(Stage::Landmarks);
        let known = ms(Stage::Workers) + ms(Stage::Pictures) + ms(Stage::Film) + ms(Stage::Report);
        let per_frame = |ms: f64| ms.max(0.0) / frames.max(1) as f64;
        (all_ms > 0.0).then(|| {
            format!(
                "processor time, ms a frame: {:.1} in all; landmarks {:.1} ({} runs), detector {:.1} ({} runs), cutouts \
                 and features {:.1}, decoding {:.1}, pictures {:.1}, film {:.1}, report {:.1}",
                per_frame(all_ms),
                per_frame(ms(Stage::Landmarks)),
                runs(Stage::Landmarks),
                per_frame(ms(Stage::Detector)),
                runs(Stage::Detector),
                per_frame(ms(Stage::Workers) - networks),
                per_frame(all_ms - known),
                per_frame(ms(Stage::Pictures)),
                per_frame(ms(Stage::Film)),
                per_frame(ms(Stage::Report)),
            )
        })
    }
}

#[cfg(unix)]
fn clock(id: rustix::time::ClockId) -> Duration {
    let time = rustix::time::clock_gettime(id);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// The processor time of this thread; zero where the system does not tell.
fn thread_time() -> Duration {
    #[cfg(unix)]
    return clock(rustix::time::ClockId::ThreadCPUTime);
    #[cfg(not(unix))]
    return Duration::ZERO;
}

/// The processor time of this process.
fn process_time() -> Duration {
    #[cfg(unix)]
    return clock(rustix::time::ClockId::ProcessCPUTime);
    #[cfg(not(unix))]
    return Duration::ZERO;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn work_counts_and_waiting_does_not() {
        let watch = Stopwatch::default();
        let before = watch.spent();
        watch.time(Stage::Film, || std::thread::sleep(Duration::from_millis(50)));
        watch.time(Stage::Report, || {
            (0..3_000_000_u64).map(|i| i ^ (i << 3)).fold(0, u64::wrapping_add)
        });
        let after = watch.spent();
        assert!(after.nanos[Stage::Film as usize] < 40_000_000, "{after:?}");
        assert!(after.nanos[Stage::Report as usize] > 0, "{after:?}");
        let words = after.in_words(&before, 10).unwrap();
        assert!(words.contains("landmarks 0.0 (0 runs)"), "{words}");
    }
}
