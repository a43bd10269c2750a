//! The rendered clips' truth files, as far as the benches need them.

use gaitline::anatomy::Side;
use gaitline::gait::{EventKind, GivenScale, KnownLength};
use gaitline::internals::signal::mean;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// So near to the first or last visible frame an event need not be found: half of its neighbourhood is
/// not there.
const EDGE_S: f64 = 0.15;

/// One truth file.
#[derive(Debug, Deserialize)]
pub(crate) struct Truth {
    pub(crate) frames: usize,
    /// Exact angles of the model, by name; `null` where the subject is out of the picture.
    pub(crate) angles: BTreeMap<String, Vec<Option<f64>>>,
    /// The same from the exact projection: what perfect landmarks would show.
    pub(crate) angles_2d: BTreeMap<String, Vec<Option<f64>>>,
    pub(crate) fully_visible: Vec<bool>,
    pub(crate) name: String,
    pub(crate) fps: f64,
    pub(crate) width: u32,
    pub(crate) height: u32,
    joints_2d: BTreeMap<String, Vec<Option<[Option<f64>; 2]>>>,
    joints_3d: BTreeMap<String, Vec<Option<[Option<f64>; 3]>>>,
    camera: Camera,
    subject: Subject,
    phase: Option<BTreeMap<String, Vec<Option<f64>>>>,
    spatiotemporal: Option<BTreeMap<String, Option<f64>>>,
    /// From where the camera looks: `frontal`, `rear`, `sagittal_left`, `sagittal_right`.
    pub(crate) view: String,
    #[serde(default)]
    events: BTreeMap<String, Vec<ExactEvent>>,
}

/// Turns the world's axes into right, down and away from the camera; one frame's stands for all where the
/// camera stands still.
#[derive(Debug, Deserialize)]
struct Camera {
    #[serde(rename = "R")]
    rotations: Vec<[[f64; 3]; 3]>,
    #[serde(rename = "t")]
    shifts: Vec<[f64; 3]>,
    fx: f64,
    fy: f64,
    cx: f64,
    cy: f64,
}

#[derive(Debug, Deserialize)]
struct Subject {
    height_m: f64,
    height_shod_m: f64,
    #[serde(rename = "thigh_R_m")]
    thigh_m: f64,
    #[serde(rename = "shank_R_m")]
    shank_m: f64,
    ankle_height_m: f64,
}

#[derive(Debug, Deserialize)]
struct ExactEvent {
    t: f64,
    /// Where the foot is along the walking line, in m.
    x: Option<f64>,
}

