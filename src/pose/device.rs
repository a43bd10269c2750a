//! On which device the networks are computed, and how that is decided.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use strum::{Display, IntoStaticStr};

/// What computes the networks: an execution provider of ONNX Runtime.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Display, IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Device {
    /// The processor.
    Cpu,
    /// An NVIDIA GPU, through CUDA.
    Cuda,
    /// An NVIDIA GPU, through TensorRT.
    TensorRt,
    /// An Apple GPU, through Core ML.
    CoreMl,
    /// A GPU under Windows, through DirectML.
    DirectMl,
    /// An Intel GPU or CPU, through OpenVINO.
    OpenVino,
}

impl Device {
    /// The accelerators in the order in which they are tried.
    ///
    /// TensorRT comes after CUDA: it takes minutes to start, and chooses its kernels by timing them, so that two runs may
    /// differ in their last digits.
    pub const ACCELERATORS: [Self; 5] =
        [Self::Cuda, Self::TensorRt, Self::CoreMl, Self::DirectMl, Self::OpenVino];

    /// Its name in lower case, which is also that of the Cargo feature that builds it in.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The device that a user asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AskedDevice {
    /// The first accelerator that starts, else the CPU.
    #[default]
    Auto,
    /// This one.
    Only(Device),
}

/// Why the CPU computes what another device was asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallback {
    /// The device that was asked for.
    pub asked: Device,
    /// What prevents it.
    pub reason: FallbackReason,
}

/// What prevents a device from being used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FallbackReason {
    /// The program was built without it.
    NotInBuild,
    /// The ONNX Runtime library was built without it.
    NotInLibrary {
        /// The library.
        library: PathBuf,
    },
    /// It cannot load or run the networks.
    DoesNotStart {
        /// ONNX Runtime's words, in one line.
        why: String,
    },
}

/// Which devices there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Offer {
    /// The accelerators that this program was built with.
    pub(crate) build: Vec<Device>,
    /// The accelerators that the library was built with.
    pub(crate) library: Vec<Device>,
    /// The library.
    pub(crate) library_path: PathBuf,
}

/// The device that was chosen.
#[derive(Debug)]
pub(crate) struct Choice<T> {
    pub(crate) device: Device,
    /// What starting it gave; `None` for the CPU, which needs no start.
    pub(crate) started: Option<T>,
    /// Said once where another device was asked for.
    pub(crate) fallback: Option<Fallback>,
}

/// The accelerators that may be tried, of those that the program was built with, in their order.
pub(crate) fn wanted(asked: AskedDevice, build: &[Device]) -> Vec<Device> {
    let is_asked = |device: &Device| match asked {
        AskedDevice::Auto => true,
        AskedDevice::Only(only) => *device == only,
    };
    Device::ACCELERATORS.into_iter().filter(|d| is_asked(d) && build.contains(d)).collect()
}

/// Takes the first device that is wanted, that the library has, and that starts; else the CPU.
pub(crate) fn choose<T>(
    asked: AskedDevice,
    offer: &Offer,
    mut start: impl FnMut(Device) -> Result<T, String>,
) -> Choice<T> {
    let mut failed = None;
    for device in wanted(asked, &offer.build) {
        if offer.library.contains(&device) {
            match start(device) {
                Ok(started) => return Choice { device, started: Some(started), fallback: None },
                Err(why) => failed = Some(why),
            }
        }
    }
    Choice { device: Device::Cpu, started: None, fallback: fallback(asked, offer, failed) }
}

/// Why the CPU is taken. Whoever left the choice to the program, or asked for the CPU, needs no reason.
fn fallback(asked: AskedDevice, offer: &Offer, failed: Option<String>) -> Option<Fallback> {
    let AskedDevice::Only(asked) = asked else { return None };
    let reason = match failed {
        _ if asked == Device::Cpu => return None,
        _ if !offer.build.contains(&asked) => FallbackReason::NotInBuild,
        None => FallbackReason::NotInLibrary { library: offer.library_path.clone() },
        Some(why) => FallbackReason::DoesNotStart { why: one_line(&why) },
    };
    Some(Fallback { asked, reason })
}

