//! `gaitline batch`: many clips into one data set.

use super::analyze::{
    engine_of, markers_of, options_of, outputs_of, page_of, read_answers, read_options,
    refuse_exports_without_scale, warn_of_ignored_errors,
};
use super::batch_table::{ReadTable, TableRow, at_line, is_table, read_table};
use super::batch_watcher::BatchWatcher;
use super::choices::Choices;
use super::norms::norms_of;
use super::poses::given_poses;
use super::say::Say;
use super::study_args::{BatchArgs, CollectArgs, Shard, VerifyArgs};
use super::{Failure, print_error, print_line, say};
use gaitline::error::StudyError;
use gaitline::evidence::OwnNorms;
use gaitline::options::Options;
use gaitline::pipeline::{
    CollectSettings, PlannedStudy, StudyPlan, collect_study, done_before, find_clips,
    merge_studies, other_clips, prune_study, run_study, verify_study, workers_that_fit,
};
use gaitline::study::{ClipEntry, StudyClip, roster};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const DEFAULT_STUDY: &str = "gaitline-study";

/// Analyses every clip of a study; fails at the end if any of them failed.
pub(crate) fn run(arguments: BatchArgs) -> Result<(), Failure> {
    let file = arguments.options.as_deref().map(read_options).transpose()?.unwrap_or_default();
    let choices = arguments.choices.or(file);
    refuse_what_belongs_to_one_clip(&choices)?;
    let folder = choices.out.clone().unwrap_or_else(|| DEFAULT_STUDY.into());
    let mut found = clips_of(&arguments.inputs, &folder, !arguments.reports_only);
    let clips = named(&mut found);
    let norms = norms_of(&choices)?;
    let plans = planned(&found.rows, clips, (&choices, &norms), &mut found.problems);
    if !found.problems.is_empty() {
        return Err(wrong(&found.problems));
    }
    let ids: BTreeSet<&str> = plans.iter().map(|plan| plan.clip.id.as_str()).collect();
    if arguments.prune && !arguments.dry_run {
        prune_study(&folder, &ids).map_err(|e| stopped(&e))?;
    }
    tell_others(&other_clips(&folder, &ids), &choices);
    let outputs = outputs_of(&choices, page_of(&choices, &options_for_page(&choices)?)?);
    let study = PlannedStudy {
        folder: folder.clone(),
        clips: in_shard(plans, arguments.shard),
        shard: arguments.shard.map(|s| format!("shard-{}-of-{}", s.number, s.of)),
        outputs,
        engine: engine_of(&choices, workers_that_fit),
        from_poses: arguments.reports_only,
    };
    if arguments.dry_run {
        return tell_plan(&study);
    }
    if !study.from_poses {
        let run = study.clips.iter().map(|plan| (plan.path.as_path(), &plan.poses, &plan.options));
        warn_of_ignored_errors(run, &choices);
    }
    let watcher = BatchWatcher::new(study.clips.len(), &choices);
    let counts = run_study(&study, &watcher).map_err(|e| stopped(&e))?;
    watcher.tell(counts);
    if study.shard.is_none() {
        collect_study(&folder, CollectSettings { bids: arguments.bids })
            .map_err(|e| stopped(&e))?;
    }
    if !choices.quiet {
        say(&format!("{}", folder.display()));
    }
    if counts.failed == 0 { Ok(()) } else { Err(Failure::Failed) }
}

/// `gaitline collect`: puts shards together, and makes tables and manifest anew.
pub(crate) fn collect(arguments: &CollectArgs) -> Result<(), Failure> {
    let study = arguments.out.as_ref().or(arguments.studies.first());
    let Some(study) = study.cloned() else { return Ok(()) };
    let others: Vec<PathBuf> =
        arguments.studies.iter().filter(|folder| **folder != study).cloned().collect();
    merge_studies(&others, &study).map_err(|e| failed(&e))?;
    let collected =
        collect_study(&study, CollectSettings { bids: arguments.bids }).map_err(|e| failed(&e))?;
    let [clips, failed] = [collected.clips, collected.failed].map(|n| n.to_string());
    say(&Say::StudyCollected.filled(&[("clips", &clips), ("failed", &failed)]));
    Ok(())
}

