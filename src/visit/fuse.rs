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

/// What a clip shows with the strides of others that show the same.
#[derive(Debug, Clone, PartialEq)]
pub struct PooledFindings {
    /// The clip that the strides and moments are of, as an index into the visit's clips.
    pub clip: usize,
    /// The clips whose strides count too.
    pub pooled_with: Vec<usize>,
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
    /// The clips of the same task and view whose strides count in the value too.
    pub pooled_with: Vec<usize>,
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
///
/// Clips of the same task and view decide together, by all their strides: a clip less of these makes the interval wider.
#[must_use]
pub fn fuse(
    clips: &[ClipFindings],
    pairs: &[PairFindings],
    pools: &[PooledFindings],
) -> Vec<FusedFinding> {
    let mut keys: Vec<(FindingId, Option<Side>)> = Vec::new();
    for finding in clips.iter().flat_map(|c| &c.findings) {
        if !keys.contains(&(finding.id, finding.side)) {
            keys.push((finding.id, finding.side));
        }
    }
    keys.sort_unstable();
    let fused = |(id, side)| fused(clips, &Verdicts::of(clips, pairs, pools, id, side));
    keys.into_iter().filter_map(fused).collect()
}

/// A finding as one clip has it, or two together, or several of one view.
struct ClipVerdict {
    clip: usize,
    other_leg_clip: Option<usize>,
    pooled_with: Vec<usize>,
    finding: Finding,
}

impl ClipVerdict {
    fn is_told(&self) -> bool {
        self.finding.status != Status::NotAssessable
    }

    /// Its clip's word, and those of the others.
    fn seen_in(&self) -> impl Iterator<Item = SeenIn> {
        let (own, status) = (self.clip, self.finding.status);
        let others: Vec<usize> =
            self.other_leg_clip.iter().chain(&self.pooled_with).copied().collect();
        let first = SeenIn { clip: own, together_with: others.first().copied(), status };
        let with_own = move |clip| SeenIn { clip, together_with: Some(own), status };
        [first].into_iter().chain(others.into_iter().map(with_own))
    }
}

/// Who says what of a finding.
struct Verdicts {
    /// Of each clip by itself, and of two that show a leg each.
    single: Vec<ClipVerdict>,
    /// Of clips that show the same, together; only where that can be told.
    pooled: Vec<ClipVerdict>,
}

impl Verdicts {
    fn of(
        clips: &[ClipFindings],
        pairs: &[PairFindings],
        pools: &[PooledFindings],
        id: FindingId,
        side: Option<Side>,
    ) -> Self {
        let is_it = |f: &&Finding| f.id == id && f.side == side;
        let shown = |clip: usize, finding: &Finding| match clips[clip].hides(finding) {
            true => finding.clone().hidden(),
            false => finding.clone(),
        };
        let verdict = |clip: usize, finding: Finding| ClipVerdict {
            clip,
            other_leg_clip: None,
            pooled_with: Vec::new(),
            finding,
        };
        let by_one = clips.iter().enumerate().filter_map(|(clip, of)| {
            Some(verdict(clip, shown(clip, of.findings.iter().find(is_it)?)))
        });
        let by_two = pairs.iter().filter_map(|pair| {
            let found = verdict(pair.clip, pair.findings.iter().find(is_it)?.clone());
            Some(ClipVerdict { other_leg_clip: Some(pair.other_leg_clip), ..found })
        });
        let by_pool = pools.iter().filter_map(|pool| {
            let found = verdict(pool.clip, shown(pool.clip, pool.findings.iter().find(is_it)?));
            Some(ClipVerdict { pooled_with: pool.pooled_with.clone(), ..found })
        });
        Self {
            single: by_one.chain(by_two).collect(),
            pooled: by_pool.filter(ClipVerdict::is_told).collect(),
        }
    }

    /// Those that can tell it by themselves.
    fn told(&self) -> impl Iterator<Item = &ClipVerdict> {
        self.single.iter().filter(|v| v.is_told())
    }

