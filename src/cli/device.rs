//! What is said of the devices that compute the networks.

use super::say::Say;
use gaitline::{Device, Fallback, FallbackReason, devices_in_build};

/// One line: what was asked for, why the CPU computes it, and what to do.
pub(crate) fn fallback_line(fallback: &Fallback) -> String {
    let device = fallback.asked.name();
    match &fallback.reason {
        FallbackReason::NotInBuild => Say::DeviceNotInBuild.filled(&[("device", device)]),
        FallbackReason::NotInLibrary { library } => {
            let library = library.display().to_string();
            Say::DeviceNotInLibrary.filled(&[("device", device), ("library", &library)])
        }
        FallbackReason::DoesNotStart { why } => {
            Say::DeviceDoesNotStart.filled(&[("device", device), ("why", why)])
        }
    }
}

/// Which devices this build and the library have, in the order in which `--device auto` tries them. Without a library, only
/// the build is known.
pub(crate) fn device_lines(library: Option<&[Device]>) -> Vec<String> {
    let build = devices_in_build();
    let state = |device: Device| match library {
        _ if !build.contains(&device) => Say::DeviceOfOtherBuilds,
        None => Say::DeviceInBuild,
        Some(library) if library.contains(&device) => Say::DeviceInBoth,
        Some(_) => Say::DeviceOfOtherLibraries,
    };
    let line = |device: Device| {
        let name = format!("{:<8}", device.name());
        state(device).filled(&[("name", &name), ("device", device.name())])
    };
    let accelerators = Device::ACCELERATORS.into_iter().map(line);
    let cpu = Say::DeviceCpu.filled(&[("name", &format!("{:<8}", Device::Cpu.name()))]);
    std::iter::once(Say::Devices.text().to_owned()).chain(accelerators).chain([cpu]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fallback_is_one_line_that_says_what_why_and_what_to_do() {
        let reasons = [
            (FallbackReason::NotInBuild, ["Cargo feature cuda", "was built without"]),
            (
                FallbackReason::NotInLibrary { library: "lib/onnx.so".into() },
                ["lib/onnx.so", "--onnxruntime"],
            ),
            (
                FallbackReason::DoesNotStart { why: "libcudart.so: not found".to_owned() },
                ["libcudart.so: not found", "driver"],
            ),
        ];
        for (reason, parts) in reasons {
            let line = fallback_line(&Fallback { asked: Device::Cuda, reason });
            assert!(line.starts_with("warning: --device cuda") && !line.contains('\n'), "{line}");
            assert!(line.contains("the CPU is used") && !line.contains('{'), "{line}");
            assert!(parts.iter().all(|part| line.contains(part)), "{line}");
        }
    }

    #[test]
    fn every_device_has_its_line_and_the_cpu_comes_last() {
        for library in [None, Some([].as_slice()), Some(&Device::ACCELERATORS)] {
            let lines = device_lines(library);
            let names: Vec<&str> =
                lines[1..].iter().filter_map(|l| l.split_whitespace().next()).collect();
            assert_eq!(names, ["cuda", "tensorrt", "coreml", "directml", "openvino", "cpu"]);
        }
    }

    #[test]
    fn a_device_is_ready_where_build_and_library_have_it() {
        for device in devices_in_build() {
            let said = |library| {
                let of_device = |l: &String| l.trim_start().starts_with(device.name());
                device_lines(library).into_iter().find(of_device).unwrap()
            };
            let all = [said(None), said(Some(&[])), said(Some(&[device]))];
            assert!(all[0] != all[1] && all[1] != all[2] && all[1].contains("library"), "{all:?}");
        }
        let other = |d: &Device| !devices_in_build().contains(d);
        for device in Device::ACCELERATORS.into_iter().filter(other) {
            let feature = format!("Cargo feature {device}");
            assert!(device_lines(Some(&Device::ACCELERATORS)).iter().any(|l| l.contains(&feature)));
        }
    }
}
