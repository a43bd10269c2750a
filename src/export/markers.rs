//! The landmarks as markers, under the names of Pose2Sim's BlazePose marker set, whose set-up files scale an OpenSim model and
//! solve its inverse kinematics.

use crate::anatomy::Landmark;

/// A landmark as a marker.
pub(super) struct Marker {
    pub(super) name: &'static str,
    pub(super) landmark: Landmark,
    /// How far to the right of the body's middle it is taken to be: the picture does not show it.
    ///
    /// # Source
    /// Pose2Sim 0.10 and Sports2D place two-dimensional markers so, from a model of usual size. Hands as the wrist; eyes half
    /// of the distance between pupils, 6.3 cm (Dodgson, Proc SPIE 2004;5291:36).
    pub(super) right_m: f64,
}

const HIP_M: f64 = 0.105;
const KNEE_M: f64 = 0.0886;
const ANKLE_M: f64 = 0.0972;
const HEEL_M: f64 = 0.0883;
const TOE_M: f64 = 0.0766;
const SHOULDER_M: f64 = 0.2016;
const ELBOW_M: f64 = 0.1613;
const HAND_M: f64 = 0.12;
const EYE_M: f64 = 0.0315;

const fn marker(name: &'static str, landmark: Landmark, right_m: f64) -> Marker {
    Marker { name, landmark, right_m }
}

/// Every marker, in the order of the files.
pub(super) const MARKERS: [Marker; 25] = [
    marker("Nose", Landmark::Nose, 0.0),
    marker("LEye", Landmark::LeftEye, -EYE_M),
    marker("REye", Landmark::RightEye, EYE_M),
    marker("LShoulder", Landmark::LeftShoulder, -SHOULDER_M),
    marker("RShoulder", Landmark::RightShoulder, SHOULDER_M),
    marker("LElbow", Landmark::LeftElbow, -ELBOW_M),
    marker("RElbow", Landmark::RightElbow, ELBOW_M),
    marker("LWrist", Landmark::LeftWrist, -HAND_M),
    marker("RWrist", Landmark::RightWrist, HAND_M),
    marker("LThumb", Landmark::LeftThumb, -HAND_M),
    marker("RThumb", Landmark::RightThumb, HAND_M),
    marker("LIndex", Landmark::LeftIndex, -HAND_M),
    marker("RIndex", Landmark::RightIndex, HAND_M),
    marker("LPinky", Landmark::LeftPinky, -HAND_M),
    marker("RPinky", Landmark::RightPinky, HAND_M),
    marker("LHip", Landmark::LeftHip, -HIP_M),
    marker("RHip", Landmark::RightHip, HIP_M),
    marker("LKnee", Landmark::LeftKnee, -KNEE_M),
    marker("RKnee", Landmark::RightKnee, KNEE_M),
    marker("LAnkle", Landmark::LeftAnkle, -ANKLE_M),
    marker("RAnkle", Landmark::RightAnkle, ANKLE_M),
    marker("LHeel", Landmark::LeftHeel, -HEEL_M),
    marker("RHeel", Landmark::RightHeel, HEEL_M),
    marker("LBigToe", Landmark::LeftFootIndex, -TOE_M),
    marker("RBigToe", Landmark::RightFootIndex, TOE_M),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_mirror_each_other() {
        for own in &MARKERS {
            let other = MARKERS.iter().find(|m| m.landmark == own.landmark.mirrored());
            assert_eq!(other.map(|m| m.right_m + own.right_m), Some(0.0), "{}", own.name);
        }
    }
}
