//! A norm file is read as it was written, and every kind of bad row is refused by its line.

use crate::error::NormFileError;
use crate::evidence::norm_file::entries::{CurveNorm, NormEntries, ValueNorm};
use crate::evidence::norm_file::head::NormHead;
use crate::evidence::norm_file::own_norms::OwnNorms;
use crate::evidence::norm_file::writing::norm_file_text;
use crate::evidence::norms::BeyondNorms;
use crate::gait::{Angle, MeasureId};
use proptest::prelude::*;
use std::path::Path;

fn head() -> NormHead {
    NormHead {
        name: "Adults, 20 to 40 years".to_owned(),
        population: "38 \"healthy\" adults; none in pain".to_owned(),
        persons: 38,
        speeds: Some([0.31, 0.52]),
        source: String::new(),
        made_with: "gaitline 0.2.0, blazepose-heavy".to_owned(),
    }
}

fn entries() -> NormEntries {
    let curve = |angle, from: f64, n| CurveNorm {
        angle,
        n,
        mean_deg: (0..=100).map(|k| from + f64::from(k) / 8.0).collect(),
        sd_deg: (0..=100).map(|k| 3.0 + f64::from(k) / 16.0).collect(),
    };
    let value = |measure, mean, sd| ValueNorm { measure, n: 38, mean, sd };
    NormEntries {
        curves: vec![curve(Angle::KneeFlexion, -2.5, 38), curve(Angle::Fppa, 1.0, 21)],
        values: vec![
            value(MeasureId::Cadence, 112.0, 7.5),
            value(MeasureId::KneeFlexionSwingPeak, 61.25, 4.5),
        ],
    }
}

fn text() -> String {
    norm_file_text(&head(), &entries())
}

fn read(text: &str) -> Result<OwnNorms, NormFileError> {
    OwnNorms::read(Path::new("lab/adults.csv"), text)
}

/// The line, from 1, of the row that begins so.
fn line_of(text: &str, begin: &str) -> usize {
    1 + text.lines().position(|line| line.starts_with(begin)).unwrap()
}

/// The text with the row that begins so changed by a replacement; its line.
fn with(begin: &str, from: &str, to: &str) -> (String, usize) {
    let text = text();
    let line = line_of(&text, begin);
    let change = |(i, l): (usize, &str)| match i + 1 == line {
        true => {
            assert!(l.contains(from), "{l} has no {from}");
            l.replacen(from, to, 1)
        }
        false => l.to_owned(),
    };
    (text.lines().enumerate().map(change).collect::<Vec<_>>().join("\n"), line)
}

/// Every kind of fault has its variant, and names file, line and what stands there.
fn assert_refused(text: &str, line: usize, kind: &str, words: &str) {
    let error = read(text).expect_err(words);
    let (name, said): (&str, String) = ((&error).into(), error.to_string());
    assert_eq!(name, kind, "{said}");
    assert!(
        said.starts_with("\"lab/adults.csv\", ") || said.starts_with("lab/adults.csv, "),
        "{said}"
    );
    assert!(
        said.contains(&format!("line {line}")) && said.contains(words),
        "{line} {words}: {said}"
    );
    assert!(!error.hint().is_empty());
}

#[test]
fn what_is_written_is_read_back_as_the_same_norms() {
    let norms = read(&text()).unwrap();
    assert_eq!(norms.head, head());
    assert_eq!(*norms.entries(), entries());
    assert_eq!(norms.curve(Angle::KneeFlexion).unwrap().mean_deg[8], -1.5);
    assert_eq!(norms.value(MeasureId::Cadence).unwrap().sd, 7.5);
    assert!(norms.curve(Angle::Shank).is_none() && norms.value(MeasureId::StepTime).is_none());
    let bare = NormHead { population: String::new(), speeds: None, ..head() };
    let norms = read(&norm_file_text(&bare, &entries())).unwrap();
    assert_eq!((norms.head, norms.sha256.len()), (bare, 64));
}

#[test]
fn a_file_that_a_spreadsheet_wrote_holds_the_same_norms() {
    let comma_free = NormHead { name: "Adults".to_owned(), ..head() };
    let comma_free =
        NormHead { population: "all".to_owned(), made_with: String::new(), ..comma_free };
    let text = norm_file_text(&comma_free, &entries());
    let expected = read(&text).unwrap();
    let padded: Vec<String> = text.lines().map(|l| format!("{l};;").replace(',', ";")).collect();
    let (top, mut rows) = (padded[..10].to_vec(), padded[10..].to_vec());
    rows.reverse();
    let saved = format!("\u{feff}{}\r\n", [top, rows].concat().join("\r\n"));
    let norms = read(&saved).unwrap();
    assert_eq!(norms.head, expected.head);
    for angle in [Angle::KneeFlexion, Angle::Fppa] {
        assert_eq!(norms.curve(angle), expected.curve(angle), "{angle:?}");
    }
    assert_ne!(norms.sha256, expected.sha256, "the hash is that of the file's bytes");
}

