//! From rows to norm tables: each table's promises are checked here, so that whoever uses one need not.

use crate::evidence::speed_norm::SpeedNorm;
use crate::evidence::table_rows::{
    AdultRow, GroupRow, MeasureRow, Row, Sex, SpeedNormRow, Table, TableError, rows,
};
use crate::evidence::table_types::{AdultTable, MeasureTable, Reference};

/// The speeds that norms are chosen by.
pub(super) fn reference(table: &Table) -> Result<Reference, TableError> {
    let mut all = Reference::default();
    let mut usual = None;
    for row in rows::<GroupRow>(table)? {
        let d = &row.data;
        row.is_filled(&[&d.source, &d.study, &d.population, &d.speed])?;
        row.is_of_people(Some(d.n), [d.age_min, d.age_max])?;
        row.is_next(&all.speeds, d.speed_over_sqrt_gl)?;
        row.is_next(&all.cadences, d.cadence_over_sqrt_g_per_l)?;
        if d.speed == "usual" {
            usual = Some(all.speeds.len());
        }
        all.speeds.push(d.speed_over_sqrt_gl);
        all.cadences.push(d.cadence_over_sqrt_g_per_l);
        all.ids.push(row.data.speed);
    }
    all.usual = usual.ok_or_else(|| table.fault("one speed is called 'usual'"))?;
    table.has_two(&all.speeds)?;
    Ok(all)
}

/// The values of the mean curves, one for each speed of the reference.
pub(super) fn speed_norms(
    table: &Table,
    reference: &Reference,
) -> Result<Vec<(SpeedNorm, Vec<f64>)>, TableError> {
    let all = rows::<SpeedNormRow>(table)?;
    for row in &all {
        let d = &row.data;
        row.is_filled(&[&d.source, &d.population, &d.unit, &d.basis])?;
        row.is_of_people(Some(d.n), [d.age_min, d.age_max])?;
        row.keeps(d.mean.is_finite(), "a mean is a finite number")?;
        let is_known = SpeedNorm::ALL.iter().any(|norm| norm.key() == d.norm);
        row.keeps(is_known, "a norm is one that the program uses")?;
    }
    let of = |norm: SpeedNorm| {
        let mut values = Vec::new();
        for row in all.iter().filter(|r| r.data.norm == norm.key()) {
            let (i, d) = (values.len(), &row.data);
            let is_group = reference.speeds.get(i) == Some(&d.speed_over_sqrt_gl)
                && reference.ids.get(i) == Some(&d.speed);
            row.keeps(is_group, "a norm's speeds are those of the reference, slow to fast")?;
            values.push(d.mean);
        }
        match values.len() == reference.speeds.len() {
            true => Ok((norm, values)),
            false => Err(table.fault(&format!("'{}' has a row for each speed", norm.key()))),
        }
    };
    SpeedNorm::ALL.into_iter().map(of).collect()
}

/// The measures of a table, one row for each speed.
pub(super) fn measure_tables(table: &Table) -> Result<Vec<MeasureTable>, TableError> {
    let mut all: Vec<MeasureTable> = Vec::new();
    for row in rows::<MeasureRow>(table)? {
        let d = &row.data;
        row.is_filled(&[&d.source, &d.population, &d.speed, &d.measure, &d.unit])?;
        row.is_of_people(Some(d.n), [d.age_min, d.age_max])?;
        row.keeps(d.mean.is_finite() && d.sd >= 0.0, "a mean is finite and no sd is negative")?;
        row.is_measure(&d.measure)?;
        let is_of = |t: &MeasureTable| (&t.measure, &t.source) == (&d.measure, &d.source);
        if !all.last().is_some_and(is_of) {
            row.keeps(!all.iter().any(is_of), "the rows of a measure stand together")?;
            all.push(MeasureTable {
                measure: d.measure.clone(),
                source: d.source.clone(),
                population: d.population.clone(),
                speeds: Vec::new(),
                values: Vec::new(),
            });
        }
        if let Some(measure) = all.last_mut() {
            row.keeps(
                measure.population == d.population,
                "a measure's rows are of one population",
            )?;
            row.is_next(&measure.speeds, d.speed_over_sqrt_gl)?;
            measure.speeds.push(d.speed_over_sqrt_gl);
            measure.values.push([d.mean, d.sd]);
        }
    }
    all.iter().try_for_each(|measure| table.has_two(&measure.speeds))?;
    Ok(all)
}

/// The measures of a table of adults: two rows for each, men and women.
pub(super) fn adult_tables(table: &Table) -> Result<Vec<AdultTable>, TableError> {
    let all = rows::<AdultRow>(table)?;
    let pairs = all.chunks(2).map(|pair| match pair {
        [men, women] => of_both_sexes(men, women),
        _ => Err(table.fault("a row of men is followed by one of women")),
    });
    pairs.collect()
}

fn of_both_sexes(men: &Row<AdultRow>, women: &Row<AdultRow>) -> Result<AdultTable, TableError> {
    for row in [men, women] {
        let d = &row.data;
        row.is_measure(&d.measure)?;
        row.is_filled(&[&d.source, &d.measure, &d.unit])?;
        row.is_of_people(d.n, [d.age_min, d.age_max])?;
        row.keeps(d.low < d.high, "low is below high")?;
    }
    let (m, w) = (&men.data, &women.data);
    let are_in_order = m.population == Sex::Men && w.population == Sex::Women;
    let are_same = (&m.measure, &m.source, &m.unit) == (&w.measure, &w.source, &w.unit);
    women.keeps(are_in_order && are_same, "a row of men is followed by one of women")?;
    Ok(AdultTable {
        measure: m.measure.clone(),
        source: m.source.clone(),
        men: [m.low, m.high],
        women: [w.low, w.high],
    })
}
