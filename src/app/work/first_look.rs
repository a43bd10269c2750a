//! Stills of a new clip, and what is recognised.

use crate::app::store::data_folder::DataFolder;
use crate::app::store::record::Problem;
use crate::app::work::problem::{problem, written};
use crate::app::work::task::Event;
use crate::app::work::teller::Teller;
use crate::options::Preset;
use crate::pipeline::{Engine, EngineSettings, PreviewStep, preview_clip};

/// Looks at a clip, and tells what is found as soon as it is.
pub(super) fn look(
    folder: &DataFolder,
    number: u32,
    engine: &mut Option<Engine>,
    settings: &EngineSettings,
    teller: &Teller,
) -> Result<(), Problem> {
    let engine = match engine {
        Some(engine) => engine,
        None => {
            let model = Preset::Quick.model();
            engine.insert(Engine::load(model, settings).map_err(|e| problem(&e.into()))?)
        }
    };
    let mut told = |step: PreviewStep<'_>| match step {
        PreviewStep::Still { file, jpeg } => {
            written(&folder.stills(number), folder.write_still(number, file, jpeg))
        }
        PreviewStep::Known(preview) => {
            teller.tell(&Event::Known(Box::new(preview.clone())));
            Ok(())
        }
    };
    let preview = preview_clip(&folder.clip(number), engine, &mut told, teller);
    let preview = preview.map_err(|e| problem(&e))?;
    written(&folder.folder(number), folder.write_preview(number, &preview)).map_err(|e| problem(&e))
}
