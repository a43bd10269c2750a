//! `gaitline preview`: what a clip shows at first sight, before the long part.

use super::args::PreviewArgs;
use super::{Failure, print_error, print_line};
use gaitline::error::AnalysisError;
use gaitline::options::Preset;
use gaitline::pipeline::{Engine, PreviewStep, preview_clip};

/// Prints the preview as one line of JSON, and writes its stills where that is asked for.
pub(crate) fn run(arguments: PreviewArgs) -> Result<(), Failure> {
    match preview(arguments) {
        Ok(line) => print_line(&line),
        Err(e) => {
            print_error(&e.to_string(), e.hint());
            Err(Failure::Failed)
        }
    }
}

fn preview(arguments: PreviewArgs) -> Result<String, AnalysisError> {
    let PreviewArgs { clip, stills, places } = arguments;
    let mut engine = Engine::load(Preset::Quick.model(), &places.engine())?;
    let mut told = |step: PreviewStep<'_>| match (step, &stills) {
        (PreviewStep::Still { file, jpeg }, Some(folder)) => {
            let path = folder.join(file);
            let written =
                std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, jpeg));
            written.map_err(|e| AnalysisError::Write { path, why: e.to_string() })
        }
        _ => Ok(()),
    };
    let preview = preview_clip(&clip, &mut engine, &mut told, &())?;
    serde_json::to_string(&preview)
        .map_err(|e| AnalysisError::Render { what: "the preview", why: e.to_string() })
}
