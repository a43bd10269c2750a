//! One value against one limit: the rule by which everything but events is judged.

use crate::catalogue::Text;
use crate::evidence::limits::{LEAST_CYCLES, LEAST_CYCLES_PCT};
use crate::evidence::{Basis, Limit};
use crate::findings::status::Status;
use crate::gait::MeasureId;
use crate::signal::rounded;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value before it is judged.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) measure: MeasureId,
    pub(super) against: Against,
    pub(super) limit: Limit,
    pub(super) mean: f64,
    /// Half of the interval that holds the true value 95 times of 100; infinite where it is not known.
    pub(super) half_width: f64,
    /// Value and moment of each cycle (or repetition).
    pub(super) cycles: Vec<(usize, f64, f64)>,
    /// Values of the cycles of other clips of a visit, where they count too.
    pub(super) elsewhere: Vec<f64>,
}

/// What a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The limit itself.
    Limit,
    /// The other leg: the value is the difference.
    OtherLeg,
    /// The person's own standing: the value is the change from there.
    Standing,
}

/// A value, what it was compared with, and how that came out.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Compared {
    /// The measure.
    pub measure: MeasureId,
    /// What it was compared with.
    pub against: Against,
    /// The value: a mean over the cycles, or a difference of two means.
    pub value: f64,
    /// Its unit.
    pub unit: Text,
    /// Interval that holds the true value 95 times of 100.
    pub ci95: Option<[f64; 2]>,
    /// The usual value; of a difference between the legs, the bound of healthy people.
    pub usual: f64,
    /// From here on it is borderline.
    pub borderline: f64,
    /// From here on it may be flagged.
    pub flag: f64,
    /// Smallest difference of two measurements that is more than error, in the same unit.
    pub mdc: f64,
    /// What stands behind the limits.
    pub basis: Basis,
    /// Key of their source.
    pub source: Text,
    /// Key of the limit, by which its reason is found in the catalogue.
    pub limit: Text,
    /// Why they are there.
    pub why: Text,
    /// In which cycles it was seen.
    pub seen: CyclesSeen,
    /// The moment at which it shows most.
    pub exemplar: Option<Moment>,
    /// How the comparison came out.
    pub status: Status,
    /// Which criteria for a flag a borderline value does not meet.
    pub unmet: Vec<Unmet>,
}

impl Compared {
    /// Between which values it must lie; a difference may be anything.
    #[must_use]
    pub fn possible_values(&self) -> [f64; 2] {
        match self.against {
            Against::Limit => self.measure.possible_values(),
            Against::OtherLeg | Against::Standing => [f64::NEG_INFINITY, f64::INFINITY],
        }
    }
}

/// In which cycles a value is beyond the borderline.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct CyclesSeen {
    /// In so many; of a visit also in those of other clips of the same view.
    pub n: usize,
    /// Of so many.
    pub of: usize,
    /// In these of the clip itself: indices into the cycles, for `step_down` measures into the repetitions.
    pub cycles: Vec<usize>,
}

/// A moment of the clip.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Moment {
    /// When.
    pub time_s: f64,
    /// In which cycle (or repetition).
    pub cycle: usize,
}

/// A criterion for a flag that is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unmet {
    /// It is beyond the borderline, not beyond the limit.
    Limit,
    /// Error alone may have made it.
    Error,
    /// It is not there in 70 % of the cycles.
    Cycles,
    /// At so slow a pace it is usual.
    Pace,
}

impl Value {
    /// What it exceeds another value by, and half of that difference's interval.
    pub(super) fn less(self, other: f64, half_width: f64, against: Against) -> Self {
        let cycles = self.cycles.iter().map(|&(i, v, t)| (i, v - other, t)).collect();
        let elsewhere = self.elsewhere.iter().map(|v| v - other).collect();
        Self { mean: self.mean - other, half_width, against, cycles, elsewhere, ..self }
    }

    /// In another unit.
    pub(super) fn times(self, factor: f64) -> Self {
        let cycles = self.cycles.iter().map(|&(i, v, t)| (i, factor * v, t)).collect();
        let elsewhere = self.elsewhere.iter().map(|v| factor * v).collect();
        let half_width = factor * self.half_width;
        Self { mean: factor * self.mean, half_width, cycles, elsewhere, ..self }
    }

    /// Whether the measure can be beyond its limit at all.
    pub(super) fn can_be_unusual(&self) -> bool {
        let [least, most] = self.measure.possible_values();
        match self.against {
            Against::Limit if self.limit.sign() < 0.0 => self.limit.flag >= least,
            Against::Limit => self.limit.flag <= most,
            Against::OtherLeg | Against::Standing => true,
        }
    }

