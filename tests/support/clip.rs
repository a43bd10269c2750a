//! One clip, measured: what findings are judged by.

use gaitline::evidence::ErrorProfile;
use gaitline::findings::{Case, Sex};
use gaitline::gait::{GaitAnalysis, UserContext, analyse};
use gaitline::motion::{Motion, reconstruct};
use gaitline::reliability::{Worth, weigh};
use gaitline::track::PoseSequence;

pub(crate) struct Clip {
    motion: Motion,
    gait: GaitAnalysis,
    worth: Worth,
}

impl Clip {
    pub(crate) fn of(sequence: &PoseSequence) -> Self {
        let motion = reconstruct(sequence, None);
        let gait = analyse(&motion, &UserContext::default());
        Self { worth: weigh(&motion, &gait, ErrorProfile::Heavy), motion, gait }
    }

    pub(crate) fn case(&self, sex: Option<Sex>) -> Case<'_> {
        let standing = &self.worth.neutral;
        let (motion, gait, worth) = (&self.motion, &self.gait, &self.worth);
        Case { motion, gait, worth, standing, sex }
    }
}
