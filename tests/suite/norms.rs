//! Norms of the user's own: from the people of a study to a file, and from the file to reports.

use crate::support::assessed::Assessed;
use crate::support::walker::{Camera, USUAL, Walker};
use crate::support::{gaitline, stderr, stdout};
use gaitline::anatomy::Side;
use gaitline::evidence::{
    BeyondNorms, CurveNorm, NormEntries, NormHead, OwnNorms, ValueNorm, norm_file_text,
};
use gaitline::gait::{Angle, CycleCurve, MeasureId, Task};
use gaitline::options::Options;
use gaitline::report::Report;
use gaitline::study::{Cohort, CohortNorms, Outcome, RECORD_SCHEMA_VERSION, Record, StudyClip};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FRONT: Walker = Walker { camera: Camera::Front, seconds: 8.0, even: 0.1, ..USUAL };
const KNEE: MeasureId = MeasureId::KneeFlexionSwingPeak;

fn record(id: &str, subject: Option<&str>) -> Record {
    let clip = StudyClip {
        id: id.to_owned(),
        file: format!("{id}.mp4"),
        subject: subject.map(str::to_owned),
        session: None,
        columns: Vec::new(),
    };
    let (key, files) = (String::new(), Default::default());
    Record { schema_version: RECORD_SCHEMA_VERSION, clip, key, outcome: Outcome::Analysed, files }
}

/// A report of which nothing is left but what a test puts in.
fn empty_report() -> Report {
    let mut report = Assessed::of(&USUAL.poses(), &Options::default()).report;
    report.gait.curves.clear();
    report.gait.own_side_curves.clear();
    report.gait.measures.retain(|m| m.measure == KNEE && m.side == Some(Side::Right));
    assert_eq!(report.gait.measures.len(), 1);
    report
}

/// One leg's curve of a level and rising by one degree to the end, and its peak.
fn leg(report: &mut Report, side: Side, level: f64, n: usize) {
    let mean_deg = (0..=100).map(|k| level + f64::from(k) / 100.0).collect();
    let (task, angle, sd_deg) = (Task::Walking, Angle::KneeFlexion, vec![1.0; 101]);
    report.gait.curves.push(CycleCurve { task, angle, side, n, mean_deg, sd_deg });
    let mut measure = report.gait.measures[0].clone();
    (measure.side, measure.mean, measure.n) = (Some(side), level + 40.0, n);
    report.gait.measures.push(measure);
}

/// A clip whose strides are those of these legs, each of a level and a number of strides; seen from both sides.
fn clip(legs: &[(Side, f64, usize)], speed: f64) -> Report {
    let mut report = empty_report();
    report.gait.cycles.clear();
    legs.iter().for_each(|(side, level, n)| leg(&mut report, *side, *level, *n));
    report.gait.measures.remove(0);
    report.gait.norm_speed.as_mut().unwrap().value = speed;
    report
}

/// Twenty people. Person k has a level of k; the first one in an uneven way: of the left leg two clips of one and three
/// strides, of the right leg one clip.
fn cohort() -> Vec<(Record, Report)> {
    let (left, right) = (Side::Left, Side::Right);
    let mut all = vec![
        (record("a1", Some("P00")), clip(&[(left, 4.0, 1), (right, -2.0, 9)], 0.40)),
        (record("a2", Some("P00")), clip(&[(left, 1.0 + 1.0 / 3.0, 3)], 0.44)),
    ];
    for k in 1..20 {
        let subject = format!("P{k:02}");
        let level = f64::from(k);
        let speed = 0.30 + level / 100.0;
        // whose clips name no subject are people of their own
        let subject = (k % 5 > 0).then_some(subject.as_str());
        all.push((record(&format!("b{k}"), subject), clip(&[(left, level, 2)], speed)));
    }
    all
}

fn norms_of<'a>(clips: impl IntoIterator<Item = &'a (Record, Report)>) -> CohortNorms {
    let mut cohort = Cohort::default();
    clips.into_iter().for_each(|(record, report)| cohort.add(record, Some(report)));
    cohort.norms()
}

