//! One page with film and pictures inside, to be given away: whoever shall not be recognised in it is blurred.

use crate::app::store::data_folder::{DataFolder, SINGLE_FILE};
use crate::app::store::record::{Exported, Problem};
use crate::app::work::chosen::chosen;
use crate::app::work::problem::{problem, written};
use crate::app::work::teller::Teller;
use crate::pipeline::{Blurring, ClipLoop, FilmPlace, OutputSettings, PlannedClip};
use serde_json::{Map, Value};

/// Makes the page anew from the clip: who is to be blurred must be looked for in its pictures.
pub(super) fn export(
    folder: &DataFolder,
    number: u32,
    options: &Map<String, Value>,
    blurred: Exported,
    clips: &mut ClipLoop,
    teller: &Teller,
) -> Result<(), Problem> {
    let plan = PlannedClip {
        path: folder.clip(number),
        poses: None,
        options: chosen(options)?.options,
        outputs: OutputSettings {
            folder: folder.folder(number),
            name: Some("export".to_owned()),
            film: FilmPlace::InPage,
            blurring: Blurring { faces: blurred.blur_faces, others: blurred.blur_others },
            ..OutputSettings::default()
        },
    };
    clips.analyze(&plan, teller).map_err(|e| problem(&e))?;
    let own = folder.beside(number, "export");
    let page = std::fs::rename(own.join("report.html"), folder.beside(number, SINGLE_FILE));
    let kept = page.and_then(|()| std::fs::remove_dir_all(&own));
    written(&own, kept).map_err(|e| problem(&e))
}
