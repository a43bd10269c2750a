//! `gaitline models check`: a model's errors as a table, and kept where that is asked for.

use super::choices::MOST_WORKERS;
use super::limits::Limits;
use super::model_args::{CheckModelArgs, ModelsArgs};
use super::progress::Bar;
use super::say::Say;
use super::{Failure, print_error, print_line, say};
use gaitline::error::ModelCheckError;
use gaitline::evidence::unmeasured_factor;
use gaitline::pipeline::{
    EngineSettings, ModelCheck, ModelCheckObserver, ModelCheckPlan, Progress, check_can_save,
    check_model, save_errors,
};
use gaitline::validation::QuantityErrors;
use gaitline::{AskedDevice, Device, ErrorQuantity, LEAST_ERROR_CLIPS};
use std::io::IsTerminal;
use std::path::Path;

/// Measures a model, prints its errors, and keeps them where that is asked for.
pub(crate) fn run(asked: &CheckModelArgs, arguments: &ModelsArgs) -> Result<(), Failure> {
    let usual = EngineSettings::default();
    let plan = ModelCheckPlan {
        model: asked.model.clone(),
        clips: asked.clips.clone(),
        engine: EngineSettings {
            workers: asked.workers.unwrap_or(usual.workers).min(MOST_WORKERS),
            models: arguments.models.clone(),
            onnxruntime: arguments.onnxruntime.clone(),
            // factors are of the network, and measured where every report can be made
            device: AskedDevice::Only(Device::Cpu),
        },
    };
    if asked.save {
        check_can_save(arguments.models.as_deref()).map_err(|e| stopped(&e))?;
    }
    let check = check_model(&plan, &mut Watcher).map_err(|e| stopped(&e))?;
    print_line(&table(&check))?;
    if check.copies > 0 {
        print_line(&Say::CheckCopies.filled(&[("copies", &check.copies.to_string())]))?;
    }
    if asked.save {
        let path = save_errors(&check, arguments.models.as_deref()).map_err(|e| stopped(&e))?;
        print_line(&Say::ErrorsSaved.filled(&[("path", &path.to_string_lossy())]))?;
    } else {
        print_line(Say::ErrorsNotSaved.text())?;
    }
    if check.left_out == 0 { Ok(()) } else { Err(Failure::Failed) }
}

fn stopped(error: &ModelCheckError) -> Failure {
    if error.is_wrong_usage() {
        return Failure::Usage(error.to_string(), error.hint().to_owned());
    }
    print_error(&error.to_string(), error.hint());
    Failure::Failed
}

/// Shows how far each clip is, and names those that are left out.
struct Watcher;

impl ModelCheckObserver for Watcher {
    fn begins(&mut self, model: &str, clip: &Path) -> Box<dyn Progress> {
        let name = clip.file_name().unwrap_or_default().to_string_lossy();
        let is_shown = std::io::stderr().is_terminal();
        Box::new(Bar::new(&format!("{model}: {name}"), is_shown, Limits::from_now(None, None)))
    }

    fn left_out(&mut self, model: &str, clip: &Path, why: &ModelCheckError) {
        let clip = clip.to_string_lossy();
        let places = [("clip", &*clip), ("model", model), ("why", &why.to_string())];
        say(&Say::ClipLeftOut.filled(&places));
    }
}

/// Every quantity of both models, and what the columns mean.
fn table(check: &ModelCheck) -> String {
    let errors = &check.errors;
    let [clips, frames] = [errors.clips, errors.frames].map(|n| n.to_string());
    let head = Say::CheckHead.filled(&[
        ("model", &check.model),
        ("compared_with", &errors.compared_with),
        ("clips", &clips),
        ("frames", &frames),
    ]);
    let names = [
        Say::CheckQuantity.text(),
        &errors.compared_with,
        &check.model,
        Say::CheckFactor.text(),
        Say::CheckClips.text(),
    ];
    let networks = check.spec.networks();
    let landmarker_sha256 = networks.last().map_or("", |(_, network)| &network.sha256);
    let shown = check.quantities.iter().filter(|of| !of.is_lacking);
    let rows = shown.map(|of| row(landmarker_sha256, of));
    let rows: Vec<[String; 5]> = [names.map(str::to_owned)].into_iter().chain(rows).collect();
    let least = LEAST_ERROR_CLIPS.to_string();
    let meaning = Say::CheckMeaning.filled(&[("least", &least)]);
    format!("{head}\n\n{}\n\n{meaning}", aligned(&rows))
}

/// Name, both errors, factor and clips of a quantity.
fn row(landmarker_sha256: &str, of: &QuantityErrors) -> [String; 5] {
    let unit = if of.quantity == ErrorQuantity::Times { " ms" } else { "°" };
    let error = |value: f64| match value.is_finite() {
        true => format!("{value:.1}{unit}"),
        false => "–".to_owned(),
    };
    let factor = match of.factor() {
        Some(factor) => format!("{factor:.2}"),
        None => {
            let kept = format!("{:.2}", unmeasured_factor(landmarker_sha256, of.quantity));
            Say::CheckNotMeasured.filled(&[("kept", &kept)])
        }
    };
    let [default, own] = of.errors.map(error);
    [of.quantity.words().to_owned(), default, own, factor, of.clips.to_string()]
}

/// Columns of one width: the first to the left, numbers to the right.
fn aligned(rows: &[[String; 5]]) -> String {
    let width = |i: usize| rows.iter().map(|row| row[i].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3, 4].map(width);
    let line = |row: &[String; 5]| {
        let [name, numbers @ ..] = row;
        let numbers =
            numbers.iter().zip(&widths[1..]).map(|(cell, width)| format!("  {cell:>width$}"));
        format!("{name:<0$}{1}", widths[0], numbers.collect::<String>())
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
