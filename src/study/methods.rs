//! `methods.md` and `CITATION.bib`: how the numbers of a study came to be, from what ran, for a paper.

use crate::catalogue::{Catalogue, id_of};
use crate::evidence::unmeasured_quantities;
use crate::motion::{CUTOFF_HZ, LANDING_CUTOFF_HZ, MAX_GAP_S};
use crate::pose::{Device, ErrorQuantity, Looks};
use crate::report::Report;
use crate::study::group::Counts;
use crate::study::tables::clip_data::ClipData;
use crate::track::{ModelInfo, PoseSource};
use std::collections::{BTreeMap, BTreeSet};

/// What ran in a study, and whose figures it used. Clips are added one by one.
#[derive(Debug, Default)]
pub struct Methods {
    versions: BTreeSet<String>,
    /// Each model with the hashes of its two networks, its device and its errors where they were measured, as sentences.
    models: BTreeSet<String>,
    /// Other tools that made poses: format and landmarks.
    other_tools: BTreeSet<String>,
    views: BTreeSet<String>,
    tasks: BTreeSet<String>,
    /// Lowest and highest frame rate.
    rates_hz: Option<[f64; 2]>,
    /// The keys of the sources that a number, limit or norm of a report names.
    used: BTreeSet<String>,
    /// What the keys stand for.
    citations: BTreeMap<String, String>,
    /// Of which people the norms are, with the key of their source.
    norms: BTreeSet<(String, String)>,
    /// The limits of the film's quality, as sentences.
    thresholds: Vec<String>,
}

impl Methods {
    /// Adds a clip; one without report adds nothing.
    pub fn add(&mut self, clip: &ClipData<'_>) {
        let Some(report) = clip.report() else { return };
        self.versions.insert(format!("{} {}", report.tool.name, report.tool.version));
        if let Some(model) = &report.model {
            self.models.insert(model_sentences(model, report.options.reading.looks));
        }
        self.other_tools.extend(report.pose_source.as_ref().map(PoseSource::name));
        self.views.extend(report.passes.iter().map(|pass| id_of(&pass.view)));
        self.tasks.extend(report.gait.tasks.iter().map(|task| task.name().to_owned()));
        let rate_hz = report.clip.timing.rate_hz;
        let [low, high] = self.rates_hz.unwrap_or([rate_hz; 2]);
        self.rates_hz = Some([low.min(rate_hz), high.max(rate_hz)]);
        self.used.extend(used(report));
        for source in &report.sources {
            let (key, citation) = (source.key.to_string(), source.citation.to_string());
            self.citations.insert(key, citation);
        }
        for norm in &report.gait.norms {
            self.norms.insert((norm.population.to_string(), norm.source.to_string()));
        }
        for usual in &report.gait.usual {
            self.norms.insert((usual.population.to_string(), usual.source.to_string()));
        }
        if self.thresholds.is_empty() {
            let of = |t: &crate::evidence::Threshold| {
                format!("{}: {} {} ({})", t.name, t.value, t.unit, t.source)
            };
            self.thresholds = report.thresholds.iter().map(of).collect();
        }
    }

