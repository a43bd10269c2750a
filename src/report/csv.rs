//! `angles.csv` and `positions.csv`: one row a video frame. `cycles.csv`: one row a percent of a gait cycle.

use crate::anatomy::{Landmark, Side};
use crate::catalogue::id_of;
use crate::gait::{Angle, AngleSeries, GaitAnalysis, Task};
use crate::motion::Motion;
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

/// The cleaned positions of every frame as comma-separated text: those that everything is measured from.
///
/// # Shapes and units
/// Columns: `frame` (index in the clip), `time_s` (real time), then for each landmark `NAME_x_px` and `NAME_y_px`, in pixels of
/// the upright picture, from its left and from its top.
///
/// # Missing data
/// Two empty cells where a landmark is not known. `poses.json` has what the pose model said.
#[must_use]
pub fn positions_csv(motion: &Motion) -> String {
    let mut text = String::from("frame,time_s");
    for landmark in Landmark::ALL {
        let name = id_of(&landmark);
        let _ = write!(text, ",{name}_x_px,{name}_y_px"); // a String takes everything
    }
    text.push('\n');
    for (row, (index, time_s)) in motion.frame_index.iter().zip(&motion.time_s).enumerate() {
        let _ = write!(text, "{index},{time_s:.6}");
        for landmark in Landmark::ALL {
            let [x, y] = motion.in_picture(motion.at(landmark, row), row);
            if x.is_finite() && y.is_finite() {
                let _ = write!(text, ",{x:.2},{y:.2}");
            } else {
                text.push_str(",,");
            }
        }
        text.push('\n');
    }
    text
}

/// The angles over each gait cycle as comma-separated text.
///
/// # Shapes and units
/// 101 rows a cycle, for 0 to 100 % of it. Columns: `cycle` (an index into the report's cycles), `side` (whose cycle, and
/// whose angles), `task`, `pct` (percent of the cycle), then every angle; degrees.
///
/// # Missing data
/// An empty cell where the view or the landmarks do not show the angle, or that part of the cycle was not seen. Of a leg
/// that was near to the camera in some passes and far in others, only the near cycles have angles.
#[must_use]
pub fn cycles_csv(motion: &Motion, gait: &GaitAnalysis) -> String {
    let mut text = String::from("cycle,side,task,pct");
    for angle in Angle::ALL {
        let _ = write!(text, ",{}", angle.column());
    }
    text.push('\n');
    let sampled = gait.sampled(motion);
    for (index, cycle) in gait.cycles.iter().enumerate() {
        let of = |angle: Angle| sampled.iter().find(|s| s.cycle == index && s.angle == angle);
        let curves = Angle::ALL.map(of);
        let task = gait.task_of(cycle).map_or("", Task::name);
        for pct in 0..=100 {
            let _ = write!(text, "{index},{},{task},{pct}", cycle.side.name());
            for curve in &curves {
                text.push(',');
                if let Some(deg) = curve.map(|c| c.deg[pct]).filter(|deg| deg.is_finite()) {
                    text.push_str(&cell(deg));
                }
            }
            text.push('\n');
        }
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
