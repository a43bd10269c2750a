//! The page of a whole study: `group.html`.

use crate::anatomy::Side;
use crate::error::AnalysisError;
use crate::page::basics::document::{STYLE, policy};
use crate::page::basics::number::decimals_of;
use crate::page::settings::PageSettings;
use crate::page::study::divisions::Divisions;
use crate::page::study::outcomes::Reason;
use crate::page::study::outliers::Row;
use crate::page::study::points::{Key, keys, page, values};
use crate::page::study::quality::QualityPlot;
use crate::page::study::spread::{Drawn, Spread, draw};
use crate::page::study::{legs, outcomes, outliers, quality};
use crate::page::text::labels::measure_words;
use crate::page::text::texts::Texts;
use crate::study::{ClipSummary, Counts, Distribution, StudyGroup, StudySummary};
use askama::Template;
use base64::Engine as _;

#[derive(Template)]
#[template(path = "study.html")]
struct Page<'a> {
    t: Texts,
    heading: &'a str,
    policy: String,
    style: &'static str,
    counts: &'a Counts,
    refused: Vec<Reason>,
    failed: Vec<Reason>,
    outliers: Vec<Row>,
    quality: Vec<QualityPlot>,
    quality_counts: Vec<String>,
    divided: Option<String>,
    /// What the letters of the rows stand for.
    legend: Vec<(String, &'a str)>,
    spreads: Vec<SpreadView>,
    legs: Vec<LegsView>,
    /// A picture of each clip, with its page and name.
    sheet: Vec<Picture>,
    made_by: Vec<String>,
}

/// A clip on the contact sheet.
struct Picture {
    src: String,
    page: Option<String>,
    id: String,
}

/// The distribution of a measure.
struct SpreadView {
    name: String,
    unit: &'static str,
    drawn: Drawn,
    has_usual: bool,
}

/// A measure of the left leg against that of the right one.
struct LegsView {
    name: String,
    unit: &'static str,
    drawn: Drawn,
}

/// Renders the page of a study.
///
/// # Errors
/// When the template fails, which is a defect.
pub fn render_study_html(
    group: &StudyGroup,
    settings: &PageSettings,
) -> Result<String, AnalysisError> {
    render(group, settings, settings.texts())
}

/// Renders the page with texts.
pub(crate) fn render(
    group: &StudyGroup,
    settings: &PageSettings,
    t: Texts,
) -> Result<String, AnalysisError> {
    let study = &group.study;
    let keys = keys(group);
    let divisions = Divisions::of(group);
    let shown = Page {
        t,
        heading: settings.heading(t.key("page_study.title")),
        policy: policy(),
        style: STYLE,
        counts: &group.counts,
        refused: outcomes::refused(study, t),
        failed: outcomes::failed(study),
        outliers: outliers::rows(group, t),
        quality: quality::plots(study, t),
        quality_counts: quality::counts(&group.counts, t),
        divided: study
            .divided_by
            .as_ref()
            .map(|column| t.fill("page_study.divided", &[("column", column)])),
        spreads: keys.iter().filter_map(|key| spread(group, *key, &divisions, t)).collect(),
        legend: divisions.legend(),
        legs: keys.iter().filter_map(|key| legs_view(study, *key, t)).collect(),
        sheet: group.study.clips.iter().filter(|c| !c.still.is_empty()).map(picture).collect(),
        made_by: made_by(&group.counts, t),
    };
    shown.render().map_err(|e| AnalysisError::Render { what: "group.html", why: e.to_string() })
}

/// The distribution of a measure by side and division.
fn spread(group: &StudyGroup, key: Key, divisions: &Divisions<'_>, t: Texts) -> Option<SpreadView> {
    let own = group.distributions.iter().filter(|d| (d.task, d.measure) == key);
    let row = |d: &Distribution| Spread {
        label: label(d.side, &divisions.short(&d.division), d.n, t),
        class: d.side.map_or("both", |side| side.name()),
        points: values(&group.study, key, d.side)
            .into_iter()
            .filter(|point| point.clip.division == d.division)
            .collect(),
        middle: Some(d.median),
    };
    let rows: Vec<Spread<'_>> = own.map(row).collect();
    let usual = usual(&group.study, key);
    Some(SpreadView {
        name: outliers::name(key, t),
        unit: measure_words(t, key.1).unit,
        drawn: draw(&rows, usual, decimals_of(key.1.unit()))?,
        has_usual: usual.is_some(),
    })
}

fn label(side: Option<Side>, division: &str, n: usize, t: Texts) -> String {
    let side = side.map(|side| t.side(side));
    let parts = side.into_iter().chain((!division.is_empty()).then_some(division));
    let of = parts.collect::<Vec<_>>().join(", ");
    let places = [("of", of.as_str()), ("n", &n.to_string())];
    t.fill(if of.is_empty() { "page_study.row_of_all" } else { "page_study.row" }, &places)
}

/// Where a measure usually lies, where that is the same for all clips.
fn usual(study: &StudySummary, (task, measure): Key) -> Option<[f64; 2]> {
    let is_of =
        |clip: &&ClipSummary| clip.values.iter().any(|v| (v.task, v.measure) == (task, measure));
    let of_clip = |clip: &ClipSummary| {
        clip.usual.iter().find(|u| u.measure == measure).map(|u| [u.low, u.high])
    };
    let mut all = study.clips.iter().filter(is_of).map(of_clip);
    let first = all.next()??;
    all.all(|usual| usual == Some(first)).then_some(first)
}

fn legs_view(study: &StudySummary, key: Key, t: Texts) -> Option<LegsView> {
    let sides = Side::BOTH.map(|side| t.side(side));
    let drawn = legs::draw(study, key, decimals_of(key.1.unit()), sides)?;
    Some(LegsView { name: outliers::name(key, t), unit: measure_words(t, key.1).unit, drawn })
}

fn picture(clip: &ClipSummary) -> Picture {
    let data = base64::engine::general_purpose::STANDARD.encode(&clip.still);
    Picture {
        src: format!("data:image/jpeg;base64,{data}"),
        page: clip.folder.as_deref().map(page),
        id: clip.id.clone(),
    }
}

fn made_by(counts: &Counts, t: Texts) -> Vec<String> {
    let line = |(made_by, n): (&String, &usize)| {
        t.fill("page_study.made_by", &[("made_by", made_by), ("n", &n.to_string())])
    };
    counts.by_maker.iter().map(line).collect()
}
