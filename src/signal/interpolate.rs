//! Values between samples at true times.

/// A smooth curve through samples at increasing times.
///
/// Cubic Hermite pieces; the slope at a sample is that of the parabola through it and its two
/// neighbours, so that parabolas are reproduced for any spacing.
#[derive(Debug, Clone)]
pub struct Hermite<'a> {
    time_s: &'a [f64],
    values: &'a [f64],
}

impl<'a> Hermite<'a> {
    /// The curve through samples; both slices have the same length and times increase.
    #[must_use]
    pub fn new(time_s: &'a [f64], values: &'a [f64]) -> Self {
        let n = time_s.len().min(values.len());
        Self { time_s: &time_s[..n], values: &values[..n] }
    }

    /// The value at a time; outside the samples it is that of the nearest one, and NaN without any.
    #[must_use]
    pub fn at(&self, time_s: f64) -> f64 {
        let (t, v) = (self.time_s, self.values);
        let next = t.partition_point(|&u| u < time_s);
        match (next.checked_sub(1), next) {
            (_, i) if i < t.len() && t[i] == time_s => v[i],
            (None, _) => v.first().copied().unwrap_or(f64::NAN),
            (Some(last), i) if i >= t.len() => v[last],
            (Some(i), _) => self.between(i, time_s),
        }
    }

    /// The piece from sample `i` to the next one.
    fn between(&self, i: usize, time_s: f64) -> f64 {
        let h = self.time_s[i + 1] - self.time_s[i];
        let u = (time_s - self.time_s[i]) / h;
        let (a, b) = (self.values[i], self.values[i + 1]);
        let (slope_a, slope_b) = (self.slope(i) * h, self.slope(i + 1) * h);
        let from_start = a * (1.0 + 2.0 * u) * (1.0 - u).powi(2) + slope_a * u * (1.0 - u).powi(2);
        let from_end = b * u * u * (3.0 - 2.0 * u) - slope_b * u * u * (1.0 - u);
        from_start + from_end
    }

    fn slope(&self, i: usize) -> f64 {
        let last = self.time_s.len() - 1;
        let chord = |j: usize| {
            (self.values[j + 1] - self.values[j]) / (self.time_s[j + 1] - self.time_s[j])
        };
        match i {
            0 => chord(0),
            _ if i == last => chord(last - 1),
            _ => {
                let (before, after) =
                    (self.time_s[i] - self.time_s[i - 1], self.time_s[i + 1] - self.time_s[i]);
                (chord(i - 1) * after + chord(i) * before) / (before + after)
            }
        }
    }
}

/// Samples at the same mean rate but even spacing, from the first time to the last: grid and values.
#[must_use]
pub fn resample_uniform(time_s: &[f64], values: &[f64], rate_hz: f64) -> (Vec<f64>, Vec<f64>) {
    let (Some(&first), Some(&last)) = (time_s.first(), time_s.last()) else {
        return (vec![], vec![]);
    };
    let steps = ((last - first) * rate_hz).round().max(1.0);
    let at = |i: usize| first + (last - first) * i as f64 / steps;
    let grid: Vec<f64> = (0..=steps as usize).map(at).collect();
    let curve = Hermite::new(time_s, values);
    let values = grid.iter().map(|&t| curve.at(t)).collect();
    (grid, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parabolas_are_reproduced_at_uneven_times() {
        let time_s = [0.0, 0.1, 0.25, 0.3, 0.5, 0.55];
        let values: Vec<f64> = time_s.iter().map(|t| 3.0 * t * t - t + 2.0).collect();
        let curve = Hermite::new(&time_s, &values);
        for t in [0.12, 0.2, 0.25, 0.27, 0.4] {
            assert!((curve.at(t) - (3.0 * t * t - t + 2.0)).abs() < 1e-12, "{t}");
        }
        assert_eq!((curve.at(-1.0), curve.at(9.0)), (values[0], values[5]));
        assert!(Hermite::new(&[], &[]).at(0.0).is_nan());
        assert_eq!(Hermite::new(&[1.0], &[5.0]).at(0.5), 5.0);
    }

    #[test]
    fn an_even_grid_stays_as_it_is() {
        let time_s: Vec<f64> = (0..7).map(|i| f64::from(i) / 30.0).collect();
        let values = [1.0, 4.0, 2.0, 8.0, 5.0, 7.0, 3.0];
        let (grid, resampled) = resample_uniform(&time_s, &values, 30.0);
        assert_eq!(grid.len(), 7);
        for (a, b) in resampled.iter().zip(values) {
            assert!((a - b).abs() < 1e-9);
        }
    }
}
