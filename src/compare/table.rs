//! A comparison as text.

use crate::compare::change::{MeasureChange, Trend, Verdict};
use crate::compare::comparison::Comparison;
use crate::compare::comparison::FindingChange;

/// A table a person can read: what changed by more than error first.
#[must_use]
pub fn text(comparison: &Comparison) -> String {
    let mut lines = vec![comparison.clips.join(" → ")];
    lines.extend(comparison.warnings.iter().map(|w| format!("Careful: {w}")));
    let named = |title: &str, belongs: fn(Verdict) -> bool| {
        let all = comparison.measures.iter().filter(|m| belongs(m.overall.verdict));
        let rows: Vec<String> = all.map(row).collect();
        if rows.is_empty() { Vec::new() } else { [vec![format!("\n{title}")], rows].concat() }
    };
    let is_change = |v: Verdict| matches!(v, Verdict::Better | Verdict::Worse | Verdict::Changed);
    lines.extend(named("Changed by more than error:", is_change));
    lines.extend(named("Within error:", |v| v == Verdict::WithinError));
    lines.extend(named("Too few cycles to compare:", |v| v == Verdict::TooFewCycles));
    if comparison.measures.is_empty() {
        lines.push("The reports have no measure in common.".to_owned());
    }
    if !comparison.findings.is_empty() {
        lines.push("\nFindings that changed:".to_owned());
        lines.extend(comparison.findings.iter().map(finding));
    }
    lines.push(format!("\n{}", comparison.statement));
    lines.join("\n")
}

fn row(change: &MeasureChange) -> String {
    let name = match change.side {
        Some(side) => format!("{}, {}", change.measure, side.name()),
        None => change.measure.to_string(),
    };
    let means: Vec<String> = change.means.iter().map(|m| format!("{m:.2}")).collect();
    let verdict = match change.overall.verdict {
        Verdict::WithinError => "within error",
        Verdict::Better => "better",
        Verdict::Worse => "worse",
        Verdict::Changed => "changed",
        Verdict::TooFewCycles => "too few cycles",
    };
    let trend = match change.trend {
        Some(Trend::Rising) => ", rising",
        Some(Trend::Falling) => ", falling",
        _ => "",
    };
    let difference = change.overall.difference;
    let error = change.overall.error.map_or_else(String::new, |e| format!(" (± {e:.2})"));
    format!("  {name:55} {:32} {difference:+.2}{error}  {verdict}{trend}", means.join(" → "))
}

fn finding(change: &FindingChange) -> String {
    let side = change.side.as_ref().map(|s| format!(", {s}")).unwrap_or_default();
    let words = |status: &String| match status.as_str() {
        "absent" => "not looked for".to_owned(),
        other => other.replace('_', " "),
    };
    let statuses: Vec<String> = change.statuses.iter().map(words).collect();
    format!("  {}{side}: {}", change.id, statuses.join(" → "))
}
