//! JSON as pose tools write it.

use crate::error::ForeignPosesError;
use crate::foreign_poses::point::{EXPECTED_POINT, Given, Point};
use crate::foreign_poses::poses::PoseFile;
use serde_json::Value;
use std::path::Path;

/// The document in a file. Python writes NaN for what is not known: it is read as null. Infinity becomes a text, which is
/// refused where a number is expected, and so does a NaN that goes for the whole clip.
pub(super) fn document(file: &PoseFile) -> Result<Value, ForeignPosesError> {
    let text = file.text.trim_start_matches('\u{feff}');
    let parsed = match text.contains("NaN") || text.contains("Infinity") {
        true => serde_json::from_str(&without_python_numbers(text)),
        false => serde_json::from_str(text),
    };
    parsed.map_err(|e| ForeignPosesError::UnknownFormat {
        path: file.path.clone(),
        why: format!("it is no whole JSON ({e})"),
    })
}

fn without_python_numbers(text: &str) -> String {
    const WORDS: [(&str, &str); 3] =
        [("NaN", "null"), ("-Infinity", "\"-Infinity\""), ("Infinity", "\"Infinity\"")];
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut is_inside, mut depth) = (text, false, 0_usize);
    let is_object = text.trim_start().starts_with('{');
    while let Some(c) = rest.chars().next() {
        let word = WORDS.iter().find(|(word, _)| !is_inside && rest.starts_with(word));
        let taken = match (word, c) {
            (Some((word, instead)), _) => {
                let is_of_clip = is_object && depth == 1;
                out.push_str(if is_of_clip && *word == "NaN" { "\"NaN\"" } else { instead });
                word.len()
            }
            (None, '\\') if is_inside => {
                let escaped: String = rest.chars().take(2).collect();
                out.push_str(&escaped);
                escaped.len()
            }
            (None, c) => {
                is_inside ^= c == '"';
                match c {
                    '{' | '[' if !is_inside => depth += 1,
                    '}' | ']' if !is_inside => depth = depth.saturating_sub(1),
                    _ => {}
                }
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// Where a value is, for messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) path: &'a Path,
    pub(super) frame: usize,
}

impl Place<'_> {
    fn text(&self) -> String {
        format!("frame {}", self.frame)
    }

    /// The error of a value.
    pub(super) fn bad(&self, what: impl Into<String>, expected: &str) -> ForeignPosesError {
        ForeignPosesError::BadValue {
            path: self.path.into(),
            place: self.text(),
            what: what.into(),
            expected: expected.to_owned(),
        }
    }

    /// The error of another number of landmarks.
    pub(super) fn count(&self, found: usize, expected: impl Into<String>) -> ForeignPosesError {
        ForeignPosesError::LandmarkCount {
            path: self.path.into(),
            place: self.text(),
            found,
            expected: expected.into(),
        }
    }

    /// A number; NaN for null.
    pub(super) fn number(&self, value: &Value) -> Result<f64, ForeignPosesError> {
        match value {
            Value::Null => Ok(f64::NAN),
            Value::Number(number) => Ok(number.as_f64().unwrap_or(f64::NAN)),
            other => Err(self.bad(short(other), "a number")),
        }
    }

    /// The point that was given.
    pub(super) fn point(&self, given: Given) -> Result<Option<Point>, ForeignPosesError> {
        given.point().map_err(|what| self.bad(what, EXPECTED_POINT))
    }

    /// Points as x, y and confidence one after another.
    pub(super) fn flat_points(
        &self,
        values: &[Value],
    ) -> Result<Vec<Option<Point>>, ForeignPosesError> {
        if !values.len().is_multiple_of(3) {
            let what = format!("{} values", values.len());
            return Err(self.bad(what, "x, y and confidence of each landmark"));
        }
        let point = |three: &[Value]| {
            let [x, y, c] = [0, 1, 2].map(|i| self.number(&three[i]));
            self.point(Given { x: x?, y: y?, z: 0.0, confidence: Some(c?) })
        };
        values.chunks_exact(3).map(point).collect()
    }
}

/// A value as it stands in the file, cut short.
pub(super) fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Larger numbers are none of frames, and the largest of them cannot be counted on from.
pub(super) const MOST_WHOLE: f64 = 1e15;

/// A whole number of at least 0.
pub(super) fn whole(value: &Value) -> Option<usize> {
    let is_whole = |v: &f64| v.fract() == 0.0 && (0.0..=MOST_WHOLE).contains(v);
    value.as_f64().filter(is_whole).map(|v| v as usize)
}

/// The number of a person: any whole number, as trackers make them.
pub(super) fn person_number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| whole(value).map(|v| v as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Value, ForeignPosesError> {
        document(&PoseFile { path: "a.json".into(), text: text.to_owned() })
    }

    #[test]
    fn what_python_writes_is_read() {
        let read = read("\u{feff}{\"NaN\": [NaN, 1.5, -Infinity], \"a\\\"NaN\": \"Infinity NaN\"}")
            .unwrap();
        assert_eq!(read["NaN"][0], Value::Null);
        assert_eq!(read["NaN"][2], "-Infinity");
        assert_eq!(read["a\"NaN"], "Infinity NaN");
    }

    #[test]
    fn a_nan_of_the_whole_clip_stays_one() {
        let read = read("{\"fps\": NaN, \"frames\": [[NaN], {\"x\": NaN}, \"{\"], \"width\": NaN}");
        let read = read.unwrap();
        assert_eq!((&read["fps"], &read["width"]), (&Value::from("NaN"), &Value::from("NaN")));
        assert_eq!((&read["frames"][0][0], &read["frames"][1]["x"]), (&Value::Null, &Value::Null));
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        for text in ["", "{", "[NaN", "{\"a\": Na", "\"NaN\\"] {
            assert!(matches!(read(text), Err(ForeignPosesError::UnknownFormat { .. })), "{text}");
        }
    }
}
