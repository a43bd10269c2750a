//! The patient's sheet: in four languages, in plain words, on one printed page.
use crate::support::assessed::Assessed;
use crate::support::person::{PERSON, Person, Unusual};
use crate::support::walker::{Camera, Walker};
use crate::support::{browser, gaitline, stderr};
use gaitline::anatomy::Side;
use gaitline::causes::{Answers, Reason};
use gaitline::evidence::{RED_FLAGS, Urgency};
use gaitline::findings::Status;
use gaitline::options::{Audience, Options};
use gaitline::page::moments;
use gaitline::page::{Language, PageSettings, Still, Stills};
use gaitline::report::{Note, NoteCode, Report, Severity};
use gaitline::track::PoseSequence;
use image::RgbImage;
use std::path::{Path, PathBuf};

/// Poses of somebody whose left knee goes inward and who leans over that leg.
fn poses() -> PoseSequence {
    let walker = Walker { camera: Camera::Rear, treadmill: true, ..PERSON.walker };
    let unusual = Unusual { valgus_deg: 15.0, lean_deg: 9.0, ..Unusual::default() };
    let mut poses = Person { walker, side: Side::Left, unusual, ..PERSON }.poses();
    poses.clip.file_name = "anna-2024-05-03.mp4".to_owned();
    poses
}

fn judged(poses: &PoseSequence, answers: &[&str]) -> Assessed {
    let questions = answers.iter().map(|id| ((*id).to_owned(), true)).collect();
    let answers = Answers { questions, ..Answers::default() };
    let options = Options { audience: Audience::Patient, answers, ..Options::default() };
    Assessed::of(poses, &options)
}

/// Pictures of nobody, as wide as those of somebody seen from the side.
fn stills(report: &Report) -> Stills {
    let still = |(frame, time_s): (usize, f64)| Still {
        frame,
        time_s,
        rgb: RgbImage::from_pixel(200, 320, image::Rgb([90, 110, 120 + 15 * (frame % 8) as u8])),
    };
    Stills { moments: moments(report).into_iter().enumerate().map(still).collect(), chosen: None }
}

fn sheet(
    report: &Report,
    judged: &Assessed,
    poses: &PoseSequence,
    settings: &PageSettings,
) -> String {
    judged.page_of(report, poses, &stills(&judged.report), settings)
}

/// The languages that have a sheet.
const SHEETS: [&str; 4] = ["en", "de", "fr", "es"];

fn language(code: &str) -> Language {
    Language::of_code(code).unwrap()
}

fn in_language(language: Language) -> PageSettings {
    PageSettings { language, title: None }
}

