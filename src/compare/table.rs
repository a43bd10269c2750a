//! A comparison as text.

use crate::catalogue::Catalogue;
use crate::compare::change::{MeasureChange, Trend, Verdict};
use crate::compare::comparison::{Comparison, FindingChange};
use crate::findings::Status;

/// A table a person can read: what changed by more than error first.
#[must_use]
pub fn text(comparison: &Comparison) -> String {
    let mut lines = vec![comparison.clips.join(" → ")];
    let warning =
        |w: &String| Catalogue::english().filled("compare.table.warning", &[("warning", w)]);
    lines.extend(comparison.warnings.iter().map(warning));
    let named = |title: &str, belongs: fn(Verdict) -> bool| {
        let all = comparison.measures.iter().filter(|m| belongs(m.overall.verdict));
        let rows: Vec<String> = all.map(row).collect();
        let title = format!("\n{}", words("table", title));
        if rows.is_empty() { Vec::new() } else { [vec![title], rows].concat() }
    };
    let is_change = |v: Verdict| matches!(v, Verdict::Better | Verdict::Worse | Verdict::Changed);
    lines.extend(named("changed", is_change));
    lines.extend(named("within_error", |v| v == Verdict::WithinError));
    lines.extend(named("too_few_cycles", |v| v == Verdict::TooFewCycles));
    if comparison.measures.is_empty() {
        lines.push(words("table", "no_measures").to_owned());
    }
    if !comparison.findings.is_empty() {
        lines.push(format!("\n{}", words("table", "findings")));
        lines.extend(comparison.findings.iter().map(finding));
    }
    lines.push(format!("\n{}", comparison.statement));
    lines.join("\n")
}

/// A text of a comparison, in English.
fn words(section: &str, id: &str) -> &'static str {
    Catalogue::english().text(&format!("compare.{section}.{id}"))
}

fn row(change: &MeasureChange) -> String {
    let name = match change.side {
        Some(side) => format!("{}, {}", change.measure, side.name()),
        None => change.measure.to_string(),
    };
    let means: Vec<String> = change.means.iter().map(|m| format!("{m:.2}")).collect();
    let verdict = words("verdicts", change.overall.verdict.into());
    let trend = match change.trend {
        Some(Trend::Rising) => format!(", {}", words("trends", "rising")),
        Some(Trend::Falling) => format!(", {}", words("trends", "falling")),
        _ => String::new(),
    };
    let difference = change.overall.difference;
    let error = change.overall.error.map_or_else(String::new, |e| format!(" (± {e:.2})"));
    format!("  {name:55} {:32} {difference:+.2}{error}  {verdict}{trend}", means.join(" → "))
}

fn finding(change: &FindingChange) -> String {
    let texts = Catalogue::english();
    let name = texts.of_id("finding_names", change.id);
    let side = change.side.map(|s| format!(", {}", s.name())).unwrap_or_default();
    let status = |status: &Option<Status>| match status {
        None => words("table", "not_looked_for"),
        Some(status) => texts.of_id("levels.status", status),
    };
    let statuses: Vec<&str> = change.statuses.iter().map(status).collect();
    format!("  {name}{side}: {}", statuses.join(" → "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;
    use strum::VariantNames;

    #[test]
    fn every_verdict_has_its_word_and_none_is_spare() {
        assert_texts("compare.verdicts", Verdict::VARIANTS);
        assert_texts("compare.trends", &["rising", "falling"]);
        assert_texts(
            "compare.table",
            &[
                "warning",
                "changed",
                "within_error",
                "too_few_cycles",
                "no_measures",
                "findings",
                "not_looked_for",
            ],
        );
    }
}
