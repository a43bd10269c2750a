//! `angles.csv`: one row a video frame.

use crate::anatomy::Side;
use crate::gait::{Angle, AngleSeries};
use crate::track::PoseSequence;
use std::fmt::Write;

/// The angles of every frame as comma-separated text.
///
/// # Shapes and units
/// Columns: `frame` (index in the clip), `time_s` (real time), each leg's angles with `left_` and
/// `right_` before their name, then those of trunk and pelvis; degrees.
///
/// # Missing data
/// An empty cell where the view or the landmarks do not show the angle.
#[must_use]
pub fn angles_csv(sequence: &PoseSequence, angles: &[AngleSeries]) -> String {
    let columns = columns();
    let find = |&(angle, side): &(Angle, Option<Side>)| {
        angles.iter().find(|s| s.angle == angle && s.side == side)
    };
    let series: Vec<Option<&AngleSeries>> = columns.iter().map(find).collect();
    let mut text = String::from("frame,time_s");
    for (angle, side) in &columns {
        let prefix = side.map(|s| format!("{}_", s.name())).unwrap_or_default();
        let _ = write!(text, ",{prefix}{}", angle.column()); // a String takes everything
    }
    text.push('\n');
    for (row, frame) in sequence.frames.iter().enumerate() {
        let _ = write!(text, "{},{:.6}", frame.index, frame.time_s);
        for series in &series {
            text.push(',');
            if let Some(value) = series.and_then(|s| *s.values_deg.get(row)?) {
                text.push_str(&cell(value));
            }
        }
        text.push('\n');
    }
    text
}

/// Every column, in order.
fn columns() -> Vec<(Angle, Option<Side>)> {
    let sided = |side: Side| {
        let angles = Angle::ALL.into_iter().filter(|a| a.is_sided());
        angles.map(move |a| (a, Some(side)))
    };
    let central = Angle::ALL.into_iter().filter(|a| !a.is_sided()).map(|a| (a, None));
    Side::BOTH.into_iter().flat_map(sided).chain(central).collect()
}

/// Three decimals, and no minus before a zero.
fn cell(value_deg: f64) -> String {
    let text = format!("{value_deg:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}
