//! The table of measures: left, right, their difference, and what is usual.

use crate::anatomy::Side;
use crate::evidence::limits::LEAST_CYCLES;
use crate::gait::{Angle, MeasureGroup, MeasureId, Task, Unit};
use crate::motion::SeenBy;
use crate::page::basics::grouped::Named;
use crate::page::basics::number::{Number, decimals_of};
use crate::page::gait::tasks::of_task;
use crate::page::text::labels::{MeasureWords, measure_words, title_of};
use crate::page::text::texts::Texts;
use crate::reliability::{Grade, MeasureSummary, NeutralSummary};
use crate::report::Gait;

/// The table of measures.
pub(crate) struct TableView {
    pub(crate) groups: Vec<Group>,
    /// Who the usual ranges are of, by letter.
    pub(crate) populations: Vec<(char, String)>,
    /// How many strides a mean needs, where a leg has fewer.
    pub(crate) too_few: String,
    /// What each measure of the table is.
    pub(crate) definitions: Vec<Named>,
}

/// Measures of one kind.
pub(crate) struct Group {
    pub(crate) name: &'static str,
    pub(crate) rows: Vec<Row>,
}

/// One line of the table.
pub(crate) struct Row {
    pub(crate) name: String,
    /// What belongs to both legs; the columns of each are empty then.
    pub(crate) both: Option<Cell>,
    pub(crate) left: Option<Cell>,
    pub(crate) right: Option<Cell>,
    pub(crate) difference: Option<Cell>,
    pub(crate) n: Vec<Number>,
    pub(crate) unit: &'static str,
    pub(crate) mdc: Option<Number>,
    pub(crate) usual: Option<UsualView>,
}

/// A value with its interval, or with its error.
#[derive(Default)]
pub(crate) struct Cell {
    /// Absent where there are too few strides for it.
    pub(crate) value: Option<Number>,
    pub(crate) interval: Option<[Number; 2]>,
    pub(crate) error: Option<Number>,
    /// A star, or how many strides there are and are needed.
    pub(crate) note: String,
}

/// Where a measure usually lies, and whose range that is.
pub(crate) struct UsualView {
    pub(crate) low: Number,
    pub(crate) high: Number,
    pub(crate) letter: char,
}

/// The groups in the order of the table.
const ORDER: [MeasureGroup; 8] = [
    MeasureGroup::Times,
    MeasureGroup::LengthsAndSpeed,
    MeasureGroup::StairsAndStepDown,
    MeasureGroup::Pelvis,
    MeasureGroup::Hip,
    MeasureGroup::Knee,
    MeasureGroup::AnkleAndFoot,
    MeasureGroup::TrunkAndArms,
];

/// A measure of a task.
pub(super) type Key = (MeasureId, Task);

pub(crate) fn view(gait: &Gait, t: Texts) -> TableView {
    let populations = populations(gait);
    let mut keys: Vec<Key> = Vec::new();
    for key in gait.measures.iter().map(|m| (m.measure, m.task)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let group = |group: MeasureGroup| {
        let of = keys.iter().filter(|(id, _)| id.spec().group == group);
        Group {
            name: t.key(&format!("measures.groups.{}", group.name())),
            rows: of.map(|key| row(gait, *key, &populations, t)).collect(),
        }
    };
    let mut groups: Vec<Group> = ORDER.into_iter().map(group).collect();
    groups.push(Group { name: t.key("measures.groups.standing"), rows: standing_rows(gait, t) });
    groups.retain(|g| !g.rows.is_empty());
    let words = |id: &str| population(gait, id, t);
    let populations = populations.into_iter().map(|(letter, id)| (letter, words(id))).collect();
    TableView {
        definitions: definitions(&keys, t),
        too_few: match has_too_few(gait) {
            true => {
                let least = LEAST_CYCLES.to_string();
                t.fill("page_gait.table.too_few_note", &[("least", &least)])
            }
            false => String::new(),
        },
        groups,
        populations,
    }
}

/// Whether any mean is of too few strides.
fn has_too_few(gait: &Gait) -> bool {
    gait.measures.iter().any(|m| m.grade == Grade::Insufficient)
}

/// What each measure is, once where several tasks have it.
fn definitions(keys: &[Key], t: Texts) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    for (id, _) in keys {
        let text = t.key(&format!("measures.{}.definition", id.stem())).to_owned();
        let named = Named { names: measure_words(t, *id).label.to_owned(), text };
        if !all.contains(&named) {
            all.push(named);
        }
    }
    all
}

/// Everyone who stands behind a usual range, once.
pub(super) fn populations(gait: &Gait) -> Vec<(char, &str)> {
    let mut all: Vec<&str> = Vec::new();
    for usual in &gait.usual {
        if !all.contains(&&*usual.population_id) {
            all.push(&usual.population_id);
        }
    }
    ('a'..='z').zip(all).collect()
}

/// Who stands behind a usual range: people of a norm file in its own words.
pub(super) fn population(gait: &Gait, id: &str, t: Texts) -> String {
    let of_file = gait.usual.iter().find(|u| u.is_of_file() && u.population_id == id);
    let built_in = || t.key(&format!("evidence.populations.{id}")).to_owned();
    of_file.map_or_else(built_in, |usual| usual.population.to_string())
}

