//! The wide table: one row a clip, one column a measure, task and side.

use crate::study::cell::{Cell, Column, Kind};
use crate::study::tables::clip_data::ClipData;
use std::collections::BTreeMap;

/// A column's place in the order of the reports, and its name.
type Key = (usize, String);

/// The wide table. Clips are added one by one, because which columns there are is known after the last one only.
#[derive(Debug, Default)]
pub struct Wide {
    columns: BTreeMap<Key, String>,
    rows: Vec<BTreeMap<Key, Cell>>,
}

impl Wide {
    /// Adds a clip; one without report has a row without values.
    pub fn add(&mut self, clip: &ClipData<'_>) {
        let mut row = BTreeMap::new();
        let measures = clip.report().into_iter().flat_map(|report| &report.gait.measures);
        for measure in measures {
            let spec = measure.measure.spec();
            let side = measure.side.map_or("both", |side| side.name());
            let stem = format!("{}_{side}_{}", measure.task.name(), spec.name);
            let [low, high] = measure.ci95.map_or([None; 2], |ends| ends.map(Some));
            let values: [(&str, Cell, &str); 4] = [
                ("", measure.mean.into(), "Mean over the strides."),
                ("_ci95_low", low.into(), "Lower end of its 95 % interval."),
                ("_ci95_high", high.into(), "Upper end of its 95 % interval."),
                ("_strides_n", measure.n.into(), "How many strides it is of."),
            ];
            for (place, (end, value, what)) in values.into_iter().enumerate() {
                let key = (4 * measure.measure as usize + place, format!("{stem}{end}"));
                self.columns.entry(key.clone()).or_insert_with(|| what.to_owned());
                row.insert(key, value);
            }
        }
        self.rows.push(row);
    }

    /// The columns that any clip has.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let of = |((_, name), what): (&Key, &String)| Column {
            name: name.clone(),
            kind: if name.ends_with("_strides_n") { Kind::Count } else { Kind::Number },
            what: what.clone(),
        };
        self.columns.iter().map(of).collect()
    }

    /// One row a clip, in the order in which they were added.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Cell>> {
        self.rows.iter().map(|row| {
            let cell = |key: &Key| row.get(key).cloned().unwrap_or(Cell::Missing);
            self.columns.keys().map(cell).collect()
        })
    }
}
