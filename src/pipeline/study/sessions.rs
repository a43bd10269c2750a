//! The clips of one person on one day, fused.

use crate::assessment::{Assessment, assess, assess_visit};
use crate::error::StudyError;
use crate::options::Options;
use crate::pipeline::atomic_write::write_whole;
use crate::pipeline::output::visit_outputs::VISIT_OUTPUTS;
use crate::pipeline::study::planned::{PlannedStudy, StudyPlan};
use crate::pipeline::study::{layout, records};
use crate::report::{VisitClip, VisitReport};
use crate::study::Outcome;
use crate::track::PoseSequence;
use std::collections::BTreeMap;

/// The clips of one person on one day.
pub(super) struct Session<'a> {
    folder: String,
    plans: Vec<&'a StudyPlan>,
}

/// Every session with several clips, in the order of their folders; clips whose person is not known belong to none.
pub(super) fn sessions(study: &PlannedStudy) -> Vec<Session<'_>> {
    let mut by_folder: BTreeMap<String, Vec<&StudyPlan>> = BTreeMap::new();
    for plan in study.clips.iter().filter(|plan| plan.clip.subject.is_some()) {
        by_folder.entry(plan.clip.session_folder()).or_default().push(plan);
    }
    let several = by_folder.into_iter().filter(|(_, plans)| plans.len() > 1);
    several
        .map(|(folder, mut plans)| {
            plans.sort_by(|a, b| a.clip.id.cmp(&b.clip.id));
            Session { folder, plans }
        })
        .collect()
}

/// Writes the page of a session beside the folders of its clips; nothing where none of them has a report.
pub(super) fn fuse(study: &PlannedStudy, session: &Session<'_>) -> Result<(), StudyError> {
    let mut clips = Vec::new();
    let mut assessments = Vec::new();
    let mut not_read = Vec::new();
    for (number, plan) in (1..).zip(&session.plans) {
        match assessed(study, plan)? {
            Some((sequence, assessment)) => {
                clips.push(described(number, plan, &sequence, &assessment));
                assessments.push(assessment);
            }
            None => not_read.push(plan.clip.file.clone()),
        }
    }
    let Some(first) = session.plans.first().filter(|_| !clips.is_empty()) else { return Ok(()) };
    let options = &first.options;
    let assessment = assess_visit(&assessments.iter().collect::<Vec<_>>(), options);
    let name = session.folder.replace('/', " ");
    let report = VisitReport::build(&name, clips, not_read, assessment, options);
    for output in VISIT_OUTPUTS {
        if let Some(render) = output.render {
            let path = study.folder.join(&session.folder).join(output.file);
            write_whole(&path, render(&report, &study.outputs.page)?)?;
        }
    }
    Ok(())
}

/// A clip assessed again from its poses; `None` where it has no report.
fn assessed(
    study: &PlannedStudy,
    plan: &StudyPlan,
) -> Result<Option<(PoseSequence, Assessment)>, StudyError> {
    let record = records::read(&study.folder, &plan.clip.id);
    if record.is_none_or(|record| record.outcome != Outcome::Analysed) {
        return Ok(None);
    }
    let path = layout::poses(&study.folder, &plan.clip);
    let sequence = PoseSequence::read(&path).map_err(crate::error::AnalysisError::from)?;
    let options = Options { reading: sequence.reading.clone(), ..plan.options.clone() };
    let assessment = assess(&sequence, &options);
    Ok(Some((sequence, assessment)))
}

fn described(
    number: usize,
    plan: &StudyPlan,
    sequence: &PoseSequence,
    assessment: &Assessment,
) -> VisitClip {
    VisitClip {
        number,
        file_name: sequence.clip.file_name.clone(),
        sha256: sequence.clip.sha256.clone(),
        folder: plan.clip.id.clone(),
        tasks: assessment.gait.tasks.clone(),
        views: assessment.motion.passes.iter().map(|p| p.view).collect(),
    }
}
