//! Colours as people see them.

use palette::{FromColor, Srgb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A colour in the Oklab space: lightness from 0 to 1, green to red, blue to yellow. Equal distances look
/// about equally large, and the direction of (a, b) is the hue, which light and shadow hardly change.
///
/// # Source
/// Ottosson B. A perceptual color space for image processing. 2020.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Oklab {
    /// Lightness.
    pub l: f32,
    /// Green to red.
    pub a: f32,
    /// Blue to yellow.
    pub b: f32,
}

impl Oklab {
    /// Of an sRGB pixel.
    #[must_use]
    pub fn of([r, g, b]: [u8; 3]) -> Self {
        let linear = Srgb::new(r, g, b).into_linear::<f32>();
        let lab = palette::Oklab::from_color(linear);
        Self { l: lab.l, a: lab.a, b: lab.b }
    }

    /// Channel by channel.
    #[must_use]
    pub(super) fn plus(self, other: Self) -> Self {
        Self { l: self.l + other.l, a: self.a + other.a, b: self.b + other.b }
    }

    /// Each channel so many times.
    #[must_use]
    pub(super) fn times(self, factor: f32) -> Self {
        Self { l: factor * self.l, a: factor * self.a, b: factor * self.b }
    }

    /// The product of two differences of colours.
    #[must_use]
    pub fn dot(self, other: Self) -> f32 {
        self.l * other.l + self.a * other.a + self.b * other.b
    }

    /// How far two colours are apart; about 0.02 can just be told apart.
    #[must_use]
    pub fn distance(self, other: Self) -> f32 {
        (self.l - other.l).hypot(self.a - other.a).hypot(self.b - other.b)
    }

    /// How colourful: 0 for grey, about 0.2 to 0.3 for a bright sticker.
    #[must_use]
    pub fn chroma(self) -> f32 {
        self.a.hypot(self.b)
    }

    /// Its part along another colour's hue, and aside of it.
    #[must_use]
    pub fn along(self, hue: Self) -> [f32; 2] {
        let [a, b] = [hue.a / hue.chroma(), hue.b / hue.chroma()];
        [self.a * a + self.b * b, self.a * b - self.b * a]
    }

    /// How far two colours are apart, where light and shadow count half.
    #[must_use]
    pub fn distance_in_any_light(self, other: Self) -> f32 {
        (0.5 * (self.l - other.l)).hypot(self.a - other.a).hypot(self.b - other.b)
    }

    /// Angle between two hues, from 0 to 180°.
    #[must_use]
    pub fn hue_apart_deg(self, other: Self) -> f32 {
        let cross = self.a * other.b - self.b * other.a;
        let dot = self.a * other.a + self.b * other.b;
        cross.atan2(dot).abs().to_degrees()
    }
}

/// The colour of a sticker as it is declared: a name, or `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Colour {
    rgb: [u8; 3],
}

/// The names of the colours that stickers are sold in, as sRGB.
const NAMED: [(&str, [u8; 3]); 9] = [
    ("red", [225, 30, 40]),
    ("orange", [255, 130, 0]),
    ("yellow", [250, 220, 0]),
    ("green", [0, 190, 70]),
    ("cyan", [0, 205, 235]),
    ("blue", [20, 70, 230]),
    ("purple", [140, 50, 210]),
    ("magenta", [240, 20, 190]),
    ("pink", [255, 70, 160]),
];

/// A colour with less chroma has no hue to look for.
const LEAST_CHROMA: f32 = 0.06;

impl Colour {
    /// As a point of the colour space.
    #[must_use]
    pub fn oklab(self) -> Oklab {
        Oklab::of(self.rgb)
    }
}

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let named = NAMED.iter().find(|n| n.0.eq_ignore_ascii_case(text)).map(|n| n.1);
        let hex = || {
            let digits = text.strip_prefix('#').filter(|d| d.len() == 6)?;
            let value = u32::from_str_radix(digits, 16).ok()?;
            Some([(value >> 16) as u8, (value >> 8) as u8, value as u8])
        };
        let Some(rgb) = named.or_else(hex) else {
            let names = NAMED.map(|n| n.0).join(", ");
            return Err(format!("{text:?} is no colour; use {names}, or #rrggbb"));
        };
        if Oklab::of(rgb).chroma() < LEAST_CHROMA {
            return Err(format!("{text:?} is too grey to be found; use a bright colour"));
        }
        Ok(Self { rgb })
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match NAMED.iter().find(|n| n.1 == self.rgb) {
            Some((name, _)) => f.write_str(name),
            None => {
                let [r, g, b] = self.rgb;
                write!(f, "#{r:02x}{g:02x}{b:02x}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklab_is_that_of_the_reference() {
        // Ottosson's own figures for pure sRGB red: L 0.628, a 0.225, b 0.126
        let red = Oklab::of([255, 0, 0]);
        assert!((red.l - 0.628).abs() < 1e-3 && (red.a - 0.225).abs() < 1e-3, "{red:?}");
        assert!((red.b - 0.126).abs() < 1e-3, "{red:?}");
        let white = Oklab::of([255; 3]);
        assert!((white.l - 1.0).abs() < 1e-3 && white.chroma() < 1e-3);
    }

    #[test]
    fn a_shadow_changes_lightness_more_than_hue() {
        let (light, dark) = (Oklab::of([0, 190, 70]), Oklab::of([0, 95, 35]));
        assert!(light.hue_apart_deg(dark) < 6.0);
        assert!(light.hue_apart_deg(Oklab::of([255, 0, 220])) > 120.0);
    }

    #[test]
    fn colours_are_read_as_they_are_written() {
        for (name, _) in NAMED {
            assert_eq!(name.parse::<Colour>().unwrap().to_string(), name);
        }
        assert_eq!("#00eb46".parse::<Colour>().unwrap().to_string(), "#00eb46");
        assert_eq!("GREEN".parse::<Colour>(), "green".parse());
        for wrong in ["", "mauve", "#12345", "#12345g", "#808080", "#ffffff", "#é1234"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }
}
