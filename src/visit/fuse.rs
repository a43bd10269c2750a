//! Findings of several clips to one of each kind.

use crate::anatomy::Side;
use crate::findings::{Finding, FindingId, Status};
use crate::gait::Task;
use crate::motion::View;
use schemars::JsonSchema;
use serde::Serialize;

/// What was judged in one clip of the visit.
#[derive(Debug, Clone, PartialEq)]
pub struct ClipFindings {
    /// What the person does, pass by pass.
    pub tasks: Vec<Task>,
    /// From where, pass by pass.
    pub views: Vec<View>,
    /// The clip's own findings.
    pub findings: Vec<Finding>,
}

/// A finding of the visit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FusedFinding {
    /// The finding, as the clip that decides has it.
    #[serde(flatten)]
    pub finding: Finding,
    /// The clip that decides, as an index into the visit's clips; absent where none can tell.
    pub clip: Option<usize>,
    /// Every clip that can tell, and what it says.
    pub seen_in: Vec<SeenIn>,
    /// Clips of the same task contradict each other.
    pub conflict: bool,
}

/// What one clip says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeenIn {
    /// Which, as an index into the visit's clips.
    pub clip: usize,
    /// What it says.
    pub status: Status,
}

/// One of each finding of all clips, in the order of the clips' lists.
#[must_use]
pub fn fuse(clips: &[ClipFindings]) -> Vec<FusedFinding> {
    let mut keys: Vec<(FindingId, Option<Side>)> = Vec::new();
    for finding in clips.iter().flat_map(|c| &c.findings) {
        if !keys.contains(&(finding.id, finding.side)) {
            keys.push((finding.id, finding.side));
        }
    }
    keys.sort_unstable();
    keys.into_iter().filter_map(|(id, side)| fused(clips, id, side)).collect()
}

fn fused(clips: &[ClipFindings], id: FindingId, side: Option<Side>) -> Option<FusedFinding> {
    let of_clip = |clip: &ClipFindings| -> Option<Finding> {
        let found = clip.findings.iter().find(|f| f.id == id && f.side == side)?;
        Some(if clip.hides(found) { found.clone().hidden() } else { found.clone() })
    };
    let all: Vec<(usize, Finding)> =
        clips.iter().enumerate().filter_map(|(i, clip)| Some((i, of_clip(clip)?))).collect();
    let told: Vec<&(usize, Finding)> =
        all.iter().filter(|(_, f)| f.status != Status::NotAssessable).collect();
    // the first of equals decides
    let (clip, deciding) = told
        .iter()
        .copied()
        .reduce(|a, b| if b.1.status > a.1.status { b } else { a })
        .map_or_else(
            || nearest_to_an_answer(&all).map(|f| (None, f)),
            |(i, f)| Some((Some(*i), f)),
        )?;
    let contradicts = |(i, f): &&&(usize, Finding)| {
        let is_same_task = clip.is_some_and(|c| clips[*i].tasks_alike(&clips[c]));
        is_same_task && f.status == Status::Within && deciding.status == Status::Flagged
    };
    let conflict = told.iter().any(|t| contradicts(&t));
    let status = if conflict { Status::Borderline } else { deciding.status };
    let seen_in = told.iter().map(|(i, f)| SeenIn { clip: *i, status: f.status }).collect();
    Some(FusedFinding { finding: Finding { status, ..deciding.clone() }, clip, seen_in, conflict })
}

/// Where no clip can tell.
fn nearest_to_an_answer(all: &[(usize, Finding)]) -> Option<&Finding> {
    all.iter().map(|(_, f)| f).max_by_key(|f| f.not_assessable.map(|n| n.reason))
}

impl ClipFindings {
    /// Whether the finding is one of a leg seen from the side, and this clip shows that leg only as the far one.
    fn hides(&self, finding: &Finding) -> bool {
        let is_near = |side: Side| self.views.iter().any(|v| v.near_side() == Some(side));
        let is_told = finding.status != Status::NotAssessable;
        is_told && finding.id.is_of_the_near_leg() && finding.side.is_some_and(|s| !is_near(s))
    }

