//! Stills of a new clip, and what is recognised.

use crate::app::desk::{Desk, Watch};
use crate::app::store::record::Problem;
use crate::app::work::problem::{problem, written};
use crate::options::Preset;
use crate::pipeline::{Engine, EngineSettings, PreviewStep, preview_clip};

/// Looks at a clip, and shows on the desk what is found as soon as it is.
pub(super) fn look(
    desk: &Desk,
    number: u32,
    engine: &mut Option<Engine>,
    settings: &EngineSettings,
    watch: &Watch,
) -> Result<(), Problem> {
    let engine = match engine {
        Some(engine) => engine,
        None => {
            let model = Preset::Quick.model();
            engine.insert(Engine::load(model, settings).map_err(|e| problem(&e.into()))?)
        }
    };
    let folder = &desk.folder;
    let mut told = |step: PreviewStep<'_>| match step {
        PreviewStep::Still { file, jpeg } => {
            written(&folder.stills(number), folder.write_still(number, file, jpeg))
        }
        PreviewStep::Known(preview) => {
            desk.show(number, preview.clone());
            Ok(())
        }
    };
    let preview = preview_clip(&folder.clip(number), engine, &mut told, watch);
    let preview = preview.map_err(|e| problem(&e))?;
    written(&folder.folder(number), folder.write_preview(number, &preview)).map_err(|e| problem(&e))
}
