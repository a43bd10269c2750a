//! A language that is made up: whatever can be read on a page is a text of the catalogue or of the document.

#[allow(dead_code)]
#[path = "../../tests/suite/support/person.rs"]
mod person;
#[allow(dead_code)]
#[path = "../../tests/suite/support/reshape.rs"]
mod reshape;
#[allow(dead_code)]
#[path = "../../tests/suite/support/walker.rs"]
mod walker;

use super::clip::report_page;
use super::comparison::comparison_page;
use super::text::texts::Texts;
use super::{PageInputs, PageSettings, Still, Stills, moments, visit};
use gaitline::anatomy::Side;
use gaitline::assessment::{Assessment, assess, assess_visit};
use gaitline::catalogue::{Catalogue, Language};
use gaitline::causes::Answers;
use gaitline::compare::compare;
use gaitline::evidence::RED_FLAGS;
use gaitline::gait::{MeasureId, NoGait, NoScale, Task};
use gaitline::image_features::parse_markers;
use gaitline::options::{Audience, Options};
use gaitline::reliability::{Grade, Refusal, RefusedMeasure};
use gaitline::report::{Note, NoteCode, Report, Severity, VisitClip, VisitReport};
use gaitline::track::PoseSequence;
use person::{PERSON, Person, Unusual};
use serde_json::Value;
use strum::VariantArray;
use walker::{Camera, USUAL, Walker};

/// Every text between brackets.
fn made_up() -> Texts {
    Texts::made_of(Catalogue::made_of(Catalogue::english(), |text| format!("⟦{text}⟧")))
}

fn poses(camera: Camera) -> PoseSequence {
    let walker = Walker { camera, treadmill: camera == Camera::Rear, ..PERSON.walker };
    let unusual = Unusual {
        valgus_deg: 15.0,
        stiff_deg: 28.0,
        lean_deg: 9.0,
        buckle_deg: 25.0,
        ..Unusual::default()
    };
    Person { walker, side: Side::Left, unusual, ..PERSON }.poses()
}

/// Somebody who stands still before the camera.
fn standing() -> PoseSequence {
    let mut poses =
        Walker { camera: Camera::Front, stride_length: 0.0, lift: 0.0, ..USUAL }.poses();
    let still = poses.frames[0].pose.clone();
    poses.frames.iter_mut().for_each(|frame| frame.pose.clone_from(&still));
    let report = Report::build(&poses, &assess(&poses, &Options::default()), &Options::default());
    assert!(!report.gait.neutral.is_empty());
    poses
}

fn stills(report: &Report) -> Stills {
    let rgb = image::RgbImage::new(8, 8);
    let still = |(frame, time_s)| Still { frame, time_s, rgb: rgb.clone() };
    Stills {
        moments: moments(report).into_iter().enumerate().map(still).collect(),
        chosen: Some(Still { frame: 0, time_s: 0.0, rgb: rgb.clone() }),
    }
}

/// A clip's page in a language, and its report; `change` is what becomes of the report before.
fn rendered(
    poses: &PoseSequence,
    options: &Options,
    t: Texts,
    change: impl Fn(&mut Report),
) -> (String, Report) {
    let assessment = assess(poses, options);
    let mut report = Report::build(poses, &assessment, options);
    change(&mut report);
    let inputs = PageInputs {
        report: &report,
        sequence: poses,
        assessment: &assessment,
        stills: &stills(&report),
        film: None,
        settings: &PageSettings::default(),
    };
    (report_page::render(&inputs, t).unwrap(), report)
}

/// A clip's page in the made-up language has no text of its own.
fn assert_made_up(poses: &PoseSequence, options: &Options, change: impl Fn(&mut Report)) {
    let (page, report) = rendered(poses, options, made_up(), change);
    assert_only_made_up(&page, &serde_json::to_value(&report).unwrap());
}

/// A clip's page in English.
fn in_english(poses: &PoseSequence, change: impl Fn(&mut Report)) -> String {
    rendered(poses, &Options::default(), Texts::of(Language::ENGLISH), change).0
}

#[test]
fn the_hip_line_is_not_called_pelvis_where_no_sticker_shows_it() {
    let page = in_english(&poses(Camera::Rear), |_| {});
    let has_curve = |name: &str| page.contains(&format!("<h3>{name}</h3>"));
    assert!(has_curve("Hip line, left side up") && has_curve("Thigh to hip line"));
    assert!(!has_curve("Pelvic obliquity, left side up") && !has_curve("Hip adduction"));
}

