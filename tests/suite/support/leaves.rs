//! A document as its leaves by path, so that two can be compared number by number.

use serde_json::Value;
use std::collections::BTreeMap;

pub(crate) type Leaves = BTreeMap<String, Value>;

/// What an element of a list is known by; its place in the list says nothing where the list is sorted by side.
const NAMES: [&str; 10] =
    ["id", "name", "angle", "measure", "code", "side", "task", "view", "kind", "against"];

/// Keys of sentences. They hold numbers and sides in words.
const SENTENCES: [&str; 9] =
    ["what", "advice", "why", "text", "film", "wording", "side_is", "citation", "separates"];

pub(crate) fn leaves(document: &Value) -> Leaves {
    let mut all = Leaves::new();
    add(document, String::new(), &mut all);
    all
}

fn add(value: &Value, path: String, all: &mut Leaves) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields.iter().filter(|(k, _)| !SENTENCES.contains(&k.as_str())) {
                add(field, format!("{path}/{key}"), all);
            }
        }
        Value::Array(list) => {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            for element in list {
                let name = name(element);
                let number = seen.entry(name.clone()).or_default();
                *number += 1;
                add(element, format!("{path}/{name}#{number}"), all);
            }
        }
        leaf => drop(all.insert(path, leaf.clone())),
    }
}

fn name(element: &Value) -> String {
    let names = NAMES.iter().filter_map(|key| element.get(key)?.as_str());
    names.collect::<Vec<_>>().join(":")
}

/// The paths at which two documents differ, numbers by more than a tolerance of their path; with both values.
pub(crate) fn differences(
    one: &Leaves,
    other: &Leaves,
    tolerance: impl Fn(&str) -> f64,
) -> Vec<String> {
    let paths = one.keys().chain(other.keys().filter(|path| !one.contains_key(*path)));
    let differs = |path: &&String| match (one.get(*path), other.get(*path)) {
        (Some(a), Some(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() > tolerance(path),
            _ => a != b,
        },
        _ => true,
    };
    let shown = |path: &String| format!("{path}: {:?} {:?}", one.get(path), other.get(path));
    paths.filter(differs).map(shown).collect()
}
