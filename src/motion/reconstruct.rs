//! From a sequence of poses to cleaned positions.

use crate::anatomy::{Joint, Landmark, Side};
use crate::motion::body_motion::{LANDING, Motion, Repairs};
use crate::motion::camera_path::CameraPath;
use crate::motion::clock::{Clock, FrameRate};
use crate::motion::feet_spread::feet_spread;
use crate::motion::framing::{Framing, has_head_inside};
use crate::motion::heading::{headings, progress};
use crate::motion::landmark_track::LandmarkTrack;
use crate::motion::landmark_track::Origin;
use crate::motion::legs::Legs;
use crate::motion::parts::parts;
use crate::motion::picture_rate::picture_rate_hz;
use crate::motion::picture_shape::wrong_shape;
use crate::motion::reversals::Way;
use crate::motion::view::View;
use crate::motion::{
    camera, gate, ground_slope, hand_overs, passes, points, smooth, stands, stickers, tilt, waist,
};
use crate::pose::Pose;
use crate::signal::{median, rolling_median};
use crate::track::{PoseFrame, PoseSequence};
use std::borrow::Cow;

/// Cleans a sequence: nothing is invented where the network saw nothing for long, and every repair is
/// counted.
///
/// Where the user knows the view, the whole clip has it.
#[must_use]
pub fn reconstruct(sequence: &PoseSequence, view: Option<View>) -> Motion {
    let clock = Clock::of(sequence);
    let (sequence, parts) = parts(sequence, &clock);
    let sequence = sequence.as_ref();
    let mut tracks = gate::gate(sequence);
    let heights_px = body_heights_px(sequence, &clock.time_s);
    let progress = progress(sequence, &clock.time_s, &heights_px, passes::HALF_STRIDE_S);
    let spread = feet_spread(sequence, &clock.time_s, passes::HALF_STRIDE_S);
    let path = CameraPath::of(sequence, &clock);
    let way = way(sequence, &path, &clock, &heights_px);
    let headings = headings(sequence);
    let mut passes =
        passes::split(&headings, &progress, &spread, &clock, &parts, way.as_ref(), view);
    for pass in &mut passes {
        pass.camera = camera::camera(sequence, &path, &clock, &heights_px, pass);
    }
    let shaken = Some(path).filter(|_| camera::is_to_be_steadied(&passes));
    let sequence = &steadied(sequence, shaken.as_ref(), &mut tracks);
    for pass in &mut passes {
        pass.tilt = tilt::tilt(sequence, &heights_px, pass);
    }
    let legs = Legs {
        poses: sequence.frames.iter().map(|f| f.pose.as_ref()).collect(),
        video: &sequence.clip.video,
        clock: &clock,
        passes: &passes,
        heights_px: &heights_px,
    };
    let untangled = legs.untangle(&mut tracks);
    let landing = Side::BOTH.map(|side| {
        LANDING.map(|j| smooth::landing(&tracks, j.on(side), &clock, &passes, &heights_px))
    });
    let outliers = smooth::fill_and_smooth(&mut tracks, &clock, &passes, &heights_px);
    let stickers = stickers::stickers(sequence, &tracks, &clock, &passes, &heights_px);
    let mut hand_overs = 0;
    for pass in &mut passes {
        points::improve(&mut tracks, &stickers, pass);
        let stands = stands::stands(pass, &tracks, &clock.time_s, &heights_px);
        ground_slope::settle(pass, &stands);
        hand_overs += hand_overs::hand_overs(&stands);
    }
    let shank_ends = Side::BOTH.map(|side| points::shank_end(&tracks, &stickers, &passes, side));
    let waistband_deg = waist::waistband(sequence, &passes);
    let absent = absent(sequence);
    let of_absent = absent.iter().filter(|l| is_of_leg(**l)).count() * clock.time_s.len();
    let repairs = Repairs {
        frames_without_pose: sequence.frames.iter().filter(|f| f.pose.is_none()).count(),
        outliers: outliers + untangled.set_aside,
        swapped_frames: untangled.exchanged,
        filled: count_leg_points(&tracks, Origin::Filled),
        missing: count_leg_points(&tracks, Origin::Missing).saturating_sub(of_absent),
        hand_overs,
        repeated_frames: parts.repeated.len(),
    };
    // who says from where the film was made knows better than lengths do
    let is_judged = view.is_none() && sequence.source.is_none();
    let wrong_shape = is_judged.then(|| wrong_shape(&tracks, &heights_px, &passes)).flatten();
    let picture_rate_hz = picture_rate_hz(&clock, &parts.repeated);
    let frame_index = sequence.frames.iter().map(|f| f.index).collect();
    Motion {
        time_s: clock.time_s,
        frame_index,
        rate_hz: picture_rate_hz,
        frame_rate: FrameRate::of(sequence),
        height_px: median(heights_px.iter().copied()),
        heights_px,
        focal_px: tilt::usual_focal_px(&sequence.clip.video),
        middle_px: f64::from(sequence.clip.video.width_px) / 2.0,
        tracks,
        shank_ends,
        landing,
        passes,
        stickers,
        waistband_deg,
        repairs,
        head_inside: sequence.frames.iter().map(|f| has_head_inside(f, sequence)).collect(),
        framing: Framing::of(sequence),
        wrong_shape,
        tears: parts.tears,
        absent,
        shaken,
    }
}

