//! Straight relations between samples, with what is known beforehand.

/// A number and its standard deviation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its standard deviation.
    pub sd: f64,
}

/// Residuals beyond so many standard deviations do not belong to the relation.
const FARTHEST_SD: f64 = 3.0;

/// The coefficients of `value = Σ coefficient × regressor`, by least squares, each drawn toward what is
/// known of it beforehand. Samples that lie far off the first fit are left out of the second.
///
/// # Shapes and units
/// Each row holds the regressors and the value; `sd` is that of an independent row, and `independent`
/// says how many rows there are that tell something new: the standard deviations count only these.
///
/// # Missing data
/// Rows with a NaN are left out; without rows the priors come back.
#[must_use]
pub fn fit<const N: usize>(
    rows: &[([f64; N], f64)],
    sd: f64,
    independent: f64,
    priors: [Estimate; N],
) -> [Estimate; N] {
    let known: Vec<([f64; N], f64)> = rows
        .iter()
        .filter(|(x, y)| y.is_finite() && x.iter().all(|v| v.is_finite()))
        .copied()
        .collect();
    let first = solve(&known, sd, independent, priors);
    let is_near = |(x, y): &([f64; N], f64)| (y - at(x, &first)).abs() <= FARTHEST_SD * sd;
    let near: Vec<([f64; N], f64)> = known.into_iter().filter(is_near).collect();
    solve(&near, sd, independent, priors)
}

fn at<const N: usize>(regressors: &[f64; N], coefficients: &[Estimate; N]) -> f64 {
    regressors.iter().zip(coefficients).map(|(x, c)| x * c.value).sum()
}

/// The normal equations, with their right-hand side as the last column; then their inverse's diagonal.
fn solve<const N: usize>(
    rows: &[([f64; N], f64)],
    sd: f64,
    independent: f64,
    priors: [Estimate; N],
) -> [Estimate; N] {
    let weight = (independent / rows.len().max(1) as f64).min(1.0) / (sd * sd);
    let mut matrix = [[0.0; N]; N];
    let mut right = [0.0; N];
    for (i, prior) in priors.iter().enumerate() {
        matrix[i][i] = 1.0 / (prior.sd * prior.sd);
        right[i] = prior.value * matrix[i][i];
    }
    for (x, y) in rows {
        for i in 0..N {
            right[i] += weight * x[i] * y;
            for j in 0..N {
                matrix[i][j] += weight * x[i] * x[j];
            }
        }
    }
    let inverse = inverse(matrix);
    std::array::from_fn(|i| Estimate {
        value: (0..N).map(|j| inverse[i][j] * right[j]).sum(),
        sd: inverse[i][i].sqrt(),
    })
}

/// Of a symmetric matrix that the priors keep away from zero: elimination in place needs no pivots.
fn inverse<const N: usize>(mut m: [[f64; N]; N]) -> [[f64; N]; N] {
    for k in 0..N {
        let pivot = m[k][k];
        let row = m[k];
        for i in (0..N).filter(|&i| i != k) {
            let share = m[i][k] / pivot;
            for j in (0..N).filter(|&j| j != k) {
                m[i][j] -= share * row[j];
            }
            m[i][k] = -share;
        }
        for j in (0..N).filter(|&j| j != k) {
            m[k][j] = row[j] / pivot;
        }
        m[k][k] = 1.0 / pivot;
    }
    m
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNKNOWN: Estimate = Estimate { value: 0.0, sd: 1e3 };

    #[test]
    fn a_plane_is_found_whatever_lies_far_off_it() {
        let row = |i: i32| {
            let (x, h) = (f64::from(i) / 50.0 - 1.0, f64::from(i * i % 17) / 17.0);
            let off = if i == 40 { 9.0 } else { 0.001 * f64::from(i % 3 - 1) };
            ([1.0, x, h], 0.3 - 0.2 * x + 0.6 * h + off)
        };
        let rows: Vec<([f64; 3], f64)> = (0..100).map(row).collect();
        let found = fit(&rows, 0.1, 100.0, [UNKNOWN; 3]);
        for (found, exact) in found.iter().zip([0.3, -0.2, 0.6]) {
            assert!((found.value - exact).abs() < 2e-3 && found.sd < 0.05, "{found:?} {exact}");
        }
    }

    #[test]
    fn what_the_samples_do_not_tell_stays_as_known_before() {
        let prior = Estimate { value: 0.5, sd: 0.1 };
        let rows = [([1.0, 0.0], 2.0), ([1.0, 0.0], f64::NAN)];
        let [level, slope] = fit(&rows, 0.01, 1.0, [UNKNOWN, prior]);
        assert!((level.value - 2.0).abs() < 1e-6 && (level.sd - 0.01).abs() < 1e-6);
        assert_eq!(slope, prior);
        assert_eq!(fit(&[], 1.0, 0.0, [prior]), [prior]);
    }
}
