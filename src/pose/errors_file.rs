//! `MODEL.errors.toml`, beside a model's description: its measured errors, and of which weights they are.

use crate::error::PoseError;
use crate::pose::model_errors::{ErrorQuantity, MeasuredFactor, ModelErrors};
use crate::pose::spec::ModelSpec;
use crate::pose::store::{DEFAULT_MODEL, ModelStore};
use crate::text_file::{read_text, without_mark};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Value;

/// No file of errors is larger.
const MOST_BYTES: u64 = 1 << 20;

/// Version of the format that is written and read.
const ERRORS_FILE_VERSION: i64 = 1;

/// What the store holds of a model's errors.
#[derive(Debug, Clone, PartialEq)]
pub enum StoredErrors {
    /// They were never measured here.
    None,
    /// They are of these weights.
    Measured(ModelErrors),
    /// They are of other weights, and say nothing of these.
    OfOtherWeights(PathBuf),
}

impl StoredErrors {
    /// The errors, where they are of these weights.
    #[must_use]
    pub fn measured(self) -> Option<ModelErrors> {
        match self {
            Self::Measured(errors) => Some(errors),
            Self::None | Self::OfOtherWeights(_) => None,
        }
    }
}

/// The file, key by key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ErrorsFile {
    #[serde(rename = "version")]
    _version: i64,
    model: String,
    program: String,
    compared_with: String,
    clips: usize,
    frames: usize,
    /// SHA-256 of each network's weights, by what it is for.
    weights: BTreeMap<String, String>,
    factors: BTreeMap<ErrorQuantity, MeasuredFactor>,
}

impl ModelStore {
    /// Where the errors of the model of that name are kept.
    #[must_use]
    pub fn errors_path(&self, model: &str) -> PathBuf {
        self.folder().join(format!("{model}.errors.toml"))
    }

    /// The measured errors of the model of that name.
    ///
    /// # Errors
    /// When there is a file that cannot be read, or that is no file of errors.
    pub fn errors(&self, model: &str, spec: &ModelSpec) -> Result<StoredErrors, PoseError> {
        let path = self.errors_path(model);
        if !path.is_symlink() && !path.exists() {
            return Ok(StoredErrors::None);
        }
        let text = read_text(&path, MOST_BYTES)?;
        let (of, errors) = parse(&path, model, without_mark(&text))?;
        match of == weights(spec) {
            true => Ok(StoredErrors::Measured(errors)),
            false => Ok(StoredErrors::OfOtherWeights(path)),
        }
    }
}

/// Hashes of weights, by what each network is for.
type Weights = BTreeMap<String, String>;

/// The weights that a file is of, and their errors.
fn parse(path: &Path, model: &str, text: &str) -> Result<(Weights, ModelErrors), PoseError> {
    let wrong = |why: String| PoseError::BadErrors { path: path.into(), why };
    let table: toml::Table = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
    // another version may have other keys: the version is named first
    match table.get("version").and_then(Value::as_integer) {
        Some(ERRORS_FILE_VERSION) => {}
        Some(found) => {
            return Err(wrong(format!(
                "version is {found}; this program reads {ERRORS_FILE_VERSION}"
            )));
        }
        None => return Err(wrong("it has no `version`".to_owned())),
    }
    let file: ErrorsFile = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
    if file.model != model {
        return Err(wrong(format!("it is of the model {:?}, not of that of its name", file.model)));
    }
    // the default model has the factor 1 by definition, and no other one to be compared with
    if file.compared_with != DEFAULT_MODEL || model == DEFAULT_MODEL {
        let why = format!(
            "it compares {model} with {}, not another model with {DEFAULT_MODEL}",
            file.compared_with
        );
        return Err(wrong(why));
    }
    let errors = ModelErrors {
        compared_with: file.compared_with,
        clips: file.clips,
        frames: file.frames,
        program: file.program,
        factors: file.factors,
    };
    match errors.mistake() {
        Some(why) => Err(wrong(why)),
        None => Ok((file.weights, errors)),
    }
}

fn weights(spec: &ModelSpec) -> Weights {
    let of = spec.networks().into_iter();
    of.map(|(role, network)| (role.key().to_owned(), network.sha256.to_ascii_lowercase())).collect()
}

