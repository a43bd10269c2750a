//! A measure through the reports, in words and as a picture.

use crate::anatomy::Side;
use crate::compare::{MeasureChange, Trend, Verdict};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::{Number, decimals_of};
use crate::page::comparison::change_bar;
use crate::page::text::labels::{MeasureWords, measure_words};
use crate::page::text::texts::Texts;

/// A measure through the reports.
pub(crate) struct ChangeView {
    pub(crate) name: String,
    pub(crate) side: Option<Side>,
    pub(crate) unit: &'static str,
    pub(crate) means: Vec<Number>,
    /// From the first mean to the last, and by how much.
    pub(crate) said: Sentence,
    /// The same for those who do not see the picture.
    pub(crate) label: String,
    pub(crate) difference: Number,
    pub(crate) error: Option<Number>,
    pub(crate) verdict: &'static str,
    /// `good`, `poor` or `usable`: names a colour.
    pub(crate) class: &'static str,
    pub(crate) bar: String,
}

/// The change at a place in the comparison's list.
pub(crate) fn change_view(index: usize, change: &MeasureChange, t: Texts) -> ChangeView {
    let at = format!("/measures/{index}");
    let MeasureWords { label: name, unit } = measure_words(t, change.measure);
    let overall = change.overall;
    let decimals = decimals_of(change.measure.unit());
    let means: Vec<Number> = (0..)
        .zip(&change.means)
        .map(|(i, mean)| Number::new(*mean, decimals, format!("{at}/means/{i}")))
        .collect();
    let difference = Number::new(overall.difference, decimals, format!("{at}/overall/difference"));
    let error = overall.error.map(|e| Number::new(e, decimals, format!("{at}/overall/error")));
    let side = change.side;
    ChangeView {
        label: label(&t.with_side(name, side), unit, &means, t),
        said: said(change, unit, &means, &difference, error.as_ref(), t),
        name: name.to_owned(),
        side,
        unit,
        means,
        difference,
        error,
        verdict: t.of_id("levels.verdict", overall.verdict),
        class: match overall.verdict {
            Verdict::Better => "good",
            Verdict::Worse => "poor",
            Verdict::Changed | Verdict::WithinError | Verdict::TooFewCycles => "usable",
        },
        bar: change_bar::svg(change, decimals),
    }
}

/// A unit as it follows a number: degrees at once, all others after a space.
fn after(unit: &str) -> String {
    if unit.starts_with('°') { unit.to_owned() } else { format!("\u{a0}{unit}") }
}

fn label(measure: &str, unit: &str, means: &[Number], t: Texts) -> String {
    let means: Vec<String> = means.iter().map(Number::text).collect();
    let means = means.join(t.key("page_comparison.glance.arrow"));
    let places = [("measure", measure), ("means", &*means), ("unit", &*after(unit))];
    t.fill("page_comparison.glance.said", &places)
}

/// `5 → 12 °; change 7 ± 4 °`, and whether it goes one way from report to report.
fn said(
    change: &MeasureChange,
    unit: &str,
    means: &[Number],
    difference: &Number,
    error: Option<&Number>,
    t: Texts,
) -> Sentence {
    let say = |key: &str| t.say(&format!("page_comparison.glance.{key}"));
    let means: Vec<String> = means.iter().map(Number::to_string).collect();
    let means = Sentence::of_html(means.join(&t.drawn("page_comparison.glance.arrow")));
    let said = match error {
        Some(error) => say("change_with_error").with("error", error),
        None => say("change"),
    };
    let said = said.with("means", &means).with("difference", difference).with("unit", &after(unit));
    match change.trend {
        Some(Trend::Rising) => said.and(&say("rising")),
        Some(Trend::Falling) => said.and(&say("falling")),
        _ => said,
    }
}