impl Truth {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
    }

    /// The scale that a user would give: `height`, `leg`, or `known`, two metres on the walking line.
    pub(crate) fn scale(&self, by: &str) -> Option<GivenScale> {
        let body = &self.subject;
        let shoe_m = body.height_shod_m - body.height_m;
        let leg_m = body.thigh_m + body.shank_m + body.ankle_height_m - shoe_m;
        match by {
            "height" => Some(GivenScale::Height { height_cm: 100.0 * body.height_m }),
            "leg" => Some(GivenScale::LegLength { leg_length_cm: 100.0 * leg_m }),
            "known" => {
                let ends_px = [self.floor_px(-1.0), self.floor_px(1.0)];
                Some(GivenScale::KnownLength(KnownLength { length_cm: 200.0, ends_px }))
            }
            _ => None,
        }
    }

    /// Where a place on the walking line is in the picture: so many metres ahead of the world's origin.
    fn floor_px(&self, ahead_m: f64) -> [f64; 2] {
        let camera = &self.camera;
        let [x, y, z] =
            [0, 1, 2].map(|i| camera.rotations[0][i][0] * ahead_m + camera.shifts[0][i]);
        [camera.fx * x / z + camera.cx, camera.fy * y / z + camera.cy]
    }

    /// Where the exact joint is in the picture.
    pub(crate) fn joint_px(&self, name: &str, frame: usize) -> Option<[f64; 2]> {
        let [x, y] = (*self.joints_2d.get(name)?.get(frame)?)?;
        Some([x?, y?])
    }

    /// The exact joint: to the picture's right, down, away from the camera; from the world's origin.
    pub(crate) fn joint_from_camera_m(&self, name: &str, frame: usize) -> Option<[f64; 3]> {
        let [x, y, z] = (*self.joints_3d.get(name)?.get(frame)?)?;
        let joint = [x?, y?, z?];
        let rotation = self.camera.rotations.get(frame).or(self.camera.rotations.first())?;
        Some(rotation.map(|row| row.iter().zip(joint).map(|(r, j)| r * j).sum()))
    }

    /// A mean of the whole clip: `step_time_L_s`, `step_length_R_m`, …
    pub(crate) fn mean_of(&self, name: &str) -> Option<f64> {
        *self.spatiotemporal.as_ref()?.get(name)?
    }

    /// The mean over the cycles of an angle's largest or smallest value in a window of the cycle (0 to
    /// 1); NaN where there is none.
    pub(crate) fn extreme(&self, name: &str, side: Side, from: f64, to: f64, is_peak: bool) -> f64 {
        let letter = if side == Side::Left { "L" } else { "R" };
        let Some(phases) = self.phase.as_ref().and_then(|p| p.get(letter)) else { return f64::NAN };
        let mut extremes: Vec<f64> = Vec::new();
        let mut was_inside = false;
        for (frame, phase) in phases.iter().enumerate() {
            let value = self.angle(false, &format!("{name}_{letter}"), frame);
            let is_inside = phase.is_some_and(|p| (from..=to).contains(&p)) && value.is_some();
            if let (true, Some(value)) = (is_inside, value) {
                match extremes.last_mut() {
                    Some(best) if was_inside => {
                        *best = if is_peak { best.max(value) } else { best.min(value) };
                    }
                    _ => extremes.push(value),
                }
            }
            was_inside = is_inside;
        }
        gaitline::internals::signal::mean(extremes)
    }

    /// The mean over the cycles of an angle's mean in a window of a side's cycle (0 to 1); NaN where there is
    /// none. Angles that belong to both sides are named without one.
    pub(crate) fn mean_over(&self, name: &str, side: Side, from: f64, to: f64) -> f64 {
        let letter = if side == Side::Left { "L" } else { "R" };
        let Some(phases) = self.phase.as_ref().and_then(|p| p.get(letter)) else { return f64::NAN };
        let sided = format!("{name}_{letter}");
        let is_2d = self.angles_2d.contains_key(&sided);
        let name = if is_2d || self.angles.contains_key(&sided) { sided.as_str() } else { name };
        let inside =
            phases.iter().enumerate().filter(|(_, p)| p.is_some_and(|p| (from..=to).contains(&p)));
        gaitline::internals::signal::mean(
            inside.filter_map(|(frame, _)| self.angle(is_2d, name, frame)),
        )
    }

    /// What a measure of that name would be if it were exact; NaN where the truth file does not tell.
    pub(crate) fn measure(&self, name: &str, side: Side) -> f64 {
        let letter = if side == Side::Left { "L" } else { "R" };
        let exact = |name: &str| self.mean_of(name).unwrap_or(f64::NAN);
        let stance_pct = exact(&format!("stance_percent_{letter}"));
        match name {
            "step_time_s" => exact(&format!("step_time_{letter}_s")),
            "stance_pct" => stance_pct,
            "stance_time_s" => stance_pct / 100.0 * exact("stride_time_s"),
            "swing_time_s" => (1.0 - stance_pct / 100.0) * exact("stride_time_s"),
            "step_length_m" => exact(&format!("step_length_{letter}_m")),
            "walking_speed_m_s" => exact("speed_m_s"),
            "step_width_m" => exact("step_width_m"),
            "knee_flexion_loading_peak_deg" => self.extreme("knee_flexion", side, 0.03, 0.30, true),
            "knee_flexion_swing_peak_deg" => self.extreme("knee_flexion", side, 0.55, 0.95, true),
            "hip_flexion_vertical_minimum_deg" => {
                self.extreme("thigh_angle", side, 0.35, 0.70, false)
            }
            "fppa_stance_mean_deg" => self.mean_over("knee_fppa", side, 0.10, 0.50),
            "fppa_stair_lowering_deg" => self.mean_over("knee_fppa", side, 0.40, 0.50),
            "stair_weight_acceptance_time_s" => self.acceptance(side)[0],
            "stair_weight_acceptance_sinking_pct" => self.acceptance(side)[1],
            "pelvic_obliquity_mid_stance_deg" => {
                self.mean_over("pelvic_obliquity", side, 0.12, 0.31)
            }
            "hip_adduction_stance_peak_deg" => {
                self.extreme("hip_adduction", side, 0.03, 0.55, true)
            }
            _ => f64::NAN,
        }
    }

    /// Every event: its time, and whether it lies within the whole cycles of a visible stretch.
    pub(crate) fn events(&self, kind: EventKind, side: Side) -> Vec<(f64, bool)> {
        let exact = |kind: EventKind, side: Side| {
            let what = if kind == EventKind::InitialContact { "heel_strike" } else { "toe_off" };
            let which = if side == Side::Left { "L" } else { "R" };
            self.events.get(&format!("{what}_{which}")).map_or(&[][..], Vec::as_slice)
        };
        let stretches: Vec<[f64; 2]> = self
            .visible_stretches_s()
            .into_iter()
            .filter_map(|[start_s, end_s]| {
                let inside = |t: &f64| (start_s + EDGE_S..=end_s - EDGE_S).contains(t);
                let all = Side::BOTH.iter().flat_map(|&s| exact(EventKind::InitialContact, s));
                let contacts: Vec<f64> = all.map(|e| e.t).filter(inside).collect();
                let first = contacts.iter().copied().reduce(f64::min)?;
                Some([first, contacts.iter().copied().reduce(f64::max)?])
            })
            .collect();
        let is_complete = |t: f64| stretches.iter().any(|s| (s[0]..=s[1]).contains(&t));
        exact(kind, side).iter().map(|e| (e.t, is_complete(e.t))).collect()
    }

    /// Where along the walking line a foot stands at a time, in m: where it last landed.
    pub(crate) fn footprint_m(&self, side: Side, time_s: f64) -> Option<f64> {
        let which = if side == Side::Left { "L" } else { "R" };
        let contacts = self.events.get(&format!("heel_strike_{which}"))?;
        contacts.iter().rfind(|e| e.t <= time_s + f64::EPSILON)?.x
    }

    /// An angle at a time, linear between frames; `None` where the truth file has none. Angles that belong to both sides
    /// are named without one.
    pub(crate) fn angle_at(&self, name: &str, side: Side, time_s: f64) -> Option<f64> {
        let sided = format!("{name}_{}", if side == Side::Left { "L" } else { "R" });
        let all = [&self.angles_2d, &self.angles];
        let values = all.iter().find_map(|a| a.get(&sided).or_else(|| a.get(name)))?;
        let at = (time_s * self.fps).max(0.0);
        let (before, share) = (at.floor() as usize, at.fract());
        let [from, to] = [before, before + 1].map(|i| values.get(i).copied().flatten());
        match share < 1e-9 {
            true => from,
            false => Some(from? + share * (to? - from?)),
        }
    }

    /// From a contact until the other foot leaves, in s, and which percentage of the hips' way down to the other foot's
    /// contact falls into it: means of the steps that are in the clip.
    pub(crate) fn acceptance(&self, side: Side) -> [f64; 2] {
        let times =
            |kind, side| -> Vec<f64> { self.events(kind, side).into_iter().map(|e| e.0).collect() };
        let other = side.opposite();
        let (offs, contacts) =
            (times(EventKind::FootOff, other), times(EventKind::InitialContact, other));
        let after = |all: &[f64], t: f64| all.iter().copied().find(|&u| u > t);
        let of = |t: f64| {
            let (off, on) = (after(&offs, t)?, after(&contacts, t)?);
            let sunk = |u: f64| Some(self.hips_m(t)? - self.hips_m(u)?);
            Some([off - t, 100.0 * sunk(off)? / sunk(on)?])
        };
        let all: Vec<[f64; 2]> =
            times(EventKind::InitialContact, side).into_iter().filter_map(of).collect();
        [0, 1].map(|i| mean(all.iter().map(|a| a[i])))
    }

    /// How high the middle of the hips is, in the frame nearest to a time.
    fn hips_m(&self, time_s: f64) -> Option<f64> {
        (*self.joints_3d.get("mid_hip")?.get((time_s * self.fps).round() as usize)?)?[1]
    }

    /// How many whole cycles there are to be found.
    pub(crate) fn cycles(&self) -> usize {
        let of = |side| {
            let contacts = self.events(EventKind::InitialContact, side);
            let mut whole: Vec<f64> = contacts.iter().filter(|c| c.1).map(|c| c.0).collect();
            whole.sort_by(f64::total_cmp);
            let stretches = self.visible_stretches_s();
            let in_one = |w: &&[f64]| stretches.iter().any(|s| s[0] <= w[0] && w[1] <= s[1]);
            whole.windows(2).filter(in_one).count()
        };
        of(Side::Left) + of(Side::Right)
    }

    /// From when to when the whole body is visible.
    fn visible_stretches_s(&self) -> Vec<[f64; 2]> {
        let mut stretches = Vec::new();
        let mut frame = 0;
        for run in self.fully_visible.chunk_by(|a, b| a == b) {
            if run[0] {
                let times = [frame, frame + run.len() - 1].map(|f| f as f64 / self.fps);
                stretches.push(times);
            }
            frame += run.len();
        }
        stretches
    }

    /// The value of an angle in a frame in which the whole body is visible.
    pub(crate) fn angle(&self, exact_2d: bool, name: &str, frame: usize) -> Option<f64> {
        let angles = if exact_2d { &self.angles_2d } else { &self.angles };
        let value = *angles.get(name)?.get(frame)?;
        value.filter(|_| self.fully_visible.get(frame).copied().unwrap_or(false))
    }
}

/// Every rendered clip with a truth file, sorted; none where the folder is not there.
pub(crate) fn clips(folder: &Path) -> Vec<(String, PathBuf, PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|e| Some(e.file_name().to_str()?.strip_suffix(".truth.json")?.to_owned()))
        .collect();
    names.sort();
    let paths = |name: String| {
        let clip = folder.join(format!("{name}.mp4"));
        let truth = folder.join(format!("{name}.truth.json"));
        (name, clip, truth)
    };
    names.into_iter().map(paths).collect()
}
