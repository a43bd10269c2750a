//! How far a clip's mean of a measure is typically off, and which change is more than error.

use crate::evidence::model_profile::ErrorProfile;
use crate::gait::{MeasureId as Id, Task};
use crate::motion::SeenBy;

/// What is known about a measure's error, in the measure's own unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasureError {
    /// Standard deviation of what averaging over cycles does not remove.
    pub systematic_sd: f64,
    /// The same of the difference of both legs seen in the same passes, where known: what puts both legs' values off
    /// alike cancels in it, and what makes one leg's value larger and the other's smaller counts twice.
    pub difference_sd: Option<f64>,
    /// Smallest change of a mean that is more than error (minimal detectable change), where known.
    pub mdc: Option<f64>,
    /// Key of the error's source.
    pub source: &'static str,
}

/// What a measure's error depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circumstances {
    /// What the person does.
    pub task: Task,
    /// Whether the leg was the one farther from the camera, half hidden by the other.
    pub is_far_leg: bool,
    /// How long the strides last: feet that move slowly are timed less exactly.
    pub stride_s: f64,
    /// By what the points were seen.
    pub seen_by: SeenBy,
    /// Which model saw them.
    pub profile: ErrorProfile,
}

/// The errors of a measure under all circumstances.
#[derive(Debug, Clone, Copy)]
struct ErrorRow {
    /// As the default model sees it on the level; absent where only stickers show it.
    sd: Option<f64>,
    /// Of the leg farther from the camera, where it differs.
    far_sd: Option<f64>,
    /// Of the difference of both legs, where known.
    difference_sd: Option<f64>,
    mdc: Option<f64>,
    source: &'static str,
    /// On stairs, where it differs; no change is known there.
    on_stairs_sd: Option<f64>,
    /// By stickers, where it differs: standard deviation and smallest detectable change.
    by_stickers: Option<(f64, Option<f64>)>,
}

impl ErrorRow {
    /// Shown by stickers only.
    const UNKNOWN: Self = Self::new(None, "rendered");

    const fn new(sd: Option<f64>, source: &'static str) -> Self {
        Self {
            sd,
            far_sd: None,
            difference_sd: None,
            mdc: None,
            source,
            on_stairs_sd: None,
            by_stickers: None,
        }
    }

    /// Measured on rendered clips.
    const fn rendered(sd: f64) -> Self {
        Self::new(Some(sd), "rendered")
    }

    /// Of the near leg, of the far one, and of the difference of both.
    const fn knee(near: f64, far: f64, difference: f64) -> Self {
        Self::rendered(near).far(far).between_legs(difference).mdc(7.0).on_stairs(10.0)
    }

    /// As for the knee.
    const fn hip(near: f64, far: f64, difference: f64) -> Self {
        Self::rendered(near).far(far).between_legs(difference).mdc(6.0).on_stairs(6.0)
    }

    /// As for the knee.
    const fn ankle(near: f64, far: f64, difference: f64) -> Self {
        Self::rendered(near).far(far).between_legs(difference).mdc(10.0).on_stairs(13.0)
    }

    /// Set by judgement.
    const fn protocol(sd: f64) -> Self {
        Self::new(Some(sd), "protocol")
    }

    /// Worked out from the geometry of the view.
    const fn optics(sd: f64) -> Self {
        Self::new(Some(sd), "optics")
    }

    const fn far(self, sd: f64) -> Self {
        Self { far_sd: Some(sd), ..self }
    }

    const fn between_legs(self, sd: f64) -> Self {
        Self { difference_sd: Some(sd), ..self }
    }

    const fn mdc(self, mdc: f64) -> Self {
        Self { mdc: Some(mdc), ..self }
    }

    const fn on_stairs(self, sd: f64) -> Self {
        Self { on_stairs_sd: Some(sd), ..self }
    }

    const fn by_stickers(self, sd: f64, mdc: Option<f64>) -> Self {
        Self { by_stickers: Some((sd, mdc)), ..self }
    }
}

/// Strides that last longer than this are timed less exactly, in proportion.
///
/// # Source
/// The stated standard deviation of an event grows in the same way (`docs/evidence.md` §2).
const USUAL_STRIDE_S: f64 = 1.1;

