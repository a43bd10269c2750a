//! Poses to angles: known answers, and what a mirror, a scale or a later start may change.

use gaitline::VideoInfo;
use gaitline::anatomy::{Joint, Landmark, Side};
use gaitline::gait::{Angle, AngleSeries, Reason, measure};
use gaitline::motion::{View, reconstruct};
use gaitline::track::{
    ClipInfo, POSES_SCHEMA_VERSION, PoseFrame, PoseSequence, ReadingOptions, Timing,
};
use gaitline::{Keypoint, Pose};
use proptest::prelude::*;

const WIDTH_PX: f32 = 1280.0;

/// How a body is posed: each angle in degrees, constant through the clip.
#[derive(Debug, Clone, Copy)]
struct Figure {
    /// Where it faces: 0 toward the camera, 90 to the picture's right, 180 away, 270 to the left.
    facing_deg: f32,
    /// Left and right thigh against vertical, forward (side views) or inward (frontal ones).
    thigh_deg: [f32; 2],
    /// Left and right shank against vertical: knee ahead of the ankle, or ankle inward of the knee.
    shank_deg: [f32; 2],
    foot_deg: [f32; 2],
    trunk_deg: f32,
    /// Left hip up by so many degrees (frontal views).
    obliquity_deg: f32,
}

const STANDING: Figure = Figure {
    facing_deg: 90.0,
    thigh_deg: [0.0, 0.0],
    shank_deg: [0.0, 0.0],
    foot_deg: [0.0, 0.0],
    trunk_deg: 0.0,
    obliquity_deg: 0.0,
};

impl Figure {
    fn is_side(&self) -> bool {
        (self.facing_deg % 180.0 - 90.0).abs() < 45.0
    }

    /// The keypoints of the figure whose mid-hip stands at x.
    fn keypoints(&self, x_px: f32) -> Vec<Keypoint> {
        let at = |x: f32, y: f32| Keypoint {
            x_px: x,
            y_px: y,
            visibility: 1.0,
            presence: 1.0,
            z_px: 0.0,
        };
        let mut points = vec![at(x_px, 90.0); Landmark::COUNT];
        let forward = self.facing_deg.to_radians().sin().round();
        let away = -self.facing_deg.to_radians().cos().round();
        let lean = self.trunk_deg.to_radians();
        for (i, side) in Side::BOTH.into_iter().enumerate() {
            // where this side of the body lies in the picture, and the direction that is signed +
            let lateral = if side == Side::Left { -away } else { away };
            let plus = if self.is_side() { forward } else { -lateral };
            let up =
                self.obliquity_deg.to_radians().tan() * if side == Side::Left { 1.0 } else { -1.0 };
            let hip = [x_px + 20.0 * lateral, 300.0 - 20.0 * up];
            let lean_to = if self.is_side() { forward } else { away };
            let shoulder = [x_px + 52.0 * lateral + 150.0 * lean.tan() * lean_to, 150.0];
            let along = |from: [f32; 2], deg: f32, sign: f32, length: f32| {
                let a = deg.to_radians();
                [from[0] + sign * length * a.sin(), from[1] + length * a.cos()]
            };
            let knee = along(hip, self.thigh_deg[i], plus, 120.0);
            let ankle =
                along(knee, self.shank_deg[i], if self.is_side() { -plus } else { plus }, 110.0);
            let heel = [ankle[0] - 10.0 * plus, ankle[1] + 12.0];
            let foot = self.foot_deg[i].to_radians();
            let toe = [heel[0] + 60.0 * plus * foot.cos(), heel[1] - 60.0 * foot.sin()];
            for (joint, p) in [
                (Joint::Shoulder, shoulder),
                (Joint::Hip, hip),
                (Joint::Knee, knee),
                (Joint::Ankle, ankle),
                (Joint::Heel, heel),
                (Joint::Toe, toe),
            ] {
                points[joint.on(side).index()] = at(p[0], p[1]);
            }
        }
        points
    }

    /// World landmarks: only the shoulders matter.
    fn world_m(&self) -> Vec<[f32; 3]> {
        let mut world = vec![[0.0; 3]; Landmark::COUNT];
        let (sin, cos) = self.facing_deg.to_radians().sin_cos();
        // facing the camera (0), the left shoulder is at the picture's right
        world[Landmark::LeftShoulder.index()] = [0.2 * cos, -0.5, 0.2 * sin];
        world[Landmark::RightShoulder.index()] = [-0.2 * cos, -0.5, -0.2 * sin];
        world
    }

