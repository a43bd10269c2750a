//! Edges of the clothes across the pelvis: a waistband, a belt, a hem.
//!
//! About the hips the picture is stretched to a fixed number of rows and columns. An edge is a line (a little
//! bent, as a band around a body looks from above or below) along which the colour changes everywhere in the same
//! way from one side to the other.

use crate::anatomy::{Joint, Landmark, Side};
use crate::image_features::colour::Oklab;
use crate::pose::Pose;
use crate::signal::{Estimate, fit};
use crate::video::{Cutout, Picture};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An edge of the clothes across the pelvis.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f32; 7]", into = "[f32; 7]")]
#[schemars(with = "[f32; 7]")]
pub struct WaistEdge {
    /// How far its middle lies above the middle of the hips, in body heights from nose to foot.
    pub above_heights: f32,
    /// Its slope at the middle, in the picture, right end up +.
    pub slope_deg: f32,
    /// Standard deviation of the slope, from how its points lie about the line.
    pub sd_deg: f32,
    /// Change of colour from above to below.
    pub step: Oklab,
    /// Share of the pelvis' width on which it was seen.
    pub seen_ratio: f32,
}

impl From<[f32; 7]> for WaistEdge {
    fn from([above_heights, slope_deg, sd_deg, l, a, b, seen_ratio]: [f32; 7]) -> Self {
        Self { above_heights, slope_deg, sd_deg, step: Oklab { l, a, b }, seen_ratio }
    }
}

impl From<WaistEdge> for [f32; 7] {
    fn from(e: WaistEdge) -> Self {
        [e.above_heights, e.slope_deg, e.sd_deg, e.step.l, e.step.a, e.step.b, e.seen_ratio]
    }
}

/// Columns across the pelvis; odd, so that one is the middle.
const COLUMNS: usize = 33;

/// Half of the width that is looked at, in body heights: within the pelvis, 0.19 heights wide with its soft parts, so
/// that arms hang beside it.
const HALF_WIDTH: f32 = 0.075;

/// From above the navel to the crotch, in body heights below the middle of the hips.
const TOP: f32 = -0.15;
const BOTTOM: f32 = 0.06;

/// Height of a row, in body heights.
const ROW: f32 = 0.002;
const ROWS: usize = ((BOTTOM - TOP) / ROW) as usize;

/// An edge is the difference between the means of what lies so far above and below it, in body heights: wider than a
/// seam, narrower than a belt.
const REACH: f32 = 0.006;

/// Slopes and bends that are tried. A pelvis drops by at most some 15°, and a camera is rolled by a few.
const MOST_SLOPE_DEG: i32 = 18;
const SLOPE_STEP_DEG: usize = 2;
/// Rise at the edge of the body's width over its square, in body heights: a waist is an ellipse of some 0.1 by 0.07
/// heights, seen from up to 20° above or below.
const BENDS: [f32; 5] = [-3.0, -1.5, 0.0, 1.5, 3.0];

/// A fainter change of colour is a fold.
const LEAST_STEP: f32 = 0.03;

/// An edge seen on less of the width is none across the pelvis.
const LEAST_SEEN: f32 = 0.6;

/// Rows between two edges at least; of nearer ones the clearest counts.
const APART: usize = 8;

/// In a front or rear view the shoulders are at least so wide, in body heights: from the side they are nearly one
/// behind the other.
const LEAST_SHOULDERS: f32 = 0.12;

/// The edges across the pelvis of somebody seen from the front or from behind, from the top.
pub(super) fn waist_edges(picture: &Picture, pose: &Pose) -> Vec<WaistEdge> {
    let Some(place) = Place::of(pose) else { return Vec::new() };
    let steps = place.steps(&picture.cutout(place.area_px()));
    let lines: Vec<Line> = lines();
    let best: Vec<(f32, &Line)> = (0..ROWS).map(|row| clearest(&steps, &lines, row)).collect();
    let is_edge = |row: &usize| {
        let around = row.saturating_sub(APART)..(row + APART + 1).min(ROWS);
        best[*row].0 >= LEAST_STEP && best[around].iter().all(|b| b.0 <= best[*row].0)
    };
    (0..ROWS).filter(is_edge).filter_map(|row| refined(&steps, best[row].1, row)).collect()
}

/// Every so many columns the search looks at: the line is then fitted to all of them.
const SEARCHED: usize = 4;

/// Where the pelvis is in the picture.
struct Place {
    middle_px: [f32; 2],
    height_px: f32,
}

impl Place {
    /// Of somebody seen from the front or from behind, upright.
    fn of(pose: &Pose) -> Option<Self> {
        let at = |l: Landmark| {
            let k = pose.keypoint(l);
            [k.x_px, k.y_px]
        };
        let [left, right] = Side::BOTH.map(|s| at(Joint::Hip.on(s)));
        let height_px = pose.nose_to_foot_px();
        let [a, b] = Side::BOTH.map(|s| at(Joint::Shoulder.on(s))[0]);
        let middle_px = [(left[0] + right[0]) / 2.0, (left[1] + right[1]) / 2.0];
        let is_across = (a - b).abs() >= LEAST_SHOULDERS * height_px;
        let is_known =
            height_px > 0.0 && height_px < 1e5 && middle_px.iter().all(|v| v.is_finite());
        (is_across && is_known).then_some(Self { middle_px, height_px })
    }

