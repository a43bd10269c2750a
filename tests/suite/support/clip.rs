//! One clip, measured: what findings are judged by.

use gaitline::findings::{Case, Sex};
use gaitline::gait::{GaitAnalysis, GivenScale, Known, analyse};
use gaitline::motion::{Motion, reconstruct};
use gaitline::track::PoseSequence;
use gaitline::worth::{Worth, weigh};

pub(crate) struct Clip {
    motion: Motion,
    gait: GaitAnalysis,
    worth: Worth,
}

impl Clip {
    pub(crate) fn of(sequence: &PoseSequence) -> Self {
        Self::known(sequence, &Known::default())
    }

    /// Of a person whose height is known.
    pub(crate) fn of_height(sequence: &PoseSequence, height_cm: f64) -> Self {
        let scale = Some(GivenScale::Height { height_cm });
        Self::known(sequence, &Known { scale, ..Known::default() })
    }

    fn known(sequence: &PoseSequence, known: &Known) -> Self {
        let motion = reconstruct(sequence, None);
        let gait = analyse(&motion, known);
        Self { worth: weigh(&motion, &gait), motion, gait }
    }

    /// Beside the angles of standing that another clip shows.
    pub(crate) fn case_beside<'a>(&'a self, standing: &'a Self) -> Case<'a> {
        Case { standing: &standing.worth.neutral, ..self.case(None) }
    }

    pub(crate) fn case(&self, sex: Option<Sex>) -> Case<'_> {
        let standing = &self.worth.neutral;
        let (motion, gait, worth) = (&self.motion, &self.gait, &self.worth);
        Case { motion, gait, worth, standing, sex }
    }
}
