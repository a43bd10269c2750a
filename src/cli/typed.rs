//! Choices with a name each, as they are typed and what is meant by them.

use super::say::Say;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use gaitline::export::ExportFormat;
use gaitline::findings::Sex;
use gaitline::gait::{Ground, Task};
use gaitline::motion::View;
use gaitline::options::{Audience, Preset};
use gaitline::page::Language;
use gaitline::pipeline::Paper;
use gaitline::track::{AskedPerson, PlaceInClip};
use gaitline::{AskedDevice, Device};
use serde::Deserialize;
use std::str::FromStr;
use std::sync::LazyLock;

/// `--audience`.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TypedAudience {
    /// A therapist or doctor
    Professional,
    /// The person who was filmed
    Patient,
    /// A researcher: everything
    Researcher,
}

/// `--language`: the code of any language that the catalogue has a folder of.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct TypedLanguage(Language);

/// `--export`.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TypedExport {
    /// Marker trajectories for OpenSim and Pose2Sim
    Trc,
    /// Joint coordinates of an OpenSim model
    Mot,
    /// Marker trajectories with events
    C3d,
    /// A workbook with a sheet of values for each gait cycle
    Xlsx,
}

/// `--size`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct TypedSize([u32; 2]);

/// `--person`: a number, or a place and a time.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "NumberOrText")]
pub(crate) struct TypedPerson(AskedPerson);

/// In a file of options a number needs no quotes.
#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrText {
    Number(u32),
    Text(String),
}

/// No picture has a longer side.
const MOST_PX: u32 = 16_384;

/// `--preset`.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TypedPreset {
    /// blazepose-full: about three times as fast, angles and times less exact
    Quick,
    /// blazepose-heavy (default)
    Standard,
    /// blazepose-heavy, looking twice at each frame: half as fast
    Best,
}

impl TypedPreset {
    pub(crate) fn meant(self) -> Preset {
        match self {
            Self::Quick => Preset::Quick,
            Self::Standard => Preset::Standard,
            Self::Best => Preset::Best,
        }
    }
}

/// `--sex`.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TypedSex {
    /// Limits and norms of women
    Female,
    /// Limits and norms of men
    Male,
}

/// `--view`.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TypedView {
    /// From the subject's left
    Left,
    /// From the subject's right
    Right,
    /// Walking toward the camera
    Front,
    /// Walking away from the camera
    Rear,
}

/// `--task`.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TypedTask {
    /// Level ground or treadmill
    Walking,
    /// Walking down stairs
    StairDescent,
    /// Walking up stairs
    StairAscent,
    /// One foot stays on a step, the other taps the floor
    StepDown,
    /// Running: no walking measures are reported
    Running,
    /// Quiet standing on both feet
    Standing,
}

/// `--camera`.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TypedCamera {
    /// Still camera, the person walks over the floor
    Still,
    /// The ground moves through the picture: following camera or treadmill
    Moving,
}

/// `--device`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
#[value(rename_all = "lowercase")]
pub(crate) enum TypedDevice {
    /// The first accelerator that starts, else the CPU
    Auto,
    /// The processor, on every machine
    Cpu,
    /// NVIDIA GPU (CUDA)
    Cuda,
    /// NVIDIA GPU (TensorRT); each start takes minutes
    TensorRt,
    /// Apple GPU (Core ML)
    CoreMl,
    /// GPU under Windows (DirectML)
    DirectMl,
    /// Intel GPU or CPU (OpenVINO)
    OpenVino,
}

/// `--pdf`.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TypedPaper {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

impl TypedDevice {
    pub(crate) fn meant(self) -> AskedDevice {
        AskedDevice::Only(match self {
            Self::Auto => return AskedDevice::Auto,
            Self::Cpu => Device::Cpu,
            Self::Cuda => Device::Cuda,
            Self::TensorRt => Device::TensorRt,
            Self::CoreMl => Device::CoreMl,
            Self::DirectMl => Device::DirectMl,
            Self::OpenVino => Device::OpenVino,
        })
    }
}

impl TypedPaper {
    pub(crate) fn meant(self) -> Paper {
        match self {
            Self::A4 => Paper::A4,
            Self::Letter => Paper::Letter,
        }
    }
}

impl TypedAudience {
    pub(crate) fn meant(self) -> Audience {
        match self {
            Self::Professional => Audience::Professional,
            Self::Patient => Audience::Patient,
            Self::Researcher => Audience::Researcher,
        }
    }
}

