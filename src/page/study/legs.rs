//! Left against right: one point a clip.

use crate::anatomy::Side;
use crate::page::plots::axis::{Axis, Scale, Size};
use crate::page::study::points::{Key, Point};
use crate::page::study::spread::{Drawn, mark};
use crate::study::{ClipSummary, StudySummary};
use std::fmt::Write;

const SIZE: Size =
    Size { width: 340.0, height: 320.0, left: 56.0, right: 12.0, top: 8.0, bottom: 40.0 };

/// Fewer show nothing.
const LEAST_PAIRS: usize = 3;

/// A measure of both legs, with the line on which they are equal; `None` where fewer than three clips have both.
pub(super) fn draw(
    study: &StudySummary,
    key: Key,
    decimals: usize,
    sides: [&str; 2],
) -> Option<Drawn> {
    let of = |clip: &ClipSummary, side| clip.mean(key.0, key.1, Some(side));
    let pair = |clip| Some((Point { clip, value: of(clip, Side::Left)? }, of(clip, Side::Right)?));
    let pairs: Vec<(Point<'_>, f64)> = study.clips.iter().filter_map(pair).collect();
    if pairs.len() < LEAST_PAIRS {
        return None;
    }
    let all = pairs.iter().flat_map(|(l, r)| [l.value, *r]);
    let scale = Scale::holding(all, 10_f64.powi(-(decimals as i32)))?;
    let axis = Axis { size: SIZE, x: scale, y: scale };
    let mut svg = axis.columns();
    svg += &axis.rows_in("");
    svg += &axis.numbers_below("");
    let [low, high] = [scale.low, scale.high].map(|v| (axis.x(v), axis.y(v)));
    let _ = write!(
        svg,
        r#"<path class="equal" d="M{:.1} {:.1}L{:.1} {:.1}"/>"#,
        low.0, low.1, high.0, high.1
    );
    svg += &axis.title_below(sides[0]);
    svg += &axis.direction(sides[1]);
    for (left, right) in pairs {
        let mark = mark("both", axis.x(left.value), axis.y(right));
        svg += &left.linked(&mark, &format!("{:.decimals$}, {right:.decimals$}", left.value));
    }
    Some(Drawn { view_box: format!("0 0 {} {}", SIZE.width, SIZE.height), svg })
}
