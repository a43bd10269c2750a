//! Where a bearing knee bends otherwise than in the person's other steps: the largest such surge of each stance.

use crate::anatomy::{Joint, Side};
use crate::gait::angles::angle::{Angle, AngleSeries};
use crate::gait::anthropometry::{LEG_LENGTH_RATIO, NOSE_HEIGHT_RATIO};
use crate::gait::context::task_kind::Task;
use crate::gait::events::event::{EventKind, GaitEvent};
use crate::motion::{Motion, Pass};
use crate::signal::{line_at, mad_sigma, median};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The largest surge of knee flexion in one stance.
///
/// A stance is stretched to 100 %, from contact to foot off; "usual" is the median of the same leg's other
/// stances at the same percent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct KneeSurge {
    /// Whose knee.
    pub side: Side,
    /// The pass, as an index into the report's passes.
    pub pass: usize,
    /// The stance's initial contact.
    pub contact_s: f64,
    /// The knee begins to bend more than usual: a fifth of the surge is done.
    pub start_s: f64,
    /// Half of the surge is done.
    pub half_s: f64,
    /// The knee is farthest from usual.
    pub peak_s: f64,
    /// Half of the surge has gone again; the end of the stance where it does not.
    pub end_s: f64,
    /// Where in the stance the peak is.
    pub stance_pct: f64,
    /// Whether the other foot had not left the ground yet.
    pub in_loading: bool,
    /// How far beyond usual the knee bends.
    pub excess_deg: f64,
    /// Quickest bending between start and peak, over a thirtieth of a second.
    pub velocity_deg_s: f64,
    /// How much quicker than usual that is, in robust standard deviations of all stances.
    pub velocity_sigma: f64,
    /// How far the hips come down with the knee: below their usual height over the ankle around the peak, and farther below
    /// than when the surge began, in percent of the leg's length. In a longer step they are low before the knee bends.
    pub hip_drop_leg_pct: f64,
    /// From the peak until half of the surge has gone; absent where it does not within the stance.
    pub recovery_s: Option<f64>,
    /// Least confidence of hip, knee and ankle from start to end.
    pub confidence: f64,
    /// Share of the frames from start to end in which knee and ankle were seen apart from the other leg's.
    pub apart_pct: f64,
    /// Stances that tell what is usual, this one included.
    pub stances: usize,
}

/// A surge counts until this share of stance: later the knee bends anyway, for the swing. On stairs, where foot off is known
/// less well than contact, that is when the other foot lands.
///
/// # Source
/// `docs/evidence.md` §4: 75 % of stance. On stairs half of a cycle of which stance takes 65 % (Beaulieu 2008) is 77 %.
const LAST_PCT: usize = 75;

/// On stairs the weight is accepted after this share of the time until the other foot lands, where its leaving was not seen.
///
/// # Source
/// McFadyen & Winter, J Biomech 1988;21:733: 14 % of the cycle, of the half that a step takes.
const ACCEPTED: f64 = 0.28;

/// Fewer stances of a leg do not tell what is usual.
const LEAST_STANCES: usize = 2;

/// A velocity is taken over so long: two frames at 60 a second, one at 30.
///
/// # Source
/// `docs/evidence.md` §4: two frames or more, 33 ms.
const VELOCITY_S: f64 = 1.0 / 30.0;

/// The velocity of a leg's stances scatters by at least this, as a robust standard deviation: two or three stances may happen
/// to be alike.
///
/// # Source
/// `docs/evidence.md` §4: median of 33 legs of three stances and more in rendered clips, which reach from 9 to 37.
const LEAST_VELOCITY_SIGMA_DEG_S: f64 = 20.0;

/// Beginning of a surge, as a share of its size.
const BEGUN: f64 = 0.2;

/// The hips are lowest about when the knee is bent most.
const DROP_WINDOW_PCT: usize = 10;

