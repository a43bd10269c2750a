//! The body in one frame: segments against the picture's vertical, joints between segments.
//!
//! NaN in, NaN out: an unknown point makes the angles unknown that need it.

use crate::anatomy::{Joint, Side, Site};
use crate::gait::angles::angle::Angle;
use crate::motion::{Motion, Pass, View};

/// A view from the side shows at least this much of a length along the way (sine of the least yaw).
const LEAST_SHOWN: f64 = 0.5;

/// One frame of one pass.
#[derive(Clone, Copy)]
pub(crate) struct Body<'a> {
    pub(crate) motion: &'a Motion,
    pub(crate) pass: &'a Pass,
    pub(crate) frame: usize,
}

impl Body<'_> {
    /// An angle, in degrees; `side` is needed by those that each leg has.
    pub(crate) fn angle_deg(&self, angle: Angle, side: Option<Side>) -> f64 {
        match (angle, side) {
            (Angle::TrunkLeanForward, _) => self.trunk_forward_deg(),
            (Angle::TrunkLeanRight, _) => self.trunk_right_deg(),
            (Angle::PelvicObliquity, _) => self.obliquity_left_up_deg(),
            (Angle::PelvicTilt, _) => self.pelvic_tilt_deg(),
            (Angle::WaistbandSlope, _) => self.motion.waistband_deg[self.frame].unwrap_or(f64::NAN),
            (_, None) => f64::NAN,
            (Angle::KneeFlexion, Some(s)) => self.thigh_deg(s) + self.shank_deg(s),
            (Angle::HipFlexionVertical | Angle::Thigh, Some(s)) => self.thigh_deg(s),
            (Angle::HipFlexionTrunk, Some(s)) => self.thigh_deg(s) + self.trunk_forward_deg(),
            (Angle::AnkleDorsiflexion, Some(s)) => self.foot_deg(s) + self.shank_deg(s),
            (Angle::Shank, Some(s)) => self.shank_deg(s),
            (Angle::FootPitch, Some(s)) => self.foot_deg(s),
            (Angle::Fppa, Some(s)) => self.thigh_inward_deg(s) - self.shank_inward_deg(s),
            (Angle::HipAdduction, Some(s)) => self.thigh_inward_deg(s) + self.hip_up_deg(s),
        }
    }

    // Side views. `ahead` is where the subject faces.

    /// Thigh against vertical, knee ahead of the hip +.
    fn thigh_deg(&self, side: Side) -> f64 {
        let [ahead, down] = self.segment(Joint::Hip, Joint::Knee, side);
        degrees(self.ahead(ahead), down)
    }

    /// Shank against vertical, knee ahead of the ankle +.
    fn shank_deg(&self, side: Side) -> f64 {
        let [ahead, down] = self.shank(side);
        degrees(-self.ahead(ahead), down)
    }

    /// Heel–toe line against horizontal, toe up +.
    fn foot_deg(&self, side: Side) -> f64 {
        let [ahead, down] = self.segment(Joint::Heel, Joint::Toe, side);
        degrees(-down, self.ahead(ahead))
    }

    fn trunk_forward_deg(&self) -> f64 {
        let [ahead, up] = self.trunk();
        degrees(self.ahead(ahead), up)
    }

    /// Line from PSIS to ASIS of the near side, as stickers show it; front down +.
    fn pelvic_tilt_deg(&self) -> f64 {
        let Some(near) = self.pass.view.near_side() else { return f64::NAN };
        let [back, front] =
            [Site::Psis, Site::Asis].map(|site| self.motion.sticker(site, near, self.frame));
        let [right, down] = self.pass.levelled([front[0] - back[0], front[1] - back[1]]);
        match self.ahead(right) {
            // an ASIS behind its PSIS is none: the colours are exchanged
            ahead if ahead > 0.0 => degrees(down, ahead),
            _ => f64::NAN,
        }
    }

    /// From the picture's horizontal to the way the subject goes: a plane that is turned away from the
    /// picture looks narrower by the sine of its yaw.
    fn ahead(&self, right_px: f64) -> f64 {
        let shown = self.pass.yaw_deg.to_radians().sin().max(LEAST_SHOWN);
        f64::from(self.pass.facing) * right_px / shown
    }

    // Front and rear views. Inward is toward the body's middle.

    /// Thigh against vertical, knee inward of the hip +.
    fn thigh_inward_deg(&self, side: Side) -> f64 {
        let [x, down] = self.segment(Joint::Hip, Joint::Knee, side);
        degrees(self.inward(side) * x, down)
    }

    /// Shank against vertical, ankle inward of the knee +.
    fn shank_inward_deg(&self, side: Side) -> f64 {
        let [x, down] = self.shank(side);
        degrees(self.inward(side) * x, down)
    }

    /// Hip line against horizontal, left side up +.
    fn obliquity_left_up_deg(&self) -> f64 {
        let [left, right] = Side::BOTH.map(|s| self.motion.at(Joint::Hip.on(s), self.frame));
        degrees(right[1] - left[1], (right[0] - left[0]) * self.inward(Side::Left))
    }

    /// Hip line against horizontal, this side up +.
    fn hip_up_deg(&self, side: Side) -> f64 {
        match side {
            Side::Left => self.obliquity_left_up_deg(),
            Side::Right => -self.obliquity_left_up_deg(),
        }
    }

    fn trunk_right_deg(&self) -> f64 {
        let [x, up] = self.trunk();
        degrees(self.inward(Side::Left) * x, up)
    }

    /// Direction in the picture from a side of the body to its middle: the left leg of someone who
    /// faces the camera is at the picture's right.
    fn inward(&self, side: Side) -> f64 {
        let of_left = if self.pass.view == View::Front { -1.0 } else { 1.0 };
        match side {
            Side::Left => of_left,
            Side::Right => -of_left,
        }
    }

    // Points.

    /// From one joint to another: to the right and down.
    fn segment(&self, from: Joint, to: Joint, side: Side) -> [f64; 2] {
        let [a, b] = [from, to].map(|j| self.motion.at(j.on(side), self.frame));
        self.pass.levelled([b[0] - a[0], b[1] - a[1]])
    }

    /// From the knee to the shank's end: to the right and down.
    fn shank(&self, side: Side) -> [f64; 2] {
        let knee = self.motion.at(Joint::Knee.on(side), self.frame);
        let end = self.motion.shank_ends[side.index()].xy_px[self.frame];
        self.pass.levelled([end[0] - knee[0], end[1] - knee[1]])
    }

    /// From mid-hip to mid-shoulder: to the right and up.
    fn trunk(&self) -> [f64; 2] {
        let [left, right] = Side::BOTH.map(|s| self.segment(Joint::Hip, Joint::Shoulder, s));
        [(left[0] + right[0]) / 2.0, -(left[1] + right[1]) / 2.0]
    }
}

fn degrees(across: f64, along: f64) -> f64 {
    across.atan2(along).to_degrees()
}
