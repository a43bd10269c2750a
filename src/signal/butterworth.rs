//! The low-pass filter of movement analysis.

use super::interpolate::{Hermite, resample_uniform};
use std::f64::consts::{PI, SQRT_2};

/// What running a second-order filter twice does to its cut-off: (√2 − 1)^¼.
///
/// # Source
/// Robertson & Dowling, J. Electromyogr. Kinesiol. 2003;13:569: the correction for `n` passes.
const TWICE_RATIO: f64 = 0.802_243_262_923_150_2;

/// Samples that are mirrored at each end before filtering, as `scipy.signal.filtfilt` does by
/// default: three times the length of the filter.
const PADDING: usize = 9;

/// A cut-off above this share of the sampling rate leaves nothing to filter.
const MAX_CUTOFF_RATIO: f64 = 0.4;

/// Smooths samples at true times without shifting them: a second-order Butterworth low-pass, forwards
/// and backwards (fourth order in effect).
///
/// The times are brought to an even grid at the given rate, filtered there, and brought back. Where
/// the cut-off is above 0.4 of the rate, or there are fewer than four samples, the values come back
/// as they are.
///
/// # Shapes and units
/// `time_s` increases and has as many entries as `values`; no value is NaN. The amplitude at
/// `cutoff_hz` is 1/√2 after both passes.
///
/// # Source
/// Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009, section 3.4.4.
#[must_use]
pub fn low_pass_zero_phase(
    time_s: &[f64],
    values: &[f64],
    rate_hz: f64,
    cutoff_hz: f64,
) -> Vec<f64> {
    let is_filterable = values.len() > 3 && cutoff_hz < MAX_CUTOFF_RATIO * rate_hz;
    if !is_filterable {
        return values.to_vec();
    }
    let (grid, even) = resample_uniform(time_s, values, rate_hz);
    let smooth = twice(&even, &Section::low_pass(cutoff_hz, rate_hz));
    let curve = Hermite::new(&grid, &smooth);
    time_s.iter().map(|&t| curve.at(t)).collect()
}

/// A second-order recursive filter, normalised to a0 = 1.
#[derive(Debug, Clone, Copy)]
struct Section {
    b: [f64; 3],
    a: [f64; 2],
}

impl Section {
    /// Butterworth by the bilinear transform, so that two passes have the cut-off asked for.
    fn low_pass(cutoff_hz: f64, rate_hz: f64) -> Self {
        let k = (PI * cutoff_hz / rate_hz).tan() / TWICE_RATIO;
        let norm = 1.0 / (1.0 + SQRT_2 * k + k * k);
        let b0 = k * k * norm;
        Self {
            b: [b0, 2.0 * b0, b0],
            a: [2.0 * (k * k - 1.0) * norm, (1.0 - SQRT_2 * k + k * k) * norm],
        }
    }

    /// One pass, from the state in which the first value has always been there.
    fn run(&self, values: &mut [f64]) {
        let Some(&first) = values.first() else { return };
        // steady state for a constant input: output equals input
        let mut z1 = first * (1.0 - self.b[0]);
        let mut z2 = first * (self.b[2] - self.a[1]);
        for v in values {
            let input = *v;
            let output = self.b[0] * input + z1;
            z1 = self.b[1] * input - self.a[0] * output + z2;
            z2 = self.b[2] * input - self.a[1] * output;
            *v = output;
        }
    }
}

/// Forwards and backwards, with the ends mirrored through their last value.
fn twice(values: &[f64], section: &Section) -> Vec<f64> {
    let (Some(&first), Some(&last)) = (values.first(), values.last()) else { return vec![] };
    let pad = PADDING.min(values.len() - 1);
    let before = values[1..=pad].iter().rev().map(|v| 2.0 * first - v);
    let after =
        values[values.len() - 1 - pad..values.len() - 1].iter().rev().map(|v| 2.0 * last - v);
    let mut padded: Vec<f64> = before.chain(values.iter().copied()).chain(after).collect();
    section.run(&mut padded);
    padded.reverse();
    section.run(&mut padded);
    padded.reverse();
    padded[pad..pad + values.len()].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(count: usize, rate_hz: f64) -> Vec<f64> {
        (0..count).map(|i| i as f64 / rate_hz).collect()
    }

    /// SciPy 1.17.1: `k = tan(pi*6/30)/(2**.5-1)**.25; b, a = butter(2, 2*atan(k)/pi)`, then
    /// `filtfilt(b, a, x)` for `x = [0, 1, 4, 2, 8, 5, 7, 1, 3, 9, 6, 2]`.
    const SCIPY: [f64; 12] = [
        -7.145582247192195e-05,
        1.4212544792534247,
        2.6899921665761473,
        4.249490455142335,
        5.99375943564103,
        6.4212974231461395,
        4.687615684649377,
        2.9841557861130052,
        4.208708573159057,
        6.766662017533648,
        6.245629927072533,
        1.9996027635197597,
    ];

    #[test]
    fn it_agrees_with_scipy() {
        let x = [0.0, 1.0, 4.0, 2.0, 8.0, 5.0, 7.0, 1.0, 3.0, 9.0, 6.0, 2.0];
        let smooth = low_pass_zero_phase(&even(12, 30.0), &x, 30.0, 6.0);
        for (a, b) in smooth.iter().zip(SCIPY) {
            assert!((a - b).abs() < 1e-9, "{smooth:?}");
        }
    }

    #[test]
    fn at_the_cutoff_the_amplitude_is_1_over_root_2_and_nothing_is_shifted() {
        let time_s = even(1200, 120.0);
        let wave = |hz: f64| time_s.iter().map(|t| (2.0 * PI * hz * t).sin()).collect::<Vec<_>>();
        let smooth = low_pass_zero_phase(&time_s, &wave(6.0), 120.0, 6.0);
        for (s, w) in smooth.iter().zip(wave(6.0)).skip(200).take(800) {
            assert!((s - w / SQRT_2).abs() < 1e-6);
        }
        let slow = low_pass_zero_phase(&time_s, &wave(1.0), 120.0, 6.0);
        let mut middle = slow.iter().zip(wave(1.0)).skip(100).take(1000);
        assert!(middle.all(|(s, w)| (s - w).abs() < 1e-3));
    }

    #[test]
    fn uneven_times_give_the_same_curve() {
        let wave = |t: f64| (2.0 * PI * t).sin();
        let time_s: Vec<f64> =
            (0..300).map(|i| f64::from(i) / 30.0 + 0.004 * f64::from(i * 7 % 5)).collect();
        let values: Vec<f64> = time_s.iter().map(|&t| wave(t)).collect();
        let smooth = low_pass_zero_phase(&time_s, &values, 30.0, 6.0);
        let worst = smooth.iter().zip(&values).map(|(s, v)| (s - v).abs()).fold(0.0, f64::max);
        assert!(worst < 0.01, "{worst}");
    }

    #[test]
    fn constants_short_runs_and_low_rates_stay_as_they_are() {
        assert_eq!(
            low_pass_zero_phase(&even(3, 30.0), &[1.0, 5.0, 2.0], 30.0, 6.0),
            [1.0, 5.0, 2.0]
        );
        assert_eq!(
            low_pass_zero_phase(&even(5, 5.0), &[1.0, 5.0, 2.0, 4.0, 0.0], 5.0, 6.0)[1],
            5.0
        );
        let flat = low_pass_zero_phase(&even(50, 30.0), &[7.0; 50], 30.0, 6.0);
        assert!(flat.iter().all(|v| (v - 7.0).abs() < 1e-9));
    }
}