/// Left and right side by side; what belongs to both stands across both columns.
pub(super) fn row(gait: &Gait, key: Key, populations: &[(char, &str)], t: Texts) -> Row {
    let MeasureWords { label, unit } = measure_words(t, key.0);
    let of = |side: Option<Side>| {
        gait.measures.iter().enumerate().find(|(_, m)| (m.measure, m.task) == key && m.side == side)
    };
    let sides = [of(None), of(Some(Side::Left)), of(Some(Side::Right))];
    let decimals = decimals_of(key.0.unit());
    let mdc = sides
        .iter()
        .flatten()
        .find_map(|(i, m)| Some(Number::new(m.mdc?, decimals, format!("/gait/measures/{i}/mdc"))));
    let name = of_task(gait, key.1, label, t);
    let is_by_stickers = sides.iter().flatten().any(|(_, m)| m.seen_by == SeenBy::Stickers);
    let n = |(i, m): &(usize, &MeasureSummary)| {
        Number::new(m.n as f64, 0, format!("/gait/measures/{i}/n"))
    };
    Row {
        name: match is_by_stickers {
            true => t.fill("page_gait.table.by_stickers", &[("name", &name)]),
            false => name,
        },
        unit,
        n: sides.iter().flatten().map(n).collect(),
        difference: difference(gait, key, decimals, t),
        usual: usual(gait, key, decimals, populations),
        mdc,
        both: sides[0].map(|(i, m)| cell(i, m, decimals, t)),
        left: sides[1].map(|(i, m)| cell(i, m, decimals, t)),
        right: sides[2].map(|(i, m)| cell(i, m, decimals, t)),
    }
}

fn cell(index: usize, measure: &MeasureSummary, decimals: usize, t: Texts) -> Cell {
    let at = |what: &str| format!("/gait/measures/{index}/{what}");
    let ends = measure.ci95.map(|ends| interval(ends, decimals, &at("ci95")));
    Cell {
        value: Some(Number::new(measure.mean, decimals, at("mean"))),
        interval: ends.map(|ends| ends.map(|end| end.within(measure.measure.possible_values()))),
        error: None,
        note: too_few(measure, t),
    }
}

/// A sign where a mean needs more strides (or repetitions); the note below says how many.
fn too_few(measure: &MeasureSummary, t: Texts) -> String {
    match measure.grade {
        Grade::Insufficient => t.key("page_gait.table.too_few").to_owned(),
        Grade::Good | Grade::Low => String::new(),
    }
}

fn interval(ends: [f64; 2], decimals: usize, at: &str) -> [Number; 2] {
    [0, 1].map(|k| Number::new(ends[k], decimals, format!("{at}/{k}")))
}

/// Whether a leg has too few strides for a mean.
fn has_leg_too_few(gait: &Gait, key: Key) -> bool {
    let mut of = gait.measures.iter().filter(|m| (m.measure, m.task) == key);
    of.any(|m| m.grade == Grade::Insufficient)
}

/// With a star where a leg was the hidden one; from too few strides only what a difference needs.
fn difference(gait: &Gait, key: Key, decimals: usize, t: Texts) -> Option<Cell> {
    let index = gait.symmetries.iter().position(|s| (s.values.measure, s.values.task) == key)?;
    let found = &gait.symmetries[index];
    if has_leg_too_few(gait, key) {
        let least = LEAST_CYCLES.to_string();
        let note = t.fill("page_gait.table.too_few_difference", &[("least", &least)]);
        return Some(Cell { note, ..Cell::default() });
    }
    let at = |what: &str| format!("/gait/symmetries/{index}/{what}");
    Some(Cell {
        value: Some(Number::new(found.values.difference, decimals, at("difference"))),
        interval: found
            .difference_ci95
            .map(|ends| interval(ends, decimals, &at("difference_ci95"))),
        error: None,
        note: if found.near_against_far { "*" } else { "" }.to_owned(),
    })
}

fn usual(
    gait: &Gait,
    key: Key,
    decimals: usize,
    populations: &[(char, &str)],
) -> Option<UsualView> {
    let index =
        gait.usual.iter().position(|u| u.measure == key.0).filter(|_| key.1 == Task::Walking)?;
    let usual = &gait.usual[index];
    let number =
        |value, what: &str| Number::new(value, decimals, format!("/gait/usual/{index}/{what}"));
    Some(UsualView {
        low: number(usual.low, "low"),
        high: number(usual.high, "high"),
        letter: populations.iter().find(|p| p.1 == usual.population_id)?.0,
    })
}

/// The angles of quiet standing. Thigh is the hip against vertical.
pub(super) fn standing_rows(gait: &Gait, t: Texts) -> Vec<Row> {
    let row = |angle: Angle| {
        let of = |side: Option<Side>| {
            let is_it = |n: &NeutralSummary| n.value.angle == angle && n.value.side == side;
            let index = gait.neutral.iter().position(is_it)?;
            let found = &gait.neutral[index];
            let decimals = decimals_of(Unit::Degree);
            let number = |value, what: &str| {
                Number::new(value, decimals, format!("/gait/neutral/{index}/{what}"))
            };
            let error = Some(number(found.error_deg, "error_deg"));
            let value = Some(number(found.value.deg, "deg"));
            Some(Cell { value, error, ..Cell::default() })
        };
        let [both, left, right] = [None, Some(Side::Left), Some(Side::Right)].map(of);
        (both.is_some() || left.is_some() || right.is_some()).then(|| Row {
            name: title_of(t, angle).to_owned(),
            unit: t.key("measures.units.degree"),
            both,
            left,
            right,
            difference: None,
            n: Vec::new(),
            mdc: None,
            usual: None,
        })
    };
    Angle::ALL.into_iter().filter(|a| *a != Angle::Thigh).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_group_has_a_place_on_the_page() {
        assert!(MeasureGroup::iter().all(|group| ORDER.contains(&group)));
    }
}
