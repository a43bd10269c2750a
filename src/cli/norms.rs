//! `gaitline norms`, and the norm file of `--norms`.

use super::choices::Choices;
use super::say::Say;
use super::study_args::{NormsArgs, NormsBuildArgs, NormsCheckArgs, NormsCommand};
use super::text::read_text;
use super::{Failure, print_error, print_line, say};
use gaitline::error::{CohortError, NormFileError};
use gaitline::evidence::{HeadFault, NormHead, NormQuantity, OwnNorms, norm_file_text};
use gaitline::pipeline::{cohort_norms, write_norms};
use gaitline::study::{CohortNorms, LEAST_PERSONS, LeftOut};
use std::path::Path;

pub(crate) fn run(arguments: &NormsArgs) -> Result<(), Failure> {
    match &arguments.command {
        NormsCommand::Build(arguments) => build(arguments),
        NormsCommand::Check(arguments) => check(arguments),
    }
}

/// The norms of `--norms`, or none.
pub(crate) fn norms_of(choices: &Choices) -> Result<Option<OwnNorms>, Failure> {
    choices.norms.as_deref().map(read).transpose()
}

fn read(path: &Path) -> Result<OwnNorms, Failure> {
    let text = read_text(path).map_err(NormFileError::from);
    let norms = text.and_then(|text| OwnNorms::read(path, &text));
    norms.map_err(|e| Failure::Usage(e.to_string(), e.hint().to_owned()))
}

/// Makes a norm file of a study, reads it back as an analysis will, and says what was left out.
fn build(arguments: &NormsBuildArgs) -> Result<(), Failure> {
    let out = &arguments.out;
    spare_other_files(out)?;
    let cohort = cohort_norms(&arguments.study, &arguments.only).map_err(|e| stopped(&e))?;
    let head = head(arguments, &cohort).map_err(|e| stopped(&e))?;
    let text = norm_file_text(&head, &cohort.entries);
    let norms = OwnNorms::read(out, &text)
        .map_err(|e| Failure::Usage(e.to_string(), Say::ReportDefect.text().to_owned()))?;
    write_norms(out, &text).map_err(|e| {
        print_error(&e.to_string(), e.hint());
        Failure::Failed
    })?;
    say(&about(out, &norms));
    left_out(&cohort.left_out).iter().for_each(|line| say(line));
    Ok(())
}

/// A file that is no norm file, as the table of clips, is not overwritten.
fn spare_other_files(out: &Path) -> Result<(), Failure> {
    if !out.exists() || read(out).is_ok() {
        return Ok(());
    }
    let what = Say::NormsWouldOverwrite.filled(&[("file", &out.display().to_string())]);
    Err(Failure::usage(what, Say::OtherNormsName))
}

fn head(arguments: &NormsBuildArgs, cohort: &CohortNorms) -> Result<NormHead, CohortError> {
    let head = NormHead {
        name: arguments.name.trim().to_owned(),
        population: arguments.population.trim().to_owned(),
        source: arguments.source.trim().to_owned(),
        ..cohort.head.clone()
    };
    let wrong = |HeadFault { key, why }| CohortError::BadHead { option: key, why };
    head.checked().map_err(wrong)
}

/// Checks a norm file and prints what it holds.
fn check(arguments: &NormsCheckArgs) -> Result<(), Failure> {
    let norms = read(&arguments.file)?;
    print_line(&about(&arguments.file, &norms))?;
    let curves = norms.entries().curves.iter().map(|c| (NormQuantity::Curve(c.angle), c.n));
    let values = norms.entries().values.iter().map(|v| (NormQuantity::Value(v.measure), v.n));
    for (quantity, n) in curves.chain(values) {
        let places = [("quantity", quantity.name()), ("n", &n.to_string())];
        print_line(&Say::NormsQuantity.filled(&places))?;
    }
    Ok(())
}

fn about(file: &Path, norms: &OwnNorms) -> String {
    let entries = norms.entries();
    let counts = [entries.curves.len(), entries.values.len()].map(|n| n.to_string());
    let [curves, values] = &counts;
    Say::NormsAbout.filled(&[
        ("file", &file.display().to_string()),
        ("name", &norms.head.name),
        ("persons", &norms.head.persons.to_string()),
        ("speeds", &speeds(norms)),
        ("curves", curves),
        ("values", values),
        ("sha256", &norms.sha256),
    ])
}

fn speeds(norms: &OwnNorms) -> String {
    match norms.head.speeds.map(|ends| ends.map(|s| format!("{s:.2}"))) {
        Some([low, high]) => Say::NormsSpeeds.filled(&[("low", &low), ("high", &high)]),
        None => Say::NormsNoSpeeds.text().to_owned(),
    }
}

/// What does not count and why, a line each.
fn left_out(left_out: &LeftOut) -> Vec<String> {
    let clips = [
        (Say::NormsNotSelected, left_out.not_selected),
        (Say::NormsWithoutReport, left_out.without_report),
        (Say::NormsWithoutWalking, left_out.without_walking),
    ];
    let some = clips.into_iter().filter(|(_, n)| *n > 0);
    let mut lines: Vec<String> =
        some.map(|(text, n)| text.filled(&[("n", &n.to_string())])).collect();
    if !left_out.of_few.is_empty() {
        let few = left_out.of_few.iter().map(|(name, n)| format!("{name} ({n})"));
        let names = few.collect::<Vec<_>>().join(", ");
        let least = LEAST_PERSONS.to_string();
        lines.push(Say::NormsOfFew.filled(&[("least", &least), ("names", &names)]));
    }
    if !left_out.without_spread.is_empty() {
        let names = left_out.without_spread.join(", ");
        lines.push(Say::NormsWithoutSpread.filled(&[("names", &names)]));
    }
    lines
}

fn stopped(error: &CohortError) -> Failure {
    match error.is_wrong_usage() {
        true => Failure::Usage(error.to_string(), error.hint().to_owned()),
        false => {
            print_error(&error.to_string(), error.hint());
            Failure::Failed
        }
    }
}
