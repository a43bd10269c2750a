//! What to do next, from the catalogue.

use crate::catalogue::Catalogue;

/// What to do next, in English.
pub(super) fn hint(section: &str, id: &str) -> &'static str {
    Catalogue::english().text(&format!("errors.{section}.{id}"))
}
