//! Means and standard deviations between the people of a cohort.

use crate::evidence::{CurveNorm, NormEntries, NormHead, NormQuantity, ValueNorm};
use crate::report::Report;
use crate::signal::{mean, rounded, standard_deviation};
use crate::study::cohort::person::PersonSums;
use crate::study::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer people give no norm. The 95 % interval of a standard deviation from 20 people goes from 0.76 to 1.46 times it
/// (chi-square with 19 degrees of freedom); from 10 people it goes from 0.69 to 1.83 times it, so a value called two SDs
/// away may be only one. By 20 people a clinical laboratory may check a reference interval, not by fewer (CLSI EP28-A3c).
/// `docs/evidence.md` §5.8.
pub const LEAST_PERSONS: usize = 20;

/// The people of a study, to whom clips are added in any order.
#[derive(Debug, Clone, Default)]
pub struct Cohort {
    persons: BTreeMap<Person, PersonSums>,
    made_with: BTreeSet<String>,
    left_out: LeftOut,
}

/// Whose a clip is. A clip whose subject is not named is a person of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Person {
    Subject(String),
    Clip(String),
}

/// What does not count, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Clips that were not asked for.
    pub not_selected: usize,
    /// Clips without a report.
    pub without_report: usize,
    /// Clips of which nothing of level walking was measured.
    pub without_walking: usize,
    /// Quantities of fewer than [`LEAST_PERSONS`] people, with their number.
    pub of_few: Vec<(&'static str, usize)>,
    /// Quantities in which people do not differ at all.
    pub without_spread: Vec<&'static str>,
}

/// A cohort as norms.
#[derive(Debug, Clone, PartialEq)]
pub struct CohortNorms {
    /// Whom they are of. Name, population and source are the user's to give.
    pub head: NormHead,
    /// All curves and values.
    pub entries: NormEntries,
    /// What does not count.
    pub left_out: LeftOut,
    /// The people of the quantity that has most of them: where these are too few, there are no norms.
    pub most_persons: usize,
}

impl Cohort {
    /// Counts a clip that was not asked for.
    pub fn pass_over(&mut self) {
        self.left_out.not_selected += 1;
    }

    /// Adds a clip; `None` of one without report.
    pub fn add(&mut self, record: &Record, report: Option<&Report>) {
        let Some(report) = report else {
            self.left_out.without_report += 1;
            return;
        };
        let person = match &record.clip.subject {
            Some(subject) => Person::Subject(subject.clone()),
            None => Person::Clip(record.clip.id.clone()),
        };
        match self.persons.entry(person).or_default().add(report) {
            true => {
                self.made_with.insert(made_with(report));
            }
            false => self.left_out.without_walking += 1,
        }
    }

    /// The norms of all people. Each counts once.
    #[must_use]
    pub fn norms(mut self) -> CohortNorms {
        self.persons.retain(|_, person| person.has_walked());
        let mut entries = NormEntries::default();
        let mut left_out = self.left_out.clone();
        let mut most_persons = 0;
        for quantity in NormQuantity::all() {
            let of_persons: Vec<Vec<f64>> =
                self.persons.values().filter_map(|person| person.mean(quantity)).collect();
            most_persons = most_persons.max(of_persons.len());
            match (of_persons.len(), between(&of_persons)) {
                (0, _) => {}
                (n, _) if n < LEAST_PERSONS => left_out.of_few.push((quantity.name(), n)),
                (_, None) => left_out.without_spread.push(quantity.name()),
                (n, Some(spread)) => add(&mut entries, quantity, n, spread),
            }
        }
        CohortNorms { head: self.head(), entries, left_out, most_persons }
    }

    fn head(&self) -> NormHead {
        let speeds = || self.persons.values().filter_map(PersonSums::speed);
        let [low, high] = [speeds().reduce(f64::min), speeds().reduce(f64::max)];
        NormHead {
            persons: u32::try_from(self.persons.len()).unwrap_or(u32::MAX),
            speeds: low.zip(high).map(|(low, high)| [low, high].map(|s| rounded(s, 3))),
            made_with: Vec::from_iter(self.made_with.iter().cloned()).join("; "),
            ..NormHead::default()
        }
    }
}

/// Mean and standard deviation at each place, between people; `None` where at some place they do not differ.
fn between(of_persons: &[Vec<f64>]) -> Option<[Vec<f64>; 2]> {
    let places = of_persons.first()?.len();
    let at = |place: usize| of_persons.iter().map(|p| p[place]).collect::<Vec<f64>>();
    let means = (0..places).map(|place| mean(at(place))).collect();
    let sds: Vec<f64> = (0..places).map(|place| standard_deviation(&at(place))).collect();
    // the file has four decimals, and no reader takes a spread of zero
    sds.iter().all(|sd| *sd >= 1e-4).then_some([means, sds])
}

fn add(entries: &mut NormEntries, quantity: NormQuantity, n: usize, spread: [Vec<f64>; 2]) {
    let n = u32::try_from(n).unwrap_or(u32::MAX);
    let [mean_deg, sd_deg] = spread;
    match quantity {
        NormQuantity::Curve(angle) => {
            entries.curves.push(CurveNorm { angle, n, mean_deg, sd_deg });
        }
        NormQuantity::Value(measure) => {
            let (mean, sd) = (mean_deg[0], sd_deg[0]);
            entries.values.push(ValueNorm { measure, n, mean, sd });
        }
    }
}

/// The program and the model: numbers of other ones have other errors.
fn made_with(report: &Report) -> String {
    let model = report.poses_made_by().unwrap_or_else(|| "poses of another tool".to_owned());
    format!("{} {}, {model}", report.tool.name, report.tool.version)
}
