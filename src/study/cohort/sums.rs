//! Sums whose order does not matter.

/// A weighted sum in whole millionths. Whole numbers add up to the same in any order, which fractions do not: so no order
/// of clips changes a byte.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    weight: i64,
    millionths: i128,
}

/// A hundred times finer than any value of a report.
const PARTS: f64 = 1e6;

impl Sum {
    /// Adds the mean of so many.
    pub(super) fn add(&mut self, mean: f64, weight: usize) {
        let weight = i64::try_from(weight).unwrap_or_default();
        self.weight += weight;
        self.millionths += (mean * PARTS).round() as i128 * i128::from(weight);
    }

    /// Of how many.
    pub(super) fn weight(&self) -> usize {
        usize::try_from(self.weight).unwrap_or_default()
    }

    /// Their mean; `None` of none.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.weight > 0).then(|| self.millionths as f64 / self.weight as f64 / PARTS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_weighted() {
        let mut sum = Sum::default();
        assert_eq!(sum.mean(), None);
        sum.add(10.0, 3);
        sum.add(-2.5, 1);
        assert_eq!((sum.mean(), sum.weight()), (Some(6.875), 4));
    }

    #[test]
    fn no_order_changes_a_bit() {
        let values = [0.1, 0.2, 0.3, 1e4, -7.77, 123.456_789];
        let of = |values: &mut dyn Iterator<Item = &f64>| {
            let mut sum = Sum::default();
            values.for_each(|v| sum.add(*v, 3));
            sum.mean().unwrap().to_bits()
        };
        assert_eq!(of(&mut values.iter()), of(&mut values.iter().rev()));
    }
}