#[test]
fn no_page_names_a_view_of_a_body_that_is_guessed() {
    let of = |refused: Option<NoGait>, audience: Audience| {
        let options = Options { audience, ..Options::default() };
        let poses = poses(Camera::LeftSide);
        let assessment = assess(&poses, &options);
        let mut report = Report::build(&poses, &assessment, &options);
        report.gait.refused = refused;
        match audience {
            Audience::Patient => {
                super::patient::of_clip(&report, &Stills::default(), &PageSettings::default())
                    .unwrap()
            }
            _ => in_english(&poses, |own| own.gait.refused = refused),
        }
    };
    let views = [
        (Audience::Professional, "seen from the left side"),
        (Audience::Patient, "seen from your left"),
    ];
    for (audience, view) in views {
        assert!(of(None, audience).contains(view));
        for refused in [NoGait::OnItsSide, NoGait::OnlyLegs] {
            let page = of(Some(refused), audience);
            assert!(!page.contains(view) && !page.contains("long enough"), "{refused:?}");
        }
    }
}

#[test]
fn a_film_with_faults_is_not_called_good() {
    let with = |code: Option<NoteCode>| {
        in_english(&poses(Camera::Rear), |report| {
            report.quality = code.and_then(note_of).into_iter().collect();
            report.quality.iter_mut().for_each(|note| note.severity = Severity::Info);
        })
    };
    for (code, is_good) in [
        (None, true),
        (Some(NoteCode::StickersUsed), true),
        (Some(NoteCode::FrameRate), false),
        (Some(NoteCode::SmallPerson), false),
    ] {
        assert_eq!(with(code).contains("Film quality: good"), is_good, "{code:?}");
    }
}

#[test]
fn what_has_too_few_strides_says_how_many_are_needed() {
    let poses = poses(Camera::Rear);
    let few = in_english(&poses, |report| {
        report.gait.measures.iter_mut().for_each(|m| m.grade = Grade::Insufficient);
    });
    let many = in_english(&poses, |report| {
        report.gait.measures.iter_mut().for_each(|m| m.grade = Grade::Good);
    });
    for text in ["†", "needs n ≥ 2", "a mean needs at least 2 strides"] {
        assert!(few.contains(text) && !many.contains(text), "{text}");
    }
    let at = "data-at=\"/gait/symmetries/";
    assert!(many.contains(at) && !few.contains(at));
}

#[test]
fn a_clips_page_has_no_text_of_its_own() {
    let stairs = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL }.poses();
    let short = Walker { seconds: 0.3, ..USUAL }.poses();
    for poses in [poses(Camera::Rear), poses(Camera::LeftSide), stairs, standing(), short] {
        assert_made_up(&poses, &Options::default(), |_| {});
    }
}

#[test]
fn notes_refusals_and_reasons_are_said_in_the_language_of_the_page() {
    let mut poses = poses(Camera::Rear);
    poses.reading.markers = parse_markers("asis=green,psis=magenta,malleolus=cyan").unwrap();
    let questions = RED_FLAGS.iter().map(|flag| (flag.id.to_owned(), true)).collect();
    let options = Options {
        reading: poses.reading.clone(),
        answers: Answers { questions, ..Answers::default() },
        ..Options::default()
    };
    assert_made_up(&poses, &options, |report| {
        assert!(!report.missing_stickers().is_empty() && !report.sites_of_other_views().is_empty());
        report.gait.no_scale = Some(NoScale::NotPassed);
        report.quality = NoteCode::ALL.iter().filter_map(|code| note_of(*code)).collect();
        assert_eq!(report.quality.len(), NoteCode::ALL.len());
        report.gait.refused_measures = Refusal::VARIANTS.iter().map(|r| refused(*r)).collect();
    });
}

/// A note whose texts are wrong: the page must not show them.
fn note_of(code: NoteCode) -> Option<Note> {
    let what = Catalogue::english().text(&code.key("what"));
    let places = what.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let wrong = "Written in the document";
    Some(Note {
        severity: Severity::Warning,
        code,
        what: wrong.to_owned(),
        values: places.map(|place| (place.to_owned(), "7".to_owned())).collect(),
        why: wrong.into(),
        advice: wrong.into(),
    })
}

fn refused(reason: Refusal) -> RefusedMeasure {
    RefusedMeasure {
        measure: MeasureId::StepTime,
        task: Task::Walking,
        side: Some(Side::Left),
        reason,
        advice: "Written in the document".into(),
    }
}

