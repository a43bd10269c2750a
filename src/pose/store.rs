//! Where models and the runtime library lie, and whether they are what they claim to be.

use crate::error::PoseError;
use crate::pose::network::Role;
use crate::pose::spec::{ModelSpec, NetworkSpec};
use crate::text_file::open_regular;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The model that is taken when none is asked for.
pub const DEFAULT_MODEL: &str = "blazepose-heavy";

/// Names a models folder, where `--models` does not.
pub const MODELS_VARIABLE: &str = "GAITLINE_MODELS";

/// Names an ONNX Runtime library, where `--onnxruntime` does not.
pub const RUNTIME_VARIABLE: &str = "GAITLINE_ONNXRUNTIME";

/// What a description says of weights whose hash was never published.
const UNKNOWN_HASH: &str = "unknown";

/// A folder with `*.toml` descriptions, `weights/` and `runtime/`, as `models/prepare` makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelStore {
    folder: PathBuf,
}

impl ModelStore {
    /// Finds the models folder: the one asked for, the one in the environment, or the first
    /// `models` or `share/gaitline/models` beside or above the program.
    ///
    /// # Errors
    /// When there is none; the error lists where it was looked for.
    pub fn find(asked: Option<&Path>) -> Result<Self, PoseError> {
        let explicit = asked.map(Path::to_path_buf).or_else(|| variable(MODELS_VARIABLE));
        let candidates = match explicit {
            Some(folder) => vec![folder],
            None => folders_near_program(),
        };
        let is_store = |f: &&PathBuf| f.join(format!("{DEFAULT_MODEL}.toml")).is_file();
        match candidates.iter().find(is_store) {
            Some(folder) => Ok(Self { folder: folder.clone() }),
            None => Err(PoseError::NoModels { searched: candidates }),
        }
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The description of the model of that name.
    ///
    /// # Errors
    /// When there is no such model, or its description is wrong.
    pub fn spec(&self, name: &str) -> Result<ModelSpec, PoseError> {
        let path = self.folder.join(format!("{name}.toml"));
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        // a link that leads nowhere is named as what cannot be read
        let is_there = path.is_symlink() || path.exists();
        if !plain || model_of(&format!("{name}.toml")).is_none() || !is_there {
            return Err(PoseError::UnknownModel { name: name.to_owned(), known: self.names()? });
        }
        let spec = ModelSpec::read(&path)?;
        match spec.name == name {
            true => Ok(spec),
            false => {
                let why = format!("`name` is {:?}, not that of the file", spec.name);
                Err(PoseError::BadDescription { path, why })
            }
        }
    }

    /// The names of all described models, sorted.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self) -> Result<Vec<String>, PoseError> {
        let unreadable = |e: std::io::Error| PoseError::UnreadableModel {
            path: self.folder.clone(),
            why: e.to_string(),
        };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let file = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            names.extend(model_of(file).map(str::to_owned));
        }
        names.sort();
        Ok(names)
    }

    /// The folder of the weights.
    #[must_use]
    pub fn weights_folder(&self) -> PathBuf {
        self.folder.join("weights")
    }

    /// The path of a network's weights, after checking that they have the described hash.
    ///
    /// # Errors
    /// When the file is missing or is not the described one, or its hash is not known.
    pub fn verified_weights(&self, spec: &NetworkSpec) -> Result<PathBuf, PoseError> {
        if spec.sha256 == UNKNOWN_HASH {
            return Err(PoseError::UnknownHash { file: spec.file.clone() });
        }
        let path = self.weights_folder().join(&spec.file);
        if !path.is_file() {
            return Err(PoseError::MissingWeights { path });
        }
        let found = sha256_of(&path)
            .map_err(|e| PoseError::UnreadableModel { path: path.clone(), why: e.to_string() })?;
        if found != spec.sha256.to_ascii_lowercase() {
            return Err(PoseError::WrongHash { path, expected: spec.sha256.clone(), found });
        }
        Ok(path)
    }

    /// A model whose weights are the described ones. They are hashed here, and not again for each worker that loads them.
    ///
    /// # Errors
    /// When a file is missing or is not the described one.
    pub fn verified(&self, spec: &ModelSpec) -> Result<VerifiedModel, PoseError> {
        let networks = spec.networks().into_iter();
        let verified = networks.map(|(role, network)| Ok((role, self.verified_weights(network)?)));
        Ok(VerifiedModel {
            weights: verified.collect::<Result<_, PoseError>>()?,
            spec: spec.clone(),
        })
    }

    /// The ONNX Runtime library: the one asked for, the one in the environment, or the newest in
    /// the store's `runtime/`.
    ///
    /// # Errors
    /// When there is none.
    pub fn runtime_library(&self, asked: Option<&Path>) -> Result<PathBuf, PoseError> {
        let explicit = asked
            .map(Path::to_path_buf)
            .or_else(|| variable(RUNTIME_VARIABLE))
            .or_else(|| variable("ORT_DYLIB_PATH"));
        if let Some(path) = explicit {
            return Ok(path);
        }
        let folder = self.folder.join("runtime");
        let mut libraries: Vec<PathBuf> = std::fs::read_dir(&folder)
            .map(|entries| entries.filter_map(|e| e.ok().map(|e| e.path())).collect())
            .unwrap_or_default();
        libraries.retain(|p| {
            p.file_name().and_then(|n| n.to_str()).is_some_and(|n| {
                ["libonnxruntime.", "onnxruntime.dll"].iter().any(|prefix| n.starts_with(prefix))
            })
        });
        libraries.sort();
        libraries.pop().ok_or(PoseError::MissingRuntime { folder })
    }
}