    /// The part of the picture that is looked at: left, top, right, bottom.
    fn area_px(&self) -> [f32; 4] {
        let [x, y] = self.middle_px;
        let [across, above, below] =
            [HALF_WIDTH + ROW, TOP - ROW, BOTTOM + ROW].map(|share| share * self.height_px);
        [x - across, y + above, x + across, y + below]
    }

    /// The change of colour from above to below at every row and column.
    fn steps(&self, picture: &Cutout) -> Vec<[Oklab; COLUMNS]> {
        let rows: Vec<[Oklab; COLUMNS]> = (0..ROWS)
            .map(|row| std::array::from_fn(|column| self.colour(picture, row, column)))
            .collect();
        let reach = (REACH.max(2.0 / self.height_px) / ROW).round() as usize;
        let mean = |from: usize, to: usize, column: usize| {
            let n = (to - from) as f32;
            let sum = rows[from..to].iter().fold(Oklab::default(), |s, r| s.plus(r[column]));
            sum.times(1.0 / n)
        };
        let step = |row: usize, column: usize| {
            if row < reach || row + reach > ROWS {
                return Oklab::default();
            }
            mean(row, row + reach, column).plus(mean(row - reach, row, column).times(-1.0))
        };
        (0..ROWS).map(|row| std::array::from_fn(|column| step(row, column))).collect()
    }

    /// The mean colour of a cell; black outside of the picture.
    fn colour(&self, picture: &Cutout, row: usize, column: usize) -> Oklab {
        let [x, y] = [
            self.x_px(x_of(column)),
            self.middle_px[1] + (TOP + ROW * (row as f32 + 0.5)) * self.height_px,
        ];
        let [half_x, half_y] =
            [HALF_WIDTH / (COLUMNS - 1) as f32, ROW / 2.0].map(|h| h * self.height_px);
        let (start, end) = (picture.origin(), picture.end());
        let range = |from: f32, to: f32, axis: usize| {
            let within = |v: f32| v.clamp(start[axis] as f32, end[axis] as f32) as u32;
            within(from.floor())..within(to.floor() + 1.0)
        };
        let (mut sum, mut n) = ([0_u32; 3], 0);
        for v in range(y - half_y, y + half_y, 1) {
            for u in range(x - half_x, x + half_x, 0) {
                let rgb = picture.get(u, v).unwrap_or_default();
                sum = [0, 1, 2].map(|i| sum[i] + u32::from(rgb[i]));
                n += 1;
            }
        }
        if n == 0 { Oklab::default() } else { Oklab::of(sum.map(|s| (s / n) as u8)) }
    }

    fn x_px(&self, x_heights: f32) -> f32 {
        self.middle_px[0] + x_heights * self.height_px
    }
}

/// Where a column is across the pelvis, in body heights from the middle.
fn x_of(column: usize) -> f32 {
    HALF_WIDTH * (2.0 * column as f32 / (COLUMNS - 1) as f32 - 1.0)
}

/// A line through the middle column: how many rows each column lies below that.
struct Line {
    below: [i32; COLUMNS],
}

fn lines() -> Vec<Line> {
    let line = |slope_deg: i32, bend: f32| Line {
        below: std::array::from_fn(|column| {
            let x = x_of(column);
            ((x * (slope_deg as f32).to_radians().tan() + bend * x * x) / ROW).round() as i32
        }),
    };
    let slopes = || (-MOST_SLOPE_DEG..=MOST_SLOPE_DEG).step_by(SLOPE_STEP_DEG);
    BENDS.iter().flat_map(|&bend| slopes().map(move |slope| line(slope, bend))).collect()
}

impl Line {
    /// The row at a column of the line that crosses the middle column at a row, where it is inside.
    fn row(&self, middle: usize, column: usize) -> Option<usize> {
        middle.checked_add_signed(self.below[column] as isize).filter(|&row| row < ROWS)
    }

    /// The mean change of colour along the line, from every so many columns.
    fn step(&self, steps: &[[Oklab; COLUMNS]], middle: usize) -> Oklab {
        let at = |column: usize| self.row(middle, column).map(|row| steps[row][column]);
        let columns = || (0..COLUMNS).step_by(SEARCHED);
        let sum = columns().filter_map(at).fold(Oklab::default(), Oklab::plus);
        sum.times(1.0 / columns().count() as f32)
    }
}

/// The line of most change through a row of the middle column, and how much that is.
fn clearest<'a>(steps: &[[Oklab; COLUMNS]], lines: &'a [Line], row: usize) -> (f32, &'a Line) {
    let size = |line: &Line| line.step(steps, row).distance(Oklab::default());
    let sized = lines.iter().map(|line| (size(line), line));
    sized.reduce(|a, b| if b.0 > a.0 { b } else { a }).unwrap_or((0.0, &lines[0]))
}

