//! One page with film and pictures inside, to be given away: whoever shall not be recognised in it is blurred.

use crate::app::desk::{Desk, Watch};
use crate::app::store::data_folder::SINGLE_FILE;
use crate::app::store::record::{Exported, Problem, Record};
use crate::app::work::chosen::chosen;
use crate::app::work::problem::{problem, written};
use crate::pipeline::{Blurring, ClipLoop, FilmPlace, OutputSettings, PlannedClip};

/// Makes the page anew from the clip: who is to be blurred must be looked for in its pictures.
pub(super) fn export(
    desk: &Desk,
    number: u32,
    record: &Record,
    asked: Exported,
    clips: &mut ClipLoop,
    watch: &Watch,
) -> Result<(), Problem> {
    let folder = &desk.folder;
    let plan = PlannedClip {
        path: folder.clip(number),
        poses: None,
        options: chosen(record.analysed_with.as_ref().unwrap_or(&record.options))?.options,
        outputs: OutputSettings {
            folder: folder.folder(number),
            name: Some("export".to_owned()),
            film: FilmPlace::InPage,
            blurring: Blurring { faces: asked.blur_faces, others: asked.blur_others },
            ..OutputSettings::default()
        },
    };
    clips.analyze(&plan, watch).map_err(|e| problem(&e))?;
    let own = folder.beside(number, "export");
    let page = std::fs::rename(own.join("report.html"), folder.beside(number, SINGLE_FILE));
    let kept = page.and_then(|()| std::fs::remove_dir_all(&own));
    written(&own, kept).map_err(|e| problem(&e))?;
    let kept = desk.change(number, |record| record.exported = Some(asked));
    written(&folder.folder(number), kept).map_err(|e| problem(&e))
}
