//! The page's steps and strides: every number is the report's, and what is usual is of the right people and speed.
use crate::support::assessed::Assessed;
use crate::support::person::{PERSON, Person, Unusual};
use crate::support::walker::{Camera, USUAL, Walker};
use gaitline::anatomy::Side;
use gaitline::catalogue::Catalogue;
use gaitline::evidence::BeyondNorms;
use gaitline::findings::{Finding, FindingId, PaceOf, Sex, Status};
use gaitline::gait::{Angle, GivenScale};
use gaitline::options::Options;
use gaitline::report::{LineKind, NormBand, Report};
use gaitline::track::PoseSequence;

/// The report and its page.
fn page_of(poses: &PoseSequence, options: &Options) -> (Report, String) {
    let judged = Assessed::of(poses, options);
    let page = judged.page(poses);
    (judged.report, page)
}

fn tall() -> Options {
    Options { scale: Some(GivenScale::Height { height_cm: 175.0 }), ..Options::default() }
}

const STAIRS: Walker = Walker { stride_length: 0.33, drop: 0.2, lift: 0.05, ..USUAL };
const FRONT: Walker = Walker { camera: Camera::Front, seconds: 8.0, even: 0.1, ..USUAL };

/// What a page says of a number: its exact value, where it stands, and how it is shown.
struct Shown<'a> {
    value: f64,
    at: &'a str,
    text: &'a str,
}

fn numbers(page: &str) -> Vec<Shown<'_>> {
    let number = |rest| -> Option<Shown<'_>> {
        let (value, rest): (&str, &str) = str::split_once(rest, "\" data-at=\"")?;
        let (at, rest) = rest.split_once("\">")?;
        Some(Shown { value: value.parse().ok()?, at, text: rest.split_once("</data>")?.0 })
    };
    page.split("<data value=\"").skip(1).map(|rest| number(rest).unwrap()).collect()
}

#[test]
fn every_number_on_a_page_is_in_the_report_and_equals_it() {
    for walker in [USUAL, FRONT, STAIRS, Walker { camera: Camera::LeftSide, ..USUAL }] {
        let (report, page) = page_of(&walker.poses(), &tall());
        let json = serde_json::to_value(&report).unwrap();
        let shown = numbers(&page);
        assert!(shown.len() > 100, "{:?}: only {} numbers", walker.camera, shown.len());
        for number in shown {
            let found = json.pointer(number.at).and_then(serde_json::Value::as_f64);
            assert_eq!(found, Some(number.value), "{:?}: {}", walker.camera, number.at);
            let decimals = number.text.split_once('.').map_or(0, |(_, after)| after.len());
            let text: f64 = number.text.replace('\u{2212}', "-").parse().unwrap();
            let half = 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap());
            assert!((text - number.value).abs() <= half + 1e-9, "{} {}", number.at, number.text);
        }
    }
}

#[test]
fn every_part_of_the_section_has_its_numbers() {
    let (_, side) = page_of(&USUAL.poses(), &tall());
    for list in [
        "/gait/measures/",
        "/gait/symmetries/",
        "/gait/curves/",
        "/gait/norms/",
        "/gait/usual/",
        "/gait/norm_speed/value",
        "/gait/reference_lines/",
        "/gait/cycles/",
    ] {
        assert!(numbers(&side).iter().any(|n| n.at.starts_with(list)), "no {list}");
    }
    let (_, front) = page_of(&FRONT.poses(), &tall());
    for list in ["/gait/own_side_curves/", "/angles/", "/gait/reference_lines/"] {
        assert!(numbers(&front).iter().any(|n| n.at.starts_with(list)), "no {list}");
    }
}

/// The figure of one angle, from its name to its end.
fn figure<'a>(page: &'a str, id: &str) -> &'a str {
    let at = page.find(&format!("id=\"{id}-name\"")).unwrap_or_else(|| panic!("no {id}"));
    page[at..].split_once("</figure>").unwrap().0
}

/// The first screen of a page.
fn first_screen(page: &str) -> &str {
    let at = page.find("<section id=\"glance\"").unwrap();
    page[at..].split_once("</section>").unwrap().0
}

/// A row of the first screen's table, by the name of its measure.
fn key_row<'a>(page: &'a str, name: &str) -> &'a str {
    let at = first_screen(page).find(name).unwrap_or_else(|| panic!("no {name}"));
    first_screen(page)[at..].split_once("</tr>").unwrap().0
}

#[test]
fn the_first_screen_has_the_measures_of_its_view_and_what_became_of_them() {
    let (_, side) = page_of(&USUAL.poses(), &tall());
    for name in ["Step time", "Stance phase", "Hip flexion, range", "Knee flexion, swing peak"] {
        assert!(key_row(&side, name).contains("data-at=\"/gait/measures/"), "{name}");
    }
    let swing = key_row(&side, "Knee flexion, swing peak");
    assert!(swing.contains("status within"), "{swing}");
    assert!(!first_screen(&side).contains("FPPA, loading"));
    let (_, front) = page_of(&FRONT.poses(), &tall());
    assert!(key_row(&front, "FPPA, loading response peak").contains("status within"));
    assert!(!first_screen(&front).contains("Knee flexion, swing peak"));
    assert!(first_screen(&front).contains("Film next:</strong> Record from the side"));
}

