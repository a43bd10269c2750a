//! What a comparison reads of a report.

use crate::anatomy::Side;
use crate::catalogue::Catalogue;
use crate::error::ReportFileError;
use crate::gait::{CycleCurve, GivenScale, MeasureId, Task};
use serde::Deserialize;
use std::path::Path;

/// A report, as far as a comparison needs it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Visit {
    /// Version of the report's format.
    pub schema_version: u32,
    pub(super) tool: Tool,
    pub(super) clip: Clip,
    model: Option<Model>,
    passes: Vec<Pass>,
    options: Given,
    pub(super) gait: Gait,
    #[serde(default)]
    pub(super) findings: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Tool {
    pub(super) version: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Clip {
    pub(super) file_name: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Model {
    name: String,
}

/// What the user said, as far as it changes numbers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Given {
    #[serde(default)]
    scale: Option<GivenScale>,
    #[serde(default)]
    markers: Vec<serde_json::Value>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Pass {
    view: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Gait {
    #[serde(default)]
    scale: Option<Scale>,
    tasks: Vec<String>,
    pub(super) measures: Vec<Summary>,
    pub(super) curves: Vec<CycleCurve>,
    pub(super) own_side_curves: Vec<CycleCurve>,
}

/// How certain the scale is.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
struct Scale {
    height_m: f64,
    sd_pct: f64,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Summary {
    #[serde(rename = "name")]
    pub(super) measure: MeasureId,
    pub(super) task: Task,
    pub(super) side: Option<Side>,
    pub(super) n: usize,
    pub(super) mean: f64,
    pub(super) sd: Option<f64>,
    pub(super) ci95: Option<[f64; 2]>,
    pub(super) mdc: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Finding {
    pub(super) id: String,
    pub(super) side: Option<String>,
    pub(super) status: String,
}

impl Visit {
    /// Reads a report.
    ///
    /// # Errors
    /// When the file cannot be read or is no report of this version.
    pub fn read(path: &Path) -> Result<Self, ReportFileError> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| ReportFileError::Unreadable { path: path.into(), why: e.to_string() })?;
        let wrong = |why: String| ReportFileError::NotAReport { path: path.into(), why };
        let visit: Self = serde_json::from_str(&text).map_err(|e| wrong(e.to_string()))?;
        match visit.schema_version {
            crate::report::REPORT_SCHEMA_VERSION => Ok(visit),
            other => Err(wrong(format!("its version is {other}"))),
        }
    }

    pub(super) fn tasks_in_words(&self) -> String {
        in_words(self.gait.tasks.iter().map(String::as_str))
    }

    pub(super) fn views_in_words(&self) -> String {
        in_words(self.passes.iter().map(|p| p.view.as_str()))
    }

    pub(super) fn scale_in_words(&self) -> String {
        match self.options.scale {
            None => words("none").to_owned(),
            Some(GivenScale::Height { height_cm }) => length_words("height", height_cm),
            Some(GivenScale::LegLength { leg_length_cm }) => {
                length_words("leg_length", leg_length_cm)
            }
            Some(GivenScale::KnownLength(length)) => length_words("known_length", length.length_cm),
        }
    }

    /// Standard deviation of the scale against another report's, as a share of each length. The same number about the
    /// same body is off by the same in both.
    pub(super) fn scale_sd_against(&self, other: &Self) -> f64 {
        let is_of_body = !matches!(self.options.scale, Some(GivenScale::KnownLength(_)));
        if is_of_body && self.options.scale == other.options.scale {
            return 0.0;
        }
        let [own, others] = [self, other].map(|v| v.gait.scale.map_or(0.0, |s| s.sd_pct / 100.0));
        own.hypot(others)
    }

    pub(super) fn height_m(&self) -> Option<f64> {
        self.gait.scale.map(|s| s.height_m)
    }

    pub(super) fn stickers_in_words(&self) -> String {
        let site = |m: &serde_json::Value| m["site"].as_str().map(str::to_owned);
        let sites: Vec<String> = self.options.markers.iter().filter_map(site).collect();
        if sites.is_empty() {
            words("none").to_owned()
        } else {
            in_words(sites.iter().map(String::as_str))
        }
    }

    pub(super) fn model_name(&self) -> &str {
        self.model.as_ref().map_or_else(|| words("other_tool"), |m| m.name.as_str())
    }
}

/// Once each, in alphabetical order.
fn in_words<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: std::collections::BTreeSet<&str> = names.collect();
    let listed: Vec<String> = names.into_iter().map(|n| n.replace('_', " ")).collect();
    if listed.is_empty() { words("not_recognised").to_owned() } else { listed.join(", ") }
}

/// What a value of a report is called, in English.
fn words(id: &str) -> &'static str {
    Catalogue::english().text(&format!("compare.values.{id}"))
}

fn length_words(id: &str, cm: f64) -> String {
    Catalogue::english().filled(&format!("compare.values.{id}"), &[("cm", &cm.to_string())])
}

#[cfg(test)]
mod tests {
    use crate::catalogue::assert_texts;

    #[test]
    fn no_value_is_spare() {
        let lengths = ["height", "leg_length", "known_length"];
        let others = ["none", "not_recognised", "other_tool"];
        assert_texts("compare.values", &[lengths, others].concat());
    }
}
