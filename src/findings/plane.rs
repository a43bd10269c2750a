//! The plane in which a measure shows.

/// From where a measure shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plane {
    /// From the side.
    Side,
    /// From the front or from behind.
    Front,
    /// From anywhere.
    Any,
}
