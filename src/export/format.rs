//! The formats.

use strum::{IntoStaticStr, VariantArray};

/// A format of another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum ExportFormat {
    /// Marker trajectories, as OpenSim and Pose2Sim read them.
    Trc,
    /// Joint coordinates of an OpenSim model.
    Mot,
    /// Marker trajectories and gait events, as laboratories' programs read them.
    C3d,
    /// A workbook of the clip's tables.
    Xlsx,
}

impl ExportFormat {
    /// Its name, which is also the ending of its files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether lengths in it are metres, so that a scale must be known.
    #[must_use]
    pub fn needs_scale(self) -> bool {
        self != Self::Xlsx
    }
}
