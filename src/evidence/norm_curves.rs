//! How an angle usually goes over the gait cycle, at the speed that is walked.

use crate::catalogue::{Catalogue, Text};
use crate::evidence::norms::between;
use crate::evidence::table_types::{AngleTable, Group};
use crate::evidence::tables::TABLES;
use crate::gait::Angle;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Usual walking of one angle.
///
/// # Shapes and units
/// Both series have 101 entries, for 0 to 100 % of the cycle, in degrees.
#[derive(Debug, Clone, PartialEq)]
pub struct NormCurve {
    /// Who was measured: people at one speed, or those at the two speeds that this one lies between.
    pub groups: Vec<NormGroup>,
    /// Mean.
    pub mean_deg: Vec<f64>,
    /// Standard deviation from person to person.
    pub sd_deg: Vec<f64>,
    /// Key of the source.
    pub source: &'static str,
    /// Short name of the study, as a legend prints it.
    pub study: &'static str,
    /// The id of what sets it apart from what the film shows.
    pub caveat_id: &'static str,
}

/// People who were measured at one speed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct NormGroup {
    /// Who: the id of their text.
    pub population: Text,
    /// How many.
    pub n: u32,
    /// The speed's id.
    pub speed: Text,
}

/// Who was measured, in the words of a language: one group, or the slower and the faster one.
pub(crate) fn groups_in_words(groups: &[NormGroup], texts: &'static Catalogue) -> String {
    let speed = |group: &NormGroup| texts.text(&format!("evidence.speeds.{}", group.speed));
    let key = |of: &NormGroup, how| format!("evidence.populations.{}_{how}", of.population);
    let counts: Vec<String> = groups.iter().map(|g| g.n.to_string()).collect();
    match groups {
        [] => String::new(),
        [one, rest @ ..] => match rest.first() {
            None => {
                texts.filled(&key(one, "at_one"), &[("count", &*counts[0]), ("speed", speed(one))])
            }
            Some(faster) => {
                let places = [
                    ("slower_count", &*counts[0]),
                    ("slower_speed", speed(one)),
                    ("faster_count", &*counts[1]),
                    ("faster_speed", speed(faster)),
                ];
                texts.filled(&key(one, "at_two"), &places)
            }
        },
    }
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
    let groups = groups(table, slower, share);
    let (source, study, caveat_id) = (&table.source, &table.study, &table.caveat);
    Some(NormCurve { groups, mean_deg, sd_deg, source, study, caveat_id })
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
fn groups(table: &'static AngleTable, slower: usize, share: f64) -> Vec<NormGroup> {
    let all = [slower, slower + 1].map(|i| &table.groups[i]);
    let shown = match share {
        0.0 => &all[..1],
        1.0 => &all[1..],
        _ => &all[..],
    };
    let group = |group: &&'static Group| NormGroup {
        population: group.population.as_str().into(),
        n: group.n,
        speed: group.speed.as_str().into(),
    };
    shown.iter().map(group).collect()
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
        let population = |c: &NormCurve| groups_in_words(&c.groups, Catalogue::english());
        assert_eq!(population(&usual), "children aged 4 to 17, 82 at usual speed");
        let slow = norm_curve(Angle::KneeFlexion, 0.05).unwrap();
        assert_eq!(population(&slow), "children aged 4 to 17, 77 at very slow speed");
        let between = norm_curve(Angle::KneeFlexion, 0.231).unwrap();
        assert!(population(&between).contains("77 at very slow and 82 at slow speed"));
        let peak = |c: &NormCurve| c.mean_deg.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        assert!(peak(&slow) < peak(&between) && peak(&between) < peak(&usual));
        let fastest = norm_curve(Angle::KneeFlexion, 3.0).unwrap();
        assert_eq!(population(&fastest), "children aged 4 to 17, 51 at very fast speed");
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
