//! Who is made unrecognisable.

/// Whom nobody shall recognise in film, pictures and annotated clip.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Blurring {
    /// The heads of everybody who is detected.
    pub faces: bool,
    /// Everything but the subject.
    pub others: bool,
}

impl Blurring {
    /// Whether anything is hidden.
    #[must_use]
    pub fn is_any(self) -> bool {
        self.faces || self.others
    }
}
