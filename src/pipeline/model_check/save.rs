//! The errors of a model beside its description, and those that are of other weights.

use crate::error::{AnalysisError, ModelCheckError};
use crate::pipeline::atomic_write::write_whole;
use crate::pipeline::model_check::check::ModelCheck;
use crate::pose::{LEAST_ERROR_CLIPS, ModelStore, errors_file_text};
use std::path::{Path, PathBuf};

/// Makes sure that what will be measured can be kept: to measure takes long.
///
/// # Errors
/// When the model folder cannot be written to.
pub fn check_can_save(models: Option<&Path>) -> Result<(), ModelCheckError> {
    let folder = ModelStore::find(models)?.folder().to_owned();
    match tempfile::tempfile_in(&folder) {
        Ok(_) => Ok(()),
        Err(e) => Err(ModelCheckError::Write { path: folder, why: e.to_string() }),
    }
}

/// Keeps what was measured in the model folder, for every further analysis with that model.
///
/// # Errors
/// When no quantity was measured on enough clips, or the file cannot be written; an earlier file then stays.
pub fn save_errors(check: &ModelCheck, models: Option<&Path>) -> Result<PathBuf, ModelCheckError> {
    if check.errors.factors.is_empty() {
        let (model, least) = (check.model.clone(), LEAST_ERROR_CLIPS);
        return Err(ModelCheckError::NothingToSave { model, least });
    }
    let path = ModelStore::find(models)?.errors_path(&check.model);
    let text = errors_file_text(&check.model, &check.spec, &check.errors);
    match write_whole(&path, text) {
        Ok(()) => Ok(path),
        Err(AnalysisError::Write { why, .. }) => Err(ModelCheckError::Write { path, why }),
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::{ErrorQuantity, ModelErrors, describe_models, errors_of};

    fn check(store: &ModelStore, errors: ModelErrors) -> ModelCheck {
        let spec = store.spec("m").unwrap();
        ModelCheck {
            model: "m".to_owned(),
            spec,
            quantities: Vec::new(),
            errors,
            left_out: 0,
            copies: 0,
        }
    }

    #[test]
    fn errors_replace_earlier_ones_as_a_whole_and_nothing_measured_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = describe_models(folder.path(), "cd");
        let spec = store.spec("m").unwrap();
        let stored = || store.errors("m", &spec).unwrap().measured();
        for factor in [1.5, 1.25] {
            let errors = errors_of(&[ErrorQuantity::Times], factor);
            let path = save_errors(&check(&store, errors.clone()), Some(folder.path())).unwrap();
            assert_eq!(path, folder.path().join("m.errors.toml"));
            assert_eq!(stored(), Some(errors));
        }
        let nothing = check(&store, errors_of(&[], 1.0));
        let error = save_errors(&nothing, Some(folder.path())).unwrap_err();
        assert!(matches!(error, ModelCheckError::NothingToSave { .. }), "{error}");
        assert_eq!(stored(), Some(errors_of(&[ErrorQuantity::Times], 1.25)));
        let files = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(files, 3, "two descriptions and one file of errors");
        std::fs::remove_file(store.errors_path("m")).unwrap();
        std::fs::create_dir(store.errors_path("m")).unwrap();
        let in_the_way = check(&store, errors_of(&[ErrorQuantity::Times], 1.5));
        let error = save_errors(&in_the_way, Some(folder.path())).unwrap_err();
        assert!(error.to_string().contains("m.errors.toml"), "{error}");
        assert!(error.hint().contains("--models"), "{}", error.hint());
    }
}
