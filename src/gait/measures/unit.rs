//! The units of measures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// The unit of a measure.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unit {
    /// Seconds of real life.
    Second,
    /// Metres; only where a scale is known.
    Metre,
    /// Metres a second; only where a scale is known.
    MetrePerSecond,
    /// Heights of the person's own body.
    BodyHeight,
    /// Heights of the person's own body a second.
    BodyHeightPerSecond,
    /// Degrees.
    Degree,
    /// Degrees a second.
    DegreePerSecond,
    /// Percent of the gait cycle.
    PercentOfStride,
    /// Percent of the leg's length.
    PercentOfLeg,
    /// Percent of loading response and mid-stance.
    PercentOfEarlyStance,
    /// Percent of the hips' sinking in a step.
    PercentOfSinking,
    /// Steps a minute.
    StepsPerMinute,
    /// A quotient of two numbers of one unit.
    Ratio,
    /// Minus the logarithm of a dimensionless jerk: the smoother, the nearer to zero.
    LogJerk,
}

impl Unit {
    /// Whether zero means "none of it" and the quantity cannot be negative: only then a coefficient of variation says
    /// something.
    #[must_use]
    pub fn has_true_zero(self) -> bool {
        matches!(
            self,
            Self::Second
                | Self::Metre
                | Self::MetrePerSecond
                | Self::BodyHeight
                | Self::BodyHeightPerSecond
        )
    }

    /// Whether it is one of angles or their velocities, which cross zero: a quotient of both legs says nothing then.
    #[must_use]
    pub fn is_of_angles(self) -> bool {
        matches!(self, Self::Degree | Self::DegreePerSecond)
    }

    /// Whether the height of the person in the picture is in it: lengths are measured in heights.
    #[must_use]
    pub fn is_by_height(self) -> bool {
        let is_in_heights = matches!(self, Self::BodyHeight | Self::BodyHeightPerSecond);
        self.is_in_metres() || is_in_heights || self == Self::PercentOfLeg
    }

    /// Whether the error of the scale is in it.
    #[must_use]
    pub fn is_in_metres(self) -> bool {
        matches!(self, Self::Metre | Self::MetrePerSecond)
    }

    /// How names of measures in this unit end.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Second => "_s",
            Self::Metre => "_m",
            Self::MetrePerSecond => "_m_s",
            Self::BodyHeight => "_heights",
            Self::BodyHeightPerSecond => "_heights_s",
            Self::Degree => "_deg",
            Self::DegreePerSecond => "_deg_s",
            Self::PercentOfLeg => "_leg_pct",
            Self::PercentOfEarlyStance => "_share_pct",
            Self::PercentOfStride | Self::PercentOfSinking => "_pct",
            Self::StepsPerMinute => "_spm",
            Self::Ratio => "_ratio",
            Self::LogJerk => "_ldlj",
        }
    }

    /// Its name in keys of the catalogue.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}