/// The text of the file of the errors of the model of that name.
#[must_use]
pub fn errors_file_text(model: &str, spec: &ModelSpec, errors: &ModelErrors) -> String {
    let text = |value: &str| Value::String(value.to_owned()).to_string();
    let compared_with = &errors.compared_with;
    let mut lines = vec![
        format!(
            "# Errors of {model} as multiples of those of {compared_with}, measured on clips of"
        ),
        format!("# known truth by `gaitline models check {model} CLIP... --save`."),
        format!("version = {ERRORS_FILE_VERSION}"),
        format!("model = {}", text(model)),
        format!("program = {}", text(&errors.program)),
        format!("compared_with = {}", text(compared_with)),
        format!("clips = {}", errors.clips),
        format!("frames = {}", errors.frames),
        "\n[weights]  # SHA-256: the factors hold for these weights only".to_owned(),
    ];
    lines.extend(weights(spec).iter().map(|(role, sha256)| format!("{role} = {}", text(sha256))));
    lines.push("\n[factors]".to_owned());
    lines.extend(errors.factors.iter().map(|(quantity, MeasuredFactor { factor, clips })| {
        format!("{} = {{ factor = {factor:?}, clips = {clips} }}", quantity.name())
    }));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::store_fixture::{describe_models, errors_of};

    /// A store with a model `m`, whose landmark network has this hash.
    fn store(landmarker: &str) -> (tempfile::TempDir, ModelStore, ModelSpec) {
        let folder = tempfile::tempdir().unwrap();
        let store = describe_models(folder.path(), landmarker);
        let spec = store.spec("m").unwrap();
        (folder, store, spec)
    }

    fn errors() -> ModelErrors {
        errors_of(&[ErrorQuantity::KneeFlexionNear, ErrorQuantity::Times], 1.25)
    }

    #[test]
    fn errors_are_read_as_they_were_written_and_the_file_is_no_model() {
        let (_folder, store, spec) = store("cd");
        assert_eq!(store.errors("m", &spec).unwrap(), StoredErrors::None);
        std::fs::write(store.errors_path("m"), errors_file_text("m", &spec, &errors())).unwrap();
        assert_eq!(store.errors("m", &spec).unwrap(), StoredErrors::Measured(errors()));
        assert_eq!(store.names().unwrap(), ["blazepose-heavy", "m"]);
        assert!(matches!(store.spec("m.errors"), Err(PoseError::UnknownModel { .. })));
    }

    #[test]
    fn errors_of_other_weights_are_not_those_of_these() {
        let (_folder, of_before, before) = store("cd");
        let text = errors_file_text("m", &before, &errors());
        std::fs::write(of_before.errors_path("m"), &text).unwrap();
        assert!(of_before.errors("m", &before).unwrap().measured().is_some());
        let (_folder, of_now, now) = store("ce");
        std::fs::write(of_now.errors_path("m"), &text).unwrap();
        let found = of_now.errors("m", &now).unwrap();
        assert_eq!(found, StoredErrors::OfOtherWeights(of_now.errors_path("m")));
        assert_eq!(found.measured(), None);
    }

    #[test]
    fn descriptions_and_errors_in_another_encoding_are_named() {
        let (folder, store, spec) = store("cd");
        let description = folder.path().join("m.toml");
        std::fs::write(store.errors_path("m"), b"\xff\xfev\0").unwrap();
        std::fs::write(&description, b"name = 'caf\xe9'").unwrap();
        let errors = store.errors("m", &spec).unwrap_err();
        let model = ModelSpec::read(&description).unwrap_err();
        for (error, file) in [(errors, "m.errors.toml"), (model, "m.toml")] {
            assert!(error.to_string().contains(&format!("{file}: it is not UTF-8")), "{error}");
            assert!(error.hint().contains("save it as UTF-8"));
        }
    }

    #[test]
    fn a_file_of_errors_that_cannot_be_meant_is_refused_with_its_place() {
        let (_folder, store, spec) = store("cd");
        let text = errors_file_text("m", &spec, &errors());
        for (from, to, said) in [
            ("version = 1", "version = 2", "version is 2; this program reads 1"),
            ("version = 1\n", "", "no `version`"),
            ("frames = 1640", "frame = 1640", "frame"),
            ("factor = 1.25", "factor = 0.5", "factor of knee_flexion_near is 0.5"),
            ("factor = 1.25", "factor = nan", "factor of knee_flexion_near is NaN"),
            ("clips = 5 }", "clips = 4 }", "4 clips"),
            ("times =", "time =", "unknown variant"),
            ("[factors]", "[factors", "line"),
            ("model = \"m\"", "model = \"n\"", "of the model \"n\""),
            ("compared_with = \"blazepose-heavy\"", "compared_with = \"m\"", "compares m with m"),
        ] {
            assert!(text.contains(from), "{from}");
            std::fs::write(store.errors_path("m"), text.replacen(from, to, 1)).unwrap();
            let error = store.errors("m", &spec).unwrap_err();
            assert!(matches!(error, PoseError::BadErrors { .. }), "{error}");
            let (what, hint) = (error.to_string(), error.hint());
            assert!(what.contains(said) && what.contains("m.errors.toml"), "{what}");
            assert!(hint.contains("models check"), "{hint}");
        }
    }
}
