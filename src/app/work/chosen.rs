//! From the options of the page to those of an analysis: the same names as in `report.json`, checked as the command line's are.

use crate::app::store::record::Problem;
use crate::catalogue::Language;
use crate::image_features::parse_markers;
use crate::options::{Options, Preset};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What was chosen.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) struct Chosen {
    pub(in crate::app) options: Options,
    /// The language of the patient's sheet.
    pub(in crate::app) language: Language,
}

/// What the page says beside the options of `report.json`.
#[derive(Default, Deserialize)]
struct OfPage {
    #[serde(default)]
    preset: Preset,
    markers: Option<String>,
    language: Option<String>,
}

/// The options that the page gave, on top of the usual ones.
pub(in crate::app) fn chosen(given: &Map<String, Value>) -> Result<Chosen, Problem> {
    let mut own = given.clone();
    let of_page: Map<String, Value> = ["preset", "markers", "language"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), own.remove(name)?)))
        .collect();
    let of_page: OfPage = serde_json::from_value(of_page.into()).map_err(wrong)?;
    let mut options: Options = with_defaults(own)?;
    options.model = of_page.preset.model().to_owned();
    options.reading.looks = of_page.preset.looks();
    let markers = of_page.markers.as_deref().map(parse_markers).transpose();
    options.reading.markers = markers.map_err(wrong)?.unwrap_or_default();
    let options = options.checked().map_err(wrong)?;
    let language = match of_page.language {
        Some(code) => {
            Language::of_code(&code).ok_or_else(|| wrong(format!("language: {code:?}")))?
        }
        None => Language::ENGLISH,
    };
    Ok(Chosen { options, language })
}

/// What is not given is as usual; what is not known is refused.
fn with_defaults(given: Map<String, Value>) -> Result<Options, Problem> {
    let mut all = match serde_json::to_value(Options::default()) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    };
    for (name, value) in given {
        if !ALLOWED.contains(&name.as_str()) {
            return Err(wrong(format!("there is no option {name:?}")));
        }
        all.insert(name, value);
    }
    serde_json::from_value(all.into()).map_err(wrong)
}

/// What the page may decide. Files of this machine and weights are none of it.
const ALLOWED: [&str; 11] = [
    "view",
    "task",
    "ground",
    "capture_rate_hz",
    "start_s",
    "end_s",
    "person",
    "scale",
    "sex",
    "audience",
    "answers",
];

fn wrong(why: impl ToString) -> Problem {
    Problem::named("wrong_options").with(why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::{GivenScale, Task};
    use crate::motion::View;
    use crate::track::{AskedPerson, PlaceInClip};
    use serde_json::json;

    fn of(given: Value) -> Result<Chosen, Problem> {
        chosen(given.as_object().unwrap())
    }

    #[test]
    fn what_is_not_given_is_as_usual() {
        let usual = of(json!({})).unwrap();
        assert_eq!((usual.options, usual.language), (Options::default(), Language::ENGLISH));
    }

    #[test]
    fn everything_that_the_page_asks_for_is_meant() {
        let given = json!({
            "view": "left_side", "task": "stair_descent", "capture_rate_hz": 240, "start_s": 1,
            "person": {"time_s": 2.5, "x_px": 10, "y_px": 20}, "language": "de",
            "scale": {"by": "height", "height_cm": 170}, "sex": "female", "preset": "quick",
            "markers": "asis=green", "answers": {"pain": "left", "questions": {"falls": true}},
        });
        let Chosen { options, language } = of(given).unwrap();
        assert_eq!((options.view, options.task), (Some(View::LeftSide), Some(Task::StairDescent)));
        assert_eq!(options.scale, Some(GivenScale::Height { height_cm: 170.0 }));
        let place = PlaceInClip { time_s: 2.5, x_px: 10.0, y_px: 20.0 };
        assert_eq!(options.reading.person, Some(AskedPerson::At(place)));
        assert_eq!((options.reading.markers.len(), &*options.model), (1, "blazepose-full"));
        assert_eq!((language.code(), options.answers.questions["falls"]), ("de", true));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for given in [
            json!({"norms": {}}),
            json!({"model": "/etc/passwd"}),
            json!({"view": "above"}),
            json!({"start_s": 3, "end_s": 2}),
            json!({"scale": {"by": "height", "height_cm": 1.7}}),
            json!({"markers": "nose=red"}),
            json!({"language": "../de"}),
            json!({"answers": {"questions": {"no_such": true}}}),
            json!({"person": {"time_s": 1, "x_px": -5, "y_px": 0}}),
        ] {
            assert!(of(given.clone()).is_err(), "{given}");
        }
    }
}