    /// The most unusual one, the first of equals; a clip that counts with others does not decide alone.
    fn deciding(&self) -> Option<&ClipVerdict> {
        let counts_with_others = |clip: usize| self.pooled.iter().any(|p| p.clip == clip);
        let alone = |v: &&ClipVerdict| v.other_leg_clip.is_some() || !counts_with_others(v.clip);
        let all = self.pooled.iter().chain(self.told().filter(alone));
        all.reduce(|a, b| if b.finding.status > a.finding.status { b } else { a })
    }

    /// Whether of clips of one task one says flagged and another one within.
    fn contradict(&self, clips: &[ClipFindings]) -> bool {
        let of = |status: Status| self.told().filter(move |v| v.finding.status == status);
        let is_denied = |flagged: &ClipVerdict| {
            of(Status::Within).any(|v| clips[v.clip].tasks_alike(&clips[flagged.clip]))
        };
        of(Status::Flagged).any(is_denied)
    }
}

fn fused(clips: &[ClipFindings], verdicts: &Verdicts) -> Option<FusedFinding> {
    let Some(deciding) = verdicts.deciding() else { return unseen(&verdicts.single) };
    let conflict = verdicts.contradict(clips);
    let status = if conflict { Status::Borderline } else { deciding.finding.status };
    let mut seen_in: Vec<SeenIn> = verdicts.told().flat_map(ClipVerdict::seen_in).collect();
    if seen_in.is_empty() {
        seen_in = deciding.seen_in().collect();
    }
    Some(FusedFinding {
        finding: Finding { status, ..deciding.finding.clone() },
        clip: Some(deciding.clip),
        other_leg_clip: deciding.other_leg_clip,
        pooled_with: deciding.pooled_with.clone(),
        seen_in,
        conflict,
    })
}

/// Where no clip can assess it: why, by what is nearest to an answer. Two clips that show a leg each are nearer than one.
fn unseen(all: &[ClipVerdict]) -> Option<FusedFinding> {
    let reason = |t: &&ClipVerdict| {
        (t.other_leg_clip.is_some(), t.finding.not_assessable.clone().map(|n| n.reason))
    };
    let nearest = all.iter().max_by_key(reason)?;
    Some(FusedFinding {
        finding: nearest.finding.clone(),
        clip: None,
        other_leg_clip: None,
        pooled_with: Vec::new(),
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
        Task::CYCLIC.into_iter().chain([Task::StepDown, Task::Standing]).any(has)
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
        let all = fuse(&clips, &[], &[]);
        let of = |id, side| {
            let f = get(&all, id, side);
            (f.finding.status, f.clip, f.conflict)
        };
        assert_eq!(of(KneeValgus, Side::Left), (Status::Flagged, Some(0), false));
        assert_eq!(of(Stiff, Side::Left), (Status::Within, Some(1), false));
        // the right leg was the far one in the second clip: that says nothing
        assert_eq!(of(Stiff, Side::Right), (Status::Within, Some(2), false));
        let fewer = fuse(&clips[..2], &[], &[]);
        let hidden = get(&fewer, Stiff, Side::Right);
        assert_eq!((hidden.finding.status, hidden.clip), (Status::NotAssessable, None));
        assert!(hidden.finding.not_assessable.is_some());
    }

    #[test]
    fn contradictions_of_one_task_are_shown_and_other_tasks_are_none() {
        let id = FindingId::KneeValgus;
        let of = |task, status| clip(task, View::Front, &[(id, Side::Right, status)]);
        let both = fuse(
            &[of(Task::Walking, Status::Within), of(Task::Walking, Status::Flagged)],
            &[],
            &[],
        );
        let found = get(&both, id, Side::Right);
        assert!(found.conflict && found.finding.status == Status::Borderline);
        assert_eq!(found.seen_in.len(), 2);
        let tasks = fuse(
            &[of(Task::Walking, Status::Within), of(Task::StepDown, Status::Flagged)],
            &[],
            &[],
        );
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
        let all = fuse(&clips, &[], &[]);
        for without in 0..clips.len() {
            let mut fewer = clips.clone();
            fewer[without].findings.iter_mut().for_each(|f| f.status = Status::NotAssessable);
            for found in fuse(&fewer, &[], &[]) {
                let before = get(&all, found.finding.id, found.finding.side.unwrap());
                let is_same = found.finding.status == before.finding.status;
                assert!(is_same || found.finding.status == Status::NotAssessable);
            }
        }
    }
}