/// `gaitline verify`: whether every file of a study is as it was written.
pub(crate) fn verify(arguments: &VerifyArgs) -> Result<(), Failure> {
    let found = verify_study(&arguments.study).map_err(|e| failed(&e))?;
    for (files, text) in [(&found.changed, Say::FileChanged), (&found.missing, Say::FileMissing)] {
        for file in files {
            print_line(&text.filled(&[("file", file)]))?;
        }
    }
    for file in &found.unknown {
        print_line(&Say::FileUnknown.filled(&[("file", file)]))?;
    }
    let wrong = found.changed.len() + found.missing.len();
    let [intact, wrong_n] = [found.intact, wrong].map(|n| n.to_string());
    say(&Say::StudyVerified.filled(&[("intact", &intact), ("wrong", &wrong_n)]));
    if wrong == 0 { Ok(()) } else { Err(Failure::Failed) }
}

/// What ends a study before its end.
fn stopped(error: &StudyError) -> Failure {
    print_error(&error.to_string(), error.hint());
    Failure::Stopped
}

/// What a command cannot do.
fn failed(error: &StudyError) -> Failure {
    print_error(&error.to_string(), error.hint());
    Failure::Failed
}

/// Everything that is wrong with what was given, at once.
fn wrong(problems: &[String]) -> Failure {
    let mut text = Say::StudyProblems.filled(&[("n", &problems.len().to_string())]);
    for problem in problems {
        text.push_str("\n  ");
        text.push_str(problem);
    }
    Failure::usage(text, Say::MendTable)
}

/// What differs from clip to clip stands in the table.
fn refuse_what_belongs_to_one_clip(choices: &Choices) -> Result<(), Failure> {
    let asked = [
        ("poses", choices.poses.is_some()),
        ("fps", choices.fps.is_some()),
        ("size", choices.size.is_some()),
        ("person", choices.person.is_some()),
        ("known-length", choices.known_length.is_some()),
        ("ask", choices.ask),
        ("pdf", choices.pdf.is_some()),
        ("json", choices.json),
    ];
    match asked.into_iter().find(|(_, is_asked)| *is_asked) {
        Some((option, _)) => {
            let what = Say::OptionNotOfStudy.filled(&[("option", option)]);
            Err(Failure::usage(what, Say::OptionAsColumn))
        }
        None => Ok(()),
    }
}

/// The clips of folders, files or a table.
fn clips_of(inputs: &[PathBuf], study: &Path, needs_files: bool) -> ReadTable {
    if let [table] = inputs
        && is_table(table)
    {
        return read_table(table, needs_files);
    }
    let mut found = ReadTable::default();
    for input in inputs {
        if is_table(input) {
            found.problems.push(Say::TableAlone.filled(&[("file", &input.display().to_string())]));
        } else if input.is_dir() {
            let own = find_clips(input, study);
            found.problems.extend(own.unreadable.iter().map(ToString::to_string));
            found.rows.extend(own.clips.into_iter().map(|path| {
                let inside = path.strip_prefix(input).unwrap_or(&path).to_owned();
                file_row(
                    path,
                    &match inputs.len() {
                        1 => inside,
                        _ => Path::new(input.file_name().unwrap_or_default()).join(inside),
                    },
                )
            }));
        } else {
            found.rows.push(file_row(input.clone(), Path::new(input)));
        }
    }
    if found.rows.is_empty() && found.problems.is_empty() {
        found.problems.push(Say::NoClipsFound.text().to_owned());
    }
    found
}

fn file_row(path: PathBuf, name: &Path) -> TableRow {
    let file: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
    let file = file.join("/");
    let columns = vec![("file".to_owned(), file.clone())];
    let entry = ClipEntry { file, subject: None, session: None, columns };
    TableRow { line: 0, entry, path: Some(path), choices: Choices::default() }
}

/// The clips' names; where some have none of their own, the problems are added.
fn named(found: &mut ReadTable) -> Vec<StudyClip> {
    let entries: Vec<ClipEntry> = found.rows.iter().map(|row| row.entry.clone()).collect();
    match roster(&entries) {
        Ok(clips) => clips,
        Err(problems) => {
            let of = |(index, problem): (usize, _)| match found.rows[index].line {
                0 => format!("{problem}"),
                line => at_line(line, &format!("{problem}")),
            };
            let texts: Vec<String> = problems.into_iter().map(of).collect();
            found.problems.extend(texts);
            Vec::new()
        }
    }
}

