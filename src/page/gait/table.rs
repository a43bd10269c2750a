//! The table of measures: left, right, their difference, and what is usual.

use crate::anatomy::Side;
use crate::gait::Angle;
use crate::motion::SeenBy;
use crate::page::basics::number::{Number, decimals, decimals_by, half_width};
use crate::page::text::labels::{MeasureWords, measure_words, title_of};
use crate::page::text::texts::Texts;
use crate::reliability::{Grade, MeasureSummary, NeutralSummary};
use crate::report::Gait;

/// The table of measures.
pub(crate) struct TableView {
    pub(crate) groups: Vec<Group>,
    /// Who the usual ranges are of, by letter.
    pub(crate) populations: Vec<(char, &'static str)>,
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
pub(crate) struct Cell {
    pub(crate) value: Number,
    pub(crate) interval: Option<[Number; 2]>,
    pub(crate) error: Option<Number>,
    /// A star, or that the strides are too few.
    pub(crate) note: &'static str,
}

/// Where a measure usually lies, and whose range that is.
pub(crate) struct UsualView {
    pub(crate) low: Number,
    pub(crate) high: Number,
    pub(crate) letter: char,
}

/// The groups in the order of the table, by how a measure's name begins; the last takes all others.
const GROUPS: [(&str, &[&str]); 9] = [
    ("Lengths and speed", &["step_length", "stride_length", "walking_speed", "step_width"]),
    ("Stairs and step-down", &["stair_", "step_down", "fppa_stair"]),
    ("Pelvis", &["pelvic"]),
    ("Knee", &["knee", "fppa", "hip_knee"]),
    ("Hip", &["hip", "circumduction"]),
    ("Ankle and foot", &["ankle", "heel"]),
    ("Trunk and arms", &["trunk", "hand"]),
    ("Times", &["stride_time", "step_time", "stance", "swing", "single", "double", "cadence"]),
    ("Others", &[""]),
];

/// In this order on the page: the order above only tells names apart.
const ORDER: [&str; 9] = [
    "Times",
    "Lengths and speed",
    "Stairs and step-down",
    "Pelvis",
    "Hip",
    "Knee",
    "Ankle and foot",
    "Trunk and arms",
    "Others",
];

/// What the groups are called in the catalogue.
const GROUP_KEYS: [(&str, &str); 9] = [
    ("Times", "times"),
    ("Lengths and speed", "lengths"),
    ("Stairs and step-down", "stairs"),
    ("Pelvis", "pelvis"),
    ("Hip", "hip"),
    ("Knee", "knee"),
    ("Ankle and foot", "ankle"),
    ("Trunk and arms", "trunk"),
    ("Others", "others"),
];

pub(crate) fn view(gait: &Gait, t: Texts) -> TableView {
    let populations = populations(gait);
    let mut names: Vec<&str> = Vec::new();
    for measure in &gait.measures {
        if !names.contains(&measure.name) {
            names.push(measure.name);
        }
    }
    let group = |name: &'static str| {
        let of = names.iter().filter(|n| group_of(n) == name);
        Group {
            name: group_words(t, name),
            rows: of.map(|n| row(gait, n, &populations, t)).collect(),
        }
    };
    let mut groups: Vec<Group> = ORDER.into_iter().map(group).collect();
    groups.push(Group { name: t.key("measures.groups.standing"), rows: standing_rows(gait, t) });
    groups.retain(|g| !g.rows.is_empty());
    TableView { groups, populations }
}

fn group_of(name: &str) -> &'static str {
    let is_it = |(_, beginnings): &&(&str, &[&str])| beginnings.iter().any(|b| name.starts_with(b));
    GROUPS.iter().find(is_it).map_or("Others", |g| g.0)
}

fn group_words(t: Texts, name: &str) -> &'static str {
    let known = GROUP_KEYS.iter().find(|g| g.0 == name).map_or("others", |g| g.1);
    t.key(&format!("measures.groups.{known}"))
}

/// Everyone who stands behind a usual range, once.
fn populations(gait: &Gait) -> Vec<(char, &'static str)> {
    let mut all: Vec<&'static str> = Vec::new();
    for usual in &gait.usual {
        if !all.contains(&usual.population) {
            all.push(usual.population);
        }
    }
    ('a'..='z').zip(all).collect()
}

