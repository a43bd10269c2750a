//! `--markers`: typed in one line, or a TOML file of the same pairs.

use super::Failure;
use super::say::Say;
use super::text::text_of;
use gaitline::{Marker, parse_markers};
use std::collections::BTreeMap;
use std::path::Path;

/// The stickers that are declared, either way.
pub(super) fn read_markers(typed: &str) -> Result<Vec<Marker>, Failure> {
    let is_file = Path::new(typed).extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    let pairs = if is_file { pairs_in(&text_of(Path::new(typed))?) } else { Ok(typed.to_owned()) };
    let markers = pairs.and_then(|pairs| parse_markers(&pairs).map_err(|e| e.to_string()));
    markers.map_err(|why| {
        let what = match is_file {
            true => Say::StickersFileWrong.filled(&[("file", typed), ("why", &why)]),
            false => Say::StickersWrong.filled(&[("why", &why)]),
        };
        Failure::usage(what, Say::StickersExample)
    })
}

fn pairs_in(text: &str) -> Result<String, String> {
    let pairs: BTreeMap<String, String> =
        toml::from_str(text).map_err(|e| Say::StickersFileLines.filled(&[("why", e.message())]))?;
    let pairs: Vec<String> =
        pairs.iter().map(|(site, colour)| format!("{site}={colour}")).collect();
    Ok(pairs.join(","))
}
