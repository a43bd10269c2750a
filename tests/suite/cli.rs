//! The program as users meet it: what it writes, what it says, and its exit codes.

use crate::support::{self, Need, demo_clip, gaitline, names_in, skip, stderr, stdout};
use serde_json::Value;
use std::path::Path;

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

/// Holds a document against the schema that the program itself prints.
fn assert_valid(document: &str, instance: &Value) {
    let schema = serde_json::from_str(&stdout(&gaitline(&["schema", document]))).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(instance).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{document}: {errors:?}");
    assert!(
        !validator.is_valid(&serde_json::json!({})),
        "the schema of {document} asks for nothing"
    );
}

/// The walker's part of the demo clip, analysed into a folder.
fn analyze(clip: &Path, out: &Path, more: &[&str]) -> std::process::Output {
    let mut arguments = vec!["analyze", clip.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(["--start", "2.5", "--end", "4.5"]);
    arguments.extend(more);
    gaitline(&arguments)
}

#[test]
fn a_clip_becomes_a_report_the_same_for_any_number_of_workers() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (one, three) = (folder.path().join("one"), folder.path().join("three"));
    let done = analyze(&clip, &one, &["--workers", "1", "--overlay", "--json"]);
    assert!(done.status.success(), "{}", stderr(&done));
    assert!(stderr(&done).contains("report.html"), "{}", stderr(&done));
    let line: Value = serde_json::from_str(stdout(&done).trim()).unwrap();
    let result = one.join("sports2d-demo");
    assert_eq!(
        names_in(&result),
        [
            "angles.csv",
            "cycles.csv",
            "film.mp4",
            "overlay.mp4",
            "poses.json",
            "positions.csv",
            "report.html",
            "report.json"
        ]
    );
    assert_eq!(line, json(&result.join("report.json")));
    assert_eq!(line["schema_version"], gaitline::report::REPORT_SCHEMA_VERSION);
    assert_eq!(line["passes"][0]["view"], "left_side");
    assert_eq!(line["clip"]["timing"]["frames"], 61);
    assert_eq!(line["model"]["name"], "blazepose-heavy");
    // who walks goes from the right to the left; who jumps stays where he is
    let poses = json(&result.join("poses.json"));
    let hip_x = |frame: usize| poses["frames"][frame]["pose"]["keypoints"][23][0].as_f64().unwrap();
    assert!(hip_x(0) - hip_x(60) > 300.0, "{} {}", hip_x(0), hip_x(60));

    let again = analyze(&clip, &three, &["--workers", "3", "--overlay"]);
    assert!(again.status.success());
    for name in names_in(&result) {
        let same = std::fs::read(result.join(&name)).unwrap()
            == std::fs::read(three.join("sports2d-demo").join(&name)).unwrap();
        assert!(same, "{name} depends on the number of workers");
    }

    // again from the poses, without the video: the same numbers
    let poses_path = result.join("poses.json");
    let from_poses = folder.path().join("poses");
    let done =
        gaitline(&["analyze", poses_path.to_str().unwrap(), "--out", from_poses.to_str().unwrap()]);
    assert!(done.status.success(), "{}", stderr(&done));
    let csv = |out: &Path| read(&out.join("sports2d-demo/angles.csv"));
    assert_eq!(csv(&from_poses), csv(&one));
    assert_eq!(json(&from_poses.join("sports2d-demo/report.json")), line);
    let done = gaitline(&["analyze", poses_path.to_str().unwrap(), "--overlay"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("--overlay needs the clip itself"), "{}", stderr(&done));
    for (document, instance) in [("report", &line), ("poses", &poses)] {
        assert_valid(document, instance);
    }

    let header = "frame,time_s,left_knee_flexion_deg,left_hip_flexion_vertical_deg,\
left_hip_flexion_trunk_deg,left_ankle_dorsiflexion_deg,left_thigh_deg,left_shank_deg,left_foot_pitch_deg,\
left_fppa_deg,left_hip_adduction_deg,right_knee_flexion_deg,right_hip_flexion_vertical_deg,\
right_hip_flexion_trunk_deg,right_ankle_dorsiflexion_deg,right_thigh_deg,right_shank_deg,\
right_foot_pitch_deg,right_fppa_deg,right_hip_adduction_deg,trunk_lean_forward_deg,trunk_lean_right_deg,\
pelvic_obliquity_deg,pelvic_tilt_deg,waistband_slope_deg";
    assert_eq!(csv(&one).lines().next().unwrap(), header);
    assert_eq!(csv(&one).lines().count(), 62);
    let first: Vec<String> =
        csv(&one).lines().nth(1).unwrap().split(',').map(str::to_owned).collect();
    assert_eq!(first[0], "75", "frames are counted from the clip's beginning");
    assert!(
        !first[2].is_empty() && first[9].is_empty(),
        "a side view shows the knee, not FPPA: {first:?}"
    );

    let html = read(&result.join("report.html"));
    for word in ["diagnos", "you have", "http://", "https://"] {
        assert!(!html.to_lowercase().contains(word), "{word}");
    }
    assert!(html.contains("see a physical therapist"));
}

#[test]
fn a_bad_clip_does_not_stop_the_others_and_leaves_nothing() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (bad, out) = (folder.path().join("bad.mp4"), folder.path().join("out"));
    std::fs::write(&bad, [7; 4000]).unwrap();
    let done = gaitline(&[
        "analyze",
        bad.to_str().unwrap(),
        clip.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--start",
        "3",
        "--end",
        "3.5",
    ]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("bad.mp4 is not a video"), "{}", stderr(&done));
    assert!(stderr(&done).contains("hint:"));
    assert!(stderr(&done).contains("1 of 2 clips"));
    assert_eq!(names_in(&out), ["sports2d-demo"]);
}

