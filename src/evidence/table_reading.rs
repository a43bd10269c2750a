//! From rows to norm tables: each table's promises are checked here, so that whoever uses one need not.

use super::norms::SpeedNorm;
use super::table_rows::{
    AdultRow, GroupRow, MeasureRow, Row, Sex, SpeedNormRow, Table, TableError, rows,
};
use super::tables::{AdultTable, MeasureTable, Reference};

/// The speeds that norms are chosen by.
pub(super) fn reference(table: &Table) -> Result<Reference, TableError> {
    let mut all = Reference::default();
    let mut usual = None;
    for row in rows::<GroupRow>(table)? {
        let d = &row.data;
        row.is_filled(&[&d.source, &d.study, &d.population, &d.speed_name], Some(d.n))?;
        row.is_next(&all.speeds, d.speed_over_sqrt_gl)?;
        row.is_next(&all.cadences, d.cadence_over_sqrt_g_per_l)?;
        if d.speed_name == "usual" {
            usual = Some(all.speeds.len());
        }
        all.speeds.push(d.speed_over_sqrt_gl);
        all.cadences.push(d.cadence_over_sqrt_g_per_l);
        all.names.push(row.data.speed_name);
    }
    all.usual = usual.ok_or_else(|| table.fault("one speed is called 'usual'"))?;
    has_two(table, &all.speeds)?;
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
        row.is_filled(&[&d.source, &d.population, &d.unit, &d.basis], Some(d.n))?;
        row.keeps(d.mean.is_finite(), "a mean is a finite number")?;
        let is_known = SpeedNorm::ALL.iter().any(|norm| norm.key() == d.norm);
        row.keeps(is_known, "a norm is one that the program uses")?;
    }
    let of = |norm: SpeedNorm| {
        let mut values = Vec::new();
        for row in all.iter().filter(|r| r.data.norm == norm.key()) {
            let (i, d) = (values.len(), &row.data);
            let is_group = reference.speeds.get(i) == Some(&d.speed_over_sqrt_gl)
                && reference.names.get(i) == Some(&d.speed_name);
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
        row.is_filled(&[&d.source, &d.population, &d.speed_name, &d.measure, &d.unit], Some(d.n))?;
        row.keeps(d.mean.is_finite() && d.sd >= 0.0, "a mean is finite and no sd is negative")?;
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
    all.iter().try_for_each(|measure| has_two(table, &measure.speeds))?;
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
        row.is_filled(&[&d.source, &d.population, &d.measure, &d.unit], d.n)?;
        row.keeps(d.low < d.high, "low is below high")?;
        row.keeps(d.age_min < d.age_max, "age_min is below age_max")?;
    }
    let (m, w) = (&men.data, &women.data);
    let are_in_order = m.sex == Sex::Men && w.sex == Sex::Women;
    let are_same = (&m.measure, &m.source, &m.population) == (&w.measure, &w.source, &w.population);
    women.keeps(are_in_order && are_same, "a row of men is followed by one of women")?;
    Ok(AdultTable {
        measure: m.measure.clone(),
        source: m.source.clone(),
        men: [m.low, m.high],
        women: [w.low, w.high],
        populations: ["men", "women", "men and women"]
            .map(|who| format!("{who} of {}", m.population)),
    })
}

/// Norms are read between two speeds.
pub(super) fn has_two(table: &Table, speeds: &[f64]) -> Result<(), TableError> {
    if speeds.len() >= 2 { Ok(()) } else { Err(table.fault("there are two speeds or more")) }
}

#[cfg(test)]
mod tests {
    use super::super::table_curves::angle_tables;
    use super::*;

    const CURVES: &str = include_str!("data/curves_schwartz2008.csv");
    const MEASURES: &str = include_str!("data/measures_schwartz2008.csv");
    const ADULTS: &str = include_str!("data/adults_gouelle.csv");
    const GROUPS: &str = include_str!("data/speed_groups.csv");

    /// The text with one line changed; lines count from 1.
    fn with(text: &str, line: usize, change: impl Fn(&str) -> String) -> &'static str {
        let changed = |(i, l): (usize, &str)| if i + 1 == line { change(l) } else { l.to_owned() };
        let lines: Vec<String> = text.lines().enumerate().map(changed).collect();
        Box::leak(lines.join("\n").into_boxed_str())
    }

    fn error_of<T>(read: fn(&Table) -> Result<T, TableError>, text: &'static str) -> String {
        read(&Table { name: "x.csv", text }).err().map_or(String::new(), |e| e.to_string())
    }

    #[test]
    fn an_error_names_the_row() {
        let curves =
            |line, change: fn(&str) -> String| error_of(angle_tables, with(CURVES, line, change));
        let faults = [
            curves(4, |l| l.replace(",4.6,6.1,", ",four,6.1,")),
            curves(7, |l| l.replace("usual", "slow")),
            curves(6, |l| format!("{l},1.0")),
            curves(8, |l| l.replace("knee_flexion_deg", "knee_bend_deg")),
            curves(2, |l| l.replace(",77,", ",0,")),
            curves(10, |l| l.replace("mean", "sd")),
        ];
        for (fault, line) in faults.iter().zip([4, 7, 6, 8, 2, 10]) {
            assert!(fault.starts_with(&format!("x.csv, line {line}: ")), "{line}: {fault}");
        }
    }

    #[test]
    fn no_malformed_table_is_read() {
        let adults =
            |line, from, to| error_of(adult_tables, with(ADULTS, line, |l| l.replace(from, to)));
        assert!(adults(3, "women", "men").starts_with("x.csv, line 3: a row of men"));
        assert!(adults(2, "98.5", "198.5").starts_with("x.csv, line 2: low"));
        assert!(adults(2, "cadence_spm", "").starts_with("x.csv, line 2: "));
        assert!(adults(1, "unit", "units").starts_with("x.csv, line 2: "));
        let measures = |line, from, to| {
            error_of(measure_tables, with(MEASURES, line, |l| l.replace(from, to)))
        };
        assert!(measures(3, "0.290", "0.1").starts_with("x.csv, line 3: "));
        assert!(measures(4, "4.7", "-4.7").starts_with("x.csv, line 4: "));
        let groups =
            |line, from, to| error_of(reference, with(GROUPS, line, |l| l.replace(from, to)));
        assert!(groups(4, "usual", "free").contains("usual"));
        assert!(groups(3, "0.455", "0.2").starts_with("x.csv, line 3: "));
        assert!(groups(6, "51", "many").starts_with("x.csv, line 6: "));
        assert!(
            error_of(angle_tables, with(CURVES, 1, |l| l.replace(",98,", ",97,")))
                .contains("percents")
        );
    }
}
