//! How long a clip may take.

use super::say::Say;
use std::time::{Duration, Instant};

/// In a study a clip may take so long unless it is said otherwise: a film of two hours takes three on one core.
pub(crate) const STUDY_TIMEOUT_S: f64 = 6.0 * 3600.0;

/// When a clip has taken long enough; never, where nothing was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    /// So many seconds from now.
    pub(crate) fn after(timeout_s: Option<f64>) -> Self {
        let span = timeout_s.and_then(|s| Duration::try_from_secs_f64(s).ok());
        Self(span.and_then(|span| Instant::now().checked_add(span)))
    }

    pub(crate) fn is_over(self) -> bool {
        self.0.is_some_and(|end| Instant::now() >= end)
    }
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
    fn a_deadline_ends_and_none_never_does() {
        assert!(Deadline::after(Some(1e-9)).is_over());
        assert!(!Deadline::after(Some(3600.0)).is_over());
        assert!(!Deadline::after(Some(1e300)).is_over());
        assert!(!Deadline::after(None).is_over());
        for wrong in ["0", "-1", "nan", "inf", "1 h"] {
            assert!(timeout_in_range(wrong).is_err(), "{wrong}");
        }
    }
}