/// The largest surge of every stance seen from the side, in time order.
pub(crate) fn surges(
    motion: &Motion,
    task: Task,
    passes: &[usize],
    (events, angles): (&[GaitEvent], &[AngleSeries]),
) -> Vec<KneeSurge> {
    let mut all = Vec::new();
    for &index in passes {
        let Some(pass) = motion.passes.get(index).filter(|p| p.facing != 0) else { continue };
        for side in Side::BOTH {
            let stances = alike(Stance::all(motion, pass, (events, angles), (side, task)));
            if stances.len() >= LEAST_STANCES {
                let usual = Usual::of(&stances);
                let surge = |s: &Stance| s.surge(&usual, motion, side, index, stances.len());
                all.extend(stances.iter().filter_map(surge));
            }
        }
    }
    all.sort_by(|a, b| a.contact_s.total_cmp(&b.contact_s));
    all
}

/// Steps whose next foothold is higher or lower than the others' by more, in heights, are of another kind: less than half
/// of a usual riser of 0.1.
const OTHER_LEVEL: f64 = 0.04;

/// Stances that last longer than the others by this factor, or shorter, are none: an event in between was not seen, and what is
/// compared is a swing with a stance. One missed event makes a stance two and a half times as long.
const OTHER_DURATION: f64 = 1.5;

/// The stances whose step is as high and as long as most: a knee bends otherwise where the next foot lands on a kerb, or on the
/// floor below a flight.
fn alike(mut stances: Vec<Stance>) -> Vec<Stance> {
    let down = median(stances.iter().map(|s| s.next_down));
    let usual_s = lower_middle(stances.iter().map(Stance::lasts_s).collect());
    let is_as_long =
        |s: &Stance| (usual_s / OTHER_DURATION..=usual_s * OTHER_DURATION).contains(&s.lasts_s());
    stances.retain(|s| s.next_down.is_nan() || (s.next_down - down).abs() <= OTHER_LEVEL);
    stances.retain(is_as_long);
    stances
}

/// The middle value, of two middle ones the lower: what is missed makes a stance longer. NaN where there is none.
fn lower_middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len().saturating_sub(1) / 2;
    values.get(middle).copied().unwrap_or(f64::NAN)
}

/// One stance, with a value a percent.
struct Stance {
    /// How far below this foot the other one stands next, in heights; NaN where it was not seen.
    next_down: f64,
    contact_s: f64,
    foot_off_s: f64,
    opposite_off_s: f64,
    knee_deg: Vec<f64>,
    /// The bending that begins at each percent, over [`VELOCITY_S`].
    velocity_deg_s: Vec<f64>,
    /// Hips above the ankle, in percent of the leg's length.
    hip_leg_pct: Vec<f64>,
}

/// What the stances of a leg have in common.
struct Usual {
    knee_deg: Vec<f64>,
    velocity_deg_s: Vec<f64>,
    hip_leg_pct: Vec<f64>,
    /// Robust standard deviation of the velocity about its median.
    velocity_sigma_deg_s: f64,
}

