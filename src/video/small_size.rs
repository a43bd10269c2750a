//! The size of small copies of a clip's pictures.

/// The size of a clip's pictures made smaller, for those who need no more: the film.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmallSize {
    /// Width, even.
    pub width_px: u32,
    /// Height, even.
    pub height_px: u32,
    /// Px of the copy a px of the clip, at most 1.
    pub scale: f64,
}

impl SmallSize {
    /// For a clip of this size, so that the longer side has at most so many px. H.264 wants even sides: an odd row or
    /// column is cut off.
    #[must_use]
    pub fn of(width_px: u32, height_px: u32, longer_side_px: f64) -> Self {
        let scale = (longer_side_px / f64::from(width_px.max(height_px)).max(1.0)).min(1.0);
        let even = |side_px: u32| ((f64::from(side_px) * scale + 1e-6) as u32) & !1;
        Self { width_px: even(width_px), height_px: even(height_px), scale }
    }

    /// The part of the clip's pictures that is shown, from the left and from the top.
    #[must_use]
    pub fn shown_px(&self) -> [u32; 2] {
        [self.width_px, self.height_px].map(|side| (f64::from(side) / self.scale).round() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_even_and_no_larger_than_needed() {
        let size = |w, h| {
            let s = SmallSize::of(w, h, 960.0);
            (s.width_px, s.height_px)
        };
        assert_eq!(size(1920, 1080), (960, 540));
        assert_eq!(size(1080, 1920), (540, 960));
        assert_eq!(size(1768, 994), (960, 538));
        assert_eq!(size(641, 481), (640, 480), "small clips stay as they are");
        assert_eq!(size(3840, 2), (960, 0), "which no encoder takes");
        assert_eq!(SmallSize::of(0, 0, 960.0).scale, 1.0);
        assert_eq!(SmallSize::of(3840, 2160, 960.0).scale, 0.25);
    }

    #[test]
    fn what_is_shown_has_the_shape_of_the_copy() {
        assert_eq!(SmallSize::of(1768, 994, 960.0).shown_px(), [1768, 991]);
        assert_eq!(SmallSize::of(641, 481, 960.0).shown_px(), [640, 480]);
    }
}
