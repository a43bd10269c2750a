//! Knees and ankles, then heels and toes, put where the likeliest way has them.

use crate::anatomy::{Joint, Side};
use crate::motion::clock::Clock;
use crate::motion::gate::is_inside;
use crate::motion::landmark_track::{LandmarkTrack, Origin};
use crate::motion::legs::chain::Chain;
use crate::motion::legs::combination::Frame;
use crate::motion::legs::path::{Following, Settled, likeliest};
use crate::motion::legs::place::{landmarks, places};
use crate::motion::noise::NOISE_RATIO;
use crate::motion::pass::Pass;
use crate::motion::view::View;
use crate::pose::Pose;
use crate::video::VideoInfo;

/// Accelerations of a walking foot in body heights a second squared: some 30 m/s² before contact at most, in standard
/// deviations; of a knee half as much.
///
/// # Source
/// Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009, appendix A (kinematics of the foot): the
/// order of magnitude.
const FOOT_ACCELERATION_HEIGHTS_S2: f64 = 17.0;
const KNEE_ACCELERATION_HEIGHTS_S2: f64 = 8.5;

/// What a label counts in one frame: where one leg passes before the other it is right nine times in ten, where
/// they are beside each other all but once in a thousand; but what it says in some four frames in a row is one vote.
const LABEL_WEIGHT_ACROSS: f64 = 0.25;
const LABEL_WEIGHT_BESIDE: f64 = 0.8;

/// Followed forward and backward, a joint must be found at one place: nearer than three deviations of it.
const MOST_APART_RATIO: f64 = 3.0 * NOISE_RATIO;

/// How much was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::motion) struct Untangled {
    /// Frames in which left and right were exchanged.
    pub(in crate::motion) exchanged: usize,
    /// Positions that were set aside.
    pub(in crate::motion) set_aside: usize,
}

/// What is known of both legs before they are settled.
pub(in crate::motion) struct Legs<'a> {
    /// The pose of each frame.
    pub(in crate::motion) poses: Vec<Option<&'a Pose>>,
    pub(in crate::motion) video: &'a VideoInfo,
    pub(in crate::motion) clock: &'a Clock,
    pub(in crate::motion) passes: &'a [Pass],
    pub(in crate::motion) heights_px: &'a [f64],
}

impl Legs<'_> {
    /// Puts the joints of both legs where the likeliest way through the whole clip has them, in place.
    pub(in crate::motion) fn untangle(&self, tracks: &mut [LandmarkTrack]) -> Untangled {
        let seen = count_seen(tracks);
        let exchanged = self.settle(tracks, Joint::Hip, [Joint::Knee, Joint::Ankle]);
        for &frame in &exchanged {
            swap_hips(tracks, frame);
        }
        self.settle(tracks, Joint::Ankle, [Joint::Heel, Joint::Toe]);
        let set_aside = seen.saturating_sub(count_seen(tracks));
        Untangled { exchanged: exchanged.len(), set_aside }
    }

    /// Settles two joints below a parent; returns the frames in which the network had them exchanged.
    fn settle(
        &self,
        tracks: &mut [LandmarkTrack],
        parent: Joint,
        joints: [Joint; 2],
    ) -> Vec<usize> {
        let accelerations = joints.map(|joint| match joint {
            Joint::Knee => KNEE_ACCELERATION_HEIGHTS_S2,
            _ => FOOT_ACCELERATION_HEIGHTS_S2,
        });
        let chain = Chain::new(parent, joints, accelerations, tracks, self.heights_px);
        let frames: Vec<Option<Frame<'_>>> =
            (0..self.heights_px.len()).map(|at| self.frame(tracks, &chain, at)).collect();
        let follow = |way| likeliest(&frames, &self.clock.time_s, &chain, way);
        let (forward, backward) = (follow(Following::Forward), follow(Following::Backward));
        let mut exchanged = Vec::new();
        for (frame, both) in forward.iter().zip(&backward).enumerate() {
            let (Some(forward), Some(backward)) = both else { continue };
            let settled = &agreed(forward, backward, self.heights_px[frame]);
            if is_exchanged(tracks, joints, settled, frame) {
                exchanged.push(frame);
            }
            put(tracks, joints, settled, frame, self.video);
        }
        exchanged
    }

    fn frame<'c>(
        &self,
        tracks: &[LandmarkTrack],
        chain: &'c Chain,
        at: usize,
    ) -> Option<Frame<'c>> {
        let pose = self.poses[at]?;
        let height_px = self.heights_px[at];
        let is_beside = self.is_beside(at);
        let of_joint = if is_beside { landmarks } else { places };
        height_px.is_finite().then(|| Frame {
            places: chain.joints.map(|joint| of_joint(pose, joint, self.video)),
            parents_px: Side::BOTH.map(|side| tracks[chain.parent.on(side).index()].xy_px[at]),
            height_px,
            size_px: [self.video.width_px, self.video.height_px].map(f64::from),
            label_weight: if is_beside { LABEL_WEIGHT_BESIDE } else { LABEL_WEIGHT_ACROSS },
            may_be_short: is_beside,
            chain,
        })
    }

    /// Whether the legs are beside each other in the picture, not one before the other.
    fn is_beside(&self, frame: usize) -> bool {
        let pass = self.passes.iter().find(|p| (p.first_frame..p.end_frame).contains(&frame));
        pass.is_some_and(|p| matches!(p.view, View::Front | View::Rear))
    }
}