impl Stance {
    fn all(
        motion: &Motion,
        pass: &Pass,
        (events, angles): (&[GaitEvent], &[AngleSeries]),
        (side, task): (Side, Task),
    ) -> Vec<Self> {
        let inside = |e: &&GaitEvent| (pass.start_s..pass.end_s).contains(&e.time_s);
        let of = |side: Side, kind: EventKind| {
            let of = events.iter().filter(inside).filter(move |e| (e.side, e.kind) == (side, kind));
            of.map(|e| e.time_s).collect::<Vec<f64>>()
        };
        let contacts = of(side, EventKind::InitialContact);
        let offs = of(side, EventKind::FootOff);
        let opposite_offs = of(side.opposite(), EventKind::FootOff);
        let opposite_contacts = of(side.opposite(), EventKind::InitialContact);
        let next = |times: &[f64], t: f64| times.iter().copied().find(|u| *u > t);
        let is_knee = |s: &&AngleSeries| s.angle == Angle::KneeFlexion && s.side == Some(side);
        let Some(knee) = angles.iter().find(is_knee) else { return Vec::new() };
        let is_in_cycle =
            |i: usize, time_s: f64| contacts.get(i + 1).is_none_or(|next| time_s < *next);
        let step_s = |(i, &contact_s): (usize, &f64)| {
            let step_s = next(&opposite_contacts, contact_s)? - contact_s;
            is_in_cycle(i, contact_s + step_s).then_some(step_s)
        };
        let stance = |(i, &contact_s): (usize, &f64)| {
            let foot_off_s = next(&offs, contact_s)?;
            let own_step_s = step_s((i, &contact_s));
            let opposite_off_s = next(&opposite_offs, contact_s).filter(|t| *t < foot_off_s);
            // on stairs, where foot off is known less well, the other foot's contact ends what is compared
            let (last_s, opposite_off_s) = match task.is_on_stairs() {
                true => {
                    let step_s = own_step_s?;
                    let accepted_s = contact_s + ACCEPTED * step_s;
                    let last_s = contact_s + step_s * 100.0 / LAST_PCT as f64;
                    (last_s, opposite_off_s.unwrap_or(accepted_s))
                }
                false => (foot_off_s, opposite_off_s?),
            };
            let sampled = Self::sampled(motion, knee, side, contact_s, last_s, opposite_off_s)?;
            let next_s = contact_s + own_step_s.unwrap_or(f64::NAN);
            let next_down = below(motion, side, (contact_s + foot_off_s) / 2.0, next_s + STANDS_S);
            is_in_cycle(i, foot_off_s).then_some(Self { next_down, ..sampled })
        };
        contacts.iter().enumerate().filter_map(stance).collect()
    }

    /// `None` where the knee was not seen all the time.
    fn sampled(
        motion: &Motion,
        knee: &AngleSeries,
        side: Side,
        contact_s: f64,
        foot_off_s: f64,
        opposite_off_s: f64,
    ) -> Option<Self> {
        let knee: Vec<f64> = knee.values_deg.iter().map(|v| v.unwrap_or(f64::NAN)).collect();
        let hip = |frame: usize| {
            let hips = motion.hips(frame)[1];
            let over = motion.at(Joint::Ankle.on(side), frame)[1] - hips;
            100.0 * NOSE_HEIGHT_RATIO * over / motion.heights_px[frame] / LEG_LENGTH_RATIO
        };
        let hips: Vec<f64> = (0..motion.time_s.len()).map(hip).collect();
        let percents = |values: &[f64], later_s: f64| -> Vec<f64> {
            let at = |percent: usize| contact_s + (foot_off_s - contact_s) * percent as f64 / 100.0;
            let value = |percent| value_at(&motion.time_s, values, at(percent) + later_s);
            (0..=LAST_PCT).map(value).collect()
        };
        let (now, later) = (percents(&knee, 0.0), percents(&knee, VELOCITY_S));
        let stance = Self {
            next_down: f64::NAN,
            contact_s,
            foot_off_s,
            opposite_off_s,
            velocity_deg_s: now.iter().zip(&later).map(|(a, b)| (b - a) / VELOCITY_S).collect(),
            knee_deg: now,
            hip_leg_pct: percents(&hips, 0.0),
        };
        let is_known = |values: &[f64]| values.iter().all(|v| v.is_finite());
        (is_known(&stance.knee_deg) && is_known(&stance.velocity_deg_s)).then_some(stance)
    }

    /// What is compared: until foot off, on stairs in proportion to the step.
    fn lasts_s(&self) -> f64 {
        self.foot_off_s - self.contact_s
    }

    fn time_s(&self, percent: usize) -> f64 {
        self.contact_s + (self.foot_off_s - self.contact_s) * percent as f64 / 100.0
    }