#[test]
fn a_clip_that_takes_too_long_or_too_much_memory_is_given_up_and_leaves_nothing() {
    let Some(clip) = demo_clip() else { return };
    let out = tempfile::tempdir().unwrap();
    for limit in [["--timeout", "0.001"], ["--max-memory", "30"]] {
        let done = analyze(&clip, out.path(), &limit);
        assert_eq!(done.status.code(), Some(1));
        assert!(stderr(&done).contains(limit[0]), "{}", stderr(&done));
        assert_eq!(names_in(out.path()), [""; 0]);
    }
}

#[test]
fn nobody_in_the_picture_is_said() {
    if demo_clip().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let clip = folder.path().join("empty-room.mp4");
    if !support::ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "color=gray:s=320x240:r=10:d=1",
        clip.to_str().unwrap(),
    ]) {
        return skip(Need::Ffmpeg, "no ffmpeg");
    }
    let out = folder.path().join("out");
    let done = gaitline(&["analyze", clip.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("no person was found"), "{}", stderr(&done));
    assert_eq!(names_in(&out), Vec::<String>::new(), "nothing is left of a failed clip");
}

#[test]
fn a_person_who_is_not_there_is_said() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let done = analyze(&clip, folder.path(), &["--person", "99"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("there is no person 99"), "{}", stderr(&done));
}

#[test]
fn wrong_usage_has_its_own_code() {
    let folder = tempfile::tempdir().unwrap();
    let options = folder.path().join("options.toml");
    std::fs::write(&options, "capture_fps = 240").unwrap();
    for arguments in [
        &["analyze"][..],
        &["analyze", "x.mp4", "--end", "-1"],
        &["analyze", "x.mp4", "--start", "5", "--end", "4"],
        &["analyze", "x.mp4", "--person", "0"],
        &["analyze", "x.mp4", "--options", options.to_str().unwrap()],
        &["analyze", "x.mp4", "--options", "/nonexistent.toml"],
        &["analyze", "x.mp4", "--quiet", "--verbose"],
        &["analyze", "x.mp4", "--model", "no-such-model"],
        &["analyze", "x.mp4", "--height-cm", "170", "--leg-length-cm", "90"],
        &["analyze", "x.mp4", "--height-cm", "170", "--known-length", "200=1,2,300,4"],
        &["analyze", "x.mp4", "--leg-length-cm", "90", "--known-length", "200=1,2,300,4"],
        &["analyze", "x.mp4", "--leg-length-cm", "nan"],
        &["analyze", "x.mp4", "--leg-length-cm=-90"],
        &["analyze", "x.mp4", "--leg-length-cm", "1e300"],
        &["analyze", "x.mp4", "--leg-length-cm", "long"],
        &["analyze", "x.mp4", "--known-length", "200=1,2,10,4"],
        &["analyze", "x.mp4", "--known-length", "200=nan,2,300,4"],
        &["analyze", "x.mp4", "--known-length", "a table"],
        &["what"],
    ] {
        let done = gaitline(arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", stderr(&done));
    }
}

#[test]
fn a_command_that_goes_with_none_of_the_files_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let poses = "tests/fixtures/normal_sagittal_left.poses.json";
    let code = |arguments: &[&str]| {
        let done = gaitline(&[&["analyze", "--out", out], arguments].concat());
        (done.status.code().unwrap(), stderr(&done))
    };
    for option in [
        &["--model", "nonsense"][..],
        &["--device", "cuda"],
        &["--preset", "quick"],
        &["--models", "models"],
        &["--onnxruntime", "x"],
    ] {
        let (code, said) = code(&[&[poses], option].concat());
        assert!(code == 2 && said.contains(&format!("{} has no effect", option[0])), "{said}");
    }
    assert_eq!(code(&[poses, "--overlay"]).0, 2);
    assert_eq!(code(&[poses, "--blur-others"]).0, 2);
    assert_eq!(code(&[poses, poses, "--person", "1"]).0, 2);
    // another file fails by itself
    assert_eq!(code(&[poses, "missing.json", "--blur-faces"]).0, 2, "asked before it is opened");
    std::fs::write(folder.path().join("broken.csv"), "a,b").unwrap();
    let broken = folder.path().join("broken.csv");
    assert_eq!(code(&["--poses", broken.to_str().unwrap(), "--fps", "30"]).0, 1);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written");
}

