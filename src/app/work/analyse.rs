//! One clip: from the film, or from the poses of the last time where only what comes after them was changed.

use crate::app::desk::{Desk, Watch};
use crate::app::store::data_folder::{RESULTS, SHEET, SINGLE_FILE};
use crate::app::store::record::{Problem, Record};
use crate::app::work::chosen::{Chosen, chosen};
use crate::app::work::problem::{problem, written};
use crate::error::AnalysisError;
use crate::options::{Audience, Options};
use crate::page::PageSettings;
use crate::pipeline::{ClipLoop, OutputSettings, PlannedClip, analyze_poses};
use crate::track::ReadingOptions;
use serde_json::{Value, json};

/// Analyses a clip by the options of its record.
pub(super) fn analyse(
    desk: &Desk,
    number: u32,
    record: &Record,
    clips: &mut ClipLoop,
    watch: &Watch,
) -> Result<(), Problem> {
    let Chosen { options, language } = chosen(&record.options)?;
    let folder = &desk.folder;
    let outputs = OutputSettings {
        folder: folder.folder(number),
        name: Some(RESULTS.to_owned()),
        ..OutputSettings::default()
    };
    let read_as = read_as(&options);
    let poses = folder.results(number).join("poses.json");
    let can_stay = record.read_as.as_ref() == Some(&read_as) && poses.is_file();
    // whatever happens from here on, nothing is taken for what it is not
    let _ = std::fs::remove_file(folder.beside(number, SINGLE_FILE));
    let begun = desk.change(number, |record| {
        record.exported = None;
        record.read_as = record.read_as.take().filter(|_| can_stay);
    });
    written(&folder.folder(number), begun).map_err(|e| problem(&e))?;
    if can_stay {
        analyze_poses(&poses, &of_poses(&options), &outputs).map_err(|e| problem(&e))?;
    } else {
        let path = folder.clip(number);
        let plan = PlannedClip { path, poses: None, options: options.clone(), outputs };
        clips.analyze(&plan, watch).map_err(|e| problem(&e))?;
    }
    let page = PageSettings { language, title: None };
    sheet(desk, number, &options, page).map_err(|e| problem(&e))?;
    let kept = desk.change(number, |record| record.read_as = Some(read_as));
    written(&folder.folder(number), kept).map_err(|e| problem(&e))
}

/// What decides which poses are found in a clip.
fn read_as(options: &Options) -> Value {
    json!({ "model": options.model, "reading": options.reading })
}

/// The same options for poses: how the clip was read stands in them.
fn of_poses(options: &Options) -> Options {
    Options { reading: ReadingOptions::default(), ..options.clone() }
}

/// The patient's sheet, in the patient's language.
fn sheet(
    desk: &Desk,
    number: u32,
    options: &Options,
    page: PageSettings,
) -> Result<(), AnalysisError> {
    let folder = &desk.folder;
    let poses = folder.results(number).join("poses.json");
    let options = Options { audience: Audience::Patient, ..of_poses(options) };
    let own = folder.beside(number, "sheet");
    let outputs = OutputSettings {
        folder: folder.folder(number),
        name: Some("sheet".to_owned()),
        page,
        ..OutputSettings::default()
    };
    analyze_poses(&poses, &options, &outputs)?;
    let page = std::fs::rename(own.join("report.html"), folder.beside(number, SHEET));
    written(&own, page.and_then(|()| std::fs::remove_dir_all(&own)))
}
