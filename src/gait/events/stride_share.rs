//! How long after an event something happens, as a share of the stride that goes with the pace.
//!
//! Swing lasts 0.35 s at a very fast pace and 0.6 s at a very slow one while the stride more than doubles, so one share
//! for all paces is off by up to 0.07 s in slow walking.

use crate::signal::line_at;

/// The stride's duration of an adult (leg of 0.93 m) at five speeds from very fast to very slow, in seconds: by the
/// dimensionless cadences of 0.76 to 0.34 of the study that the shares are from.
///
/// # Source
/// Schwartz, Rozumalski & Trost, J Biomech 2008;41:1639.
const STRIDES_S: [f64; 5] = [0.81, 0.93, 1.09, 1.35, 1.83];

/// Shares of the stride at the five speeds, from very fast to very slow.
///
/// # Source
/// `tests/tools/event_shares.py` works them out from the mean curves of the same study.
pub(crate) struct StrideShare(pub(crate) [f64; 5]);

impl StrideShare {
    /// On the straight line between the two speeds; beyond them, as at the last.
    pub(crate) fn at(&self, stride_s: f64) -> f64 {
        let stride_s = stride_s.clamp(STRIDES_S[0], STRIDES_S[STRIDES_S.len() - 1]);
        let after = STRIDES_S.partition_point(|&s| s < stride_s).max(1);
        let at = |i: usize| (STRIDES_S[i], self.0[i]);
        line_at(at(after - 1), at(after), stride_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_go_with_the_pace() {
        let share = StrideShare([0.044, 0.033, 0.037, 0.025, 0.001]);
        assert_eq!(share.at(1.09), 0.037);
        assert!((share.at(1.22) - 0.031).abs() < 1e-9, "halfway to 0.025");
        let beyond = [(0.3, 0.044), (9.0, 0.001)];
        let is_at_end = |(s, expected): (f64, f64)| (share.at(s) - expected).abs() < 1e-9;
        assert!(beyond.into_iter().all(is_at_end), "as at the last");
    }
}
