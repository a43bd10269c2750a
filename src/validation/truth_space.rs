//! Lengths and places of a truth file: the body, its joints, its footprints.

use crate::anatomy::Side;
use crate::gait::{GivenScale, KnownLength};
use crate::validation::truth::{Truth, letter};

impl Truth {
    /// The height of the body without shoes, as a user would state it.
    #[must_use]
    pub fn height_scale(&self) -> Option<GivenScale> {
        let height_m = self.subject.as_ref()?.height_m?;
        Some(GivenScale::Height { height_cm: 100.0 * height_m })
    }

    /// The length of the leg from trochanter to floor without shoes, as a user would state it.
    #[must_use]
    pub fn leg_scale(&self) -> Option<GivenScale> {
        let body = self.subject.as_ref()?;
        let shoe_m = body.height_shod_m? - body.height_m?;
        let leg_m = body.thigh_m? + body.shank_m? + body.ankle_height_m? - shoe_m;
        Some(GivenScale::LegLength { leg_length_cm: 100.0 * leg_m })
    }

    /// Two metres on the walking line, about the world's origin, as a user would state them.
    #[must_use]
    pub fn known_length_scale(&self) -> Option<GivenScale> {
        let ends_px = [self.floor_px(-1.0)?, self.floor_px(1.0)?];
        Some(GivenScale::KnownLength(KnownLength { length_cm: 200.0, ends_px }))
    }

    /// Where a place on the walking line is in the picture: so many metres ahead of the world's origin.
    fn floor_px(&self, ahead_m: f64) -> Option<[f64; 2]> {
        let camera = self.camera.as_ref()?;
        let (rotation, shift) = (camera.rotations.first()?, camera.shifts.first()?);
        let [x, y, z] = [0, 1, 2].map(|i| rotation[i][0] * ahead_m + shift[i]);
        Some([camera.fx * x / z + camera.cx, camera.fy * y / z + camera.cy])
    }

    /// Where the exact joint is in the picture.
    #[must_use]
    pub fn joint_px(&self, name: &str, frame: usize) -> Option<[f64; 2]> {
        let [x, y] = (*self.joints_2d.get(name)?.get(frame)?)?;
        Some([x?, y?])
    }

    /// The exact joint: to the picture's right, down, away from the camera; from the world's origin.
    #[must_use]
    pub fn joint_from_camera_m(&self, name: &str, frame: usize) -> Option<[f64; 3]> {
        let [x, y, z] = (*self.joints_3d.get(name)?.get(frame)?)?;
        let joint = [x?, y?, z?];
        let rotations = &self.camera.as_ref()?.rotations;
        let rotation = rotations.get(frame).or(rotations.first())?;
        Some(rotation.map(|row| row.iter().zip(joint).map(|(r, j)| r * j).sum()))
    }

    /// Where along the walking line a foot stands at a time, in m: where it last landed.
    #[must_use]
    pub fn footprint_m(&self, side: Side, time_s: f64) -> Option<f64> {
        let contacts = self.events.get(&format!("heel_strike_{}", letter(side)))?;
        contacts.iter().rfind(|e| e.t <= time_s + f64::EPSILON)?.x
    }

    /// How high the middle of the hips is, in the frame nearest to a time.
    pub(super) fn hips_m(&self, time_s: f64) -> Option<f64> {
        (*self.joints_3d.get("mid_hip")?.get((time_s * self.fps).round() as usize)?)?[1]
    }
}