#[test]
fn stickers_are_declared_in_a_line_or_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("stickers.toml");
    let said = |markers: &str| {
        let done = gaitline(&["analyze", "nowhere.mp4", "--markers", markers]);
        (done.status.code(), stderr(&done))
    };
    for (wrong, why) in [
        ("asis", "site=colour"),
        ("hip=green", "trochanter"),
        ("asis=beige", "magenta"),
        ("asis=green,asis=red", "twice"),
        ("asis=magenta,psis=pink", "close to each other"),
        ("missing.toml", "missing.toml"),
    ] {
        let (code, text) = said(wrong);
        assert!(code == Some(2) && text.contains(why), "{wrong}: {text}");
    }
    std::fs::write(&file, "asis = 1").unwrap();
    assert_eq!(said(file.to_str().unwrap()).0, Some(2));
    std::fs::write(&file, "asis = \"green\"\npsis = \"#eb14be\"").unwrap();
    // what is declared well comes as far as the clip
    for markers in [file.to_str().unwrap(), "asis=green, psis=magenta"] {
        let (code, text) = said(markers);
        assert!(code == Some(1) && text.contains("nowhere.mp4"), "{text}");
    }
}

#[test]
fn models_that_cannot_be_used_are_named() {
    if demo_clip().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let copy = |name: &str| std::fs::copy(root.join(name), folder.path().join(name)).unwrap();
    std::fs::create_dir(folder.path().join("weights")).unwrap();
    copy("blazepose-heavy.toml");
    copy("weights/pose_detection.onnx");
    let models = || gaitline(&["models", "--models", folder.path().to_str().unwrap()]);
    let said = |what: &str| {
        let done = models();
        assert_eq!(done.status.code(), Some(1));
        let all = stdout(&done) + &stderr(&done);
        assert!(all.contains(what), "{what}: {all}");
    };
    said("no ONNX Runtime library");
    std::fs::write(folder.path().join("weights/pose_landmark_heavy.onnx"), b"other").unwrap();
    said("DAMAGED");
    let text = read(&root.join("blazepose-heavy.toml"));
    std::fs::write(folder.path().join("blazepose-heavy.toml"), format!("wrong_key = 1\n{text}"))
        .unwrap();
    said("wrong_key");

    let run = |code: i32, arguments: &[&str]| {
        let mut all = vec!["analyze", "samples/clips/sports2d-demo.mp4", "--out"];
        let out = folder.path().join("out");
        all.push(out.to_str().unwrap());
        all.extend(arguments);
        let done = gaitline(&all);
        assert_eq!(done.status.code(), Some(code));
        stderr(&done)
    };
    assert!(run(2, &["--model", "none"]).contains("there are blazepose-full, blazepose-heavy"));
    assert!(run(1, &["--models", "/nonexistent"]).contains("no models folder"));
    assert!(run(1, &["--onnxruntime", "Cargo.toml"]).contains("cannot be loaded as ONNX Runtime"));
    assert!(run(1, &["--onnxruntime", "/nonexistent.so"]).contains("no such file"));
}

