//! A study: many clips into one data set.

use crate::support::{Need, gaitline, python, skip, stderr, stdout};
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const CLIPS: [&str; 6] = [
    "normal_frontal",
    "normal_sagittal_left",
    "normal_sagittal_right",
    "stairs_descent_sagittal_normal",
    "step_down_frontal_valgus_right",
    "valgus_left_frontal_15",
];

/// A folder with clips (their poses) and a table of them: two persons, one with two days.
fn lab() -> tempfile::TempDir {
    let lab = tempfile::tempdir().unwrap();
    std::fs::create_dir(lab.path().join("clips")).unwrap();
    let mut table = String::from("file,subject,session,height-cm,VAS pain\n");
    for (index, name) in CLIPS.iter().enumerate() {
        let file = format!("clips/{name}.json");
        std::fs::copy(fixture(name), lab.path().join(&file)).unwrap();
        let (subject, session) = (1 + index / 4, 1 + index / 2 % 2);
        table += &format!("{file},P-0{subject},{session},17{index},{}\n", index as f64 / 2.0);
    }
    std::fs::write(lab.path().join("table.csv"), table).unwrap();
    lab
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.poses.json"))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// `gaitline batch` of the lab's table, which must go well.
fn batch(lab: &Path, study: &Path, more: &[&str]) {
    let table = lab.join("table.csv");
    let mut arguments = vec!["batch", text(&table), "--out", text(study)];
    arguments.extend(more);
    let done = gaitline(&arguments);
    assert!(done.status.success(), "{}", stderr(&done));
}

fn read(path: PathBuf) -> String {
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The rows of a table of a study, each by its columns.
fn rows(study: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let path = study.join(format!("tables/{table}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

const TABLES: [&str; 7] = ["clips", "measures", "strides", "cycles", "events", "findings", "wide"];

#[test]
fn a_study_is_a_data_set_whose_tables_fit_together() {
    let lab = lab();
    let study = lab.path().join("study");
    batch(lab.path(), &study, &[]);
    let page = "sub-P01/ses-1/sub-P01_ses-1_normal_sagittal_left/report.html";
    assert!(study.join(page).is_file() && study.join("sub-P01/ses-1/visit.html").is_file());
    assert_eq!(read(study.join("participants.tsv")), "participant_id\nsub-P01\nsub-P02\n");
    let described: Vec<(String, String)> = rows(&study, "dictionary")
        .iter()
        .map(|r| (r["table"].clone(), r["column"].clone()))
        .collect();
    for table in TABLES {
        let own = rows(&study, table);
        let file = std::fs::File::open(study.join(format!("tables/{table}.parquet"))).unwrap();
        let parquet = SerializedFileReader::new(file).unwrap();
        let meta = parquet.metadata().file_metadata();
        assert_eq!(meta.num_rows() as usize, own.len(), "{table}");
        for row in &own {
            assert!(row["VAS pain"].parse::<f64>().is_ok() && row["subject"].starts_with("P-0"));
            assert_eq!(row.len(), meta.schema().get_fields().len(), "{table}");
            for column in row.keys() {
                let is_described = described.contains(&(table.to_owned(), column.clone()));
                assert!(is_described, "{table}: {column} is not in the dictionary");
            }
        }
    }
    let clips = rows(&study, "clips");
    assert!(clips.len() == CLIPS.len() && clips.iter().all(|c| c["outcome"] == "analysed"));
    let (methods, bibliography) =
        (read(study.join("methods.md")), read(study.join("CITATION.bib")));
    assert!(methods.contains("Of 6 clips, 6 had gait cycles") && methods.contains("blazepose"));
    let cited: Vec<&str> = methods.lines().filter_map(|l| l.strip_prefix("* [")).collect();
    assert!(cited.len() > 3, "{methods}");
    for line in cited {
        let key = line.split(']').next().unwrap();
        assert!(bibliography.contains(&format!("@misc{{{key},")), "{key}");
    }
    // each number of a stride is one that the mean is of
    let (measures, strides) = (rows(&study, "measures"), rows(&study, "strides"));
    let is_of = |row: &BTreeMap<String, String>| row["clip_id"].ends_with("normal_sagittal_left");
    let value = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>();
    let measure = measures
        .iter()
        .find(|m| is_of(m) && m["measure"] == "knee_flexion_swing_peak_deg" && m["side"] == "left");
    let measure = measure.unwrap();
    let of_left = strides.iter().filter(|s| is_of(s) && s["side"] == "left");
    let values: Vec<f64> =
        of_left.filter_map(|s| value(s, "knee_flexion_swing_peak_deg").ok()).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    assert_eq!(values.len().to_string(), measure["strides_n"]);
    assert!((mean - value(measure, "mean").unwrap()).abs() < 0.02);
    let cycles = rows(&study, "cycles");
    assert_eq!(cycles.len(), 101 * strides.len());
    let peak = cycles.iter().filter(|c| is_of(c) && c["side"] == "left");
    let peak = peak.filter_map(|c| value(c, "knee_flexion_deg").ok()).fold(0.0, f64::max);
    assert!((peak - mean).abs() < 5.0, "{peak} {mean}");
    let wide = rows(&study, "wide");
    let of_wide = wide.iter().find(|row| is_of(row)).unwrap();
    assert_eq!(of_wide["walking_left_knee_flexion_swing_peak_deg"], measure["mean"]);
}

#[test]
fn the_same_clips_give_the_same_bytes_by_any_number_of_workers_and_shards() {
    let lab = lab();
    let of = |folder: &str| lab.path().join(folder).join("study");
    let manifest = |study: PathBuf| read(study.join("manifest.sha256"));
    batch(lab.path(), &of("one"), &["--workers", "1"]);
    batch(lab.path(), &of("four"), &["--workers", "4"]);
    assert_eq!(manifest(of("one")), manifest(of("four")));
    for shard in ["3/5", "1/5", "2/5", "4/5", "5/5"] {
        batch(lab.path(), &of(&shard.replace('/', "-")), &["--shard", shard]);
        batch(lab.path(), &of("in-one-folder"), &["--shard", shard]);
    }
    let [a, b, c, d, e] = ["2-5", "3-5", "1-5", "5-5", "4-5"].map(of);
    let merged = of("merged");
    let done = gaitline(&[
        "collect",
        text(&a),
        text(&b),
        text(&c),
        text(&d),
        text(&e),
        "--out",
        text(&merged),
    ]);
    assert!(done.status.success(), "{}", stderr(&done));
    assert_eq!(manifest(merged), manifest(of("one")));
    assert!(gaitline(&["collect", text(&of("in-one-folder"))]).status.success());
    assert_eq!(manifest(of("in-one-folder")), manifest(of("one")));
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_taken_up_and_nothing_is_done_twice() {
    let lab = lab();
    let (whole, killed) = (lab.path().join("a/study"), lab.path().join("b/study"));
    batch(lab.path(), &whole, &[]);
    for round in 0..12 {
        let table = lab.path().join("table.csv");
        let mut run = Command::new(env!("CARGO_BIN_EXE_gaitline"))
            .args(["batch", text(&table), "--out", text(&killed), "--workers", "2", "--quiet"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(40 + 55 * round));
        run.kill().unwrap();
        run.wait().unwrap();
    }
    batch(lab.path(), &killed, &[]);
    assert_eq!(read(killed.join("manifest.sha256")), read(whole.join("manifest.sha256")));
    let clip = killed.join("sub-P01/ses-1/sub-P01_ses-1_normal_frontal/report.json");
    let written = || std::fs::metadata(&clip).unwrap().modified().unwrap();
    let before = written();
    batch(lab.path(), &killed, &[]);
    assert_eq!(written(), before, "what is done is not done again");
    batch(lab.path(), &killed, &["--audience", "researcher"]);
    assert!(written() > before, "with other options it is");
    let left: Vec<_> = std::fs::read_dir(killed.join("sub-P01/ses-1")).unwrap().flatten().collect();
    assert_eq!(left.len(), 4, "two clips, the page of both and its data: {left:?}");
}

#[test]
fn a_clip_that_fails_stays_alone_and_is_named() {
    let lab = lab();
    let study = lab.path().join("study");
    std::fs::write(lab.path().join("clips/empty.json"), "").unwrap();
    std::fs::write(lab.path().join("clips/cut.json"), &read(fixture(CLIPS[0]))[..5000]).unwrap();
    let files = ["empty", "cut", CLIPS[0]].map(|n| lab.path().join(format!("clips/{n}.json")));
    let [empty, cut, good] = &files;
    let run = || gaitline(&["batch", text(empty), text(cut), text(good), "--out", text(&study)]);
    let done = run();
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    let clips = rows(&study, "clips");
    let outcome = |id: &str| clips.iter().find(|c| c["clip_id"] == id).unwrap().clone();
    assert_eq!(outcome(CLIPS[0])["outcome"], "analysed");
    for id in ["empty", "cut"] {
        let row = outcome(id);
        assert_eq!(row["outcome"], "failed");
        assert!(!row["error"].is_empty() && !row["hint"].is_empty() && !row["reason"].is_empty());
        assert!(read(study.join(format!("errors/{id}.txt"))).contains(&row["error"]));
        assert!(!study.join(format!("clips/{id}")).exists());
    }
    // mended, it is analysed, and its error is gone
    std::fs::copy(fixture(CLIPS[1]), empty).unwrap();
    assert_eq!(run().status.code(), Some(1));
    assert_eq!(rows(&study, "clips").iter().filter(|c| c["outcome"] == "failed").count(), 1);
    assert!(!study.join("errors/empty.txt").exists());
}

#[test]
fn every_mistake_of_a_table_is_named_at_once_with_its_line() {
    let lab = lab();
    let table = lab.path().join("wrong.csv");
    let good = "clips/normal_frontal.json";
    let text_of_table = [
        "file,subject,view,height_cm,start,side,,subject",
        &format!("{good},a,fron,170,0,,,"),
        &format!("{good},a,front,17,0,,,"),
        &format!("{good},a,front,tall,0,,,"),
        "clips/none.mp4,a,,,,,,",
        ",a,,,,,,",
        &format!("{good},a,front"),
        &format!("{good},a,front,,-1,,,"),
        &format!("{good},患,front,,,,,"),
    ];
    std::fs::write(&table, text_of_table.join("\n")).unwrap();
    let study = lab.path().join("study");
    for more in [&["--dry-run"][..], &[]] {
        let mut arguments = vec!["batch", text(&table), "--out", text(&study)];
        arguments.extend(more);
        let done = gaitline(&arguments);
        assert_eq!(done.status.code(), Some(2));
        let said = stderr(&done);
        let named = [
            "column side has the name",
            "column 7 has no name",
            "column subject is there twice",
            "line 2: view fron",
            "line 4: height_cm tall",
            "line 5: clips/none.mp4",
            "line 6: file is empty",
            "line 7: 3 cells instead of 8",
            "possible values",
        ];
        for problem in named {
            assert!(said.contains(problem), "{problem} is not in:\n{said}");
        }
        assert!(!study.exists(), "nothing is written");
    }
    // blank lines count
    std::fs::write(&table, format!("file,view\r\n\r\n\r\n{good},fron\r\n\n{good},rea\n")).unwrap();
    let said = stderr(&gaitline(&["batch", text(&table), "--out", text(&study)]));
    assert!(said.contains("line 4: view fron") && said.contains("line 6: view rea"), "{said}");
    std::fs::write(&table, format!("file,note\n{good},\"open\n{good},b\n")).unwrap();
    let said = stderr(&gaitline(&["batch", text(&table), "--out", text(&study)]));
    assert!(said.contains("never closed"), "{said}");
    let long = "x".repeat(240);
    std::fs::write(&table, format!("file,subject\n{good},{long}\n")).unwrap();
    let said = stderr(&gaitline(&["batch", text(&table), "--out", text(&study)]));
    assert!(said.contains("line 2") && said.contains("more than 30"), "{said}");
    // what a row means together is said once its cells can be read
    let rows = format!(
        "file,subject,height_cm\n{good},P-1,17\n{good},P1,170\nclips/normal_sagittal_left.json,患,\n"
    );
    std::fs::write(&table, rows).unwrap();
    let said = stderr(&gaitline(&["batch", text(&table), "--out", text(&study)]));
    for problem in
        ["line 3: subject \"P-1\" and \"P1\"", "line 4: clips/normal_sagittal_left.json: subject"]
    {
        assert!(said.contains(problem), "{problem} is not in:\n{said}");
    }
    std::fs::write(&table, format!("file,height_cm\n{good},17\n")).unwrap();
    let said = stderr(&gaitline(&["batch", text(&table), "--out", text(&study)]));
    assert!(said.contains("line 2: --height-cm is 17"), "{said}");
}

#[test]
fn options_in_the_table_stand_in_the_tables_beside_what_was_measured() {
    let lab = lab();
    let table = lab.path().join("views.csv");
    let rows_of_table =
        "file,view,task,height_cm\nclips/normal_sagittal_left.json,left,walking,170\n";
    std::fs::write(&table, rows_of_table).unwrap();
    let study = lab.path().join("study");
    let done = gaitline(&["batch", text(&table), "--out", text(&study)]);
    assert!(done.status.success(), "{}", stderr(&done));
    let stride = &rows(&study, "strides")[0];
    assert_eq!([&stride["given_view"], &stride["view"]], ["left", "left_side"]);
    assert_eq!([&stride["given_task"], &stride["task"]], ["walking", "walking"]);
    assert_eq!(stride["height_cm"], "170");
}

#[test]
fn a_damaged_result_is_made_again_and_an_option_that_cannot_be_meant_loses_none() {
    let lab = lab();
    let study = lab.path().join("study");
    batch(lab.path(), &study, &[]);
    let manifest = read(study.join("manifest.sha256"));
    let report = study.join("sub-P01/ses-1/sub-P01_ses-1_normal_frontal/report.json");
    std::fs::write(&report, "{").unwrap();
    batch(lab.path(), &study, &[]);
    assert_eq!(read(study.join("manifest.sha256")), manifest);
    let whole = read(report.clone());
    let table = lab.path().join("table.csv");
    let done = gaitline(&["batch", text(&table), "--out", text(&study), "--overlay"]);
    assert_eq!(done.status.code(), Some(1), "poses have no film");
    assert_eq!(read(report), whole);
    batch(lab.path(), &study, &[]);
    assert_eq!(read(study.join("manifest.sha256")), manifest);
    std::fs::write(study.join("manifest.sha256"), "").unwrap();
    assert_eq!(gaitline(&["verify", text(&study)]).status.code(), Some(1));
    let empty = lab.path().join("none");
    assert_eq!(gaitline(&["collect", text(&empty)]).status.code(), Some(1));
    assert!(!empty.exists(), "what is no study is left as it is");
}

#[test]
fn tables_as_spreadsheets_write_them_are_read() {
    let lab = lab();
    let table = lab.path().join("excel.csv");
    let text_of_table = "\u{feff}File;Subject;Height-cm;note\r\nclips\\normal_frontal.json;1;170;\"a; b\"\r\n;;;\r\n";
    std::fs::write(&table, text_of_table.replace('\\', "/")).unwrap();
    let study = lab.path().join("study");
    let done = gaitline(&["batch", text(&table), "--out", text(&study)]);
    assert!(done.status.success(), "{}", stderr(&done));
    let clips = rows(&study, "clips");
    assert_eq!((clips.len(), clips[0]["note"].as_str()), (1, "a; b"));
}

#[test]
fn pages_and_tables_are_made_anew_from_poses_without_the_clips() {
    let lab = lab();
    let study = lab.path().join("study");
    batch(lab.path(), &study, &[]);
    let before = read(study.join("manifest.sha256"));
    std::fs::remove_dir_all(lab.path().join("clips")).unwrap();
    let record = "records/sub-P01_ses-1_normal_frontal.json";
    let page = "sub-P01/ses-1/sub-P01_ses-1_normal_frontal/report.html";
    batch(lab.path(), &study, &["--reports-only", "--title", "Day one"]);
    assert!(read(study.join(page)).contains("Day one"));
    assert_ne!(read(study.join("manifest.sha256")), before);
    assert!(read(study.join(record)).contains("analysed"));
    batch(lab.path(), &study, &["--reports-only"]);
    let files = |manifest: &str| -> Vec<String> {
        let files = manifest.lines().filter(|l| !l.contains("records/"));
        files.map(str::to_owned).collect()
    };
    assert_eq!(files(&read(study.join("manifest.sha256"))), files(&before));
}

#[test]
fn studies_that_contradict_each_other_are_not_merged_at_all() {
    let lab = lab();
    let [one, other, merged] = ["one", "other", "merged"].map(|name| lab.path().join(name));
    batch(lab.path(), &one, &[]);
    batch(lab.path(), &other, &["--audience", "researcher"]);
    let done = gaitline(&["collect", text(&one), text(&other), "--out", text(&merged)]);
    assert_eq!(done.status.code(), Some(1));
    let said = stderr(&done);
    assert!(said.contains(text(&one)) && said.contains(text(&other)), "{said}");
    assert!(!merged.exists(), "nothing is copied");
}

#[test]
fn clips_of_earlier_runs_stay_with_a_warning_until_they_are_pruned() {
    let lab = lab();
    let study = lab.path().join("study");
    batch(lab.path(), &study, &[]);
    let table = lab.path().join("table.csv");
    // the last clip is gone, and the first one is somebody else's
    let shorter =
        read(table.clone()).replace("normal_frontal.json,P-01,1", "normal_frontal.json,P-09,1");
    let shorter: Vec<&str> = shorter.lines().take(6).collect();
    std::fs::write(&table, shorter.join("\n")).unwrap();
    let run = |more: &[&str]| {
        let done = gaitline(&[&["batch", text(&table), "--out", text(&study)], more].concat());
        assert!(done.status.success(), "{}", stderr(&done));
        stderr(&done)
    };
    assert!(run(&[]).contains("2 clips of earlier runs"));
    assert_eq!(rows(&study, "clips").len(), 7);
    std::fs::write(study.join("sub-P02/notes.txt"), "mine").unwrap();
    assert!(!run(&["--prune"]).contains("earlier runs"));
    assert_eq!(rows(&study, "clips").len(), 5);
    assert!(!study.join("sub-P01/ses-1/sub-P01_ses-1_normal_frontal").exists());
    assert!(!study.join("sub-P01/ses-1/visit.html").exists(), "one clip is left of that day");
    assert!(study.join("sub-P02/notes.txt").exists());
    assert!(gaitline(&["verify", text(&study)]).status.success());
    let fresh = lab.path().join("fresh/study");
    batch(lab.path(), &fresh, &[]);
    assert_eq!(read(study.join("manifest.sha256")), read(fresh.join("manifest.sha256")));
}

#[test]
fn a_file_that_is_not_as_it_was_is_named() {
    let lab = lab();
    let study = lab.path().join("study");
    batch(lab.path(), &study, &[]);
    let verified = || gaitline(&["verify", text(&study)]);
    assert!(verified().status.success());
    let report = "sub-P01/ses-1/sub-P01_ses-1_normal_frontal/report.json";
    std::fs::write(study.join(report), "{}").unwrap();
    std::fs::remove_file(study.join("tables/wide.csv")).unwrap();
    let done = verified();
    assert_eq!(done.status.code(), Some(1));
    let said = stdout(&done);
    assert!(
        said.contains(&format!("changed: {report}")) && said.contains("missing: tables/wide.csv")
    );
    let done = gaitline(&["verify", text(lab.path())]);
    assert_eq!(done.status.code(), Some(1));
}

/// The Python of the README, as it stands there, with the reader of `GAITLINE_PYTHON`.
#[test]
fn the_readmes_python_draws_a_figure() {
    let run = |script: &str, folder: &Path| {
        python(&["-c", script], folder).is_ok_and(|done| done.status.success())
    };
    let lab = tempfile::tempdir().unwrap();
    if !run("import pandas, pyarrow, matplotlib", lab.path()) {
        return skip(Need::Python, "no Python with pandas, pyarrow and matplotlib");
    }
    let table = lab.path().join("study.csv");
    let rows = [("normal_sagittal_left", "brace"), ("normal_sagittal_right", "none")];
    let rows = rows.map(|(name, condition)| format!("{},{condition}\n", text(&fixture(name))));
    std::fs::write(&table, format!("file,condition\n{}", rows.concat())).unwrap();
    let study = lab.path().join("study");
    let done = gaitline(&["batch", text(&table), "--out", text(&study)]);
    assert!(done.status.success(), "{}", stderr(&done));
    let readme = read(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let script = readme.split("```python").nth(1).unwrap().split("```").next().unwrap();
    assert!(run(&format!("import matplotlib; matplotlib.use('Agg')\n{script}"), lab.path()));
    assert!(std::fs::metadata(lab.path().join("knee.png")).unwrap().len() > 5000);
}

#[test]
fn a_check_names_files_that_nobody_wrote_and_never_leaves_the_study() {
    let lab = lab();
    let study = lab.path().join("study");
    batch(lab.path(), &study, &[]);
    std::fs::write(study.join("tables/my-notes.txt"), "keep").unwrap();
    let done = gaitline(&["verify", text(&study)]);
    assert!(done.status.success(), "a file of one's own is no fault: {}", stderr(&done));
    assert_eq!(stdout(&done), "not in the manifest: tables/my-notes.txt\n");
    let manifest = study.join("manifest.sha256");
    let outside = format!("{}{}  ../table.csv\n", read(manifest.clone()), "0".repeat(64));
    std::fs::write(&manifest, outside).unwrap();
    let done = gaitline(&["verify", text(&study)]);
    assert_eq!((done.status.code(), stdout(&done)), (Some(1), String::new()));
    assert!(stderr(&done).contains("manifest.sha256"), "{}", stderr(&done));
}

/// What an earlier run did with other options is not done.
#[test]
fn a_plan_counts_what_is_done_by_the_same_options() {
    let lab = lab();
    let study = lab.path().join("study");
    batch(lab.path(), &study, &[]);
    let table = lab.path().join("table.csv");
    let plan = |more: &[&str]| {
        let of = ["batch", text(&table), "--out", text(&study), "--dry-run"];
        stderr(&gaitline(&[&of[..], more].concat()))
    };
    assert!(plan(&[]).contains("done already: 6"), "{}", plan(&[]));
    assert!(
        plan(&["--sex", "female"]).contains("done already: 0"),
        "{}",
        plan(&["--sex", "female"])
    );
}

/// A run that had to stop is told apart from clips that failed: only then is it worth to run it again.
#[test]
fn a_run_that_had_to_stop_has_an_exit_code_of_its_own() {
    let lab = lab();
    std::fs::write(lab.path().join("walk.mp4"), "no film").unwrap();
    let [clip, study, nowhere] = ["walk.mp4", "study", "none"].map(|name| lab.path().join(name));
    let of = ["batch", text(&clip), "--out", text(&study), "--models", text(&nowhere)];
    let done = gaitline(&of);
    assert_eq!(done.status.code(), Some(3), "{}", stderr(&done));
    assert!(!study.join("manifest.sha256").exists());
}

/// One clip that stands in a table twice would count twice, whatever its path is spelled like and its other columns say.
#[test]
fn a_clip_counts_once_and_missing_cells_may_say_so() {
    let lab = lab();
    let [table, study] = ["twice.csv", "study"].map(|name| lab.path().join(name));
    let clip = "clips/normal_frontal.json";
    let rows =
        format!("file,condition,height_cm\n{clip},brace,NA\n./{clip},none,n/a\n{clip},none,170\n");
    std::fs::write(&table, rows).unwrap();
    let of = ["batch", text(&table), "--out", text(&study), "--dry-run"];
    let done = gaitline(&of);
    assert_eq!(done.status.code(), Some(2));
    let said = stderr(&done);
    assert!(said.contains("line 3: the same clip with the same options as in line 2"), "{said}");
    assert!(!said.contains("line 4") && !said.contains("NA"), "{said}");
}
