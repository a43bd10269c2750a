//! A model folder for tests, without weights.

use crate::pose::model_errors::{ErrorQuantity, LEAST_ERROR_CLIPS, MeasuredFactor, ModelErrors};
use crate::pose::store::{DEFAULT_MODEL, ModelStore};
use std::collections::BTreeMap;
use std::path::Path;

/// Describes the default model and a model `m`, whose landmark networks have this hash.
pub(crate) fn describe_models(folder: &Path, landmarker_sha256: &str) -> ModelStore {
    let network = |file: &str, sha256: &str| {
        format!(
            "[{file}]\nfile = '{file}.onnx'\nsha256 = '{sha256}'\ninput = [1, 3, 8, 8]\n\
             range = [0.0, 1.0]\noutputs = {{}}\n"
        )
    };
    let networks = network("detector", "AB") + &network("landmarker", landmarker_sha256);
    for name in [DEFAULT_MODEL, "m"] {
        let head = format!("name = '{name}'\nfamily = 'blazepose'\nsummary = ''\n");
        let text = head + "licence = ''\nsource = ''\n" + &networks;
        std::fs::write(folder.join(format!("{name}.toml")), text).unwrap();
    }
    ModelStore::find(Some(folder)).unwrap()
}

/// Errors of a model with one factor for all quantities.
pub(crate) fn errors_of(quantities: &[ErrorQuantity], factor: f64) -> ModelErrors {
    let measured = MeasuredFactor { factor, clips: LEAST_ERROR_CLIPS };
    ModelErrors {
        compared_with: DEFAULT_MODEL.to_owned(),
        clips: 12,
        frames: 1640,
        program: "gaitline \"0\"".to_owned(),
        factors: quantities
            .iter()
            .map(|quantity| (*quantity, measured))
            .collect::<BTreeMap<_, _>>(),
    }
}
