//! Accuracy on nine rendered clips, from the poses that the network found in them: what comes after the networks must
//! stay as near to the truth as it is.

mod bounds;

use crate::support::accuracy::{read_clip, rms};
use crate::support::assessed::Assessed;
use crate::support::exact_strides::ExactStride;
use crate::support::walker::{USUAL, Walker};
use bounds::{
    Bounds, Compared, EVENTS, FROM_THE_FRONT, FROM_THE_SIDE, FRONT_ANGLES, SIDE_ANGLES,
    STEP_LENGTHS,
};
use gaitline::ModelSpec;
use gaitline::anatomy::{Joint, Side};
use gaitline::gait::{MeasureId, Unit};
use gaitline::internals::signal::{mean, standard_deviation};
use gaitline::motion::View;
use gaitline::options::Options;
use gaitline::reliability::Refusal;
use gaitline::report::Report;
use gaitline::track::PoseSequence;
use gaitline::validation::{MeasuredClip, TruthView};
use std::path::Path;

fn fixture(name: &str) -> MeasuredClip {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let [truth, poses] = ["truth", "poses"].map(|kind| folder.join(format!("{name}.{kind}.json")));
    read_clip(&truth, Some(&poses), "height").unwrap()
}

/// What was measured and the most that it may be.
struct Checks(Vec<String>);

impl Checks {
    /// Fails at the end where the size of a value is beyond its bound, or where there is none.
    fn at_most(&mut self, what: &str, measured: f64, bound: f64) {
        let is_kept = measured.abs() <= bound;
        let verdict = if is_kept { "ok   " } else { "WRONG" };
        self.0.push(format!("{verdict} {what}: {measured:.2}, at most {bound:.2}"));
    }

    fn assert_all(self) {
        assert!(self.0.iter().all(|line| line.starts_with("ok")), "\n{}", self.0.join("\n"));
    }
}

#[test]
fn every_event_is_found_none_is_invented_and_all_are_timed_as_well_as_ever() {
    let mut checks = Checks(vec![]);
    for bounds in EVENTS {
        let name = bounds.clip;
        let errors = fixture(name).event_errors();
        assert_eq!((errors.missed, errors.invented), (0, 0), "{name}: {errors:?}");
        assert!(errors.complete >= 9, "{name}: {errors:?}");
        for (kind, ms, bound) in [
            ("contact", &errors.contact_ms, bounds.contact),
            ("foot off", &errors.foot_off_ms, bounds.foot_off),
        ] {
            let bias_ms = mean(ms.iter().copied());
            checks.at_most(&format!("{name}: {kind}, mean, ms"), bias_ms, bound.bias_ms);
            let scatter_ms = standard_deviation(ms);
            checks.at_most(&format!("{name}: {kind}, scatter, ms"), scatter_ms, bound.scatter_ms);
        }
    }
    checks.assert_all();
}

#[test]
fn step_times_and_stance_are_as_near_to_the_truth_as_ever() {
    let mut checks = Checks(vec![]);
    for bounds in EVENTS {
        let clip = fixture(bounds.clip);
        for side in Side::BOTH {
            let mut check = |what: &str, id: MeasureId, scale: f64, bound: f64| {
                let what = format!("{}: {what}, {side:?}", bounds.clip);
                checks.at_most(&what, scale * clip.mean_error(id, Some(side)).off, bound);
            };
            check("step time, ms", MeasureId::StepTime, 1000.0, bounds.step_ms);
            check("stance, %", MeasureId::StanceShare, 1.0, bounds.stance_pct);
        }
    }
    checks.assert_all();
}

#[test]
fn steps_are_as_long_as_they_are() {
    let mut checks = Checks(vec![]);
    for (name, bound_cm) in STEP_LENGTHS {
        let clip = fixture(name);
        for side in Side::BOTH {
            let off_cm = 100.0 * clip.mean_error(MeasureId::StepLength, Some(side)).off;
            checks.at_most(&format!("{name}: step length, {side:?}, cm"), off_cm, bound_cm);
        }
    }
    checks.assert_all();
}

/// Adds an angle's root mean square error; three quarters of the visible frames at least must have the angle.
fn check_angle(
    checks: &mut Checks,
    name: &str,
    clip: &MeasuredClip,
    compared: Compared,
    bound_deg: f64,
) {
    let (angle, leg) = compared;
    let differences = clip.differences(angle, leg);
    let visible = clip.truth.visible_frames();
    assert!(4 * differences.len() >= 3 * visible, "{name} {angle:?}: {}", differences.len());
    checks.at_most(&format!("{name}: {angle:?}, {leg:?}, °"), rms(&differences), bound_deg);
}