    fn surge(
        &self,
        usual: &Usual,
        motion: &Motion,
        side: Side,
        pass: usize,
        stances: usize,
    ) -> Option<KneeSurge> {
        let excess: Vec<f64> =
            self.knee_deg.iter().zip(&usual.knee_deg).map(|(own, usual)| own - usual).collect();
        let peak = (0..excess.len()).max_by(|&a, &b| excess[a].total_cmp(&excess[b]))?;
        let size = excess[peak];
        let before = |share: f64| (0..peak).rev().find(|&i| excess[i] < share * size).unwrap_or(0);
        let start = before(BEGUN);
        let end = (peak..excess.len()).find(|&i| excess[i] < size / 2.0);
        let end_s = end.map_or(self.foot_off_s, |i| self.time_s(i));
        let by_speed =
            |&a: &usize, &b: &usize| self.velocity_deg_s[a].total_cmp(&self.velocity_deg_s[b]);
        let quickest = (start..=peak).max_by(by_speed)?;
        let faster = self.velocity_deg_s[quickest] - usual.velocity_deg_s[quickest];
        let low: Vec<f64> = self
            .hip_leg_pct
            .iter()
            .zip(&usual.hip_leg_pct)
            .map(|(own, usual)| usual - own)
            .collect();
        let (start_s, peak_s) = (self.time_s(start), self.time_s(peak));
        (size > 0.0).then(|| KneeSurge {
            side,
            pass,
            contact_s: self.contact_s,
            start_s,
            half_s: self.time_s(before(0.5)),
            peak_s,
            end_s,
            stance_pct: peak as f64,
            in_loading: peak_s < self.opposite_off_s,
            excess_deg: size,
            velocity_deg_s: self.velocity_deg_s[quickest],
            velocity_sigma: faster / usual.velocity_sigma_deg_s,
            hip_drop_leg_pct: drop_since(&low, start, peak + DROP_WINDOW_PCT),
            recovery_s: end.map(|_| end_s - peak_s),
            confidence: confidence(motion, side, start_s, end_s),
            apart_pct: apart_pct(motion, side, start_s, end_s),
            stances,
        })
    }
}

/// The most that hips which are so far below usual at each percent come down after a first percent.
fn drop_since(low: &[f64], first: usize, last: usize) -> f64 {
    let around = &low[first..=last.min(low.len() - 1)];
    let before = around.first().copied().unwrap_or(f64::NAN).max(0.0);
    around.iter().copied().fold(f64::NAN, f64::max) - before
}

impl Usual {
    /// Of the two middle ones where their number is even, the one that gives way less: of two stances, the one that bends
    /// less, and the one whose hips are higher.
    fn of(stances: &[Stance]) -> Self {
        let middle_of = |pick: &dyn Fn(&Stance) -> &[f64], middle: usize| -> Vec<f64> {
            let at = |i: usize| {
                let mut values: Vec<f64> = stances.iter().map(|s| pick(s)[i]).collect();
                values.sort_by(f64::total_cmp);
                values[middle]
            };
            (0..=LAST_PCT).map(at).collect()
        };
        let middle = |pick: &dyn Fn(&Stance) -> &[f64]| middle_of(pick, (stances.len() - 1) / 2);
        let velocity_deg_s = middle(&|s| &s.velocity_deg_s);
        let off = stances.iter().flat_map(|s| {
            s.velocity_deg_s.iter().zip(&velocity_deg_s).map(|(own, usual)| own - usual)
        });
        let velocity_sigma_deg_s = mad_sigma(off, 0.0).max(LEAST_VELOCITY_SIGMA_DEG_S);
        Self {
            knee_deg: middle(&|s| &s.knee_deg),
            hip_leg_pct: middle_of(&|s| &s.hip_leg_pct, stances.len() / 2),
            velocity_sigma_deg_s,
            velocity_deg_s,
        }
    }
}

/// A foot has come to rest so long after its contact: the first phase of stance.
///
/// # Source
/// Perry & Burnfield 2010: loading response, 12 % of a cycle of about 1.1 s.
const STANDS_S: f64 = 0.13;

/// How far below this foot, at one time, the other one stands at another, in heights.
fn below(motion: &Motion, side: Side, own_s: f64, other_s: f64) -> f64 {
    let toe = |side: Side, time_s: f64| {
        let frame = motion.time_s.partition_point(|&t| t < time_s);
        match time_s.is_finite() && frame < motion.time_s.len() {
            true => motion.at(Joint::Toe.on(side), frame)[1] / motion.heights_px[frame],
            false => f64::NAN,
        }
    };
    toe(side.opposite(), other_s) - toe(side, own_s)
}