#[test]
fn an_unwritable_folder_is_said_before_the_work() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").unwrap();
    let done = analyze(&clip, &file, &[]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("cannot write"), "{}", stderr(&done));
    assert_eq!(read(&file), "in the way");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_printed_is_a_failure() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_gaitline"))
        .args([
            "analyze",
            clip.to_str().unwrap(),
            "--start",
            "3",
            "--end",
            "3.5",
            "--json",
            "--out",
        ])
        .arg(folder.path())
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("cannot write to standard output"), "{}", stderr(&done));
}

#[test]
fn poses_files_that_cannot_be_used_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("poses.json");
    for (text, what) in
        [("{}", "missing field"), ("not json", "not a poses file"), ("[", "not a poses file")]
    {
        std::fs::write(&path, text).unwrap();
        let done = gaitline(&[
            "analyze",
            path.to_str().unwrap(),
            "--out",
            folder.path().to_str().unwrap(),
        ]);
        assert_eq!(done.status.code(), Some(1));
        assert!(stderr(&done).contains(what), "{}", stderr(&done));
    }
}

#[test]
fn schemas_and_completions_are_printed() {
    for document in ["report", "poses"] {
        let done = gaitline(&["schema", document]);
        assert!(done.status.success());
        let schema: Value = serde_json::from_str(&stdout(&done)).unwrap();
        assert!(schema["properties"]["schema_version"].is_object());
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(stdout(&gaitline(&["completions", shell])).contains("analyze"));
    }
    assert!(stdout(&gaitline(&["analyze", "--help"])).contains("--capture-fps"));
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man");
    assert!(gaitline(&["manual", pages.to_str().unwrap()]).status.success());
    let help = stdout(&gaitline(&["--help"]));
    let (_, commands) = help.split_once("Commands:").unwrap();
    let (commands, _) = commands.split_once("Options:").unwrap();
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<&str> = names.filter(|name| !name.is_empty() && *name != "help").collect();
    assert!(names.len() >= 10, "{names:?}");
    for name in names {
        let page = std::fs::read_to_string(pages.join(format!("gaitline-{name}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{name}");
    }
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").unwrap();
    let done = gaitline(&["manual", file.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("file"), "{}", stderr(&done));
}

#[test]
fn the_page_works_in_a_browser() {
    let Some(clip) = demo_clip() else { return };
    let folder = tempfile::tempdir().unwrap();
    let name = "a <b>\"'&.mp4";
    let clip_here = folder.path().join(name);
    std::fs::copy(clip, &clip_here).unwrap();
    let done = analyze(&clip_here, folder.path(), &[]);
    assert!(done.status.success(), "{}", stderr(&done));
    let page = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().path().join("report.html"))
        .find(|p| p.is_file())
        .unwrap();
    assert!(!read(&page).contains("<b>\"'"), "the name must not become markup");
    // a plain path, because the name is not one for a URL
    let copy = folder.path().join("page.html");
    std::fs::copy(&page, &copy).unwrap();
    let browser = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(|name| {
        std::process::Command::new(name)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--no-first-run"])
            .args(["--disable-background-networking", "--virtual-time-budget=3000"])
            .arg(format!("--user-data-dir={}", folder.path().join("browser").display()))
            .arg(format!("file://{}", copy.display()))
            .output()
            .ok()
    });
    let Some(output) = browser else {
        return skip(Need::Browser, "no Chromium");
    };
    let dom = stdout(&output);
    // the script fills the readouts and the clock, and draws the skeleton
    assert!(dom.contains(r#"<span class="l">left "#), "the script did not run");
    let clock = dom.split(r#"id="clock" class="clock">"#).nth(1).unwrap();
    assert!(clock.starts_with(|c: char| c.is_ascii_digit()), "the cursor stands somewhere");
    assert!(dom.contains(r#"<line class="bone left" visibility="visible""#), "no skeleton");
}

#[test]
fn a_language_without_a_sheet_is_refused_with_those_that_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let options = folder.path().join("options.toml");
    std::fs::write(&options, "audience = 'patient'\nlanguage = 'xx'\n").unwrap();
    for more in [["--language", "xx"], ["--options", options.to_str().unwrap()]] {
        let done = gaitline(&[&["analyze", "walk.mp4"], &more[..]].concat());
        assert_eq!(done.status.code(), Some(2));
        let said = stderr(&done);
        assert!(said.contains("xx") && said.contains("de, en, es, fr"), "{said}");
    }
}
