//! What is told of a clip or a visit: the same for both.

use crate::causes::Pain;
use crate::findings::{Compared, Finding};
use crate::page::pictures::moment_link::MomentLink;
use crate::page::text::texts::Texts;
use crate::report::{Explained, Gait, Report};

/// The clips of a visit that a finding is of, as indices.
#[derive(Debug, Clone, Default)]
pub(crate) struct FindingClips {
    /// The one that decides.
    pub(crate) own: Option<usize>,
    /// That of the other leg.
    pub(crate) other_leg: Option<usize>,
    /// Those of the same view whose strides count too.
    pub(crate) pooled_with: Vec<usize>,
}

/// What the sections on findings and hypotheses are made of.
pub(crate) struct FindingsSource<'a> {
    pub(crate) findings: Vec<&'a Finding>,
    /// The clips that each finding is of, where there are several.
    pub(crate) clips: Vec<FindingClips>,
    /// What each clip is called, where there are several.
    pub(crate) numbers: Vec<usize>,
    /// The page of each clip, where there are several.
    pub(crate) pages: Vec<String>,
    /// The strides of the clip, where there is one.
    pub(crate) gait: Option<&'a Gait>,
    pub(crate) explained: &'a Explained,
    /// Where it hurts, where that was asked.
    pub(crate) pain: Option<Pain>,
    pub(crate) t: Texts,
}

impl<'a> FindingsSource<'a> {
    pub(crate) fn of(report: &'a Report, t: Texts) -> Self {
        Self {
            findings: report.findings.iter().collect(),
            clips: Vec::new(),
            numbers: Vec::new(),
            pages: Vec::new(),
            gait: Some(&report.gait),
            explained: &report.explained,
            pain: report.options.answers.pain,
            t,
        }
    }

    /// `in clip 2`, where there are several clips; `in clip 2, against the other leg in clip 3`; `in clips 2, 3 together`.
    pub(crate) fn clip_words(&self, finding: usize) -> String {
        let Some(of) = self.clips.get(finding) else { return String::new() };
        let number = |clip: usize| Some(self.numbers.get(clip)?.to_string());
        let Some(own) = of.own.and_then(number) else { return String::new() };
        if let Some(other) = of.other_leg.and_then(number) {
            return self.t.fill("page_findings.in_clips", &[("clip", &own), ("other", &other)]);
        }
        let mut together: Vec<usize> = of.own.iter().chain(&of.pooled_with).copied().collect();
        together.sort_unstable();
        let names: Vec<String> = together.into_iter().filter_map(number).collect();
        match names.len() {
            1 => self.t.fill("page_findings.in_clip", &[("clip", &own)]),
            _ => self.t.fill("page_findings.in_pool", &[("clips", &names.join(", "))]),
        }
    }

    /// The page whose film shows a finding; empty where it is the same page.
    pub(crate) fn film_page(&self, finding: usize) -> &str {
        let clip = self.clips.get(finding).and_then(|of| of.own);
        clip.and_then(|index| self.pages.get(index)).map_or("", String::as_str)
    }

    /// The beginnings of the strides (or repetitions) in which a value is beyond the borderline.
    pub(crate) fn strides(&self, compared: &Compared, page: &str) -> Vec<MomentLink> {
        let Some(gait) = self.gait else { return Vec::new() };
        let start = |&i: &usize| MomentLink::beginning(gait, compared.measure, i, page, self.t);
        compared.seen.cycles.iter().filter_map(start).collect()
    }
}

/// What a value was seen in: `repetitions` of a step-down test, or `strides`.
pub(crate) fn repeated(compared: &Compared) -> &'static str {
    if compared.measure.is_of_repetitions() { "repetitions" } else { "strides" }
}
