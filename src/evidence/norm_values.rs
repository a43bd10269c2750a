//! What single measures usually are: of adults at their own pace, or of children at the speed that is walked.

use crate::catalogue::Catalogue;
use crate::evidence::norms::between;
use crate::gait::MeasureId;

/// Adults whose values are pooled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adults {
    /// Men.
    Men,
    /// Women.
    Women,
    /// Men and women, where the sex is not known.
    Both,
}

/// Where a measure usually lies.
#[derive(Debug, Clone, PartialEq)]
pub struct UsualRange {
    /// One standard deviation below the mean; of pooled groups the lowest.
    pub low: f64,
    /// One standard deviation above; of pooled groups the highest.
    pub high: f64,
    /// Who was measured.
    pub population: &'static str,
    /// Key of the source.
    pub source: &'static str,
}

/// Mean ∓ one standard deviation, from the lowest to the highest of four age groups (18 to 29, 30 to 39, 40 to 49, 50
/// to 59), men then women, in the measure's unit.
///
/// # Source
/// Jefferson's figures of the GAITRite walkway, normal pace, as compiled by A. Gouelle. The age groups hardly differ.
/// Stance is taken as 100 % less swing: its own spread in the compilation is twice that of swing, which cannot be.
/// Speed has no spread there, and step width is measured between heels, not ankles: both are left out.
const OF_ADULTS: [(MeasureId, [f64; 2], [f64; 2]); 9] = [
    (MeasureId::Cadence, [98.5, 114.2], [107.1, 126.2]),
    (MeasureId::StrideTime, [1.05, 1.22], [0.95, 1.04]),
    (MeasureId::StepTime, [0.53, 0.61], [0.48, 0.56]),
    (MeasureId::StrideLength, [1.351, 1.701], [1.221, 1.549]),
    (MeasureId::StepLength, [0.674, 0.852], [0.609, 0.768]),
    (MeasureId::StanceShare, [60.2, 65.3], [59.2, 64.5]),
    (MeasureId::SwingShare, [34.7, 39.8], [35.5, 40.8]),
    (MeasureId::SingleSupportShare, [34.7, 39.8], [35.5, 40.8]),
    (MeasureId::DoubleSupportShare, [21.1, 30.7], [19.6, 29.5]),
];

/// Mean and standard deviation at the five speeds.
///
/// # Source
/// Schwartz et al. 2008: children, 51 to 82 at a speed; each child's own peak, so a little beyond the peak of the mean
/// curve.
const OF_CHILDREN: [(MeasureId, [[f64; 5]; 2]); 7] = [
    (MeasureId::KneeFlexionAtContact, [[5.0, 4.5, 5.6, 7.7, 8.4], [4.8, 4.5, 4.7, 4.8, 5.8]]),
    (MeasureId::KneeFlexionStanceMinimum, [[1.5, 1.5, 1.8, 1.6, -1.3], [5.0, 4.3, 4.3, 4.3, 4.6]]),
    (MeasureId::KneeFlexionSwingPeak, [[50.6, 56.1, 60.5, 61.5, 62.5], [5.9, 5.4, 4.8, 5.5, 6.4]]),
    (
        MeasureId::AnkleDorsiflexionAtContact,
        [[-3.2, -2.4, -2.4, -2.4, -3.0], [5.6, 4.4, 4.7, 5.6, 5.2]],
    ),
    (
        MeasureId::AnkleDorsiflexionStancePeak,
        [[13.6, 14.3, 12.8, 11.3, 9.5], [3.1, 3.0, 3.6, 3.8, 4.2]],
    ),
    (MeasureId::PelvicTiltMean, [[12.2, 11.5, 11.9, 13.0, 16.3], [4.5, 4.3, 4.8, 4.7, 5.4]]),
    (MeasureId::PelvicTiltRange, [[4.7, 4.3, 4.6, 5.4, 6.3], [1.6, 1.0, 1.2, 1.4, 1.5]]),
];

/// Where a measure of level walking usually lies; `speed` is over √(g · leg length). `None` where no figure is known
/// that means the same.
#[must_use]
pub fn usual_range(measure: MeasureId, adults: Adults, speed: Option<f64>) -> Option<UsualRange> {
    of_adults(measure, adults).or_else(|| of_children(measure, speed?))
}

fn of_adults(measure: MeasureId, adults: Adults) -> Option<UsualRange> {
    let (_, men, women) = OF_ADULTS.iter().find(|row| row.0 == measure)?;
    let ([low, high], population) = match adults {
        Adults::Men => (*men, "men"),
        Adults::Women => (*women, "women"),
        Adults::Both => ([men[0].min(women[0]), men[1].max(women[1])], "both"),
    };
    let population = population_words(population);
    Some(UsualRange { low, high, population, source: "gouelle" })
}

fn population_words(id: &str) -> &'static str {
    Catalogue::english().text(&format!("evidence.populations.{id}"))
}

fn of_children(measure: MeasureId, speed: f64) -> Option<UsualRange> {
    let (_, table) = OF_CHILDREN.iter().find(|row| row.0 == measure)?;
    let (slower, share) = between(speed);
    let [mean, sd] = table.map(|v| v[slower] + share * (v[slower + 1] - v[slower]));
    let population = population_words("children");
    Some(UsualRange { low: mean - sd, high: mean + sd, population, source: "schwartz2008" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::sources::SOURCES;

    #[test]
    fn both_sexes_hold_each() {
        for (measure, ..) in OF_ADULTS {
            let of = |adults| usual_range(measure, adults, None).unwrap();
            let both = of(Adults::Both);
            for one in [of(Adults::Men), of(Adults::Women)] {
                assert!(one.low < one.high, "{measure}");
                assert!(both.low <= one.low && one.high <= both.high, "{measure}");
                assert!(SOURCES.iter().any(|s| s.key == one.source));
            }
        }
    }

    #[test]
    fn stance_and_swing_are_one_hundred() {
        for adults in [Adults::Men, Adults::Women] {
            let of = |measure| usual_range(measure, adults, None).unwrap();
            assert!(
                (of(MeasureId::StanceShare).low + of(MeasureId::SwingShare).high - 100.0).abs()
                    < 1e-9
            );
            assert!(
                (of(MeasureId::StanceShare).high + of(MeasureId::SwingShare).low - 100.0).abs()
                    < 1e-9
            );
        }
    }

    #[test]
    fn angles_go_with_the_speed_and_need_it() {
        let swing = |speed| usual_range(MeasureId::KneeFlexionSwingPeak, Adults::Both, speed);
        assert!(swing(None).is_none());
        let (slow, usual) = (swing(Some(0.1)).unwrap(), swing(Some(0.429)).unwrap());
        assert!((usual.low - 55.7).abs() < 1e-9 && (slow.high - 56.5).abs() < 1e-9);
        assert!(usual_range(MeasureId::FppaLoadingPeak, Adults::Men, Some(0.4)).is_none());
    }
}