#[test]
fn knee_hip_ankle_and_trunk_follow_the_truth_from_the_side() {
    let mut checks = Checks(vec![]);
    for (name, bounds_deg) in SIDE_ANGLES {
        let clip = fixture(name);
        for (compared, bound_deg) in FROM_THE_SIDE.into_iter().zip(bounds_deg) {
            check_angle(&mut checks, name, &clip, compared, bound_deg);
        }
    }
    checks.assert_all();
}

#[test]
fn the_knees_frontal_angle_and_the_trunk_follow_the_truth_from_the_front() {
    let mut checks = Checks(vec![]);
    for (name, bounds_deg) in FRONT_ANGLES {
        let clip = fixture(name);
        for (compared, bound_deg) in FROM_THE_FRONT.into_iter().zip(bounds_deg) {
            check_angle(&mut checks, name, &clip, compared, bound_deg);
        }
    }
    checks.assert_all();
}

#[test]
fn every_step_down_is_counted_and_none_else() {
    let clip = fixture("step_down_frontal_valgus_right");
    assert_eq!(clip.assessment.gait.repetitions.len(), 5);
    assert!(clip.assessment.gait.repetitions.iter().all(|r| r.side == Side::Right));
    assert!(clip.assessment.gait.events.is_empty() && clip.assessment.gait.cycles.is_empty());
}

#[test]
fn every_whole_cycle_is_found() {
    for Bounds { clip: name, .. } in EVENTS {
        let clip = fixture(name);
        // a last one may end where the person is already half out of the picture
        let whole = clip.truth.cycles();
        assert!((whole..=whole + 1).contains(&clip.whole_cycles()), "{name}: {whole}");
    }
}

#[test]
fn the_camera_is_where_the_truth_has_it() {
    for Bounds { clip: name, .. } in EVENTS {
        let clip = fixture(name);
        let views: Vec<View> = clip.assessment.motion.passes.iter().map(|p| p.view).collect();
        let (view, near) = match clip.truth.view.unwrap() {
            TruthView::SagittalLeft => (View::LeftSide, Some(Side::Left)),
            TruthView::SagittalRight => (View::RightSide, Some(Side::Right)),
            TruthView::Frontal => (View::Front, None),
            TruthView::Rear => (View::Rear, None),
        };
        assert_eq!((views, clip.near_side()), (vec![view], near), "{name}");
    }
}

#[test]
fn stated_intervals_contain_the_truth() {
    let (mut events, mut inside) = (0, 0);
    let mut means = Vec::new();
    for Bounds { clip: name, .. } in EVENTS {
        let clip = fixture(name);
        let errors = clip.event_errors();
        events += errors.contact_ms.len() + errors.foot_off_ms.len();
        inside += errors.inside;
        let ids = [
            MeasureId::StepTime,
            MeasureId::StanceTime,
            MeasureId::SwingTime,
            MeasureId::StanceShare,
            MeasureId::StepLength,
        ];
        for (id, side) in ids.iter().flat_map(|id| Side::BOTH.map(|s| (*id, s))) {
            means.extend(clip.mean_error(id, Some(side)).is_inside);
        }
    }
    // 140 of 140 and 71 of 72: the stated errors are on the safe side
    assert!(inside as f64 >= 0.95 * events as f64, "{inside} of {events}");
    let held = means.iter().filter(|is_inside| **is_inside).count();
    assert!(held as f64 >= 0.95 * means.len() as f64, "{held} of {}", means.len());
    assert!(means.len() >= 70, "{}", means.len());
}

/// The poses of a fixture.
fn poses(name: &str) -> PoseSequence {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    PoseSequence::read(&folder.join(format!("{name}.poses.json"))).unwrap()
}

