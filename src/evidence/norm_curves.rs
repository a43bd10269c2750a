//! How an angle usually goes over the gait cycle, at the speed that is walked.

use crate::catalogue::Catalogue;
use crate::evidence::norms::{between, name_of_speed};
use crate::evidence::table_types::{AngleTable, Group};
use crate::evidence::tables::TABLES;
use crate::gait::Angle;

/// Usual walking of one angle.
///
/// # Shapes and units
/// Both series have 101 entries, for 0 to 100 % of the cycle, in degrees.
#[derive(Debug, Clone, PartialEq)]
pub struct NormCurve {
    /// Who was measured, and how many at these speeds.
    pub population: String,
    /// Mean.
    pub mean_deg: Vec<f64>,
    /// Standard deviation from person to person.
    pub sd_deg: Vec<f64>,
    /// Key of the source.
    pub source: &'static str,
    /// Short name of the study, as a legend prints it.
    pub study: &'static str,
    /// What sets it apart from what the film shows.
    pub caveat: &'static str,
}

/// The usual curve of an angle at a speed (over √(g · leg length)); `None` where none is known that means the same.
///
/// Pelvic obliquity is with the own side up, unlike [`Angle::PelvicObliquity`].
#[must_use]
pub fn norm_curve(angle: Angle, speed: f64) -> Option<NormCurve> {
    let table = table(angle)?;
    let (slower, share) = between(&table.speeds, speed)?;
    let [mean_deg, sd_deg] = [0, 1].map(|series| {
        let [a, b] = [slower, slower + 1].map(|i| &table.curves[i][series]);
        let mixed = a.iter().zip(b).map(|(a, b)| a + share * (b - a)).collect();
        every_percent(mixed)
    });
    let population = population(table, slower, share);
    let caveat = Catalogue::english().text(&format!("evidence.caveats.{}", table.caveat));
    let (source, study) = (&table.source, &table.study);
    Some(NormCurve { population, mean_deg, sd_deg, source, study, caveat })
}

/// The curves of an angle.
///
/// The tables leave out the angles that the laboratory defines otherwise (hip against the trunk, trunk), those without
/// a spread (shank, foot) and those that no study shows for a phone (FPPA).
fn table(angle: Angle) -> Option<&'static AngleTable> {
    // a hip's flexion to the vertical is the thigh's angle
    let angle = if angle == Angle::HipFlexionVertical { Angle::Thigh } else { angle };
    TABLES.curves.iter().find(|t| t.angle == angle.column())
}

/// Where a table has every second percent, the odd ones lie halfway between their neighbours.
fn every_percent(values: Vec<f64>) -> Vec<f64> {
    if values.len() > 100 {
        return values;
    }
    let at = |percent: usize| match percent % 2 {
        0 => values[percent / 2],
        _ => (values[percent / 2] + values[percent / 2 + 1]) / 2.0,
    };
    (0..=100).map(at).collect()
}

/// How many people at which of the speeds.
fn population(table: &AngleTable, slower: usize, share: f64) -> String {
    let [slow, fast] = [slower, slower + 1].map(|i| &table.groups[i]);
    let text = |how: &str| format!("evidence.populations.{}_{how}", slow.population);
    let one = |group: &Group| {
        let count = group.n.to_string();
        let places = [("count", count.as_str()), ("speed", name_of_speed(&group.speed))];
        Catalogue::english().filled(&text("at_one"), &places)
    };
    match share {
        0.0 => one(slow),
        1.0 => one(fast),
        _ => {
            let [slow_count, fast_count] = [slow.n.to_string(), fast.n.to_string()];
            let places = [
                ("slower_count", slow_count.as_str()),
                ("slower_speed", name_of_speed(&slow.speed)),
                ("faster_count", &fast_count),
                ("faster_speed", name_of_speed(&fast.speed)),
            ];
            Catalogue::english().filled(&text("at_two"), &places)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;
    use std::collections::BTreeSet;

    #[test]
    fn a_norm_goes_with_the_speed_and_says_who_it_is() {
        let usual = norm_curve(Angle::KneeFlexion, 0.429).unwrap();
        assert_eq!((usual.mean_deg.len(), usual.sd_deg.len()), (101, 101));
        assert_eq!(usual.mean_deg[72], 59.1, "the peak of the published mean curve");
        assert_eq!(usual.population, "children aged 4 to 17, 82 at usual speed");
        let slow = norm_curve(Angle::KneeFlexion, 0.05).unwrap();
        assert_eq!(slow.population, "children aged 4 to 17, 77 at very slow speed");
        let between = norm_curve(Angle::KneeFlexion, 0.231).unwrap();
        assert!(between.population.contains("77 at very slow and 82 at slow speed"));
        let peak = |c: &NormCurve| c.mean_deg.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        assert!(peak(&slow) < peak(&between) && peak(&between) < peak(&usual));
        let fastest = norm_curve(Angle::KneeFlexion, 3.0).unwrap();
        assert_eq!(fastest.population, "children aged 4 to 17, 51 at very fast speed");
    }

    #[test]
    fn every_caveat_study_and_population_has_its_text_and_none_is_spare() {
        let caveats: BTreeSet<&str> = TABLES.curves.iter().map(|t| t.caveat.as_str()).collect();
        assert_texts("evidence.caveats", &Vec::from_iter(caveats));
        let studies: BTreeSet<&str> = TABLES.curves.iter().map(|t| t.source.as_str()).collect();
        assert_texts("evidence.studies", &Vec::from_iter(studies));
        let populations =
            ["men", "women", "both", "children", "children_at_one", "children_at_two"];
        assert_texts("evidence.populations", &populations);
    }

    #[test]
    fn knee_is_thigh_plus_shank_so_the_thigh_fits_the_knee() {
        // at contact the shank leans back by some 18 degrees: a wrong sign or column would show here
        let at = |angle| norm_curve(angle, 0.429).unwrap().mean_deg[0];
        let shank = at(Angle::KneeFlexion) - at(Angle::HipFlexionVertical);
        assert!((-20.0..-16.0).contains(&shank), "{shank}");
    }

    #[test]
    fn what_means_something_else_has_no_norm() {
        for angle in [Angle::Fppa, Angle::HipFlexionTrunk, Angle::Shank, Angle::TrunkLeanForward] {
            assert!(norm_curve(angle, 0.4).is_none(), "{angle:?}");
        }
    }
}
