//! From rows to norm curves: the promises of a table of angles over the cycle.

use crate::evidence::table_rows::{CurveRow, Row, Table, TableError, rows};
use crate::evidence::table_types::{AngleTable, Group};
use crate::gait::Angle;

/// The angles of a table of curves by speed: at two speeds or more, for norms are read between two.
pub(super) fn angle_tables_by_speed(table: &Table) -> Result<Vec<AngleTable>, TableError> {
    let all = angle_tables(table)?;
    all.iter().try_for_each(|angle| table.has_two(&angle.speeds))?;
    Ok(all)
}

/// The angles of a table of curves: two rows for each speed, mean and standard deviation.
pub(super) fn angle_tables(table: &Table) -> Result<Vec<AngleTable>, TableError> {
    let mut all: Vec<AngleTable> = Vec::new();
    for pair in rows::<CurveRow>(table)?.chunks(2) {
        let [mean, sd] = pair else {
            return Err(table.fault("a mean is followed by its sd"));
        };
        is_pair(mean, sd)?;
        let d = &mean.data;
        let is_of = |t: &AngleTable| (&t.angle, &t.source) == (&d.angle, &d.source);
        if !all.last().is_some_and(is_of) {
            mean.keeps(!all.iter().any(is_of), "the rows of an angle stand together")?;
            all.push(AngleTable::of(d));
        }
        if let Some(angle) = all.last_mut() {
            mean.is_next(&angle.speeds, d.speed_over_sqrt_gl)?;
            angle.add(d, [mean.values.clone(), sd.values.clone()]);
        }
    }
    Ok(all)
}

/// Mean and standard deviation of the same people.
fn is_pair(mean: &Row<CurveRow>, sd: &Row<CurveRow>) -> Result<(), TableError> {
    let (m, s) = (&mean.data, &sd.data);
    let texts = [&m.source, &m.study, &m.population, &m.speed, &m.basis, &m.caveat];
    mean.is_filled(&texts)?;
    mean.is_of_people(Some(m.n), [m.age_min, m.age_max])?;
    mean.keeps(m.unit == "deg", "curves are in deg")?;
    let is_known = Angle::ALL.iter().any(|a| a.column() == m.angle);
    mean.keeps(is_known, "an angle has the name of a column of angles.csv")?;
    let have_values = !mean.values.is_empty() && sd.values.iter().all(|v| *v >= 0.0);
    mean.keeps(have_values, "a curve has values, and no sd is negative")?;
    mean.keeps(m.statistic == "mean", "a mean is followed by its sd")?;
    sd.keeps(s.statistic == "sd", "a mean is followed by its sd")?;
    sd.keeps(
        people_and_angle(m) == people_and_angle(s),
        "mean and sd are of the same people and angle",
    )
}

/// All that a mean and its standard deviation have in common.
fn people_and_angle(row: &CurveRow) -> ([&str; 8], u32, f64) {
    let r = row;
    let texts =
        [&r.source, &r.study, &r.population, &r.speed, &r.angle, &r.unit, &r.basis, &r.caveat];
    (texts.map(String::as_str), r.n, r.speed_over_sqrt_gl)
}

impl AngleTable {
    fn of(row: &CurveRow) -> Self {
        Self {
            angle: row.angle.clone(),
            source: row.source.clone(),
            study: row.study.clone(),
            caveat: row.caveat.clone(),
            speeds: Vec::new(),
            groups: Vec::new(),
            curves: Vec::new(),
        }
    }

    fn add(&mut self, row: &CurveRow, curves: [Vec<f64>; 2]) {
        self.speeds.push(row.speed_over_sqrt_gl);
        self.groups.push(Group {
            population: row.population.clone(),
            n: row.n,
            speed: row.speed.clone(),
        });
        self.curves.push(curves);
    }
}
