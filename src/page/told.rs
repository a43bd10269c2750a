//! What is told of a clip or a visit: the same for both.

use crate::findings::Finding;
use crate::options::Audience;
use crate::report::{Explained, Report};

/// What the sections on findings and hypotheses are made of.
pub(super) struct Told<'a> {
    pub(super) audience: Audience,
    pub(super) findings: Vec<&'a Finding>,
    /// The clip that each finding is of, where there are several.
    pub(super) clips: Vec<Option<&'a str>>,
    pub(super) explained: &'a Explained,
}

impl<'a> Told<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        Self {
            audience: report.options.audience,
            findings: report.findings.iter().collect(),
            clips: Vec::new(),
            explained: &report.explained,
        }
    }

    /// ` in front.mp4`, where there are several clips.
    pub(super) fn clip_words(&self, finding: &Finding) -> String {
        let index = self.findings.iter().position(|f| std::ptr::eq(*f, finding));
        let clip = index.and_then(|i| self.clips.get(i).copied().flatten());
        clip.map(|name| format!(" in {name}")).unwrap_or_default()
    }
}