#[test]
fn what_is_unusual_is_named_on_the_first_screen_and_in_the_row_of_its_leg() {
    let unusual = Unusual { stiff_deg: 28.0, ..Unusual::default() };
    let walker = Walker { camera: Camera::LeftSide, ..PERSON.walker };
    let (_, page) =
        page_of(&Person { walker, side: Side::Left, unusual, ..PERSON }.poses(), &tall());
    let row = key_row(&page, "Knee flexion, swing peak");
    let [left, right] = [1, 2].map(|cell| row.split("<td>").nth(cell).unwrap());
    assert!(left.contains("status flagged") && !right.contains("status flagged"), "{row}");
    let told = first_screen(&page).split_once("class=\"matters\"").unwrap().1;
    assert!(told.contains("Knee flexion reduced in swing"));
}

#[test]
fn what_is_read_only_where_it_is_unusual_has_a_row_then() {
    let (report, page) = page_of(&USUAL.poses(), &tall());
    let id = FindingId::EarlyHeelRise;
    let is_unusual = |f: &&Finding| f.id == id && f.status >= Status::Borderline;
    assert_eq!(report.findings.iter().find(is_unusual), None);
    assert!(!first_screen(&page).contains("Time of heel rise"));
    let judged = Assessed::of(&USUAL.poses(), &tall());
    let mut report = judged.report.clone();
    let heel = report.findings.iter_mut().find(|f| f.id == id).unwrap();
    heel.status = Status::Borderline;
    let page = Assessed { report, ..judged }.page(&USUAL.poses());
    assert!(key_row(&page, "Time of heel rise").contains("status borderline"));
}

#[test]
fn the_norm_is_drawn_with_one_and_two_standard_deviations_small_and_large() {
    let (report, page) = page_of(&USUAL.poses(), &tall());
    assert_eq!(first_screen(&page).matches("band norm two").count(), 4, "three and the legend");
    assert_eq!(page.matches("band norm two").count(), 8, "hip, knee and ankle, twice");
    let studies = |angle: Angle| -> Vec<String> {
        let of_angle = report.gait.norms.iter().filter(|n| n.angle == angle);
        of_angle.map(|n| n.study.to_string()).collect()
    };
    assert_eq!(studies(Angle::KneeFlexion), ["Schwartz 2008", "Evans 2024"]);
    assert_eq!(studies(Angle::HipFlexionVertical), ["Schwartz 2008"]);
    assert!(figure(&page, "knee_flexion_deg").contains("15 healthy adults"));
    let slow = Walker { stride_length: 0.4, stride_s: 1.5, seconds: 9.0, ..USUAL };
    let (_, slow) = page_of(&slow.poses(), &tall());
    let knee = figure(&slow, "knee_flexion_deg");
    assert!(!knee.contains("healthy adults"), "adults were measured at their own pace only");
}

#[test]
fn only_angles_that_mean_the_same_have_a_norm_and_it_says_who_it_is() {
    let (report, page) = page_of(&USUAL.poses(), &tall());
    for id in ["knee_flexion_deg", "hip_flexion_vertical_deg", "ankle_dorsiflexion_deg"] {
        let drawn = figure(&page, id);
        assert!(drawn.contains("band norm") && drawn.contains("children aged 4 to 17"), "{id}");
        assert!(drawn.contains("band left") && drawn.contains("footoff right"), "{id}");
    }
    for id in ["trunk_lean_forward_deg", "hip_flexion_trunk_deg", "shank_deg"] {
        let drawn = figure(&page, id);
        assert!(!drawn.contains("band norm") && drawn.contains("No reference curve"), "{id}");
    }
    assert!(figure(&page, "coupling").contains("curve norm"));
    assert!(report.gait.norms.iter().all(|n| (n.mean_deg.len(), n.sd_deg.len()) == (101, 101)));

    let (_, front) = page_of(&FRONT.poses(), &tall());
    let fppa = figure(&front, "fppa_deg");
    assert!(!fppa.contains("band norm") && fppa.contains("level limit"));
}