/// Between these strides the feet begin to land and leave so gently that contact is early and foot off late, which adds
/// up in stance and cancels in steps.
const GENTLE_STRIDES_S: [f64; 2] = [1.3, 1.5];

/// By so much that makes the phases' error larger.
///
/// # Source
/// Root mean squares of stance and swing of a leg in rendered clips without set gaits: 24 ms below strides of 1.4 s
/// (102 legs), 52 and 60 ms from 1.4 to 2.2 s (36), 68 ms above (4).
const GENTLE_FACTOR: f64 = 2.3;

/// The error of a measure; `None` where what shows it was not there.
#[must_use]
pub fn measure_error(id: Id, at: Circumstances) -> Option<MeasureError> {
    let row = row(id);
    let on_stairs_sd = row.on_stairs_sd.filter(|_| at.task.is_on_stairs());
    let by_stickers = row.by_stickers.filter(|_| at.seen_by == SeenBy::Stickers);
    let far_sd = row.far_sd.filter(|_| at.is_far_leg);
    let is_like_measured = !at.task.is_on_stairs() && by_stickers.is_none();
    let factor = at.profile.factor(id) * slowness(id, at.stride_s);
    let (systematic_sd, mdc) = match (by_stickers, on_stairs_sd) {
        (Some((sd, mdc)), _) => (sd, mdc),
        (None, Some(sd)) => (factor * sd, None),
        (None, None) => (factor * far_sd.or(row.sd)?, row.mdc),
    };
    Some(MeasureError {
        systematic_sd,
        difference_sd: row.difference_sd.filter(|_| is_like_measured).map(|sd| factor * sd),
        mdc,
        source: row.source,
    })
}

/// By how much the error of a time between events is larger in slow strides, and that of its share of the stride.
fn slowness(id: Id, stride_s: f64) -> f64 {
    let in_proportion = (stride_s / USUAL_STRIDE_S).max(1.0);
    let [from_s, to_s] = GENTLE_STRIDES_S;
    let gentle =
        1.0 + (GENTLE_FACTOR - 1.0) * ((stride_s - from_s) / (to_s - from_s)).clamp(0.0, 1.0);
    match id {
        Id::StrideTime | Id::StepTime => in_proportion,
        Id::StanceTime | Id::SwingTime | Id::SingleSupportTime | Id::DoubleSupportTime => {
            in_proportion.max(gentle)
        }
        Id::StanceShare | Id::SwingShare | Id::SingleSupportShare | Id::DoubleSupportShare => {
            (gentle / in_proportion).max(1.0)
        }
        _ => 1.0,
    }
}

