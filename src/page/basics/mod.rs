//! What every page is made of: numbers, addresses, style and security policy.

pub(super) mod address;
pub(super) mod document;
pub(super) mod film_quality;
pub(super) mod grouped;
pub(super) mod html;
pub(super) mod number;
