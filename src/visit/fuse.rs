//! Findings of several clips to one of each kind.

use crate::anatomy::Side;
use crate::findings::{Finding, FindingId, Status};
use crate::gait::Task;
use crate::motion::View;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// What two clips show together: a leg that is the near one in the first, against the other leg in the second.
#[derive(Debug, Clone, PartialEq)]
pub struct PairFindings {
    /// The clip of the leg that the findings are of, as an index into the visit's clips.
    pub clip: usize,
    /// The clip of the other leg.
    pub other_leg_clip: usize,
    /// What they show together.
    pub findings: Vec<Finding>,
}

/// A finding of the visit.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct FusedFinding {
    /// The finding, as the clip that decides has it.
    #[serde(flatten)]
    pub finding: Finding,
    /// The clip that decides, as an index into the visit's clips; absent where none can assess it.
    pub clip: Option<usize>,
    /// The clip that the other leg is seen in, where the legs are compared between two clips. Strides and moments are
    /// those of `clip`.
    pub other_leg_clip: Option<usize>,
    /// Every clip that can assess it, alone or with another one, and what it says.
    pub seen_in: Vec<SeenIn>,
    /// Clips of the same task contradict each other.
    pub conflict: bool,
}

/// What one clip says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct SeenIn {
    /// Which, as an index into the visit's clips.
    pub clip: usize,
    /// The clip that says so together with it: each shows one leg. Such a pair is listed twice, once for each clip.
    pub together_with: Option<usize>,
    /// What it says.
    pub status: Status,
}

/// One of each finding of all clips, sorted by finding and side.
///
/// # What a clip less does
/// It moves a finding to "not assessable" or leaves it, as long as no two clips (or pairs of clips) assess the same one
/// differently. Where they do, no rule can hold that promise. Say clip A alone gives "flagged" and clip B alone gives
/// "within". Both together must then give "flagged", as leaving out B ends there; and "within", as leaving out A ends
/// there. It cannot be both. So what is kept is that it shows: of clips of one task, one "flagged" and one "within" make
/// the finding borderline, a conflict, and `seen_in` says who says what.
#[must_use]
pub fn fuse(clips: &[ClipFindings], pairs: &[PairFindings]) -> Vec<FusedFinding> {
    let mut keys: Vec<(FindingId, Option<Side>)> = Vec::new();
    for finding in clips.iter().flat_map(|c| &c.findings) {
        if !keys.contains(&(finding.id, finding.side)) {
            keys.push((finding.id, finding.side));
        }
    }
    keys.sort_unstable();
    keys.into_iter().filter_map(|(id, side)| fused(clips, pairs, id, side)).collect()
}

/// A finding as one clip has it, or two together.
struct ClipVerdict {
    clip: usize,
    other_leg_clip: Option<usize>,
    finding: Finding,
}

impl ClipVerdict {
    fn is_told(&self) -> bool {
        self.finding.status != Status::NotAssessable
    }

    /// Its clip's word, and the other one's where there are two.
    fn seen_in(&self) -> impl Iterator<Item = SeenIn> {
        let (clip, other, status) = (self.clip, self.other_leg_clip, self.finding.status);
        let own = SeenIn { clip, together_with: other, status };
        let other = other.map(|o| SeenIn { clip: o, together_with: Some(clip), status });
        [Some(own), other].into_iter().flatten()
    }
}

fn fused(
    clips: &[ClipFindings],
    pairs: &[PairFindings],
    id: FindingId,
    side: Option<Side>,
) -> Option<FusedFinding> {
    let all = everyone(clips, pairs, id, side);
    let told: Vec<&ClipVerdict> = all.iter().filter(|t| t.is_told()).collect();
    // the first of equals decides
    let deciding =
        told.iter().copied().reduce(|a, b| if status_of(b) > status_of(a) { b } else { a });
    let Some(deciding) = deciding else { return unseen(all) };
    let contradicts = |t: &&ClipVerdict| {
        let is_same_task = clips[t.clip].tasks_alike(&clips[deciding.clip]);
        is_same_task && [t, deciding].map(status_of) == [Status::Within, Status::Flagged]
    };
    let conflict = told.iter().any(contradicts);
    let status = if conflict { Status::Borderline } else { deciding.finding.status };
    Some(FusedFinding {
        finding: Finding { status, ..deciding.finding.clone() },
        clip: Some(deciding.clip),
        other_leg_clip: deciding.other_leg_clip,
        seen_in: told.iter().flat_map(|t| t.seen_in()).collect(),
        conflict,
    })
}

