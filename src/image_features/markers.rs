//! Which stickers are on the body: `asis=green,psis=magenta`.

use crate::anatomy::Site;
use crate::image_features::colour::Colour;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Stickers of one colour at one place of the body, on the left, the right, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Marker {
    /// Where.
    pub site: Site,
    /// Of which colour.
    pub colour: Colour,
}

/// A declaration that cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MarkersError {
    /// Not `site=colour`.
    #[error("{part:?} is not of the form site=colour, as in asis=green")]
    NotAPair {
        /// The part of the declaration.
        part: String,
    },
    /// No such place.
    #[error("{name:?} is no place for a sticker; use {}", site_names())]
    NoSite {
        /// What was given.
        name: String,
    },
    /// No such colour.
    #[error("{why}")]
    NoColour {
        /// Why.
        why: String,
    },
    /// The same place twice.
    #[error("{} is declared twice", site.name())]
    Twice {
        /// The place.
        site: Site,
    },
    /// Two stickers that are close to each other cannot be told apart.
    #[error("{} and {} are close to each other and have nearly the same colour", a.name(), b.name())]
    Alike {
        /// One place.
        a: Site,
        /// The other.
        b: Site,
    },
    /// Nothing declared.
    #[error("no sticker is declared; write for example asis=green")]
    Nothing,
}

/// Nearer hues cannot be told apart on a phone's video in changing light.
const LEAST_HUE_APART_DEG: f32 = 40.0;

fn site_names() -> String {
    Site::ALL.map(Site::name).join(", ")
}

/// Reads `site=colour` pairs, parted by commas.
///
/// # Errors
/// The first part that cannot be meant.
pub fn parse_markers(text: &str) -> Result<Vec<Marker>, MarkersError> {
    let mut markers: Vec<Marker> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let marker = parse_one(part)?;
        for other in &markers {
            refuse_confusion(*other, marker)?;
        }
        markers.push(marker);
    }
    if markers.is_empty() { Err(MarkersError::Nothing) } else { Ok(markers) }
}

fn parse_one(part: &str) -> Result<Marker, MarkersError> {
    let pair = part.split_once('=').ok_or_else(|| MarkersError::NotAPair { part: part.into() })?;
    let (name, colour) = (pair.0.trim(), pair.1.trim());
    let site = Site::ALL.into_iter().find(|s| s.name().eq_ignore_ascii_case(name));
    Ok(Marker {
        site: site.ok_or_else(|| MarkersError::NoSite { name: name.into() })?,
        colour: colour.parse().map_err(|why| MarkersError::NoColour { why })?,
    })
}

/// Stickers about the same joint need different colours, but not those that no view shows together: the
/// patella from the front, the outer side of the knee from the side.
fn refuse_confusion(a: Marker, b: Marker) -> Result<(), MarkersError> {
    if a.site == b.site {
        return Err(MarkersError::Twice { site: a.site });
    }
    let is_close = a.site.joint() == b.site.joint();
    let is_apart = [a.site, b.site].contains(&Site::Patella);
    let hue_apart_deg = a.colour.oklab().hue_apart_deg(b.colour.oklab());
    if is_close && !is_apart && hue_apart_deg < LEAST_HUE_APART_DEG {
        return Err(MarkersError::Alike { a: a.site, b: b.site });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_read() {
        let markers = parse_markers("asis=green, PSIS = magenta,patella=#00e1ff").unwrap();
        let sites: Vec<Site> = markers.iter().map(|m| m.site).collect();
        assert_eq!(sites, [Site::Asis, Site::Psis, Site::Patella]);
        assert_eq!(markers[1].colour, "magenta".parse().unwrap());
    }

    #[test]
    fn the_same_colour_may_be_far_away_or_in_another_view() {
        assert!(parse_markers("psis=magenta,malleolus=magenta").is_ok());
        assert!(parse_markers("knee=cyan,patella=cyan").is_ok());
        let alike = parse_markers("asis=magenta,psis=pink");
        assert_eq!(alike, Err(MarkersError::Alike { a: Site::Asis, b: Site::Psis }));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_in_words() {
        for wrong in ["", " , ", "asis", "asis=", "hip=green", "asis=white", "asis=red,asis=blue"] {
            let said = parse_markers(wrong).unwrap_err().to_string();
            assert!(said.len() > 15, "{wrong}: {said}");
        }
        assert!(parse_markers("elbow=red").unwrap_err().to_string().contains("trochanter"));
    }
}