#[test]
fn the_norm_is_that_of_the_speed_that_is_walked() {
    let norms = |walker: Walker, options: &Options| page_of(&walker.poses(), options).0.gait;
    let peak = |norms: &[NormBand]| {
        let knee = norms.iter().find(|n| n.angle == Angle::KneeFlexion).unwrap();
        knee.mean_deg.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    };
    let usual = norms(USUAL, &tall());
    let slow = norms(Walker { stride_length: 0.4, stride_s: 1.5, seconds: 9.0, ..USUAL }, &tall());
    let (of_usual, of_slow) = (usual.norm_speed.unwrap(), slow.norm_speed.unwrap());
    assert_eq!((of_usual.of, of_slow.of), (PaceOf::Way, PaceOf::Way));
    assert_eq!(of_slow.name, "very slow");
    assert!(of_slow.value < of_usual.value);
    assert!(peak(&slow.norms) < peak(&usual.norms) - 5.0, "a slow walker bends the knee less");
    // 0.76 body heights in 1.1 s
    let expected = 0.76 * 1.75 / 1.1 / (9.81_f64 * 0.53 * 1.75).sqrt();
    assert!((of_usual.value - expected).abs() < 0.03, "{} {expected}", of_usual.value);
    assert_eq!(of_usual.beyond, None);
    let (report, page) = page_of(
        &Walker { stride_length: 0.25, stride_s: 1.6, seconds: 10.0, ..USUAL }.poses(),
        &tall(),
    );
    assert_eq!(report.gait.norm_speed.unwrap().beyond, Some(BeyondNorms::Slower));
    assert!(page.contains(Catalogue::english().text("page_gait.mean_stride.slower")));
    // from the front the way does not show
    assert_eq!(norms(FRONT, &tall()).norm_speed.unwrap().of, PaceOf::Cadence);
}

#[test]
fn going_down_stairs_has_no_norm_of_walking() {
    let (report, page) = page_of(&STAIRS.poses(), &tall());
    let gait = &report.gait;
    assert_eq!((gait.norm_speed.clone(), gait.norms.len(), gait.usual.len()), (None, 0, 0));
    assert!(!page.contains("class=\"band norm\""));
    let usual = gait.reference_lines.iter().filter(|l| l.kind == LineKind::Usual);
    let usual: Vec<f64> = usual.map(|l| l.deg).collect();
    assert_eq!(usual, [85.0, 11.0], "the published largest and smallest bend of the knee");
    assert!(figure(&page, "knee_flexion_deg-stairs").contains("level usual"));
}

#[test]
fn what_is_usual_is_of_the_persons_sex_where_it_is_known() {
    let cadence = |sex: Option<Sex>| {
        let (report, page) = page_of(&USUAL.poses(), &Options { sex, ..tall() });
        let found =
            report.gait.usual.into_iter().find(|u| u.measure.name() == "cadence_spm").unwrap();
        assert!(page.contains(&*found.population), "{}", found.population);
        (found.low, found.high)
    };
    let [both, men, women] = [None, Some(Sex::Male), Some(Sex::Female)].map(cadence);
    assert!(men.0 < women.0 && men.1 < women.1);
    assert_eq!(both, (men.0, women.1));
}

#[test]
fn lengths_without_a_height_have_nothing_usual_beside_them() {
    let (report, _) = page_of(&USUAL.poses(), &Options::default());
    assert!(report.gait.measures.iter().any(|m| m.measure.name() == "step_length_heights"));
    assert!(!report.gait.usual.iter().any(|u| u.measure.name().contains("length")));
    assert!(report.gait.usual.iter().any(|u| u.measure.name() == "step_time_s"));
}

#[test]
fn every_step_is_a_mark_in_time_order_with_the_limit_beside_it() {
    let (report, page) = page_of(&FRONT.poses(), &tall());
    let drawn = figure(&page, "fppa_loading_peak_deg");
    let steps: usize = report
        .gait
        .measures
        .iter()
        .filter(|m| m.measure.name() == "fppa_loading_peak_deg")
        .map(|m| m.values.len())
        .sum();
    assert!(steps > 4);
    let count = |what: &str| drawn.matches(what).count();
    assert_eq!(count("class=\"step left\"") + count("class=\"step right\""), steps);
    assert_eq!(count("class=\"level limit"), 1);
    let times: Vec<f64> =
        numbers(drawn).iter().filter(|n| n.at.ends_with("/seen_s/0")).map(|n| n.value).collect();
    assert_eq!(times.len(), steps);
    assert!(times.is_sorted());
}

#[test]
fn a_plots_numbers_are_those_of_the_plot() {
    let (_, page) = page_of(&USUAL.poses(), &tall());
    let drawn = figure(&page, "knee_flexion_deg");
    let all = numbers(drawn);
    for percent in (0..=100).step_by(10) {
        for series in ["mean_deg", "sd_deg"] {
            let end = format!("/{series}/{percent}");
            assert!(all.iter().filter(|n| n.at.ends_with(&end)).count() >= 3, "{end}");
        }
    }
}

#[test]
fn hardly_any_stride_breaks_nothing() {
    for seconds in [0.3, 1.5, 2.6] {
        for walker in [USUAL, FRONT] {
            let (_, page) = page_of(&Walker { seconds, ..walker }.poses(), &tall());
            assert!(!page.contains("NaN") && !page.contains("inf\""), "{seconds}");
        }
    }
}