/// Every clip with its options; what is wrong with them is added to the problems.
fn planned(
    rows: &[TableRow],
    clips: Vec<StudyClip>,
    (common, norms): (&Choices, &Option<OwnNorms>),
    problems: &mut Vec<String>,
) -> Vec<StudyPlan> {
    let mut plans = Vec::new();
    let mut told = BTreeSet::new();
    let mut same: BTreeMap<(PathBuf, String), &TableRow> = BTreeMap::new();
    for (row, clip) in rows.iter().zip(clips) {
        let choices = row.choices.clone().or(common.clone());
        let options = || -> Result<_, Failure> {
            let (markers, answers) = (markers_of(&choices)?, read_answers(&choices)?);
            let options = options_of(&choices, markers, answers, norms.clone())
                .map_err(|e| Failure::usage(e.to_string(), Say::SeeHelpOfAnalyze))?;
            refuse_exports_without_scale(&choices, &options)?;
            Ok((given_poses(row.path.as_deref(), &choices)?, options))
        };
        match options() {
            Ok(((path, poses), options)) => {
                let key = (whole_path(&path), format!("{} {poses:?}", json_of(&options)));
                let first = same.entry(key).or_insert(row);
                if !std::ptr::eq(*first, row) {
                    problems.push(is_the_same(first, row));
                }
                plans.push(StudyPlan { clip, path, poses, options });
            }
            Err(Failure::Usage(what, _)) => {
                let problem = if row.line == 0 { what } else { at_line(row.line, &what) };
                if told.insert(problem.clone()) {
                    problems.push(problem);
                }
            }
            Err(Failure::Failed | Failure::Refused | Failure::Stopped) => {}
        }
    }
    plans
}

/// The path without what only spells it in another way.
fn whole_path(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn json_of(options: &Options) -> String {
    serde_json::to_string(options).unwrap_or_default()
}

/// A clip that counts twice would make a group seem larger than it is.
fn is_the_same(first: &TableRow, row: &TableRow) -> String {
    match (first.line, row.line) {
        (0, 0) => {
            Say::SameClipFiles.filled(&[("one", &first.entry.file), ("other", &row.entry.file)])
        }
        (first, line) => at_line(line, &Say::SameClipLines.filled(&[("line", &first.to_string())])),
    }
}

fn options_for_page(choices: &Choices) -> Result<Options, Failure> {
    options_of(choices, Vec::new(), gaitline::causes::Answers::default(), None)
        .map_err(|e| Failure::usage(e.to_string(), Say::SeeHelpOfAnalyze))
}

/// The clips of a shard. Those of one person and day stay together.
fn in_shard(plans: Vec<StudyPlan>, shard: Option<Shard>) -> Vec<StudyPlan> {
    let Some(shard) = shard else { return plans };
    let of = |plan: &StudyPlan| match plan.clip.subject {
        Some(_) => plan.clip.session_folder(),
        None => plan.clip.id.clone(),
    };
    let groups: BTreeSet<String> = plans.iter().map(of).collect();
    let own: BTreeSet<String> =
        groups.into_iter().skip(shard.number - 1).step_by(shard.of).collect();
    plans.into_iter().filter(|plan| own.contains(&of(plan))).collect()
}

/// Says which clips of earlier runs stay in the study.
fn tell_others(others: &[String], choices: &Choices) {
    if let (Some(first), false) = (others.first(), choices.quiet) {
        let n = others.len().to_string();
        say(&Say::StudyOthers.filled(&[("n", &n), ("first", first)]));
    }
}

/// What would be done.
fn tell_plan(study: &PlannedStudy) -> Result<(), Failure> {
    for plan in &study.clips {
        print_line(&format!("{}\t{}", plan.clip.file, plan.clip.folder()))?;
    }
    let done = done_before(study).map_err(|e| stopped(&e))?;
    let [clips, done] = [study.clips.len(), done].map(|n| n.to_string());
    say(&Say::StudyPlan.filled(&[("clips", &clips), ("done", &done)]));
    Ok(())
}
