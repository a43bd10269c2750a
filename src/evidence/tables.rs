//! The norm tables, read once from the CSV files of `data/`.
//!
//! What each table holds, who was measured and where the numbers come from: `docs/evidence.md` §5. A table of curves
//! is added as a file and a row of [`CURVES`]; where two tables hold the same angle, the first counts.

use super::norms::SpeedNorm;
use super::table_curves::angle_tables;
use super::table_reading::{adult_tables, measure_tables, reference, speed_norms};
use super::table_rows::{Table, TableError};
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
    pub(super) measures: Vec<MeasureTable>,
    pub(super) adults: Vec<AdultTable>,
}

/// The speeds of the reference study, slow to fast, and what goes with each.
#[derive(Default)]
pub(super) struct Reference {
    pub(super) speeds: Vec<f64>,
    pub(super) cadences: Vec<f64>,
    pub(super) names: Vec<String>,
    /// Which of them is people's own.
    pub(super) usual: usize,
}

/// People who walked at one speed.
pub(super) struct Group {
    pub(super) population: String,
    pub(super) n: u32,
    pub(super) speed_name: String,
}

/// An angle over the cycle at the speeds of one study, slow to fast.
pub(super) struct AngleTable {
    pub(super) angle: String,
    pub(super) source: String,
    pub(super) study: String,
    pub(super) caveat: String,
    pub(super) speeds: Vec<f64>,
    pub(super) groups: Vec<Group>,
    /// Mean and standard deviation of each group.
    pub(super) curves: Vec<[Vec<f64>; 2]>,
}

/// A measure at the speeds of one study, slow to fast.
pub(super) struct MeasureTable {
    pub(super) measure: String,
    pub(super) source: String,
    pub(super) population: String,
    pub(super) speeds: Vec<f64>,
    /// Mean and standard deviation of each speed.
    pub(super) values: Vec<[f64; 2]>,
}

/// A measure of adults.
pub(super) struct AdultTable {
    pub(super) measure: String,
    pub(super) source: String,
    pub(super) men: [f64; 2],
    pub(super) women: [f64; 2],
    /// Men, women, both.
    pub(super) populations: [String; 3],
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
            curves: all_of(CURVES, angle_tables)?,
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
    use crate::evidence::SOURCES;
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
        let several = CURVES.iter().chain(MEASURES).chain(ADULTS);
        let embedded: Vec<&str> =
            [&GROUPS, &SPEED_NORMS].into_iter().chain(several).map(|t| t.name).collect();
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name();
            assert!(embedded.contains(&name.to_str().unwrap()), "{name:?} is not read");
        }
    }

    #[test]
    fn every_table_has_a_source_that_resolves() {
        let curves = TABLES.curves.iter().map(|t| &t.source);
        let measures = TABLES.measures.iter().map(|t| &t.source);
        let adults = TABLES.adults.iter().map(|t| &t.source);
        let all: Vec<&String> = curves.chain(measures).chain(adults).collect();
        assert!(all.len() > 20);
        for source in all {
            assert!(SOURCES.iter().any(|s| s.key == source), "{source}");
        }
    }
}
