//! The numbers of a plot as a table: what those read who do not see it.

use crate::page::basics::html::Sentence;
use crate::page::basics::number::Number;
use crate::page::text::texts::Texts;

/// A plot's numbers.
pub(crate) struct NumbersView {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<NumbersRow>,
}

/// One line of them.
pub(crate) struct NumbersRow {
    /// A percentage of the cycle, or a step with its moment of the film.
    pub(crate) name: Sentence,
    /// In degrees; empty where there is none.
    pub(crate) cells: Vec<Option<Number>>,
}

/// A series of 101 values in the report, with the place where it stands there.
pub(crate) struct Series<'a> {
    pub(crate) head: String,
    pub(crate) deg: &'a [f64],
    pub(crate) at: String,
    pub(crate) decimals: usize,
}

impl Series<'_> {
    /// The value at a percent of the cycle.
    pub(crate) fn number(&self, percent: usize) -> Option<Number> {
        let value = *self.deg.get(percent)?;
        Some(Number::new(value, self.decimals, format!("{}/{percent}", self.at)))
    }

    /// Where the largest value is, or with −1 the smallest.
    pub(crate) fn peak_pct(&self, sign: f64) -> Option<usize> {
        let all = self.deg.iter().enumerate();
        all.max_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1))).map(|(percent, _)| percent)
    }
}

/// Every tenth percent of the cycle.
pub(crate) fn over_cycle(series: &[Series<'_>], t: Texts) -> NumbersView {
    let row = |percent: usize| NumbersRow {
        name: t.say("page_gait.mean_stride.percent").with("percent", &percent),
        cells: series.iter().map(|s| s.number(percent)).collect(),
    };
    NumbersView {
        head: series.iter().map(|s| s.head.clone()).collect(),
        rows: (0..=100).step_by(10).map(row).collect(),
    }
}
