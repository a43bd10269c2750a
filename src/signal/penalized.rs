//! A smooth curve through weighted samples at uneven times, found for the whole stretch at once.

use std::f64::consts::PI;

/// What the amplitude at the cut-off is reduced to, as for the Butterworth filters of the field.
const AMPLITUDE_AT_CUTOFF: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// The penalised differences: the third, so that jerk is what is kept small.
const ORDER: usize = 3;

/// Smooths samples without shifting them in time, each as far as it can be trusted.
///
/// Minimises `Σ wᵢ (yᵢ − fᵢ)² + λ ∫ (d³f/dt³)² dt`. With even times and weights of one this is a
/// zero-phase low-pass `1 / (1 + (f/f₀)⁶)`; a weight of zero makes a sample an interpolated one, a
/// small one lets its neighbours speak. There is no filter to start up, so the ends need no padding.
///
/// # Shapes and units
/// `time_s` increases strictly; `values` and `weights` have its length; a value of weight zero may be
/// NaN. The amplitude at `cutoff_hz` is 1/√2 for samples at `rate_hz` of weight one.
///
/// # Missing data
/// With fewer than four samples, or three of positive weight, the values come back as they are.
///
/// # Source
/// Eilers, Anal. Chem. 2003;75:3631 (Whittaker's smoother), with divided differences for uneven times.
#[must_use]
pub fn smooth(
    time_s: &[f64],
    values: &[f64],
    weights: &[f64],
    rate_hz: f64,
    cutoff_hz: f64,
) -> Vec<f64> {
    let known = weights.iter().filter(|w| **w > 0.0).count();
    if values.len() <= ORDER || known < ORDER {
        return values.to_vec();
    }
    let mut matrix = penalty(time_s, rate_hz, cutoff_hz);
    let mut right = Vec::with_capacity(values.len());
    for ((row, &weight), &value) in matrix.iter_mut().zip(weights).zip(values) {
        row[0] += weight;
        right.push(if weight > 0.0 { weight * value } else { 0.0 });
    }
    solve(matrix, right)
}

/// The lower half of a symmetric matrix with three side diagonals: entry `[i][k]` is at row `i`,
/// column `i − k`.
type Banded = Vec<[f64; ORDER + 1]>;

/// `λ DᵀD` for the third differences at these times.
fn penalty(time_s: &[f64], rate_hz: f64, cutoff_hz: f64) -> Banded {
    // in units of one interval, so that all numbers stay near one
    let u: Vec<f64> = time_s.iter().map(|t| t * rate_hz).collect();
    let ratio = rate_hz / (2.0 * PI * cutoff_hz);
    let lambda = (1.0 / AMPLITUDE_AT_CUTOFF - 1.0) * ratio.powi(2 * ORDER as i32);
    let mut matrix = vec![[0.0; ORDER + 1]; u.len()];
    for first in 0..u.len() - ORDER {
        let at = &u[first..=first + ORDER];
        let weight = lambda * (at[ORDER] - at[0]) / ORDER as f64;
        let row = third_difference(at);
        for (i, a) in row.iter().enumerate() {
            for (j, b) in row.iter().enumerate().take(i + 1) {
                matrix[first + i][i - j] += weight * a * b;
            }
        }
    }
    matrix
}

/// Coefficients of the third derivative of the cubic through four points.
fn third_difference(u: &[f64]) -> [f64; ORDER + 1] {
    let [a, b, c, d] = [u[0], u[1], u[2], u[3]];
    [
        6.0 / ((a - b) * (a - c) * (a - d)),
        6.0 / ((b - a) * (b - c) * (b - d)),
        6.0 / ((c - a) * (c - b) * (c - d)),
        6.0 / ((d - a) * (d - b) * (d - c)),
    ]
}

/// A row that no other one depends on.
const ALONE: [f64; ORDER + 1] = [1.0, 0.0, 0.0, 0.0];