/// The sequence as a still camera would have seen it, and its tracks; as it is where the camera stood.
fn steadied<'a>(
    sequence: &'a PoseSequence,
    shaken: Option<&CameraPath>,
    tracks: &mut [LandmarkTrack],
) -> Cow<'a, PoseSequence> {
    let Some(way) = shaken else { return Cow::Borrowed(sequence) };
    way.steady_tracks(tracks);
    Cow::Owned(way.steadied(sequence))
}

/// Within half a second of walking the height of the head above the feet hardly changes.
const HEIGHT_WINDOW_S: f64 = 0.5;

/// How tall the person is in each frame, from the nose to the lower foot; NaN where nobody is seen.
fn body_heights_px(sequence: &PoseSequence, time_s: &[f64]) -> Vec<f64> {
    let height = |pose: &Pose| f64::from(pose.nose_to_foot_px());
    let single: Vec<f64> =
        sequence.frames.iter().map(|f| f.pose.as_ref().map_or(f64::NAN, height)).collect();
    rolling_median(time_s, &single, HEIGHT_WINDOW_S)
}

/// The person's way, where the camera's own is known for most of the time.
fn way<'a>(
    sequence: &PoseSequence,
    path: &CameraPath,
    clock: &Clock,
    heights_px: &'a [f64],
) -> Option<Way<'a>> {
    let hips_px = |(frame, seen): (usize, &PoseFrame)| {
        let hips_px = seen.pose.as_ref().and_then(|pose| pose.middle_px(Joint::Hip));
        hips_px.map_or(f64::NAN, |at_px| path.steady(frame, at_px)[0])
    };
    let focal_px = tilt::usual_focal_px(&sequence.clip.video);
    (path.known_ratio(0..heights_px.len()) >= camera::LEAST_KNOWN_RATIO).then(|| Way {
        hips_px: sequence.frames.iter().enumerate().map(hips_px).collect(),
        heights_px,
        focal_px,
        camera_stays: camera::stays(path, clock, heights_px, focal_px),
    })
}

/// The landmarks that no pose has.
fn absent(sequence: &PoseSequence) -> Vec<Landmark> {
    let poses = || sequence.frames.iter().filter_map(|f| f.pose.as_ref());
    let is_absent = |l: &Landmark| poses().all(|pose| pose.known(*l).is_none());
    Landmark::ALL.into_iter().filter(is_absent).collect()
}

fn is_of_leg(landmark: Landmark) -> bool {
    Side::BOTH.iter().any(|&side| Joint::LEG.iter().any(|joint| joint.on(side) == landmark))
}

fn count_leg_points(tracks: &[LandmarkTrack], origin: Origin) -> usize {
    let legs = Side::BOTH.iter().flat_map(|&s| Joint::LEG.map(|j| j.on(s).index()));
    legs.map(|i| tracks[i].origin.iter().filter(|&&o| o == origin).count()).sum()
}
