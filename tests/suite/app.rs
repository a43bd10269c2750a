//! The page on one's own machine, asked by a client that says what it likes.

use crate::support::app::App;
use crate::support::{demo_clip, ffmpeg, gaitline, stderr};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Two seconds of the demo clip.
fn short_clip(folder: &Path) -> Option<PathBuf> {
    let (clip, short) = (demo_clip()?, folder.join("short.mp4"));
    let cut = ["-ss", "2.4", "-i", clip.to_str()?, "-t", "2.2", "-an", short.to_str()?];
    assert!(ffmpeg(&cut));
    Some(short)
}

fn data() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    (place, data)
}

#[test]
fn nobody_but_the_own_page_is_answered() {
    let (_place, data) = data();
    let app = App::start(&data);
    let own = format!("Host: 127.0.0.1:{}", app.port);
    let state = format!("GET /{}/api/state HTTP/1.1", app.token);
    let ask = |line: &str, head: &[&str]| app.raw(line, head, b"");
    assert_eq!(ask(&state, &[&own]).status, 200);
    let origin = format!("Origin: http://127.0.0.1:{}", app.port);
    assert_eq!(ask(&state, &[&own, &origin]).status, 200);
    for host in ["Host: evil.example", "Host: 127.0.0.1", "Host: 127.0.0.1.evil.example:80"] {
        assert_eq!(ask(&state, &[host]).status, 403, "{host}");
    }
    for origin in ["Origin: http://evil.example", "Origin: null", "Origin: https://127.0.0.1"] {
        assert_eq!(ask(&state, &[&own, origin]).status, 403, "{origin}");
    }
    for path in ["/", "/api/state", "/00000000000000000000000000000000/api/state"] {
        let answer = ask(&format!("GET {path} HTTP/1.1"), &[&own]);
        assert_eq!(answer.status, 403, "{path}");
        assert!(!answer.json()["hint"].as_str().unwrap().is_empty());
    }
}

#[test]
fn no_address_leads_out_of_the_folder() {
    let (_place, data) = data();
    let app = App::start(&data);
    let number = app.upload(b"no film", "x");
    app.wait(number, &["failed"]);
    for path in [
        format!("entries/{number}/results/../entry.json"),
        format!("entries/{number}/results/..%2fentry.json"),
        format!("entries/{number}/results/%2fetc%2fpasswd"),
        format!("entries/{number}/look/..%2fentry.json"),
        format!("entries/{number}/results/"),
        "entries/99/results/report.html".to_owned(),
        "no.js".to_owned(),
    ] {
        let answer = app.get(&path);
        assert!([400, 403, 404].contains(&answer.status), "{path}: {}", answer.status);
    }
}

#[test]
fn a_file_that_is_no_film_fails_with_a_reason_and_can_be_deleted() {
    let (_place, data) = data();
    let app = App::start(&data);
    let number = app.upload(b"no film", "%3Cscript%3E");
    let entry = app.wait(number, &["failed"]);
    assert_eq!(entry["label"], "<script>");
    let error = &entry["phase"]["error"];
    assert!(!error["what"].as_str().unwrap().is_empty());
    assert!(!error["hint"].as_str().unwrap().is_empty());
    assert_eq!(app.delete(&format!("api/entries/{number}")).status, 204);
    assert!(app.entry(number).is_none() && !data.join(number.to_string()).exists());
    assert_eq!(app.delete(&format!("api/entries/{number}")).status, 404);
}

#[test]
fn wrong_words_are_refused() {
    let (_place, data) = data();
    let app = App::start(&data);
    let number = app.upload(b"no film", "");
    app.wait(number, &["failed"]);
    let entry = format!("api/entries/{number}");
    let analyze =
        |options: Value| app.post(&format!("{entry}/analyze"), &json!({ "options": options }));
    for options in [json!({"view": "above"}), json!({"model": "x"}), json!({"start_s": -1})] {
        let answer = analyze(options.clone());
        assert_eq!(answer.status, 422, "{options}");
        assert!(answer.json()["what"].is_string());
    }
    let long = json!({ "label": "x".repeat(201) });
    assert_eq!(app.post(&format!("{entry}/label"), &long).status, 422);
    assert_eq!(app.post("api/visits", &json!({ "clips": [number] })).status, 422);
    assert_eq!(app.post("api/comparisons", &json!({ "clips": [77, 78] })).status, 422);
    assert_eq!(app.post("api/entries/77/cancel", &json!({})).status, 404);
    let large = json!({ "label": "x".repeat(100_000) });
    assert_eq!(app.post(&format!("{entry}/label"), &large).status, 413);
}

