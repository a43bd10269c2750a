//! The values of usual walking that are known at each speed.

/// A value of usual walking that depends on the speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeedNorm {
    /// Largest knee flexion of loading, less that at contact.
    LoadingExcursion,
    /// Largest knee flexion of swing.
    SwingKneePeak,
    /// Thigh against vertical, farthest behind.
    ThighMinimum,
    /// Angular velocity of the knee at contact, flexing +.
    KneeVelocityAtContact,
    /// Time of the knee's largest flexion of loading, in percent of the stride.
    LoadingPeakTime,
}

impl SpeedNorm {
    /// All of them.
    pub(super) const ALL: [Self; 5] = [
        Self::LoadingExcursion,
        Self::SwingKneePeak,
        Self::ThighMinimum,
        Self::KneeVelocityAtContact,
        Self::LoadingPeakTime,
    ];

    /// Its name in the table.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::LoadingExcursion => "loading_excursion",
            Self::SwingKneePeak => "swing_knee_peak",
            Self::ThighMinimum => "thigh_minimum",
            Self::KneeVelocityAtContact => "knee_velocity_at_contact",
            Self::LoadingPeakTime => "loading_peak_time",
        }
    }
}