/// The edge near a line: in each column the row of most change, and a smooth line through all of them.
fn refined(steps: &[[Oklab; COLUMNS]], line: &Line, row: usize) -> Option<WaistEdge> {
    let step = line.step(steps, row);
    let size = step.distance(Oklab::default());
    let along = |row: usize, column: usize| steps[row][column].dot(step) / size;
    let points: Vec<([f64; 3], f64)> = (0..COLUMNS)
        .filter_map(|column| {
            let near = line.row(row, column)?;
            let peak = peak(|r| along(r, column), near, 0.4 * size)?;
            let x = f64::from(x_of(column));
            Some(([1.0, x, x * x], f64::from(peak * ROW)))
        })
        .collect();
    let seen_ratio = points.len() as f32 / COLUMNS as f32;
    if seen_ratio < LEAST_SEEN {
        return None;
    }
    const UNKNOWN: Estimate = Estimate { value: 0.0, sd: 1e3 };
    let point_sd = f64::from(1.5 * ROW);
    // neighbouring columns share pixels and folds
    let [middle, slope, _] = fit(&points, point_sd, points.len() as f64 / 3.0, [UNKNOWN; 3]);
    Some(WaistEdge {
        above_heights: -(TOP + ROW / 2.0) - middle.value as f32,
        slope_deg: -slope.value.atan().to_degrees() as f32,
        sd_deg: slope.sd.to_degrees() as f32,
        step,
        seen_ratio,
    })
}

/// Where a column changes most, near a row: between rows, through the neighbours' parabola. Not where it changes little
/// or most at the end of what is near.
fn peak(along: impl Fn(usize) -> f32, near: usize, least: f32) -> Option<f32> {
    const NEAR: usize = 6;
    let (from, to) = (near.saturating_sub(NEAR).max(1), (near + NEAR).min(ROWS - 2));
    let best = (from..=to).reduce(|a, b| if along(b) > along(a) { b } else { a })?;
    if along(best) < least || best == from || best == to {
        return None;
    }
    let [before, at, after] = [along(best - 1), along(best), along(best + 1)];
    let bend = before - 2.0 * at + after;
    let aside = if bend < 0.0 { (before - after) / (2.0 * bend) } else { 0.0 };
    Some(best as f32 + aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::Keypoint;
    use image::{Rgb, RgbImage};

    /// Nose at 50 px, hips at 250, feet at 450: rows are 0.8 px high.
    fn pose(shoulders_px: f32) -> Pose {
        let mut keypoints = vec![Keypoint::default(); Landmark::COUNT];
        let mut put = |l: Landmark, x_px, y_px| {
            keypoints[l.index()] = Keypoint { x_px, y_px, ..Keypoint::default() };
        };
        put(Landmark::Nose, 200.0, 50.0);
        for (side, sign) in [(Side::Left, 1.0), (Side::Right, -1.0)] {
            put(Joint::Shoulder.on(side), 200.0 + sign * shoulders_px / 2.0, 110.0);
            for (joint, y) in [(Joint::Hip, 250.0), (Joint::Knee, 350.0), (Joint::Toe, 450.0)] {
                put(joint.on(side), 200.0 + sign * 20.0, y);
            }
        }
        Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks: vec![] }
    }

    /// Skin above, shorts below a band that rises to the right by `deg` and sags by `sag` px at its middle.
    fn band(deg: f32, sag_px: f32) -> RgbImage {
        RgbImage::from_fn(400, 500, |x, y| {
            let across = x as f32 - 200.0;
            let edge =
                230.0 - across * deg.to_radians().tan() + sag_px * (1.0 - (across / 30.0).powi(2));
            let share = (y as f32 + 0.5 - edge + 0.5).clamp(0.0, 1.0);
            let [skin, shorts] = [[208.0, 160.0, 132.0], [52.0, 62.0, 92.0]];
            Rgb([0, 1, 2].map(|i| (skin[i] + share * (shorts[i] - skin[i])) as u8))
        })
    }

    #[test]
    fn a_band_is_found_with_its_slope_however_it_sags() {
        for (deg, sag_px) in [(0.0, 0.0), (5.0, 0.0), (-8.0, 3.0), (3.3, -3.0)] {
            let edges = waist_edges(&Picture::of_rgb(&band(deg, sag_px)), &pose(100.0));
            assert_eq!(edges.len(), 1, "{deg} {sag_px}: {edges:?}");
            assert!((edges[0].slope_deg - deg).abs() < 0.4, "{deg} {sag_px}: {edges:?}");
            let above = (250.0 - 230.0 - sag_px) / 400.0;
            assert!((edges[0].above_heights - above).abs() < 0.003, "{edges:?}");
        }
    }

    #[test]
    fn there_is_none_on_plain_cloth_nor_from_the_side_nor_outside() {
        let plain = RgbImage::from_pixel(400, 500, Rgb([90, 90, 90]));
        assert_eq!(waist_edges(&Picture::of_rgb(&plain), &pose(100.0)), []);
        assert_eq!(waist_edges(&Picture::of_rgb(&band(0.0, 0.0)), &pose(10.0)), []);
        assert_eq!(waist_edges(&Picture::of_rgb(&RgbImage::new(2, 2)), &pose(100.0)), []);
    }
}
