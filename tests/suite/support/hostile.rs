//! Clips of every container and codec that is read, whole and damaged, made by the ffmpeg program.

use super::ffmpeg;
use super::person::Random;
use std::path::{Path, PathBuf};

/// File name, and how ffmpeg makes it.
const KINDS: [(&str, &[&str]); 22] = [
    ("h264.mp4", &["-c:v", "libx264", "-bf", "2"]),
    ("fragments.mp4", &["-c:v", "libx264", "-movflags", "frag_keyframe+empty_moov"]),
    ("mpeg4.mov", &["-c:v", "mpeg4"]),
    ("prores.mov", &["-c:v", "prores"]),
    ("hevc.mkv", &["-c:v", "libx265", "-x265-params", "log-level=none"]),
    ("ffv1.mkv", &["-c:v", "ffv1"]),
    ("vp8.webm", &["-c:v", "libvpx"]),
    ("vp9.webm", &["-c:v", "libvpx-vp9"]),
    ("av1.webm", &["-c:v", "libaom-av1", "-cpu-used", "8"]),
    ("mjpeg.avi", &["-c:v", "mjpeg"]),
    ("h264.ts", &["-c:v", "libx264"]),
    ("mpeg2.mpg", &["-c:v", "mpeg2video"]),
    ("h263.3gp", &["-c:v", "h263", "-s", "176x144"]),
    ("sorenson.flv", &["-c:v", "flv"]),
    ("wmv2.wmv", &["-c:v", "wmv2"]),
    ("theora.ogv", &["-c:v", "libtheora"]),
    ("turning.gif", &[]),
    ("raw.y4m", &["-pix_fmt", "yuv420p"]),
    ("bare.h264", &["-c:v", "libx264"]),
    ("bare.hevc", &["-c:v", "libx265", "-x265-params", "log-level=none"]),
    ("mpeg2.mxf", &["-c:v", "mpeg2video"]),
    ("dnxhd.mov", &["-c:v", "dnxhd", "-s", "1280x720", "-b:v", "110M", "-pix_fmt", "yuv422p"]),
];

/// The clips that this ffmpeg can make: 24 frames of 160×120 px.
pub(crate) fn whole(folder: &Path) -> Vec<PathBuf> {
    let make = |(name, how): &(&str, &[&str])| {
        let path = folder.join(name);
        let source = ["-f", "lavfi", "-i", "testsrc2=s=160x120:r=25:d=0.96"];
        let arguments = [&source[..], how, &[path.to_str().unwrap()]].concat();
        ffmpeg(&arguments).then_some(path)
    };
    KINDS.iter().filter_map(make).collect()
}

/// What is done to a file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Damage {
    /// It ends after so many twentieths.
    Cut(usize),
    /// Some bytes are others, by a seed.
    Flipped(u64),
    /// Its first bytes are zeros.
    Headless,
    /// It begins with the last half of itself.
    Turned,
}

impl Damage {
    pub(crate) fn all(cuts: usize, flips: u64) -> impl Iterator<Item = Self> {
        let cut = (0..cuts).map(move |i| Self::Cut(20 * i / cuts));
        cut.chain((0..flips).map(Self::Flipped)).chain([Self::Headless, Self::Turned])
    }

    pub(crate) fn done_to(self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        match self {
            Self::Cut(twentieths) => bytes.truncate(bytes.len() * twentieths / 20),
            Self::Flipped(seed) => {
                let mut random = Random(seed.wrapping_mul(7919));
                // half of them near the beginning, where headers are
                for i in 0..1 + seed % 16 {
                    let reach = if i % 2 == 0 { bytes.len().min(600) } else { bytes.len() };
                    let at = (random.unit() * reach as f64) as usize;
                    bytes[at] = (random.unit() * 256.0) as u8;
                }
            }
            Self::Headless => bytes.iter_mut().take(64).for_each(|byte| *byte = 0),
            Self::Turned => {
                let middle = bytes.len() / 2;
                bytes.rotate_left(middle);
            }
        }
        bytes
    }
}