    /// The text, as Markdown.
    #[must_use]
    pub fn text(&self, counts: &Counts) -> String {
        let join = |all: &BTreeSet<String>| {
            all.iter().map(|name| name.replace('_', " ")).collect::<Vec<_>>().join(", ")
        };
        let number = |n: usize| n.to_string();
        let other_tool = |source: &String| say("other_tool", &[("source", source)]);
        let own = self.models.iter().cloned();
        let models: Vec<String> = own.chain(self.other_tools.iter().map(other_tool)).collect();
        let norm = |(population, source): &(String, String)| format!("{population} [{source}]");
        let norms: Vec<String> = self.norms.iter().map(norm).collect();
        let [low, high] = self.rates_hz.unwrap_or_default().map(|hz| format!("{hz:.0}"));
        let paragraphs = [
            say("heading", &[]),
            say("program", &[("versions", &join(&self.versions)), ("models", &models.join(" "))]),
            say(
                "clips",
                &[
                    ("clips", &number(counts.clips)),
                    ("analysed", &number(counts.analysed)),
                    ("refused", &number(counts.refused)),
                    ("failed", &number(counts.failed)),
                    ("low", &low),
                    ("high", &high),
                    ("views", &join(&self.views)),
                    ("tasks", &join(&self.tasks)),
                ],
            ),
            say(
                "smoothing",
                &[
                    ("cutoff", &CUTOFF_HZ.to_string()),
                    ("landing", &LANDING_CUTOFF_HZ.to_string()),
                    ("gap", &MAX_GAP_S.to_string()),
                ],
            ),
            say("events", &[]),
            say("intervals", &[]),
            say("norms", &[("norms", &norms.join("; "))]),
            say("limits", &[]),
            self.thresholds.iter().map(|line| format!("* {line}")).collect::<Vec<_>>().join("\n"),
            say("sources", &[]),
            self.cited()
                .map(|(key, text)| format!("* [{key}] {text}"))
                .collect::<Vec<_>>()
                .join("\n"),
        ];
        paragraphs.join("\n\n") + "\n"
    }

    /// The program and every source that was used, as BibTeX.
    #[must_use]
    pub fn bibliography(&self) -> String {
        let versions = self.versions.iter().cloned().collect::<Vec<_>>().join(", ");
        let mut text = format!(
            "@software{{gaitline,\n  author = {{{{The gaitline authors}}}},\n  title = {{{{gaitline}}}},\n  version = {{{versions}}}\n}}\n"
        );
        for (key, citation) in self.cited() {
            // a note holds any text; braces would end it
            let note = citation.replace(['{', '}'], "");
            text += &format!("\n@misc{{{key},\n  note = {{{note}}}\n}}\n");
        }
        text
    }

    fn cited(&self) -> impl Iterator<Item = (&String, &String)> {
        self.citations.iter().filter(|(key, _)| self.used.contains(*key))
    }
}

fn say(id: &str, places: &[(&str, &str)]) -> String {
    Catalogue::english().filled(&format!("study_methods.{id}"), places)
}

/// A model, its hashes, how often it looked, and on what its errors were measured.
fn model_sentences(model: &ModelInfo, looks: Looks) -> String {
    let name = ("name", model.name.as_str());
    let hashes = [("detector", &*model.detector_sha256), ("landmarker", &*model.landmarker_sha256)];
    let own = [name, hashes[0], hashes[1]];
    let of_model = match model.device.map(Device::name) {
        Some(device) => say("model_on_device", &[&own[..], &[("device", device)]].concat()),
        None => say("model", &own),
    };
    let of_model = match looks {
        Looks::Alternating => of_model,
        Looks::Both => format!("{of_model} {}", say("looks_twice", &[])),
    };
    let Some(errors) = &model.errors else { return of_model };
    let (clips, frames) = (errors.clips.to_string(), errors.frames.to_string());
    let measured = [
        name,
        ("program", &errors.program),
        ("compared_with", &errors.compared_with),
        ("clips", &clips),
        ("frames", &frames),
    ];
    let unmeasured: Vec<&str> =
        unmeasured_quantities(model).into_iter().map(ErrorQuantity::words).collect();
    let mut sentences = vec![of_model, say("model_errors", &measured)];
    if !unmeasured.is_empty() {
        sentences.push(say("model_errors_unmeasured", &[("quantities", &unmeasured.join("; "))]));
    }
    sentences.join(" ")
}

/// The keys of the sources that a report's numbers, limits and norms name.
fn used(report: &Report) -> BTreeSet<String> {
    let measures = report.gait.measures.iter().map(|m| m.error_source.to_string());
    let comparisons = report.findings.iter().flat_map(|f| &f.comparisons);
    let norms = report.gait.norms.iter().map(|n| n.source.to_string());
    let usual = report.gait.usual.iter().map(|u| u.source.to_string());
    let thresholds = report.thresholds.iter().map(|t| t.source.to_string());
    let limits = comparisons.map(|c| c.source.to_string());
    measures.chain(limits).chain(norms).chain(usual).chain(thresholds).collect()
}