/// The text of a page: without elements, styles and spaces.
fn text_of(page: &str) -> String {
    let body = &page[page.find("<body").unwrap()..];
    let text: String = body
        .split('<')
        .filter_map(|part| Some(part.split_once('>')?.1))
        .collect::<Vec<_>>()
        .join(" ");
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

/// As much as a sheet must ever hold: three reasons, more findings than five, more advice than four.
fn worst(judged: &Assessed) -> Report {
    let mut report = judged.report.clone();
    let flag = |id: &str| RED_FLAGS.iter().find(|f| f.id == id).unwrap();
    // the longest questions of all
    let reasons = ["new_injury", "face_arm_speech", "rest_pain_or_weight_loss"].map(|id| {
        let flag = flag(id);
        Reason {
            id: flag.id.into(),
            urgency: flag.urgency,
            text: flag.question().into(),
            source: flag.source.into(),
        }
    });
    report.explained.red_flags.urgency = Some(Urgency::Urgent);
    report.explained.red_flags.reasons = reasons.to_vec();
    // everything that has a number is unusual, of both sides, and may be chance
    let model = report.findings.iter().find(|f| !f.comparisons.is_empty()).unwrap().clone();
    for finding in &mut report.findings {
        finding.status = Status::Borderline;
        finding.not_assessable = None;
        finding.comparisons.clone_from(&model.comparisons);
    }
    let note = |code: &NoteCode| Note {
        severity: Severity::Serious,
        code: *code,
        what: String::new(),
        values: std::collections::BTreeMap::new(),
        why: "".into(),
        advice: "".into(),
    };
    report.quality = NoteCode::ALL.iter().map(note).collect();
    report
}

/// As much as is printed in the larger letters: three findings and two pieces of advice.
fn some(judged: &Assessed) -> Report {
    let mut report = judged.report.clone();
    report.quality = worst(judged).quality.into_iter().take(1).collect();
    report
}

#[test]
fn the_sheet_says_what_was_seen_in_every_language() {
    let poses = poses();
    let judged = judged(&poses, &[]);
    let said = [
        (
            Language::ENGLISH,
            "Your left knee moves inward when you stand on that leg.",
            "you walk (seen from behind)",
        ),
        (
            language("de"),
            "Ihr linkes Knie geht nach innen, wenn Sie auf dem linken Bein stehen.",
            "gehen Sie (von hinten gesehen)",
        ),
        (
            language("fr"),
            "Votre genou gauche part vers l'intérieur quand vous êtes sur la jambe gauche.",
            "vous marchez (vue de dos)",
        ),
        (
            language("es"),
            "Su rodilla izquierda va hacia dentro cuando se apoya en la pierna izquierda.",
            "usted camina (vista por detrás)",
        ),
    ];
    let flagged: Vec<_> =
        judged.report.findings.iter().filter(|f| f.status == Status::Flagged).collect();
    assert!(flagged.len() >= 2, "knee and trunk");
    for (language, finding, filmed) in said {
        let page = sheet(&judged.report, &judged, &poses, &in_language(language));
        let text = text_of(&page);
        assert!(text.contains(finding) && text.contains(filmed), "{text}");
        assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
        assert!(page.matches("<circle class=\"seen\"").count() >= flagged.len(), "a size each");
        assert_eq!(page.matches("data:image/jpeg").count(), 8, "one stride");
        assert!(page.contains("script-src &#39;none&#39;") && !page.contains("<script"));
        for forbidden in ["http://", "https://", "anna", "2024", "{n}", "{of}", "{what}", "{error}"]
        {
            assert!(!text.contains(forbidden) && !page.contains("https://"), "{forbidden}: {text}");
        }
    }
}

#[test]
fn the_sheet_has_neither_jargon_nor_causes_nor_a_disease() {
    let poses = poses();
    let judged = judged(&poses, &["locked_knee"]);
    let words = [
        "fppa",
        "valgus",
        "stance",
        "flexion",
        "asis",
        "psis",
        "patella",
        "pelvi",
        "gluteus",
        "quadriceps",
        "vmo",
        "hypothes",
        "diagn",
        "you have ",
        "probab",
        "wahrscheinlich",
        "likelihood",
        "becken",
        "sie haben",
        "vous avez un",
        "usted tiene",
    ];
    for language in SHEETS.map(language) {
        let page = sheet(&worst(&judged), &judged, &poses, &in_language(language));
        // a word begins where a letter follows none: "distance" has no "stance"
        let text = page[page.find("<body").unwrap()..].to_lowercase();
        let text = format!(" {}", text.replace(|c: char| !c.is_alphabetic(), " "));
        for word in words {
            assert!(!text.contains(&format!(" {word}")), "{}: {word}", language.code());
        }
    }
}

#[test]
fn at_most_five_findings_and_four_pieces_of_advice_are_shown_and_the_rest_is_said() {
    let poses = poses();
    let judged = judged(&poses, &[]);
    let report = worst(&judged);
    let page = sheet(&report, &judged, &poses, &in_language(Language::ENGLISH));
    assert_eq!(page.matches("<circle class=\"seen\"").count(), 5);
    assert_eq!(page.matches("This may be chance.").count(), 5);
    assert!(page.contains("There is more: see the report for professionals."));
    let few = sheet(&judged.report, &judged, &poses, &in_language(Language::ENGLISH));
    assert!(!few.contains("There is more"));
    let better = &page[page.find("How to film better</h2>").unwrap()..];
    let list = &better[..better.find("</ul>").unwrap()];
    assert_eq!(list.matches("<li>").count(), 5, "four, and how to set up");
}

#[test]
fn what_is_farthest_beyond_its_limit_comes_first() {
    let poses = poses();
    let judged = judged(&poses, &[]);
    let mut report = judged.report.clone();
    let lean = |page: &str| page.find("You lean over to the left").unwrap();
    let knee = |page: &str| page.find("Your left knee moves inward when you stand").unwrap();
    let is_knee = |f: &&mut gaitline::findings::Finding| {
        f.id == gaitline::findings::FindingId::KneeValgus && f.side == Some(Side::Left)
    };
    let compared = &mut report.findings.iter_mut().find(is_knee).unwrap().comparisons[0];
    compared.value = 900.0;
    let page = sheet(&report, &judged, &poses, &in_language(Language::ENGLISH));
    assert!(knee(&page) < lean(&page));
    report.findings.iter_mut().find(is_knee).unwrap().status = Status::Borderline;
    let page = sheet(&report, &judged, &poses, &in_language(Language::ENGLISH));
    assert!(knee(&page) > lean(&page), "what is flagged comes before what may be chance");
}

#[test]
fn a_yes_to_a_question_comes_first_and_holds_exercises_back() {
    let poses = poses();
    for language in SHEETS.map(language) {
        let calm = judged(&poses, &[]);
        let alarmed = judged(&poses, &["saddle_or_bladder"]);
        let page = |j: &Assessed| sheet(&j.report, j, &poses, &in_language(language));
        let (calm, alarmed) = (page(&calm), page(&alarmed));
        assert!(!calm.contains("role=\"alert\""));
        let alert = alarmed.find("role=\"alert\"").unwrap();
        assert!(alert < alarmed.find("class=\"film\"").unwrap(), "{}", language.code());
        let asks = ["Ask before", "Fragen Sie nach", "Demandez conseil", "Pregunte antes"];
        let none =
            ["Do no exercises", "keine Übungen", "Ne faites aucun exercice", "No haga ejercicios"];
        let has = |page: &str, any: &[&str]| any.iter().any(|t| page.contains(t));
        assert!(has(&calm, &asks) && !has(&calm, &none), "{}", language.code());
        assert!(has(&alarmed, &none) && !has(&alarmed, &asks), "{}", language.code());
    }
}

#[test]
fn nothing_unusual_rules_nothing_out_and_no_giving_way_is_said() {
    let walker = Walker { camera: Camera::LeftSide, ..PERSON.walker };
    let poses = Person { walker, ..PERSON }.poses();
    let judged = judged(&poses, &[]);
    let mut report = judged.report.clone();
    for finding in report.findings.iter_mut().filter(|f| f.status >= Status::Borderline) {
        finding.status = Status::Within;
    }
    let page = sheet(&report, &judged, &poses, &in_language(Language::ENGLISH));
    assert!(
        page.contains("Nothing unusual was seen in what this film shows. That rules nothing out.")
    );
    let steps: usize = report.findings.iter().filter_map(|f| f.steps).sum();
    assert!(steps > 3);
    assert!(page.contains(&format!("Giving way: none seen (steps examined: {steps}).")));
}

#[test]
fn one_printed_page_holds_it_whatever_it_says() {
    let poses = poses();
    let judged = judged(&poses, &[]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sheets");
    std::fs::create_dir_all(&folder).unwrap();
    let mut written = 0;
    for language in SHEETS.map(language) {
        for (name, report) in
            [("usual", judged.report.clone()), ("some", some(&judged)), ("worst", worst(&judged))]
        {
            let page = sheet(&report, &judged, &poses, &in_language(language));
            for paper in ["A4", "letter"] {
                let size = format!("<style>@page {{ size: {paper}; }}</style></head>");
                let path = folder.join(format!("{}-{name}-{paper}.html", language.code()));
                std::fs::write(&path, page.replace("</head>", &size)).unwrap();
                written += 1;
            }
        }
    }
    let Some(counted) = browser::printed_by("count_pages.mjs", &[&folder]) else { return };
    let wrong: Vec<&str> = counted.lines().filter(|line| !line.starts_with("1 ")).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(counted.lines().count(), written);
}

#[test]
fn a_visit_has_the_same_sheet_in_the_same_language() {
    let folder = tempfile::tempdir().unwrap();
    file_of_poses(folder.path());
    let plan = folder.path().join("visit.toml");
    let clips = ["gone.json", "walk.json"].map(|c| format!("[[clip]]\nfile = '{c}'\n"));
    std::fs::write(&plan, format!("name = 'march'\n{}", clips.concat())).unwrap();
    let out = folder.path().join("out");
    let typed = ["visit", plan.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let done = gaitline(&[&typed[..], &["--audience", "patient", "--language", "es"]].concat());
    assert_eq!(done.status.code(), Some(1), "one clip is missing");
    let page = std::fs::read_to_string(out.join("march/visit.html")).unwrap();
    let text = text_of(&page);
    assert!(text.contains("En el vídeo 2 usted camina (vista por detrás)."), "{text}");
    assert!(text.contains("Vídeos que no se pudieron usar: 1."), "{text}");
    assert!(text.contains("Su rodilla izquierda va hacia dentro"), "{text}");
    for name in ["gone", "walk", "march", "anna", "<script"] {
        assert!(!page.contains(name), "{name}");
    }
    let own = std::fs::read_to_string(out.join("march/clips/02/anna-2024-05-03/report.html"));
    assert!(own.unwrap().contains("lang=\"es\""), "its clips' sheets too");
}

/// A file of poses, as the command line takes it.
fn file_of_poses(folder: &Path) -> PathBuf {
    let path = folder.join("walk.json");
    std::fs::write(&path, serde_json::to_string(&poses()).unwrap()).unwrap();
    path
}

#[test]
fn the_command_line_knows_languages_for_patients_only() {
    let folder = tempfile::tempdir().unwrap();
    let poses = file_of_poses(folder.path());
    let run = |more: &[&str]| {
        let out = folder.path().join("out");
        let all =
            [&["analyze", poses.to_str().unwrap(), "--out", out.to_str().unwrap()], more].concat();
        let done = gaitline(&all);
        let page = std::fs::read_to_string(out.join("anna-2024-05-03/report.html"));
        (done.status.code(), stderr(&done), page.unwrap_or_default())
    };
    let (code, said, _) = run(&["--language", "de"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("--audience patient"), "{said}");
    let (code, said, page) = run(&["--language", "de", "--audience", "patient"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(page.contains("Was Ihr Gang zeigt") && page.contains("lang=\"de\""));
    let (code, _, _) = run(&["--language", "xx", "--audience", "patient"]);
    assert_eq!(code, Some(2));
}

#[test]
fn no_page_names_the_file_and_a_title_is_shown_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let poses = file_of_poses(folder.path());
    let out = folder.path().join("out");
    for audience in ["professional", "patient"] {
        for title in [None, Some("<script>alert(1)</script> \u{5e9}\u{5dc}\u{5d5}\u{5dd} 🚶")] {
            let mut all = vec!["analyze", poses.to_str().unwrap(), "--out", out.to_str().unwrap()];
            all.extend(["--audience", audience]);
            all.extend(title.iter().flat_map(|t| ["--title", *t]));
            assert!(gaitline(&all).status.success());
            let read = |name: &str| {
                std::fs::read_to_string(out.join("anna-2024-05-03").join(name)).unwrap()
            };
            let page = read("report.html");
            assert!(!page.contains("anna"), "{audience}");
            assert!(read("report.json").contains("anna-2024-05-03.mp4"));
            assert!(!page.contains("<script>alert"), "{audience}");
            let heading = &page[page.find("<h1").unwrap()..page.find("</h1>").unwrap()];
            let own = if audience == "patient" { "What your walk shows" } else { "Gait report" };
            let shown = if title.is_some() { "alert(1)" } else { own };
            assert!(heading.contains(shown) && heading.contains("<bdi>"), "{heading}");
        }
    }
}
