//! How the camera is tilted and how the ground lies, as the feet tell.
//!
//! The lower foot stands on the ground. On level ground the place where it stands rises in the picture to
//! the horizon while the person gets smaller, and goes across along the camera's roll:
//! `foot = horizon + roll × across + camera height × size`. Stairs tilt that line far beyond any camera.

use crate::anatomy::{Joint, Side};
use crate::motion::framing::has_head_inside;
use crate::motion::pass::Pass;
use crate::motion::tilt_estimate::AngleEstimate;
use crate::motion::tilt_estimate::LEAST_STAIRS_DEG;
use crate::motion::tilt_estimate::Tilt;
use crate::motion::view::View;
use crate::motion::way_of_steps::{OnTheWay, way_of_a_step};
use crate::pose::Pose;
use crate::signal::{Estimate, fit, median, quantile};
use crate::track::{PoseFrame, PoseSequence};
use crate::video::VideoInfo;

/// Focal length over the longer side of the picture as it was filmed.
///
/// # Source
/// Phones' main lenses have 24 to 28 mm on the 36 mm of a small-format picture, less what video crops.
const FOCAL_LENGTHS: f64 = 0.75;

/// Cameras film in 16:9, some in 4:3: what is nearer to a square lost a part of its longer side.
const FILMED_SHAPE: f64 = 16.0 / 9.0;
const SQUAREST_SHAPE: f64 = 1.25;

/// What lenses differ by, as a share.
const FOCAL_SD: f64 = 0.12;

/// An angle that is known less well than this is not given.
const MAX_SD_DEG: f64 = 2.5;

/// Cameras are held level to some 5° and aimed at a person to some 10°, at between knee and eye height.
const ROLL: Estimate = Estimate { value: 0.0, sd: 0.09 };
const HORIZON: Estimate = Estimate { value: 0.0, sd: 0.18 };
/// In noses' heights.
const CAMERA_HEIGHT: Estimate = Estimate { value: 0.6, sd: 0.25 };

/// Standard deviation of the lower foot, in heights: the landmarks' noise, and which part of the shoe is lowest.
const FOOT_SD: f64 = 0.015;

/// Whoever gets less far than this, in heights, or nearer by less than this share, tells nothing of the way.
const LEAST_TRAVEL: f64 = 1.0;
const LEAST_GROWTH: f64 = 0.2;

/// Who gets farther with each step, in noses' heights, goes over no treads, however the camera is tilted or the picture was
/// cropped.
///
/// # Source
/// Treads are 0.25 to 0.31 m deep (Riener, Rabuffetti & Frigo, Gait Posture 2002;15:32): at most 0.22 noses' heights of somebody of
/// 1.5 m. On a floor a step is some 0.4 (`murakami2017`), in rendered walks 0.32 to 0.40. The focal length is known to 12 %.
const LONGEST_STEP_ON_STAIRS: f64 = 0.25;

/// Standing and walking people lean to a side by as much.
///
/// # Source
/// `docs/evidence.md` §7.3: smallest detectable difference of the trunk's lateral lean 1.3 to 2.3°.
const UPRIGHT_SD_DEG: f64 = 2.0;

/// Each step tells it anew.
const STEP_S: f64 = 0.55;

/// The focal length that phones have, in px.
pub(super) fn usual_focal_px(video: &VideoInfo) -> f64 {
    let [shorter, longer] =
        [video.width_px.min(video.height_px), video.width_px.max(video.height_px)].map(f64::from);
    let was_cropped = longer < SQUAREST_SHAPE * shorter;
    FOCAL_LENGTHS * if was_cropped { FILMED_SHAPE * shorter } else { longer }
}

/// The tilt of a camera over a pass.
pub(super) fn tilt(sequence: &PoseSequence, heights_px: &[f64], pass: &Pass) -> Tilt {
    let standing = match pass.view {
        View::Front | View::Rear => Some(upright(sequence, pass)),
        _ => None,
    };
    let ground = ground(sequence, heights_px, pass).unwrap_or_default();
    Tilt { roll: standing.unwrap_or(ground.roll), ..ground }
}

/// From the front the way goes hardly across the picture, but the body stands upright on the whole.
fn upright(sequence: &PoseSequence, pass: &Pass) -> Option<AngleEstimate> {
    let lean = |frame: usize| {
        let pose = sequence.frames[frame].pose.as_ref()?;
        let [ankles, shoulders] = [Joint::Ankle, Joint::Shoulder].map(|j| pose.middle_px(j));
        let ([x1, y1], [x2, y2]) = ankles.zip(shoulders)?;
        Some((x2 - x1).atan2(y1 - y2).to_degrees())
    };
    let deg = median((pass.first_frame..pass.end_frame).filter_map(lean));
    deg.is_finite().then_some(AngleEstimate { deg, sd_deg: UPRIGHT_SD_DEG })
}

/// One frame: one, how far across the foot stands, and the person's size; and how far down it stands. In
/// focal lengths.
type Row = ([f64; 3], f64);