#[test]
#[cfg(unix)]
fn files_are_the_users_alone_and_an_upload_that_is_cut_off_leaves_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_place, data) = data();
    let app = App::start(&data);
    let number = app.upload(b"no film", "x");
    app.wait(number, &["failed"]);
    let own = data.join(number.to_string());
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!([mode(&data), mode(&own)], [0o700; 2]);
    for name in ["clip", "entry.json", "../address"] {
        assert_eq!(mode(&own.join(name)), 0o600, "{name}");
    }
    let mut stream = TcpStream::connect(("127.0.0.1", app.port)).unwrap();
    let head = format!(
        "PUT /{}/api/clips HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: 1000\r\n\r\nhalf",
        app.token, app.port
    );
    stream.write_all(head.as_bytes()).unwrap();
    let half = data.join((number + 1).to_string());
    let until = |is_there: bool| {
        (0..200).any(|_| {
            std::thread::sleep(Duration::from_millis(25));
            half.exists() == is_there
        })
    };
    assert!(until(true), "it comes in");
    drop(stream);
    assert!(until(false), "it is gone");
    assert_eq!(app.get("api/state").json()["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn a_second_start_finds_the_first() {
    let (_place, data) = data();
    let app = App::start(&data);
    let second = gaitline(&["app", "--no-browser", "--data", data.to_str().unwrap()]);
    assert!(second.status.success(), "{}", stderr(&second));
    assert!(String::from_utf8_lossy(&second.stdout).contains(&app.token));
}

/// Every account of a machine can see with what a browser is started.
#[test]
#[cfg(unix)]
fn what_the_browser_is_started_with_opens_the_page_once() {
    let (place, data) = data();
    let app = App::start(&data);
    let seen = place.path().join("seen");
    // looked for before any other
    let browser = format!(
        "#!/bin/sh\nprintf %s \"$1\" >\"{0}.new\"\nmv \"{0}.new\" \"{0}\"\n",
        seen.display()
    );
    let program = place.path().join("xdg-open");
    std::fs::write(&program, browser).unwrap();
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .unwrap();
    let path = format!("{}:/usr/bin:/bin", place.path().display());
    let second = std::process::Command::new(env!("CARGO_BIN_EXE_gaitline"))
        .args(["app", "--data"])
        .arg(&data)
        .env("PATH", path)
        .output()
        .unwrap();
    assert!(second.status.success(), "{}", stderr(&second));
    let opened = || std::fs::read_to_string(&seen).ok();
    let address = (0..100).find_map(|_| {
        std::thread::sleep(Duration::from_millis(50));
        opened()
    });
    let address = address.expect("the browser is started");
    assert!(!address.contains(&app.token), "{address}");
    let path = address.strip_prefix(&format!("http://127.0.0.1:{}", app.port)).unwrap();
    let own = format!("Host: 127.0.0.1:{}", app.port);
    let ask = |path: &str, host: &str| app.raw(&format!("GET {path} HTTP/1.1"), &[host], b"");
    assert_eq!(ask(path, "Host: evil.example").status, 403);
    assert_eq!(ask("/open/", &own).status, 404);
    assert_eq!(ask("/open/00000000000000000000000000000000", &own).status, 403);
    let first = ask(path, &own);
    assert_eq!((first.status, first.header("location")), (303, Some(&*format!("/{}/", app.token))));
    assert_eq!(ask(path, &own).status, 403, "once");
}

#[test]
fn a_request_whose_head_never_ends_is_closed() {
    let (_place, data) = data();
    let app = App::start(&data);
    let mut stream = TcpStream::connect(("127.0.0.1", app.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).expect("closed, not waited for");
}

#[test]
fn a_thousand_requests_at_once_are_answered() {
    let (_place, data) = data();
    let app = App::start(&data);
    let line = format!("GET /{}/api/state HTTP/1.1", app.token);
    let host = format!("Host: 127.0.0.1:{}", app.port);
    std::thread::scope(|scope| {
        let ask = || (0..50).filter(|_| app.raw(&line, &[&host], b"").status == 200).count();
        let threads: Vec<_> = (0..20).map(|_| scope.spawn(ask)).collect();
        let answered: usize = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
        assert_eq!(answered, 1000);
    });
    #[cfg(target_os = "linux")]
    assert!(app.memory() < 80_000_000, "{} bytes", app.memory());
}

/// From the file to the report, a correction, the sheet, a visit and a comparison; what the command line makes of the same file is
/// the same to the byte.
#[test]
fn a_clip_goes_all_the_way_and_its_report_is_that_of_the_command_line() {
    let (place, data) = data();
    let Some(clip) = short_clip(place.path()) else { return };
    let bytes = std::fs::read(&clip).unwrap();
    let app = App::start(&data);
    let number = app.upload(&bytes, "May");
    let seen = app.wait(number, &["looked", "failed"]);
    let look = &seen["look"];
    assert!(look["stills"].as_array().unwrap().len() >= 3, "{seen}");
    assert!(!look["stills"][1]["people"].as_array().unwrap().is_empty());
    assert_eq!(look["recognised"]["view"], "left_side");
    let still = app.get(&format!("entries/{number}/look/0.jpg"));
    assert_eq!((still.status, still.header("content-type")), (200, Some("image/jpeg")));
    let analyze = format!("api/entries/{number}/analyze");
    let quick =
        json!({"options": {"preset": "quick", "scale": {"by": "height", "height_cm": 170}}});
    assert_eq!(app.post(&analyze, &quick).status, 202);
    let done = app.wait(number, &["done", "failed"]);
    let outputs = done["outputs"].as_array().unwrap();
    for name in ["report.html", "patient.html", "film.mp4"] {
        assert!(outputs.iter().any(|o| o == name), "{name}: {done}");
    }
    let page = app.get(&format!("entries/{number}/results/report.html"));
    assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors"));
    let own = data.join(number.to_string());
    let typed = ["--preset", "quick", "--height-cm", "170", "--out"];
    let out = place.path().join("typed");
    let clip = own.join("clip");
    let mut arguments = vec!["analyze", clip.to_str().unwrap()];
    arguments.extend(typed);
    arguments.push(out.to_str().unwrap());
    assert!(gaitline(&arguments).status.success());
    for name in ["report.html", "report.json", "poses.json", "angles.csv", "film.mp4"] {
        let [of_page, of_line] =
            [&own.join("results"), &out.join("clip")].map(|f| std::fs::read(f.join(name)).unwrap());
        assert!(of_page == of_line, "{name} differs");
    }
    // a correction that needs no pictures takes the poses that are there
    let poses = own.join("results/poses.json").metadata().unwrap().len();
    let answers = json!({"pain": "left", "questions": {"saddle_or_bladder": true}});
    let german = json!({"options": {
        "preset": "quick", "sex": "female", "language": "de", "answers": answers,
    }});
    assert_eq!(app.post(&analyze, &german).status, 202);
    let done = app.wait(number, &["done", "failed"]);
    assert_eq!(
        (&done["phase"]["name"], &done["options"]["sex"]),
        (&json!("done"), &json!("female"))
    );
    assert_eq!(own.join("results/poses.json").metadata().unwrap().len(), poses);
    let sheet = String::from_utf8(app.get(&format!("entries/{number}/results/patient.html")).body);
    assert!(sheet.unwrap().contains("lang=\"de\""));
    let visit = app.post("api/visits", &json!({"label": "both", "clips": [number]})).json();
    let visit = visit["number"].as_u64().unwrap();
    let made = app.wait(visit, &["done", "failed"]);
    assert_eq!(made["outputs"], json!(["visit.html", "patient.html"]), "{made}");
    // what was answered for a clip holds for the visit
    let sheet = app.get(&format!("entries/{visit}/results/patient.html")).body;
    let sheet = String::from_utf8(sheet).unwrap();
    for said in ["Get medical help today", "your left leg hurts", "First get medical help"] {
        assert!(sheet.contains(said), "{said}");
    }
    // it tells when it is older than what it was made of
    assert_eq!(app.post(&analyze, &quick).status, 202);
    app.wait(number, &["done", "failed"]);
    assert_eq!(app.entry(visit).unwrap()["is_outdated"], true);
    app.post(&format!("api/entries/{visit}/analyze"), &json!({"options": {}}));
    assert_eq!(app.wait(visit, &["done", "failed"])["is_outdated"], false);
    let other = app.upload(&bytes, "June");
    app.wait(other, &["looked", "failed"]);
    app.post(&format!("api/entries/{other}/analyze"), &quick);
    app.wait(other, &["done", "failed"]);
    let compared = app.post("api/comparisons", &json!({"clips": [number, other]})).json();
    let compared = app.wait(compared["number"].as_u64().unwrap(), &["done", "failed"]);
    assert_eq!(compared["outputs"], json!(["comparison.html"]), "{compared}");
    // nothing that the work took is kept
    #[cfg(target_os = "linux")]
    {
        assert_eq!(workers(&app, |all| all.is_empty()), Vec::<String>::new());
        assert!(app.memory() < 80_000_000, "{} bytes", app.memory());
    }
}

/// The processes that work for an app, as soon as they are as they should be.
#[cfg(target_os = "linux")]
fn workers(app: &App, is_so: impl Fn(&[String]) -> bool) -> Vec<String> {
    for _ in 0..200 {
        let all = app.workers();
        if is_so(&all) {
            return all;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{:?}", app.workers())
}

/// A library that crashes ends the process that called it, not the page.
#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_crashes_takes_no_page_with_it() {
    let (place, data) = data();
    let Some(clip) = short_clip(place.path()) else { return };
    let app = App::start(&data);
    let number = app.upload(&std::fs::read(&clip).unwrap(), "");
    app.wait(number, &["looked", "failed"]);
    workers(&app, |all| all.is_empty()); // that of the stills has ended
    let analyze = format!("api/entries/{number}/analyze");
    app.post(&analyze, &json!({"options": {}}));
    for id in workers(&app, |all| !all.is_empty()) {
        assert!(std::process::Command::new("kill").args(["-9", &id]).status().unwrap().success());
    }
    let failed = app.wait(number, &["done", "failed"]);
    assert_eq!(failed["phase"]["error"]["name"], "broke_down", "{failed}");
    assert_eq!(app.post(&analyze, &json!({"options": {"preset": "quick"}})).status, 202);
    let done = app.wait(number, &["done", "failed"]);
    assert_eq!(done["phase"]["name"], "done", "{done}");
}

/// What was going on when the program ended goes on at the next start.
#[test]
fn work_that_was_cut_off_goes_on_and_what_is_cancelled_ends() {
    let (place, data) = data();
    let Some(clip) = short_clip(place.path()) else { return };
    let bytes = std::fs::read(&clip).unwrap();
    let app = App::start(&data);
    let number = app.upload(&bytes, "");
    app.wait(number, &["looked", "failed"]);
    let asked = json!({"options": {"preset": "quick"}});
    app.post(&format!("api/entries/{number}/analyze"), &asked);
    app.wait(number, &["analysing"]);
    drop(app);
    let app = App::start(&data);
    let done = app.wait(number, &["done", "failed"]);
    assert_eq!(done["phase"]["name"], "done", "{done}");
    let best = json!({"options": {"preset": "best"}});
    app.post(&format!("api/entries/{number}/analyze"), &best);
    app.wait(number, &["analysing"]);
    assert_eq!(app.post(&format!("api/entries/{number}/cancel"), &json!({})).status, 202);
    let back = app.wait(number, &["done", "failed"]);
    assert_eq!(back["phase"]["name"], "done", "the earlier results are there: {back}");
    assert!(data.join(number.to_string()).join("results/report.html").is_file());
}