#[test]
fn what_is_no_norm_file_is_refused() {
    assert_refused("", 1, "empty", "no value");
    assert_refused("\n\n", 1, "empty", "no value");
    assert_refused("file,subject\na.mp4,S01\n", 1, "not_norms", "no norm file");
    assert_refused("\u{0}\u{1}\u{2}", 1, "not_norms", "no norm file");
    let (old, line) = with("gaitline_norms", ",1", ",2");
    assert_refused(&old, line, "other_version", "version \"2\"");
    let (open, line) = with("name,", "\"", "");
    assert_refused(&open, line, "not_csv", "a quote is opened");
    let columns_only: Vec<String> = text().lines().take(10).map(str::to_owned).collect();
    assert_refused(&columns_only.join("\n"), 10, "empty", "no value");
    assert_refused(&columns_only[..8].join("\n"), 8, "missing_column", "quantity");
}

#[test]
fn a_bad_head_is_refused_by_its_row() {
    let refused =
        |(text, line): (String, usize), kind, words| assert_refused(&text, line, kind, words);
    refused(with("population", "population", "people"), "unknown_head", "\"people\"");
    refused(with("source", "source,", "name,x"), "bad_cell", "twice");
    refused(with("persons", "38", "many"), "bad_cell", "column persons: \"many\"");
    refused(with("persons", "38", "1"), "bad_cell", "below 2");
    refused(with("persons", "38", "38,5"), "bad_cell", "comma");
    refused(with("speed_low", "0.31", "fast"), "bad_cell", "column speed_low: \"fast\"");
    refused(with("speed_low", "0.31", "NaN"), "bad_cell", "finite");
    refused(with("speed_high", "0.52", "0.3"), "bad_cell", "below speed_low");
    refused(with("speed_low", "0.31", "-0.1"), "bad_cell", "above 0");
    refused(with("speed_low", "0.31", ""), "bad_cell", "stand together");
    refused(with("source", "source,", &format!("source,{}", "x".repeat(401))), "bad_cell", "400");
    refused(with("source", "source,", "source,a\u{7}b"), "bad_cell", "control character");
    let lacking = |begin: &str| {
        let text = text();
        let rest: Vec<&str> = text.lines().filter(|l| !l.starts_with(begin)).collect();
        rest.join("\n")
    };
    assert_refused(&lacking("name,"), 1, "missing_head", "no row name");
    assert_refused(&lacking("persons,"), 1, "missing_head", "no row persons");
}

#[test]
fn bad_columns_are_refused_by_their_row() {
    for column in ["task", "unit", "cycle_pct", "mean", "sd", "n"] {
        let (renamed, line) = with("quantity,", &format!(",{column}"), "");
        assert_refused(&renamed, line, "missing_column", &format!("no column {column}"));
        let (twice, line) = with("quantity,", &format!(",{column}"), ",quantity");
        assert_refused(&twice, line, "unknown_column", "\"quantity\"");
    }
    let (strange, line) = with("quantity,", ",sd", ",standard_deviation");
    assert_refused(&strange, line, "unknown_column", "\"standard_deviation\"");
}