/// One row a measure; those that share an error stand together.
///
/// # Source
/// Errors: root mean square of a clip's mean against the true mean of the same strides (`cargo bench --bench intervals`),
/// over 96 rendered clips of set gaits, of random bodies, clothes and cameras, and of recorded motion (`rendered`), or set by
/// judgement (`protocol`). Times go by the 66 clips without set gaits, whose feet are timed less exactly. Neither the height of the person in the picture (150 to 700 px) nor the frame rate (24 to 60 per
/// second) changed them by more than a quarter, so neither counts. Changes: for
/// times and percentages van Bloemendaal 2019, for lengths Stenum 2021, for angles single-camera errors
/// (Stenum 2021) and Munro 2012 for the frontal plane, as collected in `docs/evidence.md` §7.
/// On stairs the network bends the knee 10° too little in swing, and mixes the legs up in mid-stance; weight acceptance
/// is 22 to 55 ms too short on four rendered clips. By stickers: 5 set and 12 random rendered clips; the sticker's own
/// place comes on top: 5 mm too high on one side turn the obliquity by some 1.2°, the tilt by some 1.9°.
const fn row(id: Id) -> ErrorRow {
    match id {
        Id::StrideTime => ErrorRow::rendered(0.006).between_legs(0.008).mdc(0.02),
        Id::StepTime => ErrorRow::rendered(0.017).between_legs(0.033).mdc(0.02).on_stairs(0.02),
        Id::StanceTime => ErrorRow::rendered(0.024).between_legs(0.022).on_stairs(0.045),
        Id::SwingTime => ErrorRow::rendered(0.024).between_legs(0.022).on_stairs(0.045),
        Id::SingleSupportTime => ErrorRow::rendered(0.024).between_legs(0.022).on_stairs(0.03),
        Id::DoubleSupportTime => ErrorRow::rendered(0.043).between_legs(0.008).on_stairs(0.06),
        Id::StanceShare | Id::SwingShare => {
            ErrorRow::rendered(2.2).between_legs(2.0).mdc(3.0).on_stairs(4.0)
        }
        Id::SingleSupportShare => ErrorRow::rendered(2.2).between_legs(2.0).mdc(3.0).on_stairs(2.6),
        Id::DoubleSupportShare => ErrorRow::rendered(4.0).between_legs(0.6).mdc(4.0).on_stairs(5.5),
        Id::Cadence => ErrorRow::rendered(0.5),
        Id::StepLength => ErrorRow::rendered(0.016).between_legs(0.021).mdc(0.05),
        Id::StrideLength => ErrorRow::rendered(0.019),
        Id::WalkingSpeed => ErrorRow::rendered(0.016),
        Id::StepLengthHeights => ErrorRow::rendered(0.0095).between_legs(0.0125),
        Id::StrideLengthHeights => ErrorRow::rendered(0.0115),
        Id::WalkingSpeedHeights => ErrorRow::rendered(0.0095),
        Id::StepWidth => ErrorRow::rendered(0.008),
        Id::StepWidthHeights => ErrorRow::rendered(0.0045),
        Id::Circumduction => ErrorRow::rendered(1.2),
        Id::KneeFlexionAtContact => ErrorRow::knee(3.2, 3.4, 3.0).on_stairs(7.5),
        Id::KneeFlexionLoadingPeak => ErrorRow::knee(3.3, 3.3, 2.8),
        Id::KneeFlexionLoadingExcursion => ErrorRow::knee(3.6, 2.8, 3.6),
        Id::KneeFlexionStanceMinimum => ErrorRow::knee(3.9, 4.4, 3.7),
        Id::KneeFlexionSwingPeak => ErrorRow::knee(2.8, 4.2, 4.0).on_stairs(7.0),
        Id::KneeFlexionRange => ErrorRow::knee(3.3, 4.3, 4.7).on_stairs(8.5),
        Id::HipFlexionAtContact => ErrorRow::hip(2.2, 2.8, 2.7),
        Id::HipFlexionMinimum => ErrorRow::hip(3.6, 4.0, 2.3).on_stairs(3.5),
        Id::HipFlexionSwingPeak => ErrorRow::hip(3.0, 4.4, 2.8),
        Id::HipFlexionRange => ErrorRow::hip(2.6, 2.7, 2.4),
        Id::HipFlexionTrunkRange => ErrorRow::hip(3.2, 2.8, 3.6),
        Id::AnkleDorsiflexionAtContact => ErrorRow::ankle(5.0, 4.3, 6.7).on_stairs(15.0),
        Id::AnkleDorsiflexionStancePeak => ErrorRow::ankle(3.8, 6.7, 6.4).on_stairs(7.5),
        Id::AnkleDorsiflexionPushOff => ErrorRow::ankle(7.9, 4.9, 8.7),
        Id::HeelRise => ErrorRow::rendered(8.0),
        Id::TrunkLeanForwardLoadingChange => ErrorRow::rendered(1.0).between_legs(1.1).mdc(4.0),
        Id::TrunkLeanForwardMean => ErrorRow::rendered(4.3).between_legs(0.5).mdc(4.0),
        Id::FppaLoadingPeak => ErrorRow::rendered(2.7).between_legs(1.4).mdc(8.0),
        Id::FppaStanceMean => ErrorRow::rendered(1.7).between_legs(1.0).mdc(8.0),
        Id::HipAdductionStancePeak => ErrorRow::rendered(4.5).mdc(5.0).by_stickers(2.0, Some(5.0)),
        Id::PelvicObliquityMidStance
        | Id::PelvicObliquitySwingMean
        | Id::PelvicObliquityRange
        | Id::PelvicObliquityStanding => {
            ErrorRow::rendered(4.0).mdc(5.0).by_stickers(1.0, Some(5.0))
        }
        Id::PelvicTiltMean | Id::PelvicTiltRange => ErrorRow::UNKNOWN.by_stickers(2.0, None),
        Id::TrunkLeanRightStanceMean => ErrorRow::rendered(0.9).between_legs(0.7).mdc(3.0),
        Id::TrunkLeanRightRange => ErrorRow::rendered(1.2).between_legs(0.2).mdc(3.0),
        Id::FppaOnset => ErrorRow::protocol(6.0),
        Id::FppaCollapseSpeed | Id::HipVelocityAtContact => ErrorRow::protocol(40.0),
        Id::KneeMedialDisplacement => ErrorRow::optics(1.5).mdc(7.0),
        Id::HipRiseSingleSupport => ErrorRow::protocol(0.6),
        Id::HandOnThigh => ErrorRow::protocol(15.0),
        Id::KneeVelocityAtContact => ErrorRow::protocol(60.0),
        Id::KneeLoadingPeakTime => ErrorRow::rendered(0.085),
        Id::HipKneeCoupling => ErrorRow::protocol(20.0),
        Id::StairLoweringKneeFlexion | Id::StairRaisingKneeFlexion => ErrorRow::rendered(4.5),
        Id::StairLoweringKneeVelocity => ErrorRow::rendered(58.0),
        Id::StairSinkingSpeed => ErrorRow::rendered(0.1),
        Id::StairSinkingSmoothness => ErrorRow::rendered(0.8),
        Id::StairLoweringTime => ErrorRow::rendered(0.055),
        Id::StairLoweringEvenness => ErrorRow::rendered(0.32),
        Id::StepDownEvenness => ErrorRow::protocol(0.3),
        Id::StairWeightAcceptanceTime => ErrorRow::rendered(0.045),
        Id::StairWeightAcceptanceSinking => ErrorRow::rendered(9.0),
        Id::FppaStairLowering | Id::StepDownFppaHalfWay | Id::StepDownFppaLowest => {
            ErrorRow::rendered(3.0).mdc(8.0)
        }
        Id::StepDownLoweringTime | Id::StepDownRisingTime => ErrorRow::protocol(0.1),
        Id::StepDownKneeFlexionLowest => ErrorRow::protocol(7.0).mdc(7.0),
        Id::StepDownTrunkLeanRightLowest => ErrorRow::protocol(2.0).mdc(3.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::sources::SOURCES;
    use crate::track::ModelInfo;

    const NEAR: Circumstances = Circumstances {
        task: Task::Walking,
        is_far_leg: false,
        stride_s: 1.1,
        seen_by: SeenBy::Network,
        profile: ErrorProfile::HEAVY,
    };

    #[test]
    fn every_measure_has_an_error_whose_source_resolves() {
        for id in Id::all() {
            let of = |seen_by| measure_error(id, Circumstances { seen_by, ..NEAR });
            let error = of(SeenBy::Stickers).unwrap();
            assert!(error.systematic_sd > 0.0, "{id}");
            assert!(SOURCES.iter().any(|s| s.key == error.source), "{id}");
            let is_shown_by_stickers_only = of(SeenBy::Network).is_none();
            assert_eq!(
                is_shown_by_stickers_only,
                matches!(id, Id::PelvicTiltMean | Id::PelvicTiltRange),
                "{id}"
            );
        }
    }

    #[test]
    fn stairs_and_stickers_have_errors_of_their_own() {
        let sd = |id, task, seen_by| {
            measure_error(id, Circumstances { task, seen_by, ..NEAR }).unwrap().systematic_sd
        };
        assert_eq!(sd(Id::KneeFlexionSwingPeak, Task::Walking, SeenBy::Network), 2.8);
        assert_eq!(sd(Id::KneeFlexionSwingPeak, Task::StairDescent, SeenBy::Network), 7.0);
        assert_eq!(sd(Id::PelvicObliquityRange, Task::Walking, SeenBy::Network), 4.0);
        assert_eq!(sd(Id::PelvicObliquityRange, Task::StairDescent, SeenBy::Stickers), 1.0);
    }

    #[test]
    fn a_hidden_leg_and_slow_strides_are_less_exact_and_common_errors_cancel_between_the_legs() {
        let of = |id, at| measure_error(id, at).unwrap();
        let far = Circumstances { is_far_leg: true, ..NEAR };
        let knee = |at| of(Id::KneeFlexionSwingPeak, at).systematic_sd;
        assert!(knee(far) > knee(NEAR));
        let slow = Circumstances { stride_s: 2.2, ..NEAR };
        assert!((of(Id::StanceTime, slow).systematic_sd - 2.3 * 0.024).abs() < 1e-9);
        assert!((of(Id::StanceShare, slow).systematic_sd - 1.15 * 2.2).abs() < 1e-9);
        assert!((of(Id::StepTime, slow).systematic_sd - 2.0 * 0.017).abs() < 1e-9);
        let slower = Circumstances { stride_s: 3.3, ..NEAR };
        assert!((of(Id::StanceTime, slower).systematic_sd - 3.0 * 0.024).abs() < 1e-9);
        assert_eq!(of(Id::StanceShare, slower), of(Id::StanceShare, NEAR));
        let lean = of(Id::TrunkLeanForwardMean, NEAR);
        assert!(
            lean.difference_sd.unwrap() < lean.systematic_sd / 4.0,
            "it leans in both legs' strides"
        );
        let step = of(Id::StepTime, NEAR);
        assert!(
            step.difference_sd.unwrap() > 1.5 * step.systematic_sd,
            "one contact is in both steps"
        );
        let on_stairs = Circumstances { task: Task::StairDescent, ..NEAR };
        assert_eq!(
            of(Id::KneeFlexionSwingPeak, on_stairs).difference_sd,
            None,
            "not measured there"
        );
    }

    #[test]
    fn a_model_that_is_less_exact_or_unknown_has_wider_errors() {
        for id in Id::all() {
            let sd = |profile| {
                measure_error(id, Circumstances { profile, ..NEAR }).map(|e| e.systematic_sd)
            };
            let [heavy, full, lite, unknown] =
                [Some("blazepose-heavy"), Some("blazepose-full"), Some("blazepose-lite"), None]
                    .map(|model| sd(ErrorProfile::of(model.map(described).as_ref())));
            assert!(heavy <= full && full <= lite && lite == unknown, "{id}");
            if [Id::KneeFlexionSwingPeak, Id::StepTime, Id::FppaLoadingPeak].contains(&id) {
                assert!(heavy < full, "{id}");
            }
        }
    }

    fn described(model: &str) -> ModelInfo {
        let file = format!("models/{model}.toml");
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let landmarker = crate::pose::ModelSpec::read(&path).unwrap().landmarker.unwrap();
        ModelInfo {
            name: model.to_owned(),
            detector_sha256: String::new(),
            landmarker_sha256: landmarker.sha256,
            errors: None,
            device: None,
        }
    }

    #[test]
    fn the_document_prints_every_error() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/evidence.md");
        let document = std::fs::read_to_string(path).unwrap();
        let cell = |value: Option<f64>| value.map_or("–".to_owned(), |v| v.to_string());
        let printed = |id: Id| {
            let ErrorRow { sd, far_sd, difference_sd, mdc, source, on_stairs_sd, by_stickers } =
                row(id);
            let stickers = by_stickers
                .map_or(cell(None), |(sd, mdc)| format!("{}, {}", cell(Some(sd)), cell(mdc)));
            let far = far_sd.filter(|far| Some(*far) != sd);
            let sd = far.map_or(cell(sd), |far| format!("{}; far {far}", cell(sd)));
            let [between, mdc, on_stairs] = [difference_sd, mdc, on_stairs_sd].map(cell);
            format!(
                "| `{id}` | {sd} | {between} | {mdc} | {on_stairs} | {stickers} | `{source}` |\n"
            )
        };
        let lines = Id::all().map(printed).filter(|line| !document.contains(line));
        let missing: String = lines.collect();
        assert!(missing.is_empty(), "{path} lacks\n{missing}");
    }
}
