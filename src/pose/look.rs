//! How a picture is shown to a network.

/// How a network sees the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As it is.
    Straight,
    /// In a mirror, left and right put back afterwards: what a network does otherwise to the right leg than
    /// to the left one, it does now the other way round.
    Mirrored,
}
