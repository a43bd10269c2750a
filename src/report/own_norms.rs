//! Norms of the user's own beside what was measured: they take the place of all built-in ones.

use crate::catalogue::{Catalogue, Text};
use crate::evidence::{CurveNorm, NormGroup, NormHead, OwnNorms, ValueNorm};
use crate::gait::Angle;
use crate::report::inputs::ReportInputs;
use crate::report::norms::{NormBand, NormSpeed, Norms, OWN, Usual, measured, shown_angles};
use crate::signal::rounded;

/// The norms of a file in place of the built-in ones. Limits are no norms: they stay. An angle or measure that the file
/// lacks has no norm, so no report mixes people of both.
pub(super) fn in_place_of(built_in: Norms, own: &OwnNorms, inputs: &ReportInputs<'_>) -> Norms {
    let speed = |s: NormSpeed| NormSpeed { beyond: own.beyond(s.value), ..s };
    let band = |angle| Some(band(own, own.curve(angle)?));
    let range = |measure| Some(range(own, own.value(measure)?));
    Norms {
        speed: built_in.speed.map(speed),
        curves: shown_angles(inputs).filter_map(band).collect(),
        usual: measured(inputs).filter_map(range).collect(),
        lines: built_in.lines,
    }
}

fn band(own: &OwnNorms, curve: &CurveNorm) -> NormBand {
    let caveat_id = if curve.angle == Angle::Fppa { "own_fppa" } else { OWN };
    NormBand {
        angle: curve.angle,
        population: people(&own.head, curve.n),
        groups: vec![NormGroup { population: OWN.into(), n: curve.n, speed: Text::default() }],
        source: own.source_key().into(),
        study: own.head.name.clone().into(),
        caveat_id: caveat_id.into(),
        caveat: Catalogue::english().text(&format!("evidence.caveats.{caveat_id}")).into(),
        mean_deg: curve.mean_deg.clone(),
        sd_deg: curve.sd_deg.clone(),
    }
}

fn range(own: &OwnNorms, norm: &ValueNorm) -> Usual {
    let [low, high] = [norm.mean - norm.sd, norm.mean + norm.sd].map(|v| rounded(v, 3));
    let who = people(&own.head, own.head.persons);
    let population = Catalogue::english()
        .filled("evidence.own.measures", &[("who", &who), ("name", &own.head.name)]);
    Usual {
        measure: norm.measure,
        low,
        high,
        population_id: OWN.into(),
        population: population.into(),
        source: own.source_key().into(),
        n: Some(norm.n),
    }
}

/// Who was measured, and how many of them.
fn people(head: &NormHead, n: u32) -> String {
    let n = n.to_string();
    let texts = Catalogue::english();
    match head.population.is_empty() {
        true => texts.filled("evidence.own.people", &[("n", &n)]),
        false => {
            texts.filled("evidence.own.population", &[("population", &head.population), ("n", &n)])
        }
    }
}
