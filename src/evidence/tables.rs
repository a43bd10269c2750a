//! The norm tables, read once from the CSV files of `data/`.
//!
//! What each table holds, who was measured and where the numbers come from: `docs/evidence.md` §5. A table of curves
//! is added as a file and a row of [`CURVES`]; where two tables hold the same angle, the first counts.

use crate::evidence::speed_norm::SpeedNorm;
use crate::evidence::table_curves::{angle_tables, angle_tables_by_speed};
use crate::evidence::table_reading::{adult_tables, measure_tables, reference, speed_norms};
use crate::evidence::table_rows::{Table, TableError};
use crate::evidence::table_types::{AdultTable, AngleTable, MeasureTable, Reference};
use std::sync::LazyLock;

macro_rules! table {
    ($name:literal) => {
        Table { name: $name, text: include_str!(concat!("data/", $name)) }
    };
}

/// The speeds that norms are chosen by.
const GROUPS: Table = table!("speed_groups.csv");

/// Values of the mean curves at these speeds.
const SPEED_NORMS: Table = table!("speed_norms_schwartz2008.csv");

/// Angles over the cycle.
const CURVES: &[Table] = &[table!("curves_schwartz2008.csv")];

/// Angles of adults over the cycle, at their own pace.
const ADULT_CURVES: &[Table] = &[table!("curves_evans2024.csv")];

/// Single measures by speed.
const MEASURES: &[Table] = &[table!("measures_schwartz2008.csv")];

/// Single measures of adults.
const ADULTS: &[Table] = &[table!("adults_gouelle.csv")];

/// All tables. A test reads every embedded file, so none can fail here; were one to, there would be no norms.
pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let tables = Tables::read();
    debug_assert!(tables.is_ok(), "{:?}", tables.as_ref().err().map(ToString::to_string));
    tables.unwrap_or_default()
});

/// Everything that the files hold.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) reference: Reference,
    /// One value for each group of the reference.
    pub(super) speed_norms: Vec<(SpeedNorm, Vec<f64>)>,
    pub(super) curves: Vec<AngleTable>,
    pub(super) adult_curves: Vec<AngleTable>,
    pub(super) measures: Vec<MeasureTable>,
    pub(super) adults: Vec<AdultTable>,
}

impl Tables {
    /// Reads and checks every embedded file.
    ///
    /// # Errors
    /// The first row that is malformed, by file and line.
    pub(super) fn read() -> Result<Self, TableError> {
        let reference = reference(&GROUPS)?;
        Ok(Self {
            speed_norms: speed_norms(&SPEED_NORMS, &reference)?,
            curves: all_of(CURVES, angle_tables_by_speed)?,
            adult_curves: all_of(ADULT_CURVES, angle_tables)?,
            measures: all_of(MEASURES, measure_tables)?,
            adults: all_of(ADULTS, adult_tables)?,
            reference,
        })
    }
}

type Reader<T> = fn(&Table) -> Result<Vec<T>, TableError>;

fn all_of<T>(files: &[Table], read: Reader<T>) -> Result<Vec<T>, TableError> {
    let each: Vec<Vec<T>> = files.iter().map(read).collect::<Result<_, _>>()?;
    Ok(each.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::sources::SOURCES;
    use std::path::Path;

    #[test]
    fn every_embedded_table_is_well_formed() {
        if let Err(error) = Tables::read() {
            panic!("src/evidence/data/{error}");
        }
    }

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/evidence/data");
        let several = CURVES.iter().chain(ADULT_CURVES).chain(MEASURES).chain(ADULTS);
        let embedded: Vec<&str> =
            [&GROUPS, &SPEED_NORMS].into_iter().chain(several).map(|t| t.name).collect();
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name();
            assert!(embedded.contains(&name.to_str().unwrap()), "{name:?} is not read");
        }
    }

    #[test]
    fn every_table_has_a_source_that_resolves() {
        let curves = TABLES.curves.iter().chain(&TABLES.adult_curves).map(|t| &t.source);
        let measures = TABLES.measures.iter().map(|t| &t.source);
        let adults = TABLES.adults.iter().map(|t| &t.source);
        let all: Vec<&String> = curves.chain(measures).chain(adults).collect();
        assert!(all.len() > 20);
        for source in all {
            assert!(SOURCES.iter().any(|s| s.key == source), "{source}");
        }
    }

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
        let curves = |line, change: fn(&str) -> String| {
            error_of(angle_tables, with(CURVES[0].text, line, change))
        };
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
        let adults = |line, from, to| {
            error_of(adult_tables, with(ADULTS[0].text, line, |l| l.replace(from, to)))
        };
        assert!(adults(3, "women", "men").starts_with("x.csv, line 3: a row of men"));
        assert!(adults(2, "98.5", "198.5").starts_with("x.csv, line 2: low"));
        assert!(adults(2, "cadence_spm", "").starts_with("x.csv, line 2: "));
        assert!(adults(1, "unit", "units").starts_with("x.csv, line 2: "));
        let measures = |line, from, to| {
            error_of(measure_tables, with(MEASURES[0].text, line, |l| l.replace(from, to)))
        };
        assert!(measures(3, "0.290", "0.1").starts_with("x.csv, line 3: "));
        assert!(measures(4, "4.7", "-4.7").starts_with("x.csv, line 4: "));
        let groups =
            |line, from, to| error_of(reference, with(GROUPS.text, line, |l| l.replace(from, to)));
        assert!(groups(4, "usual", "free").contains("usual"));
        assert!(groups(3, "0.455", "0.2").starts_with("x.csv, line 3: "));
        assert!(groups(6, "51", "many").starts_with("x.csv, line 6: "));
        assert!(
            error_of(angle_tables, with(CURVES[0].text, 1, |l| l.replace(",98,", ",97,")))
                .contains("percents")
        );
    }
}
