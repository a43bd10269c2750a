//! Norms to the text of a norm file.

use crate::evidence::norm_file::entries::NormEntries;
use crate::evidence::norm_file::entry_rows::COLUMNS;
use crate::evidence::norm_file::head::NormHead;
use crate::evidence::norm_file::quantity::NormQuantity;
use crate::evidence::norm_file::reading::{MAGIC, NORM_FILE_VERSION};
use crate::gait::Task;
use crate::signal::rounded;
use std::fmt::Write;

/// A tenth of a millimetre, of a millisecond, of a thousandth of a degree: the file adds no error of its own.
const DECIMALS: i32 = 4;

/// The text of a norm file: what reads back as the same norms, to four decimals.
#[must_use]
pub fn norm_file_text(head: &NormHead, entries: &NormEntries) -> String {
    let mut text = format!("{MAGIC},{NORM_FILE_VERSION}\n");
    for (key, value) in head_rows(head) {
        let _ = writeln!(text, "{key},{}", quoted(&value)); // a String takes everything
    }
    let _ = writeln!(text, "\n{}", COLUMNS.join(","));
    for curve in &entries.curves {
        let quantity = NormQuantity::Curve(curve.angle);
        for (percent, pair) in curve.mean_deg.iter().zip(&curve.sd_deg).enumerate() {
            text += &row(quantity, &percent.to_string(), (*pair.0, *pair.1), curve.n);
        }
    }
    for value in &entries.values {
        text += &row(NormQuantity::Value(value.measure), "", (value.mean, value.sd), value.n);
    }
    text
}

fn head_rows(head: &NormHead) -> Vec<(&'static str, String)> {
    let [low, high] = match head.speeds {
        Some(speeds) => speeds.map(|s| s.to_string()),
        None => [String::new(), String::new()],
    };
    vec![
        ("name", head.name.clone()),
        ("population", head.population.clone()),
        ("persons", head.persons.to_string()),
        ("speed_low", low),
        ("speed_high", high),
        ("source", head.source.clone()),
        ("made_with", head.made_with.clone()),
    ]
}

fn row(quantity: NormQuantity, percent: &str, (mean, sd): (f64, f64), n: u32) -> String {
    // adding zero: no minus before a zero
    let [mean, sd] = [mean, sd].map(|v| rounded(v, DECIMALS) + 0.0);
    let (name, unit, task) = (quantity.name(), quantity.unit().name(), Task::Walking.name());
    format!("{name},{task},{unit},{percent},{mean},{sd},{n}\n")
}

/// A cell of CSV.
fn quoted(text: &str) -> String {
    match text.contains([',', ';', '\t', '"', '\n', '\r']) || text.trim() != text {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}
