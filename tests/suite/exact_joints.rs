//! The engine on the exact joints of rendered walkers, where their truth files are there ("skipped" where not).

use crate::support::{self, exact, truth};
use gaitline::anatomy::Side;
use gaitline::gait::{EventKind, UserContext, analyse};
use gaitline::internals::signal::{mean, standard_deviation};
use gaitline::motion::reconstruct;

/// By how much each event of a foot is measured too late; `None` where the clip is not there.
fn late_ms(clip: &str, kind: EventKind, side: Side) -> Option<Vec<f64>> {
    let path = support::shared_file(&format!("{clip}.truth.json"))?;
    let truth = truth::read(&path).unwrap();
    let gait = analyse(&reconstruct(&exact::poses(&truth), None), &UserContext::default());
    let late = |(exact_s, _): (f64, bool)| {
        let of_foot = gait.events.iter().filter(|e| (e.side, e.kind) == (side, kind));
        let off_ms = of_foot.map(|e| 1000.0 * (e.time_s - exact_s)).filter(|ms| ms.abs() < 150.0);
        off_ms.min_by(|a, b| a.abs().total_cmp(&b.abs()))
    };
    Some(truth.events(kind, side).into_iter().filter_map(late).collect())
}

#[test]
fn a_foot_that_lands_gently_is_not_timed_before_one_that_lands_hard() {
    // the left heel comes to rest 60 ms before it is loaded, the right one as it is
    let clip = "limited_hip_ext_left_sagittal";
    let of = |side| Some(mean(late_ms(clip, EventKind::InitialContact, side)?));
    let (Some(left), Some(right)) = (of(Side::Left), of(Side::Right)) else { return };
    assert!((left - right).abs() < 25.0, "left {left:.0} ms, right {right:.0} ms late");
}

#[test]
fn steps_of_a_usual_walk_are_timed_to_a_few_milliseconds() {
    for clip in ["normal_sagittal_left", "normal_sagittal_right", "treadmill_sagittal"] {
        for kind in [EventKind::InitialContact, EventKind::FootOff] {
            let both = Side::BOTH.map(|side| late_ms(clip, kind, side));
            let [Some(left), Some(right)] = both else { return };
            let all = [left, right].concat();
            assert!(all.len() >= 5, "{clip} {kind:?}: {all:?}");
            assert!(mean(all.iter().copied()).abs() < 16.0, "{clip} {kind:?}: {all:?}");
            assert!(standard_deviation(&all) < 4.0, "{clip} {kind:?}: {all:?}");
        }
    }
}
