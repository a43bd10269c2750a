//! High dynamic range made visible on eight bits, by a table of 256 entries.
//!
//! # Deviations from the source
//! Each colour channel is mapped by itself, and BT.2020's wider colours are taken as they are:
//! colours come out a little pale. The pose networks look at shapes.

use image::RgbImage;

/// How an HDR picture's values stand for light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transfer {
    /// Perceptual quantiser, SMPTE ST 2084.
    Pq,
    /// Hybrid log-gamma, ARIB STD-B67.
    Hlg,
}

/// Diffuse white in HDR pictures.
///
/// # Source
/// ITU-R BT.2408-7: 203 cd/m².
const WHITE_CD_M2: f64 = 203.0;

/// Light that is shown as full white; brighter is clipped. The nominal peak of HLG (BT.2100).
const PEAK_CD_M2: f64 = 1000.0;

/// Maps HDR code values to sRGB ones.
pub(super) struct ToneTable([u8; 256]);

impl ToneTable {
    pub(super) fn new(transfer: Transfer) -> Self {
        let entry = |code: usize| {
            let signal = code as f64 / 255.0;
            let light_cd_m2 = match transfer {
                Transfer::Pq => pq_light_cd_m2(signal),
                Transfer::Hlg => hlg_light_cd_m2(signal),
            };
            (255.0 * srgb(compressed(light_cd_m2))).round() as u8
        };
        Self(std::array::from_fn(entry))
    }

    pub(super) fn apply(&self, picture: &mut RgbImage) {
        for value in picture.iter_mut() {
            *value = self.0[usize::from(*value)];
        }
    }
}

/// SMPTE ST 2084, equation 4.1.
fn pq_light_cd_m2(signal: f64) -> f64 {
    const M1: f64 = 2610.0 / 16384.0;
    const M2: f64 = 2523.0 / 4096.0 * 128.0;
    const C1: f64 = 3424.0 / 4096.0;
    const C2: f64 = 2413.0 / 4096.0 * 32.0;
    const C3: f64 = 2392.0 / 4096.0 * 32.0;
    let power = signal.powf(1.0 / M2);
    10_000.0 * ((power - C1).max(0.0) / (C2 - C3 * power)).powf(1.0 / M1)
}

/// ITU-R BT.2100: inverse OETF of HLG, then the system gamma of 1.2 for a peak of 1000 cd/m².
fn hlg_light_cd_m2(signal: f64) -> f64 {
    const A: f64 = 0.178_832_77;
    const B: f64 = 0.284_668_92;
    const C: f64 = 0.559_910_73;
    let scene = match signal {
        s if s <= 0.5 => s * s / 3.0,
        s => (((s - C) / A).exp() + B) / 12.0,
    };
    PEAK_CD_M2 * scene.powf(1.2)
}

/// Reinhard's curve with a white point, 0 to 1.
///
/// # Source
/// Reinhard et al., ACM Trans. Graph. 2002;21:267, equation 4.
fn compressed(light_cd_m2: f64) -> f64 {
    let (light, peak) = (light_cd_m2 / WHITE_CD_M2, PEAK_CD_M2 / WHITE_CD_M2);
    (light * (1.0 + light / (peak * peak)) / (1.0 + light)).min(1.0)
}

/// IEC 61966-2-1.
fn srgb(linear: f64) -> f64 {
    if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_levels_are_met() {
        assert!((pq_light_cd_m2(1.0) - 10_000.0).abs() < 1.0);
        assert!((pq_light_cd_m2(0.58) - 203.0).abs() < 5.0, "BT.2408: 58 % PQ is diffuse white");
        assert!((hlg_light_cd_m2(0.75) - 203.0).abs() < 2.0, "BT.2408: 75 % HLG is diffuse white");
        assert!((hlg_light_cd_m2(1.0) - 1000.0).abs() < 1.0);
    }

    #[test]
    fn darker_stays_darker_and_white_is_bright() {
        for transfer in [Transfer::Pq, Transfer::Hlg] {
            let table = ToneTable::new(transfer).0;
            assert!(table.windows(2).all(|w| w[0] <= w[1]));
            assert_eq!((table[0], table[255]), (0, 255));
        }
        let white = ToneTable::new(Transfer::Hlg).0[191];
        assert!((180..240).contains(&white), "{white}");
    }
}
