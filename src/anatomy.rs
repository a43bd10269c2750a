//! The body's vocabulary: sides and landmarks, and nothing that computes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The subject's own side, never the image's.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The subject's left.
    Left,
    /// The subject's right.
    Right,
}

impl Side {
    /// Both sides, left first: the order of every table and file.
    pub const BOTH: [Side; 2] = [Side::Left, Side::Right];

    /// The other side.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }

    /// `left` or `right`: the prefix of columns and keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }

    /// 0 for left, 1 for right.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// The 33 landmarks of the BlazePose topology, in its order.
///
/// Another pose tool's output uses the subset that it knows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the documentation
pub enum Landmark {
    Nose,
    LeftEyeInner,
    LeftEye,
    LeftEyeOuter,
    RightEyeInner,
    RightEye,
    RightEyeOuter,
    LeftEar,
    RightEar,
    MouthLeft,
    MouthRight,
    LeftShoulder,
    RightShoulder,
    LeftElbow,
    RightElbow,
    LeftWrist,
    RightWrist,
    LeftPinky,
    RightPinky,
    LeftIndex,
    RightIndex,
    LeftThumb,
    RightThumb,
    LeftHip,
    RightHip,
    LeftKnee,
    RightKnee,
    LeftAnkle,
    RightAnkle,
    LeftHeel,
    RightHeel,
    LeftFootIndex,
    RightFootIndex,
}

impl Landmark {
    /// How many there are.
    pub const COUNT: usize = 33;

    /// All of them, in the topology's order.
    pub const ALL: [Landmark; Self::COUNT] = {
        use Landmark::*;
        [
            Nose,
            LeftEyeInner,
            LeftEye,
            LeftEyeOuter,
            RightEyeInner,
            RightEye,
            RightEyeOuter,
            LeftEar,
            RightEar,
            MouthLeft,
            MouthRight,
            LeftShoulder,
            RightShoulder,
            LeftElbow,
            RightElbow,
            LeftWrist,
            RightWrist,
            LeftPinky,
            RightPinky,
            LeftIndex,
            RightIndex,
            LeftThumb,
            RightThumb,
            LeftHip,
            RightHip,
            LeftKnee,
            RightKnee,
            LeftAnkle,
            RightAnkle,
            LeftHeel,
            RightHeel,
            LeftFootIndex,
            RightFootIndex,
        ]
    };

    /// Its place in [`Landmark::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The same landmark on the other side; the nose is its own mirror image.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let i = self.index();
        let j = match i {
            0 => 0,
            1..=3 => i + 3,
            4..=6 => i - 3,
            // from the ears on, left is odd and right follows it
            _ if i % 2 == 1 => i + 1,
            _ => i - 1,
        };
        Self::ALL[j]
    }
}

/// A joint or foot point that both legs and arms have; with a [`Side`] it names a [`Landmark`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names are the documentation
pub enum Joint {
    Shoulder,
    Wrist,
    Hip,
    Knee,
    Ankle,
    Heel,
    /// The tip of the foot, near the second toe.
    Toe,
}

impl Joint {
    /// The points of one leg, from the hip down.
    pub const LEG: [Joint; 5] = [Joint::Hip, Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe];

    /// The landmark of this joint on that side.
    #[must_use]
    pub fn on(self, side: Side) -> Landmark {
        let left = match self {
            Joint::Shoulder => Landmark::LeftShoulder,
            Joint::Wrist => Landmark::LeftWrist,
            Joint::Hip => Landmark::LeftHip,
            Joint::Knee => Landmark::LeftKnee,
            Joint::Ankle => Landmark::LeftAnkle,
            Joint::Heel => Landmark::LeftHeel,
            Joint::Toe => Landmark::LeftFootIndex,
        };
        match side {
            Side::Left => left,
            Side::Right => left.mirrored(),
        }
    }
}

/// A place on the skin where a sticker is put; with a [`Side`] it names one sticker.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Site {
    /// Anterior superior iliac spine: the bony point at the front of the hip bone.
    Asis,
    /// Posterior superior iliac spine: below the dimple beside the sacrum.
    Psis,
    /// Greater trochanter: the bony point at the side of the hip.
    Trochanter,
    /// Lateral femoral epicondyle: the bony point at the outer side of the knee.
    Knee,
    /// Lateral malleolus: the outer ankle bone.
    Malleolus,
    /// Middle of the kneecap.
    Patella,
}

impl Site {
    /// All of them, from the pelvis down.
    pub const ALL: [Site; 6] =
        [Site::Asis, Site::Psis, Site::Trochanter, Site::Knee, Site::Malleolus, Site::Patella];

    /// As it is typed and written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Site::Asis => "asis",
            Site::Psis => "psis",
            Site::Trochanter => "trochanter",
            Site::Knee => "knee",
            Site::Malleolus => "malleolus",
            Site::Patella => "patella",
        }
    }

    /// The joint that it is nearest to.
    #[must_use]
    pub fn joint(self) -> Joint {
        match self {
            Site::Asis | Site::Psis | Site::Trochanter => Joint::Hip,
            Site::Knee | Site::Patella => Joint::Knee,
            Site::Malleolus => Joint::Ankle,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirroring_twice_is_identity_and_swaps_the_names() {
        for l in Landmark::ALL {
            assert_eq!(l.mirrored().mirrored(), l);
            let name = format!("{l:?}");
            let expected = if name.contains("Left") {
                name.replace("Left", "Right")
            } else {
                name.replace("Right", "Left")
            };
            assert_eq!(format!("{:?}", l.mirrored()), expected);
        }
    }

    #[test]
    fn joints_name_the_right_landmarks() {
        assert_eq!(Joint::Toe.on(Side::Right), Landmark::RightFootIndex);
        assert_eq!(Joint::Hip.on(Side::Left), Landmark::LeftHip);
    }
}