impl TypedExport {
    pub(crate) fn meant(self) -> ExportFormat {
        match self {
            Self::Trc => ExportFormat::Trc,
            Self::Mot => ExportFormat::Mot,
            Self::C3d => ExportFormat::C3d,
            Self::Xlsx => ExportFormat::Xlsx,
        }
    }
}

impl TypedLanguage {
    pub(crate) fn meant(self) -> Language {
        self.0
    }
}

impl ValueEnum for TypedLanguage {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<TypedLanguage>> =
            LazyLock::new(|| Language::all().into_iter().map(TypedLanguage).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.code()))
    }
}

impl TryFrom<String> for TypedLanguage {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        let codes: Vec<&str> = Language::all().into_iter().map(Language::code).collect();
        let known =
            format!("{code} is no language of the patient's sheet; there are {}", codes.join(", "));
        Language::of_code(&code).map(Self).ok_or(known)
    }
}

impl TypedSize {
    pub(crate) fn meant(self) -> [u32; 2] {
        self.0
    }
}

impl FromStr for TypedSize {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let sides = typed.split_once(['x', 'X', '×']);
        let side = |text: &str| text.trim().parse().ok().filter(|px| (1..=MOST_PX).contains(px));
        let sides = sides.and_then(|(width, height)| Some([side(width)?, side(height)?]));
        sides.map(Self).ok_or_else(|| Say::SizeForm.text().to_owned())
    }
}

impl TypedPerson {
    pub(crate) fn meant(self) -> AskedPerson {
        self.0
    }
}

impl FromStr for TypedPerson {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let number = || typed.trim().parse().ok().map(AskedPerson::Number);
        let asked = match typed.split_once('@') {
            Some((place, time_s)) => place_in_clip(place, time_s).map(AskedPerson::At),
            None => number(),
        };
        asked.map(Self).ok_or_else(|| Say::PersonForm.text().to_owned())
    }
}

fn place_in_clip(place: &str, time_s: &str) -> Option<PlaceInClip> {
    let (x, y) = place.split_once(',')?;
    let number = |text: &str| text.trim().parse().ok();
    Some(PlaceInClip { time_s: number(time_s)?, x_px: number(x)?, y_px: number(y)? })
}

impl TryFrom<NumberOrText> for TypedPerson {
    type Error = String;

    fn try_from(typed: NumberOrText) -> Result<Self, String> {
        match typed {
            NumberOrText::Number(number) => Ok(Self(AskedPerson::Number(number))),
            NumberOrText::Text(text) => text.parse(),
        }
    }
}

impl TryFrom<String> for TypedSize {
    type Error = String;

    fn try_from(typed: String) -> Result<Self, String> {
        typed.parse()
    }
}

impl TypedSex {
    pub(crate) fn meant(self) -> Sex {
        match self {
            Self::Female => Sex::Female,
            Self::Male => Sex::Male,
        }
    }
}

impl TypedView {
    pub(crate) fn meant(self) -> View {
        match self {
            Self::Left => View::LeftSide,
            Self::Right => View::RightSide,
            Self::Front => View::Front,
            Self::Rear => View::Rear,
        }
    }
}

impl TypedTask {
    pub(crate) fn meant(self) -> Task {
        match self {
            Self::Walking => Task::Walking,
            Self::StairDescent => Task::StairDescent,
            Self::StairAscent => Task::StairAscent,
            Self::StepDown => Task::StepDown,
            Self::Running => Task::Running,
            Self::Standing => Task::Standing,
        }
    }
}

impl TypedCamera {
    pub(crate) fn meant(self) -> Ground {
        match self {
            Self::Still => Ground::Still,
            Self::Moving => Ground::Moving,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_a_number_or_a_place_and_a_time() {
        let meant = |typed: &str| typed.parse().map(TypedPerson::meant);
        assert_eq!(meant(" 2 "), Ok(AskedPerson::Number(2)));
        let place = PlaceInClip { time_s: 2.5, x_px: 640.0, y_px: 360.0 };
        assert_eq!(meant("640,360@2.5"), Ok(AskedPerson::At(place)));
        for wrong in ["", "-1", "2.5", "640,360", "640@2.5", "640,360@", "a,b@c"] {
            assert!(meant(wrong).is_err(), "{wrong}");
        }
    }
}