#[test]
fn the_pages_of_several_clips_have_no_text_of_their_own() {
    let options = Options::default();
    let (mut assessed, mut clips, mut reports) = (Vec::new(), Vec::new(), Vec::new());
    for (number, camera) in (1..).zip([Camera::Rear, Camera::LeftSide, Camera::Rear]) {
        let poses = poses(camera);
        let assessment = assess(&poses, &options);
        let report = Report::build(&poses, &assessment, &options);
        clips.push(VisitClip {
            number,
            file_name: poses.clip.file_name.clone(),
            sha256: poses.clip.sha256.clone(),
            folder: format!("clips/{number}"),
            tasks: assessment.gait.tasks.clone(),
            views: assessment.motion.passes.iter().map(|p| p.view).collect(),
        });
        reports.push(report);
        assessed.push(assessment);
    }
    let missing = vec!["gone.mp4".to_owned()];
    let settings = PageSettings::default();
    let visited = assess_visit(&assessed.iter().collect::<Vec<&Assessment>>(), &options);
    let report = VisitReport::build("visit", clips, missing, visited, &options);
    let page = visit::render(&report, &settings, made_up()).unwrap();
    assert_only_made_up(&page, &serde_json::to_value(&report).unwrap());

    let comparison = compare(&reports[..2]);
    let page = comparison_page::render(&comparison, &[], made_up()).unwrap();
    assert_only_made_up(&page, &serde_json::to_value(&comparison).unwrap());
}

#[test]
#[should_panic(expected = "English")]
fn a_text_of_its_own_is_noticed() {
    let page =
        format!("<body>{}<p>⟦a⟧ <b>English</b></p>", "<p>⟦made <b>up</b>⟧ 2.5</p>".repeat(50));
    assert_only_made_up(&page, &Value::Null);
}

/// Whatever stands outside of brackets is of the document, or a number.
fn assert_only_made_up(page: &str, document: &Value) {
    let mut of_document = Vec::new();
    gather(document, &mut of_document);
    of_document.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let body = &page[page.find("<body").unwrap()..page.find("<script").unwrap_or(page.len())];
    let texts = read(body);
    assert!(texts.len() > 40, "{}", texts.len());
    for text in texts {
        let mut rest = outside_of_brackets(&text);
        of_document.iter().for_each(|known| rest = rest.replace(known.as_str(), " "));
        let is_a_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let own: Vec<&str> = rest.split_whitespace().filter(|word| is_a_word(word)).collect();
        assert!(own.is_empty(), "{own:?} in {text}");
    }
}

/// Fields of the documents whose texts a page shows as they are: names, not sentences.
const NAMES: [&str; 9] = [
    "citation",
    "colour",
    "detector_sha256",
    "key",
    "landmarker_sha256",
    "sha256",
    "study",
    "version",
    // of comparisons only, in English so far
    "warnings",
];

/// The names of a document that a page shows as they are.
fn gather(value: &Value, texts: &mut Vec<String>) {
    let mut name = |value: &Value| {
        texts.extend(value.as_str().map(|text| text.trim_end_matches('.').to_owned()));
    };
    match value {
        Value::Array(all) => all.iter().for_each(|v| gather(v, texts)),
        Value::Object(all) => {
            let shown = all.iter().filter(|(key, _)| NAMES.contains(&key.as_str()));
            shown
                .flat_map(|(_, v)| v.as_array().map_or(vec![v], |all| all.iter().collect()))
                .for_each(&mut name);
            ["tool", "model"].iter().filter_map(|of| all.get(*of)?.get("name")).for_each(name);
            texts.extend(all.keys().filter(|k| k.ends_with("_deg") || *k == "time_s").cloned());
            all.values().for_each(|v| gather(v, texts));
        }
        _ => {}
    }
}

/// What can be read on a page: texts of elements, and of the attributes that are read aloud.
fn read(body: &str) -> Vec<String> {
    let mut all = Vec::new();
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        all.push(plain(text));
        for name in [" aria-label=\"", " title=\"", " alt=\""] {
            let value = tag.split_once(name).and_then(|(_, rest)| rest.split_once('"'));
            all.extend(value.map(|(value, _)| plain(value)));
        }
    }
    // a sentence goes on through the elements inside of it: brackets are counted over all of the page
    let mut depth = 0_i32;
    for text in &mut all {
        let before = depth;
        depth += text.matches('⟦').count() as i32 - text.matches('⟧').count() as i32;
        if before > 0 {
            *text = format!("{}{text}", "⟦".repeat(before as usize));
        }
    }
    all.retain(|text| !text.trim().is_empty());
    all
}

fn plain(html: &str) -> String {
    let codes = [("&#38;", "&"), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'")];
    codes.iter().fold(html.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

fn outside_of_brackets(text: &str) -> String {
    let mut depth = 0_i32;
    let outside = text.chars().filter(|c| {
        depth += i32::from(*c == '⟦') - i32::from(*c == '⟧');
        depth == 0 && *c != '⟧'
    });
    outside.collect()
}