    fn sequence(&self) -> PoseSequence {
        // who is seen from the side walks the way they face; from elsewhere they stand
        let across = self.facing_deg.to_radians().sin();
        let step_px = if across.abs() > 0.99 { 4.0 * across } else { 0.0 };
        let frame = |i: usize| PoseFrame {
            index: i,
            time_s: i as f64 / 30.0,
            pose: Some(Pose {
                score: 1.0,
                keypoints: self.keypoints(400.0 + step_px * i as f32),
                world_m: self.world_m(),
                leg_peaks: vec![],
            }),
            ..PoseFrame::default()
        };
        sequence((0..60).map(frame).collect())
    }
}

fn sequence(frames: Vec<PoseFrame>) -> PoseSequence {
    PoseSequence {
        schema_version: POSES_SCHEMA_VERSION,
        clip: ClipInfo {
            light: None,
            file_name: "figure.mp4".to_owned(),
            sha256: String::new(),
            video: VideoInfo { width_px: WIDTH_PX as u32, height_px: 720, ..VideoInfo::default() },
            timing: Timing {
                frames: frames.len(),
                duration_s: 2.0,
                rate_hz: 30.0,
                irregular_pct: 0.0,
                slow_motion_factor: 1.0,
            },
        },
        model: None,
        source: None,
        people: vec![],
        subject_id: 1,
        reading: ReadingOptions::default(),
        landmarks: Landmark::ALL.to_vec(),
        frames,
        warnings: vec![],
    }
}

fn find(all: &[AngleSeries], angle: Angle, side: Option<Side>) -> &AngleSeries {
    all.iter().find(|s| s.angle == angle && s.side == side).unwrap()
}

fn value(all: &[AngleSeries], angle: Angle, side: Option<Side>) -> f64 {
    find(all, angle, side).values_deg[30].unwrap()
}

fn assert_near(found: f64, expected: f32, what: &str) {
    assert!((found - f64::from(expected)).abs() < 0.05, "{what}: {found} instead of {expected}");
}

#[test]
fn a_bent_leg_from_either_side() {
    for (facing_deg, view) in [(90.0, View::RightSide), (270.0, View::LeftSide)] {
        let figure = Figure {
            facing_deg,
            thigh_deg: [25.0, -10.0],
            shank_deg: [-15.0, 30.0],
            foot_deg: [20.0, -35.0],
            trunk_deg: 5.0,
            ..STANDING
        };
        let motion = reconstruct(&figure.sequence(), None);
        assert_eq!(motion.passes.len(), 1);
        assert_eq!(motion.passes[0].view, view);
        let all = measure(&motion);
        for (i, side) in Side::BOTH.into_iter().enumerate() {
            let (thigh, shank, foot) =
                (figure.thigh_deg[i], figure.shank_deg[i], figure.foot_deg[i]);
            let side = Some(side);
            assert_near(value(&all, Angle::KneeFlexion, side), thigh + shank, "knee");
            assert_near(value(&all, Angle::HipFlexionVertical, side), thigh, "hip");
            assert_near(value(&all, Angle::Thigh, side), thigh, "thigh");
            assert_near(value(&all, Angle::HipFlexionTrunk, side), thigh + 5.0, "hip, trunk");
            assert_near(value(&all, Angle::Shank, side), shank, "shank");
            assert_near(value(&all, Angle::FootPitch, side), foot, "foot");
            assert_near(value(&all, Angle::AnkleDorsiflexion, side), foot + shank, "ankle");
            let fppa = find(&all, Angle::Fppa, side);
            assert_eq!(fppa.unavailable, Some(Reason::WrongView));
            assert!(fppa.values_deg.iter().all(Option::is_none));
        }
        assert_near(value(&all, Angle::TrunkLeanForward, None), 5.0, "trunk");
    }
}

