//! What the norm tables of `data/` hold, once read.

/// The speeds of the reference study, slow to fast, and what goes with each.
#[derive(Default)]
pub(super) struct Reference {
    pub(super) speeds: Vec<f64>,
    pub(super) cadences: Vec<f64>,
    /// Ids of their names.
    pub(super) ids: Vec<String>,
    /// Which of them is people's own.
    pub(super) usual: usize,
}

/// People who walked at one speed.
pub(super) struct Group {
    /// Id of its text.
    pub(super) population: String,
    pub(super) n: u32,
    pub(super) speed: String,
}

/// An angle over the cycle at the speeds of one study, slow to fast.
pub(super) struct AngleTable {
    pub(super) angle: String,
    pub(super) source: String,
    pub(super) study: String,
    /// Id of its text.
    pub(super) caveat: String,
    pub(super) speeds: Vec<f64>,
    pub(super) groups: Vec<Group>,
    /// Mean and standard deviation of each group.
    pub(super) curves: Vec<[Vec<f64>; 2]>,
}

/// A measure at the speeds of one study, slow to fast.
pub(super) struct MeasureTable {
    pub(super) measure: String,
    pub(super) source: String,
    /// Id of its text.
    pub(super) population: String,
    pub(super) speeds: Vec<f64>,
    /// Mean and standard deviation of each speed.
    pub(super) values: Vec<[f64; 2]>,
}

/// A measure of adults.
pub(super) struct AdultTable {
    pub(super) measure: String,
    pub(super) source: String,
    pub(super) men: [f64; 2],
    pub(super) women: [f64; 2],
}
