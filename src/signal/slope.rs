//! How fast samples at uneven times change, and where they cross a level.

use crate::signal::stats::mean;

/// The rate of change at each sample, from its two neighbours; from one at the ends of a stretch.
///
/// # Missing data
/// NaN where a sample or both of its neighbours are NaN.
#[must_use]
pub fn gradient(time_s: &[f64], values: &[f64]) -> Vec<f64> {
    let known = |i: usize| values.get(i).is_some_and(|v| v.is_finite());
    let slope = |a: usize, b: usize| (values[b] - values[a]) / (time_s[b] - time_s[a]);
    let at = |i: usize| {
        let before = i > 0 && known(i - 1);
        match (known(i), before, known(i + 1)) {
            (true, true, true) => slope(i - 1, i + 1),
            (true, true, false) => slope(i - 1, i),
            (true, false, true) => slope(i, i + 1),
            _ => f64::NAN,
        }
    };
    (0..values.len().min(time_s.len())).map(at).collect()
}

/// The slope of the straight line that fits samples best, by least squares; NaN for fewer than two.
///
/// # Missing data
/// NaN values are left out.
#[must_use]
pub fn slope(time_s: &[f64], values: &[f64]) -> f64 {
    let known = || time_s.iter().zip(values).filter(|(_, v)| v.is_finite());
    let middle_s = mean(known().map(|(t, _)| *t));
    let middle = mean(known().map(|(_, v)| *v));
    let (up, across) = known().fold((0.0, 0.0), |(up, across), (t, v)| {
        let off_s = t - middle_s;
        (up + off_s * (v - middle), across + off_s * off_s)
    });
    if across > 0.0 { up / across } else { f64::NAN }
}

/// When the straight line between two samples meets a level.
#[must_use]
pub fn crossing_s(from: (f64, f64), to: (f64, f64), level: f64) -> f64 {
    let share = (level - from.1) / (to.1 - from.1);
    from.0 + share.clamp(0.0, 1.0) * (to.0 - from.0)
}

/// The value of the straight line between two samples at a time.
#[must_use]
pub fn line_at(from: (f64, f64), to: (f64, f64), time_s: f64) -> f64 {
    from.1 + (to.1 - from.1) * (time_s - from.0) / (to.0 - from.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parabola_at_even_times_has_its_exact_slope_inside() {
        let t: Vec<f64> = (0..6).map(f64::from).collect();
        let y: Vec<f64> = t.iter().map(|t| t * t).collect();
        assert_eq!(gradient(&t, &y), [1.0, 2.0, 4.0, 6.0, 8.0, 9.0]);
    }

    #[test]
    fn a_line_has_its_slope_whatever_is_missing() {
        let t = [0.0, 1.0, 2.5, 3.0];
        assert!((slope(&t, &[1.0, f64::NAN, 6.0, 7.0]) - 2.0).abs() < 1e-12);
        assert!(slope(&t[..1], &[1.0]).is_nan() && slope(&[], &[]).is_nan());
    }

    #[test]
    fn nothing_is_invented_beside_a_gap() {
        let slopes = gradient(&[0.0, 1.0, 2.0, 3.0, 4.0], &[0.0, 2.0, f64::NAN, 1.0, f64::NAN]);
        assert_eq!(slopes[1], 2.0);
        assert!(slopes[2].is_nan() && slopes[3].is_nan());
    }

    #[test]
    fn a_line_meets_its_level_in_between() {
        assert_eq!(crossing_s((1.0, 4.0), (2.0, 0.0), 1.0), 1.75);
    }
}