/// The model that a file of this name describes; none where it is another of the store's files.
fn model_of(file: &str) -> Option<&str> {
    let stem = file.strip_suffix(".toml")?;
    let is_other = stem == "sources" || stem.ends_with(".errors");
    (!is_other).then_some(stem)
}

/// A model whose weights have the described hashes; only [`ModelStore::verified`] makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifiedModel {
    pub(super) spec: ModelSpec,
    /// The weights of each network that the model has.
    weights: Vec<(Role, PathBuf)>,
}

impl VerifiedModel {
    /// The weights of one of its networks.
    #[cfg(feature = "inference")]
    pub(super) fn weights_of(&self, role: Role, spec: &NetworkSpec) -> Result<&Path, PoseError> {
        let found = self.weights.iter().find(|(of, _)| *of == role);
        found
            .map(|(_, path)| path.as_path())
            .ok_or_else(|| spec.unusable("its weights were not verified"))
    }
}

/// The path in a variable of the environment; none in an empty one.
fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Candidate folders: for each folder from the program's upwards, `models` and the share folder.
fn folders_near_program() -> Vec<PathBuf> {
    let program = std::env::current_exe().and_then(std::fs::canonicalize).unwrap_or_default();
    let above = program.ancestors().skip(1).take(4);
    above.flat_map(|f| [f.join("models"), f.join("share/gaitline/models")]).collect()
}

/// SHA-256 of a file, hexadecimal.
pub(crate) fn sha256_of(path: &Path) -> std::io::Result<String> {
    let mut file = open_regular(path)?;
    let mut hasher = Sha256::new();
    let mut block = vec![0; 1 << 20];
    loop {
        match file.read(&mut block)? {
            0 => break,
            n => hasher.update(&block[..n]),
        }
    }
    Ok(hasher.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::store_fixture::describe_models;

    #[test]
    fn a_description_has_the_name_of_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = describe_models(folder.path(), "cd");
        assert_eq!(store.spec("m").unwrap().name, "m");
        std::fs::copy(folder.path().join("m.toml"), folder.path().join("other.toml")).unwrap();
        let error = store.spec("other").unwrap_err();
        assert!(matches!(error, PoseError::BadDescription { .. }), "{error}");
        assert!(error.to_string().contains("other.toml"), "{error}");
    }
}
