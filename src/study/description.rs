//! `dataset_description.json`: what the study's folder is, as BIDS has it.

use crate::report::VERSION;
use serde_json::{Value, json};

/// The version of the Brain Imaging Data Structure whose names of folders and files are used.
const BIDS_VERSION: &str = "1.10.0";

/// The description of a study's folder as a data set that was derived from other data. It does not depend on where the folder
/// is and what it is called.
#[must_use]
pub fn dataset_description() -> Value {
    json!({
        "Name": "Gait study",
        "BIDSVersion": BIDS_VERSION,
        "DatasetType": "derivative",
        "GeneratedBy": [{
            "Name": env!("CARGO_PKG_NAME"),
            "Version": VERSION,
            "Description": env!("CARGO_PKG_DESCRIPTION"),
        }],
    })
}