    /// `None` with too few cycles.
    pub(super) fn judged(&self) -> Option<Compared> {
        let sign = self.limit.sign();
        let is_beyond = |value: f64, limit: f64| sign * (value - limit) >= 0.0;
        let seen: Vec<usize> = self
            .cycles
            .iter()
            .filter(|c| is_beyond(c.1, self.limit.borderline))
            .map(|c| c.0)
            .collect();
        let most = self.cycles.iter().max_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1)));
        let elsewhere = self.elsewhere.iter().filter(|v| is_beyond(**v, self.limit.borderline));
        let n = seen.len() + elsewhere.count();
        let of = self.cycles.len() + self.elsewhere.len();
        let mut unmet = Vec::new();
        if !is_beyond(self.mean, self.limit.flag) {
            unmet.push(Unmet::Limit);
        }
        if !self.is_more_than_error() {
            unmet.push(Unmet::Error);
        }
        if 100.0 * n as f64 / (of.max(1) as f64) < LEAST_CYCLES_PCT {
            unmet.push(Unmet::Cycles);
        }
        let is_unusual = is_beyond(self.mean, self.limit.borderline) && self.is_more_than_scatter();
        let status = match is_unusual {
            true if unmet.is_empty() => Status::Flagged,
            true => Status::Borderline,
            false => Status::Within,
        };
        let interval = [self.mean - self.half_width, self.mean + self.half_width];
        (of >= LEAST_CYCLES && self.mean.is_finite()).then(|| Compared {
            measure: self.measure,
            against: self.against,
            value: rounded(self.mean, 3),
            unit: self.limit.unit.into(),
            ci95: self.half_width.is_finite().then(|| interval.map(|v| rounded(v, 3))),
            usual: rounded(self.limit.usual, 2),
            borderline: rounded(self.limit.borderline, 2),
            flag: rounded(self.limit.flag, 2),
            mdc: rounded(self.limit.mdc, 3),
            basis: self.limit.basis,
            source: self.limit.source.into(),
            limit: self.limit.key.into(),
            why: self.limit.why().into(),
            seen: CyclesSeen { n, of, cycles: seen },
            exemplar: most
                .filter(|c| c.2.is_finite())
                .map(|c| Moment { cycle: c.0, time_s: rounded(c.2, 3) }),
            unmet: if status == Status::Borderline { unmet } else { Vec::new() },
            status,
        })
    }

    /// Whether the value is farther from usual than one standard deviation of its error: nearer, it says nothing
    /// even as borderline.
    fn is_more_than_scatter(&self) -> bool {
        self.limit.sign() * (self.mean - self.limit.usual) > self.half_width / 1.96
    }

    /// Whether the value is farther from usual than error reaches.
    ///
    /// A smallest detectable change is that of a difference of two measurements. Where the value is such a
    /// difference it must exceed it; one measurement against a fixed value has 1/√2 of that error.
    fn is_more_than_error(&self) -> bool {
        let from_usual = self.limit.sign() * (self.mean - self.limit.usual);
        let change = match self.against {
            Against::Limit => from_usual >= self.limit.mdc / 2_f64.sqrt(),
            Against::OtherLeg | Against::Standing => self.mean.abs() >= self.limit.mdc,
        };
        change && from_usual > self.half_width
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::limits::{LOADING_ABSENT, STEP_TIME, SWING_KNEE, VALGUS_WALK};

    fn value(limit: Limit, cycles: &[f64], half_width: f64) -> Value {
        Value {
            measure: MeasureId::FppaLoadingPeak,
            against: Against::Limit,
            limit,
            mean: crate::signal::mean(cycles.iter().copied()),
            half_width,
            cycles: cycles.iter().enumerate().map(|(i, v)| (i, *v, i as f64)).collect(),
            elsewhere: vec![],
        }
    }

    fn status(limit: Limit, cycles: &[f64], half_width: f64) -> (Status, Vec<Unmet>) {
        let judged = value(limit, cycles, half_width).judged().unwrap();
        (judged.status, judged.unmet)
    }

    #[test]
    fn a_flag_needs_limit_error_and_cycles() {
        assert_eq!(status(VALGUS_WALK, &[12.0; 3], 3.0).0, Status::Flagged);
        assert_eq!(status(VALGUS_WALK, &[5.0; 3], 3.0).0, Status::Within);
        assert_eq!(status(VALGUS_WALK, &[9.0; 3], 1.0).1, [Unmet::Limit, Unmet::Error]);
        assert_eq!(status(VALGUS_WALK, &[12.0; 3], 9.0).1, [Unmet::Error]);
        assert_eq!(status(VALGUS_WALK, &[12.0; 3], 20.0).0, Status::Within, "nothing but error");
        let few = [25.0, 4.0, 4.0];
        assert_eq!(status(VALGUS_WALK, &few, 1.0), (Status::Borderline, vec![Unmet::Cycles]));
        assert_eq!(status(VALGUS_WALK, &[20.0; 2], 1.0).0, Status::Flagged, "two are enough");
        assert!(value(VALGUS_WALK, &[20.0; 1], 1.0).judged().is_none(), "one may be a stumble");
    }

    #[test]
    fn low_values_are_judged_the_other_way_round() {
        assert_eq!(status(SWING_KNEE, &[30.0; 4], 9.0).0, Status::Flagged);
        assert_eq!(status(SWING_KNEE, &[48.0; 4], 9.0).0, Status::Borderline);
        assert_eq!(status(SWING_KNEE, &[70.0; 4], 9.0).0, Status::Within);
    }

    #[test]
    fn a_difference_must_exceed_the_smallest_detectable_change() {
        let limit = Limit { mdc: 14.0, ..STEP_TIME };
        let of = |mean| Value { against: Against::OtherLeg, ..value(limit, &[mean; 5], 3.0) };
        assert_eq!(of(13.0).judged().unwrap().unmet, [Unmet::Error]);
        assert_eq!(of(15.0).judged().unwrap().status, Status::Flagged);
    }

    #[test]
    fn a_limit_below_what_the_measure_can_be_tells_nothing() {
        let excursion = |limit| Value {
            measure: MeasureId::KneeFlexionLoadingExcursion,
            ..value(limit, &[1.0; 3], 1.0)
        };
        assert!(excursion(LOADING_ABSENT).can_be_unusual());
        let slow = LOADING_ABSENT.at(0.15);
        assert!(slow.flag < 0.0 && !excursion(slow).can_be_unusual());
    }

    #[test]
    fn the_exemplar_is_where_it_shows_most() {
        let judged = value(VALGUS_WALK, &[9.0, 14.0, 11.0], 1.0).judged().unwrap();
        assert_eq!(judged.exemplar.unwrap().cycle, 1);
        assert_eq!((judged.seen.n, judged.seen.of), (3, 3));
    }
}