/// Solves a positive definite banded system by Cholesky's factors without roots (`L D Lᵀ`).
///
/// Written out for three side diagonals: it is most of what cleaning a clip's positions takes. Three rows are added before the
/// first and after the last, so that every row has as many neighbours.
fn solve(matrix: Banded, right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    let mut rows = [vec![ALONE; ORDER], matrix, vec![ALONE; ORDER]].concat();
    let mut x = [vec![0.0; ORDER], right, vec![0.0; ORDER]].concat();
    for i in ORDER..ORDER + n {
        let ([d3, ..], [d2, of2, ..]) = (rows[i - 3], rows[i - 2]);
        let [d1, of1, before1, _] = rows[i - 1];
        let [mut diagonal, mut l1, mut l2, mut l3] = rows[i];
        l3 /= d3;
        l2 = (l2 - l3 * of2 * d3) / d2;
        l1 = (l1 - (l3 * before1 * d3 + l2 * of1 * d2)) / d1;
        diagonal -= l3 * l3 * d3 + l2 * l2 * d2 + l1 * l1 * d1;
        rows[i] = [diagonal, l1, l2, l3];
        x[i] -= l1 * x[i - 1] + l2 * x[i - 2] + l3 * x[i - 3];
    }
    for i in (ORDER..ORDER + n).rev() {
        let above =
            rows[i + 1][1] * x[i + 1] + rows[i + 2][2] * x[i + 2] + rows[i + 3][3] * x[i + 3];
        x[i] = x[i] / rows[i][0] - above;
    }
    x[ORDER..ORDER + n].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(n: usize, rate_hz: f64) -> Vec<f64> {
        (0..n).map(|i| i as f64 / rate_hz).collect()
    }

    #[test]
    fn a_parabola_comes_back_at_uneven_times_and_across_gaps() {
        let time_s: Vec<f64> = times(60, 30.0).iter().map(|t| t + 0.01 * (9.0 * t).sin()).collect();
        let truth: Vec<f64> = time_s.iter().map(|t| 3.0 - 2.0 * t + 5.0 * t * t).collect();
        let weights: Vec<f64> = (0..60).map(|i| f64::from(!(20..26).contains(&i))).collect();
        let mut values = truth.clone();
        values[20..26].fill(f64::NAN);
        let smooth = smooth(&time_s, &values, &weights, 30.0, 6.0);
        for (a, b) in smooth.iter().zip(&truth) {
            assert!((a - b).abs() < 1e-8, "{a} {b}");
        }
    }

    #[test]
    fn the_amplitude_falls_as_promised() {
        let time_s = times(600, 120.0);
        for (frequency_hz, gain) in [(1.0, 1.0), (6.0, 0.707), (12.0, 0.036)] {
            let wave: Vec<f64> =
                time_s.iter().map(|t| (2.0 * PI * frequency_hz * t).sin()).collect();
            let smooth = smooth(&time_s, &wave, &[1.0; 600], 120.0, 6.0);
            let middle = 200..400;
            let peak = smooth[middle].iter().fold(0.0_f64, |m, v| m.max(v.abs()));
            assert!((peak - gain).abs() < 0.01, "{frequency_hz} Hz: {peak}");
        }
    }

    #[test]
    fn a_sample_of_little_weight_hardly_counts() {
        let (time_s, mut values, mut weights) = (times(40, 30.0), [1.0; 40], [1.0; 40]);
        (values[20], weights[20]) = (5.0, 1e-3);
        let smooth = smooth(&time_s, &values, &weights, 30.0, 6.0);
        assert!((smooth[20] - 1.0).abs() < 0.03, "{}", smooth[20]);
    }

    #[test]
    fn too_few_samples_stay_as_they_are() {
        assert_eq!(smooth(&[0.0, 0.1], &[1.0, 2.0], &[1.0; 2], 10.0, 6.0), [1.0, 2.0]);
    }
}