fn status_of(told: &ClipVerdict) -> Status {
    told.finding.status
}

/// What every clip says of a finding, and every pair of clips.
fn everyone(
    clips: &[ClipFindings],
    pairs: &[PairFindings],
    id: FindingId,
    side: Option<Side>,
) -> Vec<ClipVerdict> {
    let is_it = |f: &&Finding| f.id == id && f.side == side;
    let by_one = clips.iter().enumerate().filter_map(|(clip, of)| {
        let found = of.findings.iter().find(is_it)?.clone();
        let finding = if of.hides(&found) { found.hidden() } else { found };
        Some(ClipVerdict { clip, other_leg_clip: None, finding })
    });
    let by_two = pairs.iter().filter_map(|pair| {
        let finding = pair.findings.iter().find(is_it)?.clone();
        Some(ClipVerdict { clip: pair.clip, other_leg_clip: Some(pair.other_leg_clip), finding })
    });
    by_one.chain(by_two).collect()
}

/// Where no clip can assess it: why, by what is nearest to an answer. Two clips that show a leg each are nearer than one.
fn unseen(all: Vec<ClipVerdict>) -> Option<FusedFinding> {
    let reason = |t: &ClipVerdict| {
        (t.other_leg_clip.is_some(), t.finding.not_assessable.clone().map(|n| n.reason))
    };
    let nearest = all.into_iter().max_by_key(reason)?;
    Some(FusedFinding {
        finding: nearest.finding,
        clip: None,
        other_leg_clip: None,
        seen_in: Vec::new(),
        conflict: false,
    })
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
    use crate::findings::{AdviceId, FindingAdvice, NotAssessable, WhyNot};

    fn clip(task: Task, view: View, found: &[(FindingId, Side, Status)]) -> ClipFindings {
        let finding = |&(id, side, status): &(FindingId, Side, Status)| Finding {
            id,
            side: Some(side),
            task: Some(task),
            status,
            comparisons: vec![],
            details: vec![],
            events: vec![],
            steps: None,
            not_assessable: (status == Status::NotAssessable).then_some(NotAssessable::new(
                WhyNot::WrongView,
                AdviceId::Finding(FindingAdvice::RecordFromTheSide),
            )),
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
        let all = fuse(&clips, &[]);
        let of = |id, side| {
            let f = get(&all, id, side);
            (f.finding.status, f.clip, f.conflict)
        };
        assert_eq!(of(KneeValgus, Side::Left), (Status::Flagged, Some(0), false));
        assert_eq!(of(Stiff, Side::Left), (Status::Within, Some(1), false));
        // the right leg was the far one in the second clip: that says nothing
        assert_eq!(of(Stiff, Side::Right), (Status::Within, Some(2), false));
        let fewer = fuse(&clips[..2], &[]);
        let hidden = get(&fewer, Stiff, Side::Right);
        assert_eq!((hidden.finding.status, hidden.clip), (Status::NotAssessable, None));
        assert!(hidden.finding.not_assessable.is_some());
    }

    #[test]
    fn contradictions_of_one_task_are_shown_and_other_tasks_are_none() {
        let id = FindingId::KneeValgus;
        let of = |task, status| clip(task, View::Front, &[(id, Side::Right, status)]);
        let both =
            fuse(&[of(Task::Walking, Status::Within), of(Task::Walking, Status::Flagged)], &[]);
        let found = get(&both, id, Side::Right);
        assert!(found.conflict && found.finding.status == Status::Borderline);
        assert_eq!(found.seen_in.len(), 2);
        let tasks =
            fuse(&[of(Task::Walking, Status::Within), of(Task::StepDown, Status::Flagged)], &[]);
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
        let all = fuse(&clips, &[]);
        for without in 0..clips.len() {
            let mut fewer = clips.clone();
            fewer[without].findings.iter_mut().for_each(|f| f.status = Status::NotAssessable);
            for found in fuse(&fewer, &[]) {
                let before = get(&all, found.finding.id, found.finding.side.unwrap());
                let is_same = found.finding.status == before.finding.status;
                assert!(is_same || found.finding.status == Status::NotAssessable);
            }
        }
    }
}