#[test]
fn a_knee_that_falls_inward_from_front_and_rear() {
    for (facing_deg, view) in [(0.0, View::Front), (180.0, View::Rear)] {
        let figure = Figure {
            facing_deg,
            thigh_deg: [12.0, 3.0],
            shank_deg: [-6.0, 1.0],
            trunk_deg: 4.0,
            obliquity_deg: 5.0,
            ..STANDING
        };
        let motion = reconstruct(&figure.sequence(), None);
        assert_eq!(motion.passes[0].view, view);
        let all = measure(&motion);
        let (left, right) = (Some(Side::Left), Some(Side::Right));
        assert_near(value(&all, Angle::Fppa, left), 18.0, "left, valgus");
        assert_near(value(&all, Angle::Fppa, right), 2.0, "right");
        assert_near(value(&all, Angle::PelvicObliquity, None), 5.0, "left side up");
        assert_near(value(&all, Angle::HipAdduction, left), 12.0 + 5.0, "left");
        assert_near(value(&all, Angle::HipAdduction, right), 3.0 - 5.0, "right");
        assert_near(value(&all, Angle::TrunkLeanRight, None), 4.0, "trunk to the right");
        assert_eq!(find(&all, Angle::KneeFlexion, left).unavailable, Some(Reason::WrongView));
    }
}

#[test]
fn from_an_oblique_side_nothing_is_measured() {
    let sequence = Figure { facing_deg: 45.0, ..STANDING }.sequence();
    let motion = reconstruct(&sequence, None);
    assert_eq!(motion.passes[0].view, View::Oblique);
    assert!(measure(&motion).iter().all(|s| s.unavailable == Some(Reason::WrongView)));
}

#[test]
fn without_world_landmarks_the_picture_tells_the_view() {
    for (facing_deg, view) in
        [(0.0, View::Front), (90.0, View::RightSide), (180.0, View::Rear), (270.0, View::LeftSide)]
    {
        let mut sequence = Figure { facing_deg, ..STANDING }.sequence();
        for frame in &mut sequence.frames {
            frame.pose.as_mut().unwrap().world_m.clear();
        }
        assert_eq!(reconstruct(&sequence, None).passes[0].view, view);
    }
}

#[test]
fn a_person_of_a_few_pixels_is_not_measured() {
    let mut sequence = STANDING.sequence();
    for frame in &mut sequence.frames {
        for keypoint in &mut frame.pose.as_mut().unwrap().keypoints {
            keypoint.x_px *= 0.1;
            keypoint.y_px *= 0.1;
        }
    }
    let all = measure(&reconstruct(&sequence, None));
    assert!(all.iter().all(|s| s.unavailable == Some(Reason::TooSmall)));
}

#[test]
fn short_gaps_are_bridged_and_long_ones_stay_open() {
    let mut sequence = STANDING.sequence();
    for i in [10, 11, 30, 31, 32, 33, 34, 35, 36, 37] {
        sequence.frames[i].pose = None;
    }
    let motion = reconstruct(&sequence, None);
    let all = measure(&motion);
    let knee = &find(&all, Angle::KneeFlexion, Some(Side::Left)).values_deg;
    assert!(knee[10].is_some() && knee[11].is_some());
    assert!((30..38).all(|i| knee[i].is_none()));
    assert_eq!(motion.repairs.frames_without_pose, 10);
    assert_eq!(motion.repairs.filled, 2 * 10);
}

#[test]
fn a_single_wild_point_is_set_aside() {
    let mut sequence = STANDING.sequence();
    sequence.frames[20].pose.as_mut().unwrap().keypoints[Landmark::LeftKnee.index()].x_px += 150.0;
    let motion = reconstruct(&sequence, None);
    assert_eq!(motion.repairs.outliers, 1);
    let all = measure(&motion);
    let knee = find(&all, Angle::KneeFlexion, Some(Side::Left));
    assert!(knee.values_deg.iter().flatten().all(|v| v.abs() < 0.1));
}

#[test]
fn nothing_gives_nothing() {
    for sequence in [sequence(vec![]), {
        let mut empty = STANDING.sequence();
        empty.frames.iter_mut().for_each(|f| f.pose = None);
        empty
    }] {
        let motion = reconstruct(&sequence, None);
        assert!(motion.passes.is_empty());
        assert!(measure(&motion).iter().all(|s| s.unavailable.is_some()));
    }
}

/// Swings that differ from frame to frame and from leg to leg.
fn walk(amplitude_deg: f32, phase: f32, facing_deg: f32) -> PoseSequence {
    let mut sequence = STANDING.sequence();
    for (i, frame) in sequence.frames.iter_mut().enumerate() {
        let swing = |shift: f32| amplitude_deg * (5.7 * i as f32 / 30.0 + phase + shift).sin();
        let figure = Figure {
            facing_deg,
            thigh_deg: [swing(0.0), swing(std::f32::consts::PI)],
            shank_deg: [10.0 + swing(1.0), 10.0 + swing(1.0 + std::f32::consts::PI)],
            ..STANDING
        };
        let pose = frame.pose.as_mut().unwrap();
        pose.keypoints = figure.keypoints(400.0 + 4.0 * i as f32);
        pose.world_m = figure.world_m();
    }
    sequence
}

