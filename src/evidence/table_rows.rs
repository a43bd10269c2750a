//! Rows of the norm tables in `data/`: CSV text to typed rows, every fault with its file and line.

use crate::gait::MeasureId;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A table as it is embedded.
pub(super) struct Table {
    /// Name of the file below `data/`.
    pub(super) name: &'static str,
    /// Its text.
    pub(super) text: &'static str,
}

/// What is wrong with a table.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("{file}, line {line}: {why}")]
pub(super) struct TableError {
    file: &'static str,
    line: u64,
    why: String,
}

/// A row: its described columns, and the values of its percents of the cycle, where the table has such columns.
pub(super) struct Row<T> {
    file: &'static str,
    line: u64,
    pub(super) data: T,
    pub(super) values: Vec<f64>,
}

impl Table {
    /// An error of the table as a whole: at its last line.
    pub(super) fn fault(&self, rule: &str) -> TableError {
        let line = self.text.lines().count() as u64;
        TableError { file: self.name, line, why: rule.to_owned() }
    }

    /// An error where there are not two speeds: norms are read between two.
    pub(super) fn has_two(&self, speeds: &[f64]) -> Result<(), TableError> {
        if speeds.len() >= 2 { Ok(()) } else { Err(self.fault("there are two speeds or more")) }
    }
}

impl<T> Row<T> {
    /// An error that names this row and the rule that it breaks.
    pub(super) fn keeps(&self, is_kept: bool, rule: &str) -> Result<(), TableError> {
        let fault = || TableError { file: self.file, line: self.line, why: rule.to_owned() };
        if is_kept { Ok(()) } else { Err(fault()) }
    }

    /// An error where a text is empty.
    pub(super) fn is_filled(&self, texts: &[&String]) -> Result<(), TableError> {
        self.keeps(texts.iter().all(|t| !t.is_empty()), "no text is empty")
    }

    /// An error where the program has no such measure.
    pub(super) fn is_measure(&self, name: &str) -> Result<(), TableError> {
        let is_known = MeasureId::all().any(|id| id.name() == name);
        self.keeps(is_known, "a measure has the name that reports give it")
    }

    /// An error where nobody was measured, or of no age.
    pub(super) fn is_of_people(&self, n: Option<u32>, ages: [u32; 2]) -> Result<(), TableError> {
        self.keeps(n != Some(0) && ages[0] < ages[1], "n is not 0 and age_min is below age_max")
    }

    /// An error where a value is not above those before it.
    pub(super) fn is_next(&self, before: &[f64], value: f64) -> Result<(), TableError> {
        let is_above = before.iter().all(|v| *v < value) && value.is_finite() && value > 0.0;
        self.keeps(is_above, "speeds and cadences go from slow to fast")
    }
}

/// A speed group of the reference study.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupRow {
    pub(super) source: String,
    pub(super) study: String,
    pub(super) population: String,
    pub(super) age_min: u32,
    pub(super) age_max: u32,
    pub(super) n: u32,
    pub(super) speed: String,
    pub(super) speed_over_sqrt_gl: f64,
    pub(super) cadence_over_sqrt_g_per_l: f64,
}

/// A value of the mean curves at one speed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpeedNormRow {
    pub(super) source: String,
    pub(super) population: String,
    pub(super) age_min: u32,
    pub(super) age_max: u32,
    pub(super) n: u32,
    pub(super) speed: String,
    pub(super) speed_over_sqrt_gl: f64,
    pub(super) norm: String,
    pub(super) unit: String,
    pub(super) basis: String,
    pub(super) mean: f64,
}

/// Mean or standard deviation of an angle over the cycle, at one speed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CurveRow {
    pub(super) source: String,
    pub(super) study: String,
    pub(super) population: String,
    pub(super) age_min: u32,
    pub(super) age_max: u32,
    pub(super) n: u32,
    pub(super) speed: String,
    pub(super) speed_over_sqrt_gl: f64,
    pub(super) angle: String,
    pub(super) unit: String,
    pub(super) basis: String,
    pub(super) caveat: String,
    pub(super) statistic: String,
}

/// A single measure at one speed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureRow {
    pub(super) source: String,
    pub(super) population: String,
    pub(super) age_min: u32,
    pub(super) age_max: u32,
    pub(super) n: u32,
    pub(super) speed: String,
    pub(super) speed_over_sqrt_gl: f64,
    pub(super) measure: String,
    pub(super) unit: String,
    pub(super) mean: f64,
    pub(super) sd: f64,
}

/// A single measure of adults of one sex at their own pace.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdultRow {
    pub(super) source: String,
    pub(super) population: Sex,
    pub(super) age_min: u32,
    pub(super) age_max: u32,
    pub(super) n: Option<u32>,
    pub(super) measure: String,
    pub(super) unit: String,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// Whose values a row of adults holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sex {
    Men,
    Women,
}

/// All rows of a table. Columns whose heads are numbers are percents of the cycle; they come last.
pub(super) fn rows<T: DeserializeOwned>(table: &Table) -> Result<Vec<Row<T>>, TableError> {
    let fault = |line, why: String| TableError { file: table.name, line, why };
    let of_csv = |e: csv::Error| fault(e.position().map_or(1, csv::Position::line), e.to_string());
    let mut reader = csv::Reader::from_reader(table.text.as_bytes());
    let head = reader.headers().map_err(of_csv)?.clone();
    let described: csv::StringRecord = head.iter().take_while(|h| percent(h).is_none()).collect();
    if !are_percents_even(head.iter().skip(described.len())) {
        return Err(fault(1, "percents are 0 to 100, by one, two or four".to_owned()));
    }
    let mut all = Vec::new();
    for record in reader.records() {
        let record = record.map_err(of_csv)?;
        let line = record.position().map_or(1, csv::Position::line);
        let columns: csv::StringRecord = record.iter().take(described.len()).collect();
        let data = columns.deserialize(Some(&described)).map_err(|e| fault(line, e.to_string()))?;
        let values = record.iter().skip(described.len()).map(finite).collect::<Result<_, _>>();
        let values = values.map_err(|why| fault(line, why))?;
        all.push(Row { file: table.name, line, data, values });
    }
    Ok(all)
}

fn percent(head: &str) -> Option<u32> {
    head.parse().ok()
}

/// None at all, or 0 to 100 by one, two or four.
fn are_percents_even<'a>(heads: impl Iterator<Item = &'a str>) -> bool {
    let percents: Vec<Option<u32>> = heads.map(percent).collect();
    let by = |step: usize| (0..=100).step_by(step).map(Some);
    percents.is_empty() || [1, 2, 4].into_iter().any(|step| percents.iter().copied().eq(by(step)))
}

fn finite(text: &str) -> Result<f64, String> {
    let value = text.parse().ok().filter(|v: &f64| v.is_finite());
    value.ok_or_else(|| format!("'{text}' is no number"))
}
