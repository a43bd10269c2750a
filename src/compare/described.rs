//! What of a report must be alike for a comparison to mean something.

use crate::catalogue::Catalogue;
use crate::gait::GivenScale;
use crate::report::Report;
use std::collections::BTreeSet;

/// Something about a report, in words.
type InWords = fn(&Report) -> String;

/// What may differ, and how it is worded.
const DIFFERENCES: [(&str, InWords); 6] = [
    ("task", |r| listed("tasks", &r.gait.tasks)),
    ("view", |r| listed("views", r.passes.iter().map(|p| p.view))),
    ("model", model),
    ("scale", scale),
    ("stickers", stickers),
    ("version", |r| r.tool.version.to_string()),
];

/// Differences between the reports that are not the person's.
pub(super) fn warnings(reports: &[Report]) -> Vec<String> {
    let warning = |(what, of): (&str, InWords)| {
        let all: Vec<String> = reports.iter().map(of).collect();
        let is_same = all.windows(2).all(|w| w[0] == w[1]);
        let key = format!("compare.differ.{what}");
        let values = all.join("; ");
        (!is_same).then(|| Catalogue::english().filled(&key, &[("values", &values)]))
    };
    DIFFERENCES.into_iter().filter_map(warning).collect()
}

/// Standard deviation of the scale of one report against the other's, as a share of each length. The same number about
/// the same body is off by the same in both.
pub(super) fn scale_sd(one: &Report, other: &Report) -> f64 {
    let is_of_body = !matches!(one.options.scale, Some(GivenScale::KnownLength(_)));
    if is_of_body && one.options.scale == other.options.scale {
        return 0.0;
    }
    let [own, others] = [one, other].map(|r| r.gait.scale.map_or(0.0, |s| s.sd_pct / 100.0));
    own.hypot(others)
}

fn model(report: &Report) -> String {
    report.poses_made_by().unwrap_or_else(|| words("other_tool").to_owned())
}

fn scale(report: &Report) -> String {
    match report.options.scale {
        None => words("none").to_owned(),
        Some(GivenScale::Height { height_cm }) => length("height", height_cm),
        Some(GivenScale::LegLength { leg_length_cm }) => length("leg_length", leg_length_cm),
        Some(GivenScale::KnownLength(known)) => length("known_length", known.length_cm),
    }
}

fn stickers(report: &Report) -> String {
    let markers = &report.options.reading.markers;
    match markers.is_empty() {
        true => words("none").to_owned(),
        false => listed("sites", markers.iter().map(|m| m.site)),
    }
}

/// What these are called, once each, in alphabetical order.
fn listed<T: serde::Serialize>(section: &str, all: impl IntoIterator<Item = T>) -> String {
    let names = all.into_iter().map(|one| Catalogue::english().of_id(section, one));
    let names: Vec<&str> = names.collect::<BTreeSet<_>>().into_iter().collect();
    if names.is_empty() { words("not_recognised").to_owned() } else { names.join(", ") }
}

/// What a value of a report is called, in English.
fn words(id: &str) -> &'static str {
    Catalogue::english().text(&format!("compare.values.{id}"))
}

fn length(id: &str, cm: f64) -> String {
    Catalogue::english().filled(&format!("compare.values.{id}"), &[("cm", &cm.to_string())])
}

#[cfg(test)]
mod tests {
    use super::DIFFERENCES;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_difference_and_value_has_its_text_and_none_is_spare() {
        assert_texts("compare.differ", &DIFFERENCES.map(|d| d.0));
        let lengths = ["height", "leg_length", "known_length"];
        let others = ["none", "not_recognised", "other_tool"];
        assert_texts("compare.values", &[lengths, others].concat());
    }
}