/// ONNX Runtime explains itself in several lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use Device::{Cpu, Cuda, OpenVino, TensorRt};

    fn offer(build: &[Device], library: &[Device]) -> Offer {
        Offer {
            build: build.to_vec(),
            library: library.to_vec(),
            library_path: "runtime.so".into(),
        }
    }

    /// What is chosen where some devices start, why, and which were tried.
    fn chosen(
        asked: AskedDevice,
        offer: &Offer,
        starts: &[Device],
    ) -> (Device, Option<FallbackReason>, Vec<Device>) {
        let mut tried = Vec::new();
        let choice = choose(asked, offer, |device| {
            tried.push(device);
            let fails = || format!("no driver\n  for {device}");
            if starts.contains(&device) { Ok(device) } else { Err(fails()) }
        });
        assert_eq!(choice.started, (choice.device != Cpu).then_some(choice.device));
        let of_asked = |f: &Fallback| asked == AskedDevice::Only(f.asked);
        assert!(choice.fallback.iter().all(of_asked), "{choice:?}");
        (choice.device, choice.fallback.map(|f| f.reason), tried)
    }

    #[test]
    fn auto_takes_the_first_device_that_starts_and_says_nothing_of_the_others() {
        let all = offer(&Device::ACCELERATORS, &[OpenVino, TensorRt, Cuda]);
        let auto = |offer: &Offer, starts: &[Device]| chosen(AskedDevice::Auto, offer, starts);
        assert_eq!(auto(&all, &[OpenVino, TensorRt, Cuda]), (Cuda, None, vec![Cuda]));
        let tried = vec![Cuda, TensorRt, OpenVino];
        assert_eq!(auto(&all, &[OpenVino]), (OpenVino, None, tried.clone()));
        assert_eq!(auto(&all, &[]), (Cpu, None, tried));
        assert_eq!(auto(&offer(&[OpenVino], &[Cuda]), &[Cuda, OpenVino]), (Cpu, None, vec![]));
        assert_eq!(auto(&offer(&[], &[Cuda]), &[Cuda]), (Cpu, None, vec![]));
    }

    #[test]
    fn a_device_that_is_asked_for_is_the_only_one_that_is_tried() {
        let both = offer(&[Cuda, OpenVino], &[Cuda, OpenVino]);
        let only = |device, starts: &[Device]| chosen(AskedDevice::Only(device), &both, starts);
        assert_eq!(only(OpenVino, &[Cuda, OpenVino]), (OpenVino, None, vec![OpenVino]));
        assert_eq!(only(Cpu, &[Cuda, OpenVino]), (Cpu, None, vec![]));
    }

    #[test]
    fn what_prevents_a_device_is_named() {
        let only = |offer: Offer| chosen(AskedDevice::Only(Cuda), &offer, &[OpenVino]);
        let (device, reason, tried) = only(offer(&[OpenVino], &[Cuda, OpenVino]));
        assert_eq!((device, reason, tried), (Cpu, Some(FallbackReason::NotInBuild), vec![]));
        let (device, reason, tried) = only(offer(&[Cuda, OpenVino], &[OpenVino]));
        let missing = FallbackReason::NotInLibrary { library: "runtime.so".into() };
        assert_eq!((device, reason, tried), (Cpu, Some(missing), vec![]));
        let (device, reason, tried) = only(offer(&[Cuda, OpenVino], &[Cuda, OpenVino]));
        let fails = FallbackReason::DoesNotStart { why: "no driver for cuda".to_owned() };
        assert_eq!((device, reason, tried), (Cpu, Some(fails), vec![Cuda]));
    }

    #[test]
    fn a_name_is_written_and_read_in_lower_case() {
        for device in Device::ACCELERATORS.into_iter().chain([Cpu]) {
            let written = serde_json::to_string(&device).unwrap();
            assert_eq!(written, format!("\"{}\"", device.name()));
            assert_eq!(serde_json::from_str::<Device>(&written).unwrap(), device);
            assert!(device.name().chars().all(|c| c.is_ascii_lowercase()));
        }
    }
}
