//! What single measures usually are: of adults at their own pace, or of children at the speed that is walked.
//!
//! The numbers, and what was left out of them: `data/`, `docs/evidence.md` §5.

use crate::evidence::norms::between;
use crate::evidence::tables::TABLES;
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
    /// Who was measured: the id of their text.
    pub population_id: &'static str,
    /// Key of the source.
    pub source: &'static str,
}

/// Where a measure of level walking usually lies; `speed` is over √(g · leg length). `None` where no figure is known
/// that means the same.
#[must_use]
pub fn usual_range(measure: MeasureId, adults: Adults, speed: Option<f64>) -> Option<UsualRange> {
    of_adults(measure, adults).or_else(|| of_children(measure, speed?))
}

fn of_adults(measure: MeasureId, adults: Adults) -> Option<UsualRange> {
    let table = TABLES.adults.iter().find(|t| t.measure == measure.name())?;
    let (men, women) = (table.men, table.women);
    let ([low, high], population_id) = match adults {
        Adults::Men => (men, "men"),
        Adults::Women => (women, "women"),
        Adults::Both => ([men[0].min(women[0]), men[1].max(women[1])], "both"),
    };
    Some(UsualRange { low, high, population_id, source: &table.source })
}

fn of_children(measure: MeasureId, speed: f64) -> Option<UsualRange> {
    let table = TABLES.measures.iter().find(|t| t.measure == measure.name())?;
    let (slower, share) = between(&table.speeds, speed)?;
    let [a, b] = [table.values[slower], table.values[slower + 1]];
    let [mean, sd] = [0, 1].map(|i| a[i] + share * (b[i] - a[i]));
    let (population_id, source) = (&table.population, &table.source);
    Some(UsualRange { low: mean - sd, high: mean + sd, population_id, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::sources::SOURCES;

    #[test]
    fn both_sexes_hold_each() {
        let is_known = |id: &MeasureId| TABLES.adults.iter().any(|t| t.measure == id.name());
        for measure in MeasureId::all().filter(is_known) {
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