/// On the straight line between the samples before and after.
fn value_at(time_s: &[f64], values: &[f64], t: f64) -> f64 {
    let after = time_s.partition_point(|&u| u < t).max(1);
    match (time_s.get(after), values.get(after)) {
        (Some(&b_s), Some(&b)) => line_at((time_s[after - 1], values[after - 1]), (b_s, b), t),
        _ => f64::NAN,
    }
}

fn frames_between(motion: &Motion, start_s: f64, end_s: f64) -> std::ops::Range<usize> {
    let frame = |t: f64| motion.time_s.partition_point(|&u| u < t);
    frame(start_s)..frame(end_s).min(motion.time_s.len())
}

/// 0 where there is no frame.
fn apart_pct(motion: &Motion, side: Side, start_s: f64, end_s: f64) -> f64 {
    let tracks = [Joint::Knee, Joint::Ankle].map(|j| &motion.tracks[j.on(side).index()]);
    let frames = frames_between(motion, start_s, end_s);
    let apart = frames.clone().filter(|&f| tracks.iter().all(|t| t.is_apart(f))).count();
    100.0 * apart as f64 / frames.len().max(1) as f64
}

fn confidence(motion: &Motion, side: Side, start_s: f64, end_s: f64) -> f64 {
    let frames = frames_between(motion, start_s, end_s);
    let of = |joint: Joint| {
        let track = &motion.tracks[joint.on(side).index()];
        frames.clone().map(|f| track.confidence[f]).fold(1.0, f64::min)
    };
    [Joint::Hip, Joint::Knee, Joint::Ankle].map(of).into_iter().fold(1.0, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hips_that_are_low_before_the_knee_bends_do_not_drop_with_it() {
        let sinking: Vec<f64> = (0..=LAST_PCT).map(|i| if i < 20 { 0.2 } else { 3.0 }).collect();
        assert!((drop_since(&sinking, 15, 30) - 2.8).abs() < 1e-9);
        let longer_step = sinking.iter().map(|low| low + 6.0).collect::<Vec<f64>>();
        assert!((drop_since(&longer_step, 15, 30) - 2.8).abs() < 1e-9);
        let coming_up: Vec<f64> = (0..=LAST_PCT).map(|i| 9.0 - 0.1 * i as f64).collect();
        assert_eq!(drop_since(&coming_up, 3, 200), 0.0);
        let higher = coming_up.iter().map(|low| low - 10.0).collect::<Vec<f64>>();
        assert!(drop_since(&higher, 3, 32) <= 0.0, "higher than usual is no drop");
        assert!(drop_since(&[f64::NAN; 5], 1, 3).is_nan());
    }

    #[test]
    fn a_step_onto_another_level_is_not_compared_with_the_others() {
        let stance = |(next_down, lasts_s): (f64, f64)| Stance {
            next_down,
            contact_s: 0.3,
            foot_off_s: 0.3 + lasts_s,
            opposite_off_s: 0.1,
            knee_deg: vec![],
            velocity_deg_s: vec![],
            hip_leg_pct: vec![],
        };
        let kept = |downs: &[f64]| alike(downs.iter().map(|d| stance((*d, 0.6))).collect()).len();
        assert_eq!(kept(&[0.01, 0.0, 0.1, -0.01]), 3, "a kerb");
        assert_eq!(kept(&[0.1, 0.11, 0.1, 0.0]), 3, "the floor below a flight");
        assert_eq!(kept(&[0.03, 0.03, f64::NAN]), 3, "where it was not seen it is taken as alike");
        assert_eq!(kept(&[0.0, 0.0, 0.1, 0.1]), 0, "nobody knows which are usual");
        let lasting = |all: &[f64]| alike(all.iter().map(|s| stance((0.0, *s))).collect()).len();
        assert_eq!(lasting(&[0.6, 0.7, 1.74, 0.5]), 3, "a foot off was missed");
        assert_eq!(lasting(&[0.6, 1.74]), 1, "of two the longer one");
        assert_eq!(lasting(&[]), 0);
    }
}