#[test]
fn a_bad_value_is_refused_by_its_row_and_column() {
    const KNEE: &str = "knee_flexion_deg,walking,degree,40,2.5,5.5,38";
    let knee = |from: &str, to: &str| with(KNEE, from, to);
    let refused =
        |(text, line): (String, usize), kind, words| assert_refused(&text, line, kind, words);
    refused(knee("knee_flexion_deg", "knee_bend_deg"), "unknown_quantity", "\"knee_bend_deg\"");
    refused(knee("knee_flexion_deg", ""), "unknown_quantity", "\"\"");
    refused(knee("walking", "stair_descent"), "unknown_task", "\"stair_descent\"");
    refused(knee("walking", "strolling"), "unknown_task", "\"strolling\"");
    refused(knee("degree", "radian"), "bad_cell", "column unit: \"radian\"");
    refused(knee(",40,", ",101,"), "bad_cell", "column cycle_pct: \"101\"");
    refused(knee(",40,", ",40.5,"), "bad_cell", "column cycle_pct: \"40.5\"");
    refused(knee(",40,", ",-1,"), "bad_cell", "whole number from 0 to 100");
    refused(knee(",40,", ",,"), "bad_cell", "column cycle_pct: \"\"");
    for mean in ["NaN", "inf", "", "2.5°", "1e999"] {
        refused(knee("2.5", mean), "bad_cell", "column mean");
    }
    refused(knee("2.5", "2500"), "bad_cell", "lies between -30 and 165");
    for sd in ["0", "-5.5", "NaN", "inf", ""] {
        refused(knee("5.5", sd), "bad_cell", "column sd");
    }
    for n in ["1", "0", "-38", "38.5", ""] {
        refused(knee(",38", &format!(",{n}")), "bad_cell", "column n");
    }
    refused(knee(",38", ",39"), "bad_cell", "the file is of 38 persons");
    refused(knee(",38", ",37"), "mixed_count", "37; knee_flexion_deg is of 38 people in line 11");
    refused(knee(",38", ",38,x"), "row_length", "8 cells instead of 7");
    refused(knee(",40,", ",39,"), "twice", "knee_flexion_deg at 39 % stands in line 50");
    let peak = |from: &str, to: &str| with("knee_flexion_swing_peak_deg", from, to);
    refused(peak(",,", ",40,"), "bad_cell", "no percent of the cycle");
    refused(with("cadence_spm", "112", "-112"), "bad_cell", "lies between 0");
    let peak_twice = format!("{}{}\n", text(), text().lines().last().unwrap());
    assert_refused(&peak_twice, text().lines().count() + 1, "twice", "knee_flexion_swing_peak_deg");
}

#[test]
fn a_curve_with_a_gap_is_refused_at_its_last_row() {
    for (percent, last) in [(0, 100), (57, 100), (100, 99)] {
        let row = format!("knee_flexion_deg,walking,degree,{percent},");
        let text = text();
        let rest: Vec<&str> = text.lines().filter(|l| !l.starts_with(&row)).collect();
        let gap = rest.join("\n");
        let line = line_of(&gap, &format!("knee_flexion_deg,walking,degree,{last},"));
        assert_refused(&gap, line, "percent_missing", &format!("without a row for {percent} %"));
    }
}

#[test]
fn a_speed_is_beyond_those_of_the_file_or_not_known_to_be() {
    let norms = read(&text()).unwrap();
    let beyond = [0.3, 0.31, 0.4, 0.52, 0.53].map(|speed| norms.beyond(speed));
    let expected = [Some(BeyondNorms::Slower), None, None, None, Some(BeyondNorms::Faster)];
    assert_eq!(beyond, expected);
    let silent = norm_file_text(&NormHead { speeds: None, ..head() }, &entries());
    assert_eq!(read(&silent).unwrap().beyond(9.0), None);
}

#[test]
fn documents_keep_whose_norms_they_are_and_not_every_value() {
    let norms = read(&text()).unwrap();
    let json = serde_json::to_string(&norms).unwrap();
    assert!(json.contains(&norms.sha256) && json.contains("38") && json.len() < 400, "{json}");
    let kept: OwnNorms = serde_json::from_str(&json).unwrap();
    assert_eq!((&kept.head, &kept.sha256), (&norms.head, &norms.sha256));
    let citation = norms.cited().citation;
    for words in [&norms.head.name, &norms.sha256, &norms.head.population] {
        assert!(citation.contains(words.as_str()), "{citation}");
    }
    assert!(citation.contains("38 people") && citation.contains("0.31 to 0.52"), "{citation}");
}

proptest! {
    /// Whatever happens to a file, it is read or refused; a value that is read is one that can be drawn.
    #[test]
    fn no_damage_makes_a_panic_or_a_value_that_cannot_be(
        at in 0.0..1.0_f64,
        take in 0..40_usize,
        put in "[-0-9a-z.,;\"\n°]{0,6}",
    ) {
        let letters: Vec<char> = text().chars().collect();
        let from = ((letters.len() as f64) * at) as usize;
        let rest = &letters[(from + take).min(letters.len())..];
        let damaged: String = letters[..from].iter().copied().chain(put.chars()).chain(rest.iter().copied()).collect();
        if let Ok(norms) = read(&damaged) {
            for curve in &norms.entries().curves {
                prop_assert_eq!((curve.mean_deg.len(), curve.sd_deg.len()), (101, 101));
                prop_assert!(curve.sd_deg.iter().all(|sd| sd.is_finite() && *sd > 0.0));
                prop_assert!(curve.mean_deg.iter().all(|mean| mean.is_finite()) && curve.n > 1);
            }
            for value in &norms.entries().values {
                prop_assert!(value.mean.is_finite() && value.sd > 0.0 && value.n > 1);
            }
        }
    }
}
