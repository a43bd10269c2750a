//! One clip, assessed: what findings are judged by.

use gaitline::assessment::{Assessment, assess};
use gaitline::findings::{Case, Sex};
use gaitline::gait::GivenScale;
use gaitline::options::Options;
use gaitline::track::PoseSequence;

pub(crate) struct Clip {
    assessment: Assessment,
}

impl Clip {
    pub(crate) fn of(sequence: &PoseSequence) -> Self {
        Self { assessment: assess(sequence, &Options::default()) }
    }

    /// Of a person whose height is known.
    pub(crate) fn of_height(sequence: &PoseSequence, height_cm: f64) -> Self {
        let scale = Some(GivenScale::Height { height_cm });
        Self { assessment: assess(sequence, &Options { scale, ..Options::default() }) }
    }

    /// Beside the angles of standing that another clip shows.
    pub(crate) fn case_beside<'a>(&'a self, standing: &'a Self) -> Case<'a> {
        self.assessment.case(&standing.assessment.reliability.neutral, None)
    }

    pub(crate) fn case(&self, sex: Option<Sex>) -> Case<'_> {
        self.assessment.case(&self.assessment.reliability.neutral, sex)
    }
}
