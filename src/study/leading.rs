//! The columns that every table begins with: the clip, and what the user's table says of it.

use crate::study::cell::{Cell, Column, Kind};
use crate::study::record::Record;

/// The name of the first column of every table.
pub(crate) const CLIP_ID: &str = "clip_id";

/// Columns of names, whatever they are made of.
const IS_NAME: [&str; 3] = ["file", "subject", "session"];

/// The columns that every table begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leading(Vec<Column>);

impl Leading {
    /// Those of all clips of a study: a column of the user's that holds nothing but numbers is one of numbers.
    #[must_use]
    pub fn of(records: &[Record]) -> Self {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in records.iter().flat_map(|r| &r.clip.columns) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let column = |name: &str| {
            let values = records.iter().filter_map(|r| value(r, name));
            let mut known = values.filter(|value| !value.is_empty()).peekable();
            let is_number = known.peek().is_some() && known.all(|v| number(v).is_some());
            Column {
                name: name.to_owned(),
                kind: if is_number && !IS_NAME.contains(&name) { Kind::Number } else { Kind::Text },
                what: "From the table of clips.".to_owned(),
            }
        };
        let clip_id = Column {
            name: CLIP_ID.to_owned(),
            kind: Kind::Text,
            what: "The clip; the same in every table.".to_owned(),
        };
        Self(std::iter::once(clip_id).chain(names.into_iter().map(column)).collect())
    }

    /// In order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.0
    }

    /// What a clip has in them.
    #[must_use]
    pub fn cells(&self, record: &Record) -> Vec<Cell> {
        let cell = |column: &Column| match value(record, &column.name) {
            _ if column.name == CLIP_ID => record.clip.id.as_str().into(),
            None | Some("") => Cell::Missing,
            Some(text) if column.kind == Kind::Number => number(text).into(),
            Some(text) => text.into(),
        };
        self.0.iter().map(cell).collect()
    }
}

fn value<'a>(record: &'a Record, column: &str) -> Option<&'a str> {
    record.clip.columns.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str())
}

/// A number, unless its digits are a name: a leading zero is lost in a number.
fn number(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches('-');
    let is_name = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    text.parse::<f64>().ok().filter(|n| n.is_finite() && !is_name)
}