/// From where the lower foot stands all along the way; `None` where the person gets nowhere, unless the feet go down or up as
/// only on stairs.
fn ground(sequence: &PoseSequence, heights_px: &[f64], pass: &Pass) -> Option<Tilt> {
    let video = &sequence.clip.video;
    let focal_px = usual_focal_px(video);
    let centre = [video.width_px, video.height_px].map(|px| f64::from(px) / 2.0);
    // toward the camera and away, the person's size says how far; without a head in the picture it is not known
    let is_sized = |frame: &PoseFrame| pass.facing != 0 || has_head_inside(frame, sequence);
    let row = |frame: usize| {
        let seen = Some(&sequence.frames[frame]).filter(|frame| is_sized(frame))?;
        let [x, y] = lower_foot(seen.pose.as_ref()?)?;
        let [across, down] = [(x - centre[0]) / focal_px, (y - centre[1]) / focal_px];
        Some(([1.0, across, heights_px[frame] / focal_px], down))
    };
    let frames = pass.first_frame..pass.end_frame;
    let rows: Vec<Row> = frames.clone().filter_map(row).collect();
    let size = median(rows.iter().map(|r| r.0[2]));
    let span = |value: fn(&Row) -> f64| {
        let of = |share| quantile(rows.iter().map(value), share);
        of(0.95) - of(0.05)
    };
    let travel = match pass.view {
        View::Front | View::Rear => span(|r| r.0[2].ln()) / LEAST_GROWTH,
        _ => span(|r| r.0[1]) / size / LEAST_TRAVEL,
    };
    let steps = (pass.end_s - pass.start_s) / STEP_S;
    let [horizon, roll, height] = fit(&rows, FOOT_SD * size, steps, [HORIZON, ROLL, CAMERA_HEIGHT]);
    let horizon = Estimate { sd: horizon.sd.hypot(FOCAL_SD * horizon.value), ..horizon };
    let (roll, horizon) = (angle(roll), angle(horizon));
    let (way, _) = way(pass, roll, horizon)?;
    let sized = frames.filter(|&f| is_sized(&sequence.frames[f]));
    let on_the_way = sized.filter_map(|f| {
        let pose = sequence.frames[f].pose.as_ref()?;
        Some(on_the_way(pose, heights_px[f], focal_px))
    });
    let may_be_stairs = pass.facing != 0
        || way_of_a_step(on_the_way).is_none_or(|step| step <= LONGEST_STEP_ON_STAIRS);
    let is_at_least = |deg: f64| may_be_stairs && deg >= LEAST_STAIRS_DEG;
    let is_stairs = is_at_least(way.deg.abs());
    let is_surely_stairs = is_at_least(way.deg.abs() - 2.0 * way.sd_deg);
    (travel >= 1.0 || is_surely_stairs)
        .then(|| read(pass, (roll, horizon), height.value, is_stairs))
}

fn on_the_way(pose: &Pose, height_px: f64, focal_px: f64) -> OnTheWay {
    let ankles = Side::BOTH.map(|side| pose.at_px(Joint::Ankle.on(side)));
    let [left_y, right_y] = ankles.map(|at| at.map_or(f64::NAN, |[_, y]| y));
    OnTheWay { left_lower: (left_y - right_y) / height_px, distance: focal_px / height_px }
}

/// Which angle of the picture the way's slope shows as, and its sign where the way goes down; `None` where none does.
fn way(pass: &Pass, roll: AngleEstimate, horizon: AngleEstimate) -> Option<(AngleEstimate, f64)> {
    match pass.view {
        View::LeftSide | View::RightSide => Some((roll, f64::from(pass.facing))),
        View::Front => Some((horizon, -1.0)),
        View::Rear => Some((horizon, 1.0)),
        View::Oblique | View::Unknown => None,
    }
}

/// What is the camera's, and what the way's.
fn read(
    pass: &Pass,
    (roll, horizon): (AngleEstimate, AngleEstimate),
    height: f64,
    is_stairs: bool,
) -> Tilt {
    let is_across = pass.facing != 0;
    let Some((way, down)) = way(pass, roll, horizon) else { return Tilt::default() };
    let known = |a: AngleEstimate, is_way: bool| {
        (a.sd_deg <= MAX_SD_DEG && !(is_stairs && is_way)).then_some(a)
    };
    Tilt {
        roll: known(roll, is_across),
        pitch: known(horizon, !is_across),
        camera_height: (!is_across && !is_stairs).then_some(height),
        descent_deg: Some(if is_stairs { down * way.deg } else { 0.0 }),
        on_steps: is_stairs,
    }
}

fn angle(slope: Estimate) -> AngleEstimate {
    AngleEstimate {
        deg: slope.value.atan().to_degrees(),
        sd_deg: (slope.sd / (1.0 + slope.value * slope.value)).to_degrees(),
    }
}

/// The lowest point of both feet; `None` where a foot has none.
fn lower_foot(pose: &Pose) -> Option<[f64; 2]> {
    let points = |side: Side| [Joint::Heel, Joint::Toe].map(|joint| pose.at_px(joint.on(side)));
    let of_side =
        |side: Side| points(side).into_iter().flatten().max_by(|a, b| a[1].total_cmp(&b[1]));
    let (left, right) = of_side(Side::Left).zip(of_side(Side::Right))?;
    Some(if left[1] > right[1] { left } else { right })
}
