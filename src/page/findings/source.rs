//! What is told of a clip or a visit: the same for both.

use crate::findings::{Compared, Finding};
use crate::page::pictures::moment_link::MomentLink;
use crate::page::text::texts::Texts;
use crate::report::{Explained, Gait, Report};

/// What the sections on findings and hypotheses are made of.
pub(crate) struct FindingsSource<'a> {
    pub(crate) findings: Vec<&'a Finding>,
    /// The clip that each finding is of, as an index, and that of the other leg, where there are several.
    pub(crate) clips: Vec<[Option<usize>; 2]>,
    /// What each clip is called, where there are several.
    pub(crate) numbers: Vec<usize>,
    /// The page of each clip, where there are several.
    pub(crate) pages: Vec<String>,
    /// The strides of the clip, where there is one.
    pub(crate) gait: Option<&'a Gait>,
    pub(crate) explained: &'a Explained,
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
            t,
        }
    }

    /// `in clip 2`, where there are several clips; `in clip 2, against the other leg in clip 3`.
    pub(crate) fn clip_words(&self, finding: usize) -> String {
        let [own, other] = self.clips.get(finding).copied().unwrap_or_default();
        let number = |clip: Option<usize>| Some(self.numbers.get(clip?)?.to_string());
        match [own, other].map(number) {
            [Some(own), Some(other)] => {
                self.t.fill("page_findings.in_clips", &[("clip", &own), ("other", &other)])
            }
            [Some(own), None] => self.t.fill("page_findings.in_clip", &[("clip", &own)]),
            [None, _] => String::new(),
        }
    }

    /// The page whose film shows a finding; empty where it is the same page.
    pub(crate) fn film_page(&self, finding: usize) -> &str {
        let [clip, _] = self.clips.get(finding).copied().unwrap_or_default();
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
