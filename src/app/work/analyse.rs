//! One clip: from the film, or from the poses of the last time where only what comes after them was changed.

use crate::app::store::data_folder::{DataFolder, RESULTS, SHEET};
use crate::app::store::record::Problem;
use crate::app::work::chosen::{Chosen, chosen};
use crate::app::work::problem::{problem, written};
use crate::app::work::teller::Teller;
use crate::error::AnalysisError;
use crate::options::{Audience, Options};
use crate::page::PageSettings;
use crate::pipeline::{ClipLoop, OutputSettings, PlannedClip, analyze_poses};
use crate::track::ReadingOptions;
use serde_json::{Map, Value};

/// Analyses a clip, or what was kept of it.
pub(super) fn analyse(
    folder: &DataFolder,
    number: u32,
    options: &Map<String, Value>,
    from_poses: bool,
    clips: &mut ClipLoop,
    teller: &Teller,
) -> Result<(), Problem> {
    let Chosen { options, language } = chosen(options)?;
    let outputs = OutputSettings {
        folder: folder.folder(number),
        name: Some(RESULTS.to_owned()),
        ..OutputSettings::default()
    };
    if from_poses {
        let poses = folder.results(number).join("poses.json");
        analyze_poses(&poses, &of_poses(&options), &outputs).map_err(|e| problem(&e))?;
    } else {
        let path = folder.clip(number);
        let plan = PlannedClip { path, poses: None, options: options.clone(), outputs };
        clips.analyze(&plan, teller).map_err(|e| problem(&e))?;
    }
    let page = PageSettings { language, title: None };
    sheet(folder, number, &options, page).map_err(|e| problem(&e))
}

/// The same options for poses: how the clip was read stands in them.
fn of_poses(options: &Options) -> Options {
    Options { reading: ReadingOptions::default(), ..options.clone() }
}

/// The patient's sheet, in the patient's language.
fn sheet(
    folder: &DataFolder,
    number: u32,
    options: &Options,
    page: PageSettings,
) -> Result<(), AnalysisError> {
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
