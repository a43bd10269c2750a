//! `.mot`: the joint coordinates of an OpenSim model.

use crate::anatomy::Side;
use crate::export::laboratory::LabPass;
use crate::gait::{Angle, AngleSeries, GaitAnalysis};
use std::fmt::Write;
use std::ops::Range;

/// A shorter stretch shows no movement.
const LEAST_S: f64 = 0.5;

/// From the middle of the hips to the origin of the model's pelvis, ahead and up, in body heights.
///
/// # Source
/// Rajagopal et al., IEEE Trans Biomed Eng 2016;63:2068: in the model of a man of 1.70 m the hips lie 5.6 cm behind and 7.8 cm
/// below it.
const PELVIS_ORIGIN_HEIGHTS: [f64; 2] = [0.0331, 0.0462];

/// How a coordinate comes to be.
enum From {
    /// Of an angle; `sign` is −1 where the model counts the other way.
    Measured { angle: Angle, side: Option<Side>, sign: f64 },
    /// Place of the pelvis: 0 ahead, 1 up.
    Pelvis(usize),
    /// The picture does not show it: the model's neutral position.
    NotMeasured,
}

/// The coordinates of pelvis, trunk and legs, in the order of the file.
///
/// # Signs
/// Those of Rajagopal 2016, LaiUhlrich 2022 and Pose2Sim: flexion and dorsiflexion +, lumbar extension +. Thighs are given
/// against the vertical, so the pelvis is upright; where stickers show its tilt, it is in the report and not here.
fn coordinates() -> Vec<(String, From)> {
    use From::{Measured, NotMeasured, Pelvis};
    let mut all: Vec<(String, From)> = Vec::new();
    let mut add = |name: &str, from: From| all.push((name.to_owned(), from));
    add("pelvis_tilt", NotMeasured);
    add("pelvis_list", NotMeasured);
    add("pelvis_rotation", NotMeasured);
    add("pelvis_tx", Pelvis(0));
    add("pelvis_ty", Pelvis(1));
    add("pelvis_tz", NotMeasured);
    for (side, end) in [(Side::Right, "r"), (Side::Left, "l")] {
        let flexion = |angle| Measured { angle, side: Some(side), sign: 1.0 };
        add(&format!("hip_flexion_{end}"), flexion(Angle::HipFlexionVertical));
        add(&format!("hip_adduction_{end}"), NotMeasured);
        add(&format!("hip_rotation_{end}"), NotMeasured);
        add(&format!("knee_angle_{end}"), flexion(Angle::KneeFlexion));
        add(&format!("ankle_angle_{end}"), flexion(Angle::AnkleDorsiflexion));
        add(&format!("subtalar_angle_{end}"), NotMeasured);
        add(&format!("mtp_angle_{end}"), NotMeasured);
    }
    let lean = Measured { angle: Angle::TrunkLeanForward, side: None, sign: -1.0 };
    add("lumbar_extension", lean);
    add("lumbar_bending", NotMeasured);
    add("lumbar_rotation", NotMeasured);
    all
}

/// A stretch of a pass as text.
pub(super) struct Mot {
    pub(super) text: String,
    /// Its frames.
    pub(super) frames: Range<usize>,
}

/// The longest stretch of a pass in which every coordinate is known; `None` where it is shorter than half a second.
///
/// # Format
/// Tab-separated; degrees and metres; no cell is empty, as OpenSim needs it. What is not measured is zero, and the header
/// names it.
pub(super) fn mot(pass: &LabPass<'_>, gait: &GaitAnalysis, name: &str) -> Option<Mot> {
    let coordinates = coordinates();
    let columns: Vec<Vec<f64>> =
        coordinates.iter().map(|(_, from)| column(pass, gait, from)).collect();
    let is_known = |frame: usize| columns.iter().all(|column| column[frame].is_finite());
    let rows = longest(pass.clock.count, is_known);
    #[allow(clippy::cast_precision_loss)] // some thousand frames
    let long_s = rows.len() as f64 / pass.clock.rate_hz;
    (long_s >= LEAST_S)
        .then(|| Mot { text: text(pass, name, &coordinates, &columns, rows.clone()), frames: rows })
}

fn column(pass: &LabPass<'_>, gait: &GaitAnalysis, from: &From) -> Vec<f64> {
    match from {
        From::NotMeasured => vec![0.0; pass.clock.count],
        From::Pelvis(axis) => {
            let beyond_m = PELVIS_ORIGIN_HEIGHTS[*axis] * pass.height_m;
            pass.hips_m().iter().map(|at| at[*axis] + beyond_m).collect()
        }
        From::Measured { angle, side, sign } => {
            let is_it = |s: &&AngleSeries| (s.angle, s.side) == (*angle, *side);
            let own = gait.angles.iter().find(is_it).map(|s| pass.angle_deg(s));
            let own = own.unwrap_or_else(|| vec![f64::NAN; pass.clock.count]);
            own.into_iter().map(|deg| sign * deg).collect()
        }
    }
}

/// The longest stretch of frames that are known.
fn longest(count: usize, is_known: impl Fn(usize) -> bool) -> Range<usize> {
    let (mut best, mut start) = (0..0, 0);
    for frame in 0..count {
        if !is_known(frame) {
            start = frame + 1;
        } else if frame + 1 - start > best.len() {
            best = start..frame + 1;
        }
    }
    best
}

fn text(
    pass: &LabPass<'_>,
    name: &str,
    coordinates: &[(String, From)],
    columns: &[Vec<f64>],
    rows: Range<usize>,
) -> String {
    let is_unmeasured = |(_, from): &&(String, From)| matches!(from, From::NotMeasured);
    let unmeasured: Vec<&str> =
        coordinates.iter().filter(is_unmeasured).map(|(name, _)| name.as_str()).collect();
    let mut text = format!(
        "{name}\nversion=1\nnRows={}\nnColumns={}\ninDegrees=yes\n\n\
         Units are S.I. units (second, meters, Newtons, ...)\n\
         If the header above contains a line with 'inDegrees', this indicates whether rotational values are in degrees (yes) or radians (no).\n\
         Not measured, at the model's neutral position: {}\n\nendheader\ntime",
        rows.len(),
        coordinates.len() + 1,
        unmeasured.join(" "),
    );
    text.extend(coordinates.iter().map(|(name, _)| format!("\t{name}")));
    text.push('\n');
    for frame in rows {
        let _ = write!(text, "{:.6}", pass.clock.time_s(frame)); // a String takes everything
        for column in columns {
            // no minus before a zero
            let _ = write!(text, "\t{:.5}", column[frame] + 0.0);
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_stretch_is_found_wherever_it_is() {
        let of = |known: &str| longest(known.len(), |i| known.as_bytes()[i] == b'x');
        assert_eq!(of("xx.xxx.x"), 3..6);
        assert_eq!(of("..xx"), 2..4);
        assert_eq!(of("xxxx"), 0..4);
        assert!(of("..").is_empty() && of("").is_empty());
    }
}