#[test]
fn mean_and_sd_are_between_people_who_count_once_each() {
    let norms = norms_of(&cohort());
    // the first one's left leg is (4 + 3 × 4/3) / 4 = 2, the right one −2, both together 0: people are 0, 1, … 19
    let (mean, sd) = (9.5, 35.0_f64.sqrt());
    let [knee] = &norms.entries.curves[..] else { panic!("{:?}", norms.entries.curves.len()) };
    assert_eq!((knee.angle, knee.n, knee.mean_deg.len()), (Angle::KneeFlexion, 20, 101));
    for (k, (m, s)) in knee.mean_deg.iter().zip(&knee.sd_deg).enumerate() {
        assert!((m - mean - k as f64 / 100.0).abs() < 1e-5, "{k}: {m}");
        assert!((s - sd).abs() < 1e-5, "{k}: {s}");
    }
    let [peak] = &norms.entries.values[..] else { panic!("{:?}", norms.entries.values) };
    assert_eq!((peak.measure, peak.n), (KNEE, 20));
    assert!((peak.mean - mean - 40.0).abs() < 1e-5 && (peak.sd - sd).abs() < 1e-5);
    assert_eq!((norms.head.persons, norms.head.speeds), (20, Some([0.31, 0.49])));
    assert!(norms.head.made_with.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn no_order_of_clips_changes_a_byte() {
    let clips = cohort();
    let text = |clips: &[&(Record, Report)]| {
        let norms = norms_of(clips.iter().copied());
        norm_file_text(&NormHead { name: "x".to_owned(), ..norms.head }, &norms.entries)
    };
    let mut order: Vec<&(Record, Report)> = clips.iter().collect();
    let first = text(&order);
    for _ in 0..3 {
        order.rotate_left(7);
        order.swap(0, 12);
        assert_eq!(text(&order), first);
    }
    order.reverse();
    assert_eq!(text(&order), first);
}

#[test]
fn what_is_too_little_or_of_something_else_is_left_out_and_named() {
    let clips = cohort();
    let few = norms_of(&clips[..20]);
    assert!(few.entries.curves.is_empty() && few.entries.values.is_empty());
    let named = [("knee_flexion_deg", 19), ("knee_flexion_swing_peak_deg", 19)];
    assert_eq!((few.left_out.of_few, few.most_persons), (named.to_vec(), 19));
    // a clip of stairs, of a single stride, without report: none of them is a person
    let on_stairs = |report: &mut Report| {
        report.gait.curves.iter_mut().for_each(|c| c.task = Task::StairDescent);
        report.gait.measures.iter_mut().for_each(|m| m.task = Task::StairDescent);
    };
    let mut stairs = clip(&[(Side::Left, 90.0, 5)], 0.2);
    on_stairs(&mut stairs);
    let mut cohort = Cohort::default();
    clips.iter().for_each(|(record, report)| cohort.add(record, Some(report)));
    // also where somebody else of the cohort stands or climbs
    cohort.add(&record("c1", Some("P01")), Some(&stairs));
    cohort.add(&record("c2", Some("P98")), Some(&stairs));
    cohort.add(&record("c3", Some("P99")), Some(&clip(&[(Side::Left, 90.0, 1)], 0.4)));
    cohort.add(&record("c4", Some("P97")), None);
    let norms = cohort.norms();
    assert_eq!(norms.entries, norms_of(&clips).entries);
    assert_eq!((norms.left_out.without_walking, norms.left_out.without_report), (2, 1));
    let alike: Vec<(Record, Report)> = (0..25)
        .map(|k| (record(&format!("d{k}"), None), clip(&[(Side::Left, 5.0, 3)], 0.4)))
        .collect();
    let alike = norms_of(&alike);
    assert!(alike.entries.curves.is_empty(), "people who do not differ have no spread");
    assert_eq!(alike.left_out.without_spread.len(), 2);
}

#[test]
fn the_hidden_leg_does_not_count_and_both_sides_are_drawn_toward_the_own_one() {
    let seen =
        |camera| Assessed::of(&Walker { camera, ..USUAL }.poses(), &Options::default()).report;
    let near = |report: &Report, side: Side| {
        let is_it = |c: &&CycleCurve| (c.angle, c.side) == (Angle::KneeFlexion, side);
        report.gait.curves.iter().find(is_it).unwrap().mean_deg[30]
    };
    let right = seen(Camera::RightSide);
    assert!((near(&right, Side::Left) - near(&right, Side::Right)).abs() > 1e-3);
    let mut all: Vec<(Record, Report)> =
        (0..19).map(|k| (record(&format!("e{k}"), None), right.clone())).collect();
    let mut other = right.clone();
    other.gait.curves.iter_mut().flat_map(|c| &mut c.mean_deg).for_each(|deg| *deg += 1.0);
    all.push((record("e19", None), other));
    let knee = norms_of(&all).entries.curves;
    let knee = knee.iter().find(|c| c.angle == Angle::KneeFlexion).unwrap();
    assert!((knee.mean_deg[30] - near(&right, Side::Right) - 0.05).abs() < 1e-4);

    let front = Assessed::of(&FRONT.poses(), &Options::default()).report;
    let own = |side: Side| {
        let is_it = |c: &&CycleCurve| (c.angle, c.side) == (Angle::TrunkLeanRight, side);
        front.gait.own_side_curves.iter().find(is_it).unwrap().mean_deg[20]
    };
    let mut all: Vec<(Record, Report)> =
        (0..19).map(|k| (record(&format!("f{k}"), None), front.clone())).collect();
    let mut other = front.clone();
    let curves = other.gait.own_side_curves.iter_mut();
    curves.flat_map(|c| &mut c.mean_deg).for_each(|deg| *deg += 1.0);
    all.push((record("f19", None), other));
    let curves = norms_of(&all).entries.curves;
    let lean = curves.iter().find(|c| c.angle == Angle::TrunkLeanRight).unwrap();
    let expected = (own(Side::Left) + own(Side::Right)) / 2.0 + 0.05;
    assert!((lean.mean_deg[20] - expected).abs() < 1e-4, "{} {expected}", lean.mean_deg[20]);
    // without stickers the pelvis is not seen
    assert!(!curves.iter().any(|c| c.angle == Angle::PelvicObliquity));
}

/// A norm file of a knee and a cadence that nobody else has.
fn file_text(speeds: Option<[f64; 2]>) -> String {
    let head = NormHead {
        name: "Lab <b>adults</b>".to_owned(),
        population: "healthy & 20 to 40 years".to_owned(),
        persons: 38,
        speeds,
        ..NormHead::default()
    };
    let (mean_deg, sd_deg) = (vec![33.0; 101], vec![4.5; 101]);
    let knee = CurveNorm { angle: Angle::KneeFlexion, n: 31, mean_deg, sd_deg };
    let cadence = ValueNorm { measure: MeasureId::Cadence, n: 29, mean: 112.0, sd: 7.0 };
    norm_file_text(&head, &NormEntries { curves: vec![knee], values: vec![cadence] })
}

fn with_norms(text: &str) -> Options {
    let norms = OwnNorms::read(Path::new("norms.csv"), text).unwrap();
    Options { norms: Some(norms), ..Options::default() }
}

#[test]
fn a_report_takes_its_norms_from_the_file_and_nothing_else_changes() {
    let poses = USUAL.poses();
    let options = with_norms(&file_text(Some([0.2, 0.9])));
    let judged = Assessed::of(&poses, &options);
    let page = judged.page(&poses);
    let gait = &judged.report.gait;
    let [knee] = &gait.norms[..] else { panic!("{:?}", gait.norms.len()) };
    assert_eq!(
        (knee.angle, &*knee.mean_deg, &*knee.sd_deg),
        (Angle::KneeFlexion, &[33.0; 101][..], &[4.5; 101][..])
    );
    assert_eq!((knee.groups[0].n, &*knee.study), (31, "Lab <b>adults</b>"));
    let [cadence] = &gait.usual[..] else { panic!("{:?}", gait.usual) };
    assert_eq!(
        (cadence.measure, cadence.low, cadence.high, cadence.n),
        (MeasureId::Cadence, 105.0, 119.0, Some(29))
    );

    let built_in = Assessed::of(&poses, &Options::default());
    let values = |report: &Report| {
        let mut json = serde_json::to_value(report).unwrap();
        for place in ["/options", "/sources", "/gait/norms", "/gait/usual"] {
            *json.pointer_mut(place).unwrap() = Value::Null;
        }
        json
    };
    assert_eq!(values(&judged.report), values(&built_in.report), "limits and findings stay");
    assert!(!judged.report.findings.is_empty());

    let norms = options.norms.unwrap();
    assert!(
        page.contains(&norms.sha256) && page.contains("Reference curves: Lab &#60;b&#62;adults")
    );
    assert!(page.contains("healthy &#38; 20 to 40 years, n = 31"), "who is behind the band");
    assert!(
        page.contains("healthy &#38; 20 to 40 years, n = 38 at most"),
        "who is behind the range"
    );
    assert!(
        !page.contains("<b>adults")
            && !page.contains("Grey: children")
            && !page.contains("Evans 2024")
    );
    assert!(page.contains("the norm file has none of this angle"));
    assert_eq!(page.matches("band norm two").count(), 4, "the knee and its legend, twice");
}

#[test]
fn a_page_says_where_the_speeds_of_a_file_do_not_fit() {
    let said = |speeds: Option<[f64; 2]>, walker: Walker| {
        let poses = walker.poses();
        let judged = Assessed::of(&poses, &with_norms(&file_text(speeds)));
        let page = judged.page(&poses);
        let is_said = |words: &str| page.contains(words);
        let told = [
            is_said("slower than that of anyone"),
            is_said("faster than that of anyone"),
            is_said("states no speeds"),
        ];
        (judged.report.gait.norm_speed.unwrap().beyond, told)
    };
    assert_eq!(said(Some([0.2, 0.9]), USUAL), (None, [false; 3]));
    assert_eq!(said(Some([0.8, 0.9]), USUAL), (Some(BeyondNorms::Slower), [true, false, false]));
    assert_eq!(said(Some([0.1, 0.2]), USUAL), (Some(BeyondNorms::Faster), [false, true, false]));
    assert_eq!(said(None, USUAL), (None, [false, false, true]));
}

#[test]
fn stairs_have_no_norm_of_walking() {
    let stairs = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL };
    let report = Assessed::of(&stairs.poses(), &with_norms(&file_text(None))).report;
    assert!(report.gait.norms.is_empty() && report.gait.usual.is_empty());
}

// from here on with the program

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.poses.json"))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A study of people who were filmed once, from one side or the other; the last one is a patient.
fn study_of(folder: &Path, people: usize) -> PathBuf {
    let mut table = String::from("file,subject,group\n");
    for k in 0..people {
        let side = if k % 2 == 0 { "left" } else { "right" };
        let group = if k + 1 == people { "patient" } else { "healthy" };
        // each person has a file: a clip counts once
        let file = folder.join(format!("{k}.poses.json"));
        std::fs::copy(fixture(&format!("normal_sagittal_{side}")), &file).unwrap();
        table += &format!("{},S{k},{group}\n", file.display());
    }
    let (path, study) = (folder.join("table.csv"), folder.join("study"));
    std::fs::write(&path, table).unwrap();
    let done = gaitline(&["batch", text(&path), "--out", text(&study), "--quiet"]);
    assert!(done.status.success(), "{}", stderr(&done));
    study
}

fn build(study: &Path, out: &Path, more: &[&str]) -> std::process::Output {
    let mut arguments = vec!["norms", "build", text(study), "--out", text(out)];
    arguments.extend(["--name", "Adults, 20 to 40 years"]);
    arguments.extend(more);
    gaitline(&arguments)
}

#[test]
fn a_study_becomes_a_norm_file_with_which_clips_are_analysed_anew() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (study, file) = (study_of(folder.path(), 21), at("adults.csv"));
    let built = build(&study, &file, &["--only", "group=healthy", "--population", "healthy"]);
    assert!(built.status.success(), "{}", stderr(&built));
    assert!(stderr(&built).contains("20 people") && stderr(&built).contains("1 clips that --only"));
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.starts_with("gaitline_norms,1\nname,\"Adults, 20 to 40 years\"\n"),
        "{written}"
    );
    let hash: String = Sha256::digest(&written).iter().map(|b| format!("{b:02x}")).collect();
    let checked = gaitline(&["norms", "check", text(&file)]);
    let listed = stdout(&checked);
    assert!(listed.contains(&hash) && listed.contains("  knee_flexion_deg, n = 20\n"), "{listed}");

    // the mean between ten people of each side is the mean of both clips
    let mean_at_60 = |subject: &str, side: &str| {
        let mut clips = csv::Reader::from_path(study.join("tables/clips.csv")).unwrap();
        let rows = clips.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
        let row = rows.into_iter().find(|row| row["subject"] == subject).unwrap();
        let report = json(&study.join(&row["report_folder"]).join("report.json"));
        let curves = report["gait"]["curves"].as_array().unwrap().clone();
        let knee = curves.into_iter().find(|c| c["angle"] == "knee_flexion" && c["side"] == side);
        knee.unwrap()["mean_deg"][60].as_f64().unwrap()
    };
    let expected = (mean_at_60("S0", "left") + mean_at_60("S1", "right")) / 2.0;
    let row = written.lines().find(|l| l.starts_with("knee_flexion_deg,walking,degree,60,"));
    let mean: f64 = row.unwrap().split(',').nth(4).unwrap().parse().unwrap();
    assert!((mean - expected).abs() < 1e-3, "{mean} {expected}");

    let refused =
        build(&study, &at("long.csv"), &["--only", "group=healthy", "--source", &"x".repeat(401)]);
    assert!(refused.status.code() == Some(2) && stderr(&refused).contains("--source"));

    // one clip, with and without, and with another file
    let clip = fixture("normal_sagittal_left");
    let own = at("own");
    let batch = |norms: Option<&Path>| {
        let mut arguments = vec!["batch", text(&clip), "--out", text(&own), "--verbose"];
        arguments.extend(norms.iter().flat_map(|n| ["--norms", text(n)]));
        let done = gaitline(&arguments);
        assert!(done.status.success(), "{}", stderr(&done));
        let records = std::fs::read_dir(own.join("records")).unwrap();
        let record = json(&records.map(|e| e.unwrap().path()).next().unwrap());
        record["key"].as_str().unwrap().to_owned()
    };
    let changed = at("changed.csv");
    std::fs::write(&changed, written.replacen(",20\n", ",20 \n", 1)).unwrap();
    let keys = [batch(None), batch(Some(&file)), batch(Some(&file)), batch(Some(&changed))];
    assert!(keys[0] != keys[1] && keys[1] == keys[2] && keys[2] != keys[3], "{keys:?}");
    batch(Some(&file));
    let methods = std::fs::read_to_string(own.join("methods.md")).unwrap();
    let compared = methods.lines().find(|l| l.starts_with("Values were compared with: ")).unwrap();
    assert!(
        compared.contains("healthy, n = 20 [norms_") && !compared.contains("children"),
        "{compared}"
    );
    assert!(methods.contains(&hash) && methods.contains("Adults, 20 to 40 years"), "{methods}");

    let visit = at("may.toml");
    let described =
        format!("name = \"may\"\nnorms = \"adults.csv\"\n[[clip]]\nfile = {:?}\n", text(&clip));
    std::fs::write(&visit, described).unwrap();
    let out = at("visits");
    let done = gaitline(&["visit", text(&visit), "--out", text(&out), "--quiet"]);
    assert!(done.status.success(), "{}", stderr(&done));
    let visit = json(&out.join("may/visit.json"));
    assert_eq!(visit["options"]["norms"]["sha256"], hash.as_str());
    let clip = visit["clips"][0]["folder"].as_str().unwrap();
    let report = json(&out.join("may").join(clip).join("report.json"));
    let norms = &report["options"]["norms"];
    assert_eq!((&norms["name"], &norms["persons"]), (&"Adults, 20 to 40 years".into(), &20.into()));
    assert!(report["gait"]["norms"].as_array().unwrap().iter().any(|n| n["mean_deg"][60] == mean));
}

