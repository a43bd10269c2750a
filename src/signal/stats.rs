//! Location and spread of a handful of numbers. NaN is taken as missing everywhere.

use crate::signal::neighbours::frames_around;

/// The finite values, ascending.
fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut finite: Vec<f64> = values.into_iter().filter(|v| v.is_finite()).collect();
    finite.sort_by(f64::total_cmp);
    finite
}

/// The value below which a share `q` (0 to 1) of the values lie, interpolated between neighbours;
/// NaN where there are none.
#[must_use]
pub fn quantile(values: impl IntoIterator<Item = f64>, q: f64) -> f64 {
    let sorted = sorted(values);
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = q.clamp(0.0, 1.0) * last as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}

/// The middle value; NaN where there are none.
#[must_use]
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}

/// The mean; NaN where there are none.
#[must_use]
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let finite = values.into_iter().filter(|v| v.is_finite());
    let (sum, count) = finite.fold((0.0, 0_usize), |(s, n), v| (s + v, n + 1));
    if count == 0 { f64::NAN } else { sum / count as f64 }
}

/// The standard deviation of a sample (n − 1); NaN for fewer than two values.
#[must_use]
pub fn standard_deviation(values: &[f64]) -> f64 {
    let middle = mean(values.iter().copied());
    let finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    if finite.len() < 2 {
        return f64::NAN;
    }
    let sum: f64 = finite.iter().map(|v| (v - middle).powi(2)).sum();
    (sum / (finite.len() - 1) as f64).sqrt()
}

/// The 97.5th percentile of Student's t: so many standard errors to either side hold a mean 95 times of
/// 100. Infinite for no degree of freedom.
///
/// # Source
/// Tables of the distribution; beyond 30 degrees of freedom 1.96 + 2.4 / n, right to 0.003.
#[must_use]
pub fn student_t_975(degrees_of_freedom: usize) -> f64 {
    const TABLE: [f64; 31] = [
        f64::INFINITY,
        12.706,
        4.303,
        3.182,
        2.776,
        2.571,
        2.447,
        2.365,
        2.306,
        2.262,
        2.228,
        2.201,
        2.179,
        2.160,
        2.145,
        2.131,
        2.120,
        2.110,
        2.101,
        2.093,
        2.086,
        2.080,
        2.074,
        2.069,
        2.064,
        2.060,
        2.056,
        2.052,
        2.048,
        2.045,
        2.042,
    ];
    let beyond = 1.96 + 2.4 / degrees_of_freedom.max(1) as f64;
    TABLE.get(degrees_of_freedom).copied().unwrap_or(beyond)
}

/// A robust standard deviation about a middle: 1.4826 × the median distance from it.
#[must_use]
pub fn mad_sigma(values: impl IntoIterator<Item = f64>, middle: f64) -> f64 {
    1.4826 * median(values.into_iter().map(|v| (v - middle).abs()))
}

/// The middle of the shortest interval that holds a share (0 to 1) of the values: where they are
/// densest. NaN where there are none.
///
/// # Source
/// Robertson & Cryer, J. Am. Stat. Assoc. 1974;69:1012 (the mode from shortest intervals).
#[must_use]
pub fn densest(values: impl IntoIterator<Item = f64>, share: f64) -> f64 {
    let all = sorted(values);
    let count = ((share * all.len() as f64).ceil() as usize).clamp(1, all.len().max(1));
    let width = |start: usize| all[start + count - 1] - all[start];
    let starts = 0..(all.len() + 1).saturating_sub(count);
    let best = starts.min_by(|&a, &b| width(a).total_cmp(&width(b)));
    best.map_or(f64::NAN, |start| median(all[start..start + count].iter().copied()))
}

/// The median of each value's neighbourhood in time, `half_window` seconds to either side.
#[must_use]
pub fn rolling_median(time_s: &[f64], values: &[f64], half_window_s: f64) -> Vec<f64> {
    let around = |frame: usize| frames_around(time_s, frame, half_window_s);
    (0..time_s.len()).map(|frame| median(values[around(frame)].iter().copied())).collect()
}

/// A value with so many decimals, and no minus before a zero; 0 for what is not finite.
#[must_use]
pub fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    if rounded.is_finite() { rounded + 0.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_interpolated_and_skip_what_is_missing() {
        assert_eq!(quantile([4.0, f64::NAN, 1.0, 3.0, 2.0], 0.5), 2.5);
        assert_eq!(quantile([10.0, 20.0, 30.0], 0.25), 15.0);
        assert!(median([]).is_nan() && mean([f64::NAN]).is_nan());
    }

    #[test]
    fn spreads_have_known_values() {
        assert!(
            (standard_deviation(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]) - 2.138).abs() < 1e-3
        );
        assert!(standard_deviation(&[1.0]).is_nan());
        assert!((mad_sigma([1.0, 2.0, 3.0, 100.0, 0.0], 2.0) - 1.4826).abs() < 1e-12);
    }

    #[test]
    fn the_densest_values_are_found_beside_wild_ones() {
        let found = densest([5.0, 1.0, 1.1, 0.9, -7.0, 30.0, 1.05, f64::NAN], 0.5);
        assert!((found - 1.025).abs() < 1e-12, "{found}");
        assert!(densest([], 0.5).is_nan());
        assert_eq!(densest([3.0], 0.5), 3.0);
    }

    #[test]
    fn the_rolling_median_goes_by_time() {
        let rolled = rolling_median(&[0.0, 0.1, 0.2, 1.0], &[1.0, 9.0, 2.0, 5.0], 0.15);
        assert_eq!(rolled, [5.0, 2.0, 5.5, 5.0]);
    }
}