    fn tasks_alike(&self, other: &Self) -> bool {
        let has = |task: Task| self.tasks.contains(&task) && other.tasks.contains(&task);
        [Task::Walking, Task::StairDescent, Task::StepDown, Task::Standing].into_iter().any(has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{NotAssessable, WhyNot};

    fn clip(task: Task, view: View, found: &[(FindingId, Side, Status)]) -> ClipFindings {
        let finding = |&(id, side, status): &(FindingId, Side, Status)| Finding {
            id,
            side: Some(side),
            status,
            comparisons: vec![],
            details: vec![],
            events: vec![],
            steps: None,
            not_assessable: (status == Status::NotAssessable)
                .then_some(NotAssessable { reason: WhyNot::WrongView, advice: "Film it." }),
        };
        ClipFindings {
            tasks: vec![task],
            views: vec![view],
            findings: found.iter().map(finding).collect(),
        }
    }

    fn get(fused: &[FusedFinding], id: FindingId, side: Side) -> &FusedFinding {
        fused.iter().find(|f| f.finding.id == id && f.finding.side == Some(side)).unwrap()
    }

    #[test]
    fn each_finding_comes_from_the_clip_that_sees_it() {
        use FindingId::{KneeValgus, ReducedSwingKneeFlexion as Stiff};
        let front =
            [(KneeValgus, Side::Left, Status::Flagged), (Stiff, Side::Left, Status::NotAssessable)];
        let from_left = [
            (KneeValgus, Side::Left, Status::NotAssessable),
            (Stiff, Side::Left, Status::Within),
            (Stiff, Side::Right, Status::Flagged),
        ];
        let from_right = [(Stiff, Side::Right, Status::Within)];
        let clips = [
            clip(Task::Walking, View::Front, &front),
            clip(Task::Walking, View::LeftSide, &from_left),
            clip(Task::Walking, View::RightSide, &from_right),
        ];
        let all = fuse(&clips);
        let of = |id, side| {
            let f = get(&all, id, side);
            (f.finding.status, f.clip, f.conflict)
        };
        assert_eq!(of(KneeValgus, Side::Left), (Status::Flagged, Some(0), false));
        assert_eq!(of(Stiff, Side::Left), (Status::Within, Some(1), false));
        // the right leg was the far one in the second clip: that says nothing
        assert_eq!(of(Stiff, Side::Right), (Status::Within, Some(2), false));
        let fewer = fuse(&clips[..2]);
        let hidden = get(&fewer, Stiff, Side::Right);
        assert_eq!((hidden.finding.status, hidden.clip), (Status::NotAssessable, None));
        assert!(hidden.finding.not_assessable.is_some());
    }

    #[test]
    fn contradictions_of_one_task_are_shown_and_other_tasks_are_none() {
        let id = FindingId::KneeValgus;
        let of = |task, status| clip(task, View::Front, &[(id, Side::Right, status)]);
        let both = fuse(&[of(Task::Walking, Status::Within), of(Task::Walking, Status::Flagged)]);
        let found = get(&both, id, Side::Right);
        assert!(found.conflict && found.finding.status == Status::Borderline);
        assert_eq!(found.seen_in.len(), 2);
        let tasks = fuse(&[of(Task::Walking, Status::Within), of(Task::StepDown, Status::Flagged)]);
        let found = get(&tasks, id, Side::Right);
        assert_eq!((found.conflict, found.finding.status), (false, Status::Flagged));
    }

    #[test]
    fn a_clip_less_only_moves_findings_to_not_assessable() {
        let left = [(FindingId::FlexedStance, Side::Left, Status::Flagged)];
        let right = [(FindingId::FlexedStance, Side::Right, Status::Within)];
        let front = [(FindingId::Circumduction, Side::Left, Status::Borderline)];
        let clips = [
            clip(Task::Walking, View::LeftSide, &left),
            clip(Task::Walking, View::RightSide, &right),
            clip(Task::Walking, View::Rear, &front),
        ];
        let all = fuse(&clips);
        for without in 0..clips.len() {
            let mut fewer = clips.clone();
            fewer[without].findings.iter_mut().for_each(|f| f.status = Status::NotAssessable);
            for found in fuse(&fewer) {
                let before = get(&all, found.finding.id, found.finding.side.unwrap());
                let is_same = found.finding.status == before.finding.status;
                assert!(is_same || found.finding.status == Status::NotAssessable);
            }
        }
    }
}
