//! `dataset_description.json`: what the study's folder is, as BIDS has it.

use serde_json::{Value, json};

/// The version of the Brain Imaging Data Structure whose names of folders and files are used.
const BIDS_VERSION: &str = "1.10.0";

/// The description of a study's folder as a data set that was derived from other data.
#[must_use]
pub fn dataset_description(name: &str) -> Value {
    json!({
        "Name": name,
        "BIDSVersion": BIDS_VERSION,
        "DatasetType": "derivative",
        "GeneratedBy": [{
            "Name": env!("CARGO_PKG_NAME"),
            "Version": env!("CARGO_PKG_VERSION"),
            "Description": env!("CARGO_PKG_DESCRIPTION"),
        }],
    })
}