#[test]
fn a_bad_norm_file_ends_every_command_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (file, out, clip) = (at("bad.csv"), at("out"), fixture("normal_sagittal_left"));
    std::fs::write(&file, file_text(None).replacen(",4.5,31\n", ",-4.5,31\n", 1)).unwrap();
    std::fs::write(at("v.toml"), format!("name = \"v\"\n[[clip]]\nfile = {:?}\n", text(&clip)))
        .unwrap();
    let visit = at("v.toml");
    for command in ["analyze", "batch", "visit"] {
        let input = if command == "visit" { &visit } else { &clip };
        let done = gaitline(&[command, text(input), "--norms", text(&file), "--out", text(&out)]);
        let said = stderr(&done);
        assert_eq!(done.status.code(), Some(2), "{command}: {said}");
        assert!(said.contains("line 11, column sd: \"-4.5\"") && said.contains("hint:"), "{said}");
        assert!(!out.exists(), "{command}");
    }
    let checked = gaitline(&["norms", "check", text(&file)]);
    assert!(checked.status.code() == Some(2) && stderr(&checked).contains("line 11"));
    std::fs::write(&file, b"gaitline_norms,1\nname,\xff\n").unwrap();
    for path in [&file, &at("none.csv"), &folder.path().to_owned()] {
        let done = gaitline(&["norms", "check", text(path)]);
        assert!(done.status.code() == Some(2) && stderr(&done).contains("cannot read"), "{path:?}");
    }
}

#[test]
fn a_study_that_gives_no_norms_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (study, out) = (study_of(folder.path(), 3), at("norms.csv"));
    let refused = |study: &Path, out: &Path, more: &[&str], code: i32, words: &str| {
        let done = build(study, out, more);
        let said = stderr(&done);
        assert_eq!(done.status.code(), Some(code), "{said}");
        assert!(said.contains(words) && said.contains("hint:"), "{words}: {said}");
    };
    refused(&study, &out, &[], 1, "more than 3 people; norms need 20");
    refused(&study, &out, &["--only", "grupo=healthy"], 2, "no clip of");
    refused(&study, &out, &["--only", "group=Healthy"], 2, "has these values");
    refused(folder.path(), &out, &[], 1, "holds no study");
    assert!(!out.exists());
    let table = at("table.csv");
    let before = std::fs::read(&table).unwrap();
    refused(&study, &table, &[], 2, "is no norm file");
    assert_eq!(std::fs::read(&table).unwrap(), before);
    assert_eq!(build(&study, &out, &["--only", "group"]).status.code(), Some(2));
}