#[test]
fn fppa_of_a_leg_that_the_model_is_unsure_of_is_refused_in_a_step_down() {
    let mut poses = poses("step_down_frontal_valgus_right");
    let report_of = |poses: &PoseSequence| Assessed::of(poses, &Options::default()).report;
    let has = |report: &Report| {
        let lowest = MeasureId::StepDownFppaLowest;
        report.gait.measures.iter().any(|m| m.measure == lowest && m.side == Some(Side::Right))
    };
    assert!(has(&report_of(&poses)));
    for frame in &mut poses.frames {
        let point = &mut frame.pose.as_mut().unwrap().keypoints;
        point[Joint::Knee.on(Side::Right).index()].visibility = 0.4;
    }
    let unsure = report_of(&poses);
    assert!(!has(&unsure));
    let refused = unsure.gait.refused_measures.iter().filter(|r| r.side == Some(Side::Right));
    let reasons: Vec<_> = refused.map(|r| (r.measure, r.reason)).collect();
    assert!(reasons.contains(&(MeasureId::StepDownFppaLowest, Refusal::UnsureLeg)), "{reasons:?}");
}

#[test]
fn only_quantities_with_a_true_zero_have_a_coefficient_of_variation() {
    let long = Walker { treadmill: true, seconds: 60.0, ..USUAL }.poses();
    let report = Assessed::of(&long, &Options::default()).report;
    let is_given = |unit: Unit| {
        let of_unit = report.gait.measures.iter().filter(|m| m.measure.unit() == unit);
        of_unit.map(|m| m.variability_pct.is_some()).collect::<Vec<_>>()
    };
    assert!(is_given(Unit::Second).contains(&true));
    let velocities = is_given(Unit::DegreePerSecond);
    assert!(!velocities.is_empty() && !velocities.contains(&true));
    assert!(!is_given(Unit::Degree).contains(&true));
}

#[test]
fn poses_of_a_less_exact_model_have_wider_intervals() {
    let mut poses = poses("normal_sagittal_left");
    let landmarker = |model: &str| {
        let file = format!("models/{model}.toml");
        let spec = ModelSpec::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        spec.landmarker.unwrap().sha256
    };
    let known = ["blazepose-heavy", "blazepose-full", "blazepose-lite"].map(landmarker);
    let mut width_of = |landmarker_sha256: &str, measure: MeasureId| {
        poses.model.as_mut().unwrap().landmarker_sha256 = landmarker_sha256.to_owned();
        let report = Assessed::of(&poses, &Options::default()).report;
        let all = report.gait.measures.into_iter();
        let [low, high] = all.filter(|m| m.measure == measure).find_map(|m| m.ci95).unwrap();
        high - low
    };
    for measure in [MeasureId::KneeFlexionSwingPeak, MeasureId::StepTime] {
        let [heavy, full, lite] = known.each_ref().map(|model| width_of(model, measure));
        let unknown = width_of("of somebody's own model", measure);
        assert!(heavy < full && full < lite, "{measure}: {heavy} {full} {lite}");
        assert_eq!(lite, unknown);
    }
}

/// Clips of level walking among the fixtures.
const WALKS: [&str; 6] = [
    "normal_sagittal_left",
    "normal_sagittal_right",
    "normal_frontal",
    "normal_rear",
    "treadmill_sagittal",
    "valgus_left_frontal_15",
];

/// Every mean of the level walks that the truth files tell: its error and half of its interval.
fn errors_and_intervals() -> Vec<(String, f64, f64)> {
    let mut all = Vec::new();
    for name in WALKS {
        let clip = fixture(name);
        for summary in &clip.assessment.reliability.measures {
            let exact = |cycle: usize| {
                let stride = ExactStride::of(&clip.truth, clip.assessment.gait.cycles.get(cycle)?)?;
                stride.measure(&clip.truth, summary.measure.name())
            };
            let off: Vec<f64> =
                summary.values.iter().filter_map(|v| Some(v.value - exact(v.cycle)?)).collect();
            if let (Some([low, high]), false) = (summary.ci95, off.is_empty()) {
                let what = format!("{name} {} {:?}", summary.measure, summary.side);
                all.push((what, mean(off), (high - low) / 2.0));
            }
        }
    }
    all
}

#[test]
fn intervals_contain_the_true_means_of_the_same_strides_and_are_no_wider_than_needed() {
    let all = errors_and_intervals();
    assert!(all.len() >= 150, "{}", all.len());
    let outside: Vec<_> = all.iter().filter(|(_, off, half)| off.abs() > *half).collect();
    assert!(20 * outside.len() <= all.len(), "{outside:?}");
    // in units of the half-widths, a normal error has a root mean square of 1 / 1.96; these clips are kind ones
    let relative: Vec<f64> = all.iter().map(|(_, off, half)| off / half).collect();
    assert!(rms(&relative) > 0.5 / 1.96, "{}", rms(&relative));
}
