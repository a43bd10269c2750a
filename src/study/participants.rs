//! `participants.tsv`: one row a person, with what the user's table says of the person.

use crate::study::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// The persons of a study as tab-separated text: `participant_id`, and every column of the user's table in which each
/// person has one value. `n/a` is missing, as BIDS has it.
#[must_use]
pub fn participants(records: &[Record]) -> String {
    let mut of_subject: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records {
        if let Some(subject) = &record.clip.subject {
            of_subject.entry(subject).or_default().push(record);
        }
    }
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in records.iter().flat_map(|r| &r.clip.columns) {
        let is_new = !columns.contains(&name.as_str()) && name != "subject" && name != "file";
        if is_new && of_subject.values().all(|own| values(own, name).len() < 2) {
            columns.push(name);
        }
    }
    let head = std::iter::once("participant_id").chain(columns.iter().copied());
    let mut text = line(head);
    for (subject, own) in &of_subject {
        let subject = format!("sub-{subject}");
        let value = |column: &&str| values(own, column).into_iter().next().unwrap_or("n/a");
        text += &line(std::iter::once(subject.as_str()).chain(columns.iter().map(value)));
    }
    text
}

/// A row, without what parts cells and rows inside them.
fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let plain = |cell: &str| cell.replace(['\t', '\n', '\r'], " ");
    cells.map(plain).collect::<Vec<_>>().join("\t") + "\n"
}

/// What a person's clips have in a column, but for nothing.
fn values<'a>(own: &[&'a Record], column: &str) -> BTreeSet<&'a str> {
    let cells = own.iter().flat_map(|r| &r.clip.columns).filter(|(name, _)| name == column);
    cells.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty()).collect()
}
