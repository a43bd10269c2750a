//! How an angle usually goes over the gait cycle, at the speed that is walked.

use crate::catalogue::{Catalogue, Text};
use crate::evidence::norms::{between, speed_id};
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

/// The usual curve of an angle of adults; `None` where none is known that means the same, or where the speed is another
/// than that at which they walked: people's own.
#[must_use]
pub fn adult_curve(angle: Angle, speed: f64) -> Option<NormCurve> {
    let table = TABLES.adult_curves.iter().find(|t| t.angle == angle.column())?;
    let (group, [mean, sd]) = (table.groups.first()?, table.curves.first()?);
    let is_walked = speed_id(speed)? == group.speed;
    is_walked.then(|| NormCurve {
        groups: vec![as_told(group)],
        mean_deg: every_percent(mean.clone()),
        sd_deg: every_percent(sd.clone()),
        source: &table.source,
        study: &table.study,
        caveat_id: &table.caveat,
    })
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

/// Where a table has every second or fourth percent, those between lie on the line between their neighbours.
fn every_percent(values: Vec<f64>) -> Vec<f64> {
    let step = 100 / (values.len() - 1);
    let at = |percent: usize| {
        let (before, past) = (percent / step, percent % step);
        let after = values[(before + 1).min(values.len() - 1)];
        values[before] + (after - values[before]) * past as f64 / step as f64
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
    shown.iter().map(|group| as_told(group)).collect()
}

fn as_told(group: &'static Group) -> NormGroup {
    NormGroup {
        population: group.population.as_str().into(),
        n: group.n,
        speed: group.speed.as_str().into(),
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
    fn adults_have_their_own_knee_at_their_own_pace_only() {
        let knee = adult_curve(Angle::KneeFlexion, 0.43).unwrap();
        let at = |percent: usize| (knee.mean_deg[percent], knee.sd_deg[percent]);
        assert_eq!((knee.mean_deg.len(), knee.sd_deg.len()), (101, 101));
        assert_eq!(
            [at(0), at(12), at(40), at(72)],
            [(5.2, 5.6), (19.7, 7.2), (5.0, 3.0), (63.9, 3.9)]
        );
        assert!((at(2).0 - 6.75).abs() < 1e-9, "halfway from 5.2 to 8.3");
        assert_eq!(
            groups_in_words(&knee.groups, Catalogue::english()),
            "15 healthy adults, walking overground"
        );
        for speed in [0.2, 0.3, 0.6] {
            assert!(adult_curve(Angle::KneeFlexion, speed).is_none(), "{speed}");
        }
        for angle in [Angle::HipFlexionVertical, Angle::AnkleDorsiflexion, Angle::PelvicTilt] {
            assert!(adult_curve(angle, 0.43).is_none(), "{angle:?} is defined otherwise");
        }
    }

    #[test]
    fn adults_flex_the_knee_as_children_do_within_one_sd() {
        let children = norm_curve(Angle::KneeFlexion, 0.429).unwrap();
        let adults = adult_curve(Angle::KneeFlexion, 0.429).unwrap();
        for (k, adult) in adults.mean_deg.iter().enumerate() {
            let off = (adult - children.mean_deg[k]).abs();
            assert!(off < children.sd_deg[k], "{off} at {k} %");
        }
    }

    #[test]
    fn every_caveat_study_and_population_has_its_text_and_none_is_spare() {
        let all = || TABLES.curves.iter().chain(&TABLES.adult_curves);
        let of_files = ["own", "own_fppa"];
        let caveats = all().map(|t| t.caveat.as_str()).chain(of_files);
        let caveats: BTreeSet<&str> = caveats.collect();
        assert_texts("evidence.caveats", &Vec::from_iter(caveats));
        let studies: BTreeSet<&str> = all().map(|t| t.source.as_str()).collect();
        assert_texts("evidence.studies", &Vec::from_iter(studies));
        let populations = [
            "men",
            "women",
            "both",
            "children",
            "children_at_one",
            "children_at_two",
            "adults_at_one",
        ];
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