/// The places on which both ways through time agree; the others are not known.
fn agreed(forward: &Settled, backward: &Settled, height_px: f64) -> Settled {
    let mut agreed = *forward;
    for (place, other) in agreed.at_px.iter_mut().zip(&backward.at_px) {
        let apart_px = place.zip(*other).map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1]));
        if apart_px.is_none_or(|px| px > MOST_APART_RATIO * height_px) {
            *place = None;
        }
    }
    agreed
}

/// Whether the network's own landmarks are nearer to the other leg's places.
fn is_exchanged(
    tracks: &[LandmarkTrack],
    joints: [Joint; 2],
    settled: &Settled,
    frame: usize,
) -> bool {
    let apart = |joint: usize, of: fn(Side) -> Side| {
        let [left, right] = Side::BOTH.map(|side| {
            let at = settled.at_px[2 * side.index() + joint].unwrap_or([f64::NAN; 2]);
            let drawn = tracks[joints[joint].on(of(side)).index()].xy_px[frame];
            Some((at[0] - drawn[0]).hypot(at[1] - drawn[1])).filter(|d| d.is_finite())
        });
        left.unwrap_or(0.0) + right.unwrap_or(0.0)
    };
    // joint by joint: where both legs have one place, the two sums are the same to the last digit
    let gain = |joint: usize| apart(joint, |side| side) - apart(joint, Side::opposite);
    gain(0) + gain(1) > 0.0
}

/// Puts the two joints of both legs where they were settled, inside the picture.
fn put(
    tracks: &mut [LandmarkTrack],
    joints: [Joint; 2],
    settled: &Settled,
    frame: usize,
    video: &VideoInfo,
) {
    for side in Side::BOTH {
        for (index, joint) in joints.into_iter().enumerate() {
            let at_px = settled.at_px[2 * side.index() + index].filter(|&at| is_inside(at, video));
            let track = &mut tracks[joint.on(side).index()];
            track.xy_px[frame] = at_px.unwrap_or([f64::NAN; 2]);
            track.noise_ratio[frame] = settled.noise_ratio[2 * side.index() + index];
            track.origin[frame] = at_px.map_or(Origin::Missing, |_| Origin::Observed);
        }
    }
}

fn swap_hips(tracks: &mut [LandmarkTrack], frame: usize) {
    let [left, right] = Side::BOTH.map(|s| Joint::Hip.on(s).index());
    let (low, high) = tracks.split_at_mut(right);
    let (a, b) = (&mut low[left], &mut high[0]);
    std::mem::swap(&mut a.xy_px[frame], &mut b.xy_px[frame]);
    std::mem::swap(&mut a.origin[frame], &mut b.origin[frame]);
    std::mem::swap(&mut a.confidence[frame], &mut b.confidence[frame]);
}

/// Positions of the legs that are seen.
fn count_seen(tracks: &[LandmarkTrack]) -> usize {
    let legs = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| j.on(s).index()));
    legs.map(|i| tracks[i].origin.iter().filter(|&&o| o == Origin::Observed).count()).sum()
}