/// Left and right side by side; what belongs to both stands across both columns.
fn row(gait: &Gait, name: &str, populations: &[(char, &'static str)], t: Texts) -> Row {
    let MeasureWords { label, unit } = measure_words(t, name);
    let of = |side: Option<Side>| {
        gait.measures.iter().enumerate().find(|(_, m)| m.name == name && m.side == side)
    };
    let sides = [of(None), of(Some(Side::Left)), of(Some(Side::Right))];
    let errors = sides.iter().flatten().filter_map(|(_, m)| m.ci95.map(half_width));
    let decimals = decimals(errors, unit);
    let mdc = sides
        .iter()
        .flatten()
        .find_map(|(i, m)| Some(Number::new(m.mdc?, decimals, format!("/gait/measures/{i}/mdc"))));
    let is_by_stickers = sides.iter().flatten().any(|(_, m)| m.seen_by == SeenBy::Stickers);
    let n = |(i, m): &(usize, &MeasureSummary)| {
        Number::new(m.n as f64, 0, format!("/gait/measures/{i}/n"))
    };
    Row {
        name: match is_by_stickers {
            true => t.fill("page_gait.table.by_stickers", &[("name", label)]),
            false => label.to_owned(),
        },
        unit,
        n: sides.iter().flatten().map(n).collect(),
        difference: difference(gait, name, decimals),
        usual: usual(gait, name, decimals, populations),
        mdc,
        both: sides[0].map(|(i, m)| cell(i, m, decimals, t)),
        left: sides[1].map(|(i, m)| cell(i, m, decimals, t)),
        right: sides[2].map(|(i, m)| cell(i, m, decimals, t)),
    }
}

fn cell(index: usize, measure: &MeasureSummary, decimals: usize, t: Texts) -> Cell {
    let at = |what: &str| format!("/gait/measures/{index}/{what}");
    let is_too_few = measure.grade == Grade::Insufficient;
    Cell {
        value: Number::new(measure.mean, decimals, at("mean")),
        interval: measure.ci95.map(|ends| interval(ends, decimals, &at("ci95"))),
        error: None,
        note: if is_too_few { t.key("page_gait.table.too_few") } else { "" },
    }
}

fn interval(ends: [f64; 2], decimals: usize, at: &str) -> [Number; 2] {
    [0, 1].map(|k| Number::new(ends[k], decimals, format!("{at}/{k}")))
}

/// With a star where a leg was the hidden one.
fn difference(gait: &Gait, name: &str, decimals: usize) -> Option<Cell> {
    let index = gait.symmetries.iter().position(|s| s.values.name == name)?;
    let found = &gait.symmetries[index];
    let at = |what: &str| format!("/gait/symmetries/{index}/{what}");
    Some(Cell {
        value: Number::new(found.values.difference, decimals, at("difference")),
        interval: found
            .difference_ci95
            .map(|ends| interval(ends, decimals, &at("difference_ci95"))),
        error: None,
        note: if found.near_against_far { "*" } else { "" },
    })
}

fn usual(
    gait: &Gait,
    name: &str,
    decimals: usize,
    populations: &[(char, &'static str)],
) -> Option<UsualView> {
    let index = gait.usual.iter().position(|u| u.measure == name)?;
    let usual = &gait.usual[index];
    let number =
        |value, what: &str| Number::new(value, decimals, format!("/gait/usual/{index}/{what}"));
    Some(UsualView {
        low: number(usual.low, "low"),
        high: number(usual.high, "high"),
        letter: populations.iter().find(|p| p.1 == usual.population)?.0,
    })
}

/// The angles of quiet standing. Thigh is the hip against vertical.
fn standing_rows(gait: &Gait, t: Texts) -> Vec<Row> {
    let row = |angle: Angle| {
        let of = |side: Option<Side>| {
            let is_it = |n: &NeutralSummary| n.value.angle == angle && n.value.side == side;
            let index = gait.neutral.iter().position(is_it)?;
            let found = &gait.neutral[index];
            let decimals = decimals_by(found.error_deg);
            let number = |value, what: &str| {
                Number::new(value, decimals, format!("/gait/neutral/{index}/{what}"))
            };
            let error = Some(number(found.error_deg, "error_deg"));
            Some(Cell { value: number(found.value.deg, "deg"), interval: None, error, note: "" })
        };
        let [both, left, right] = [None, Some(Side::Left), Some(Side::Right)].map(of);
        (both.is_some() || left.is_some() || right.is_some()).then(|| Row {
            name: title_of(t, angle).to_owned(),
            unit: t.key("measures.units.deg"),
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

    #[test]
    fn every_measure_has_a_group_that_fits() {
        for (name, group) in [
            ("step_time_s", "Times"),
            ("cadence_spm", "Times"),
            ("step_length_m", "Lengths and speed"),
            ("step_down_fppa_lowest_deg", "Stairs and step-down"),
            ("fppa_stair_lowering_deg", "Stairs and step-down"),
            ("fppa_loading_peak_deg", "Knee"),
            ("hip_knee_coupling_deg", "Knee"),
            ("hip_adduction_stance_peak_deg", "Hip"),
            ("heel_rise_pct", "Ankle and foot"),
            ("brand_new_deg", "Others"),
        ] {
            assert_eq!(group_of(name), group, "{name}");
        }
        let is_shown = |g: &(&str, &[&str])| ORDER.contains(&g.0);
        assert!(GROUPS.iter().all(is_shown), "a group without a place on the page");
    }
}