/// The film in a mirror: what was left is right, and nothing else changes.
fn mirrored(sequence: &PoseSequence) -> PoseSequence {
    let mut mirrored = sequence.clone();
    for (to, from) in mirrored.frames.iter_mut().zip(&sequence.frames) {
        let (to, from) = (to.pose.as_mut().unwrap(), from.pose.as_ref().unwrap());
        for landmark in Landmark::ALL {
            let (i, j) = (landmark.index(), landmark.mirrored().index());
            to.keypoints[i] =
                Keypoint { x_px: WIDTH_PX - from.keypoints[j].x_px, ..from.keypoints[j] };
            let [x, y, z] = from.world_m[j];
            to.world_m[i] = [-x, y, z];
        }
    }
    mirrored
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_mirror_swaps_left_and_right_and_nothing_else(
        amplitude in 0.0_f32..30.0,
        phase in 0.0_f32..6.0,
        facing in prop::sample::select(vec![0.0_f32, 90.0, 180.0, 270.0]),
    ) {
        let film = walk(amplitude, phase, facing);
        let (a, b) = (measure(&reconstruct(&film, None)), measure(&reconstruct(&mirrored(&film), None)));
        for series in &a {
            let other = find(&b, series.angle, series.side.map(Side::opposite));
            let sign = match series.angle {
                Angle::PelvicObliquity | Angle::TrunkLeanRight => -1.0,
                _ => 1.0,
            };
            for (x, y) in series.values_deg.iter().zip(&other.values_deg) {
                match (x, y) {
                    // an impossible figure's foot may lie at either end of the range of angles
                    (Some(x), Some(y)) => {
                        let off_deg = (x - sign * y + 180.0).rem_euclid(360.0) - 180.0;
                        prop_assert!(off_deg.abs() < 0.01, "{:?}: {x} {y}", series.angle);
                    }
                    _ => prop_assert_eq!(x.is_some(), y.is_some()),
                }
            }
        }
    }

    #[test]
    fn larger_pixels_and_a_later_start_change_no_angle(
        scale in 0.5_f32..3.0,
        later_s in 0.0_f64..1000.0,
        phase in 0.0_f32..6.0,
    ) {
        let film = walk(25.0, phase, 90.0);
        let mut other = film.clone();
        let scaled = |length: u32| (length as f32 * scale).round() as u32;
        other.clip.video.width_px = scaled(film.clip.video.width_px);
        other.clip.video.height_px = scaled(film.clip.video.height_px);
        for frame in &mut other.frames {
            frame.time_s += later_s;
            for keypoint in &mut frame.pose.as_mut().unwrap().keypoints {
                keypoint.x_px *= scale;
                keypoint.y_px *= scale;
            }
        }
        let (a, b) = (measure(&reconstruct(&film, None)), measure(&reconstruct(&other, None)));
        for (x, y) in a.iter().zip(&b).flat_map(|(s, t)| s.values_deg.iter().zip(&t.values_deg)) {
            match (x, y) {
                (Some(x), Some(y)) => prop_assert!((x - y).abs() < 0.05),
                _ => prop_assert_eq!(x.is_some(), y.is_some()),
            }
        }
    }

    #[test]
    fn nonsense_never_panics(values in prop::collection::vec(prop::num::f32::ANY, 66), rate in 0.001_f64..500.0) {
        let mut film = STANDING.sequence();
        for (i, frame) in film.frames.iter_mut().enumerate() {
            frame.time_s = i as f64 / rate;
            let pose = frame.pose.as_mut().unwrap();
            for (k, keypoint) in pose.keypoints.iter_mut().enumerate() {
                keypoint.x_px = values[(k + i) % 66];
                keypoint.visibility = values[(3 * k + i) % 66];
                pose.world_m[k] = [values[k], values[k + 1], values[k + 2]];
            }
        }
        for series in measure(&reconstruct(&film, None)) {
            prop_assert!(series.values_deg.iter().flatten().all(|v| v.is_finite()));
        }
    }
}
