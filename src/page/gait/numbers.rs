//! The numbers of a plot as a table: what those read who do not see it.

use crate::page::moment::MomentLink;
use crate::page::number::Number;
use crate::signal::rounded;

/// A plot's numbers.
pub(in crate::page) struct NumbersView {
    pub(in crate::page) head: Vec<String>,
    pub(in crate::page) rows: Vec<NumbersRow>,
}

/// One line of them.
pub(in crate::page) struct NumbersRow {
    pub(in crate::page) name: String,
    /// A moment of the film, where the line is one.
    pub(in crate::page) at: Option<MomentLink>,
    /// In degrees; empty where there is none.
    pub(in crate::page) cells: Vec<Option<Number>>,
}

/// A series of 101 values in the report, with the place where it stands there.
pub(in crate::page) struct Series<'a> {
    pub(in crate::page) head: String,
    pub(in crate::page) deg: &'a [f64],
    pub(in crate::page) at: String,
}

impl Series<'_> {
    /// The value at a percent of the cycle.
    pub(super) fn number(&self, percent: usize) -> Option<Number> {
        let value = *self.deg.get(percent)?;
        Some(Number::new(value, 1, format!("{}/{percent}", self.at)))
    }

    /// Where the largest value is, or with −1 the smallest.
    pub(super) fn peak_pct(&self, sign: f64) -> Option<usize> {
        let all = self.deg.iter().enumerate();
        all.max_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1))).map(|(percent, _)| percent)
    }
}

/// Every tenth percent of the cycle.
pub(in crate::page) fn over_cycle(series: &[Series<'_>]) -> NumbersView {
    let row = |percent: usize| NumbersRow {
        name: format!("{} %", rounded(percent as f64, 0)),
        at: None,
        cells: series.iter().map(|s| s.number(percent)).collect(),
    };
    NumbersView {
        head: series.iter().map(|s| s.head.clone()).collect(),
        rows: (0..=100).step_by(10).map(row).collect(),
    }
}
