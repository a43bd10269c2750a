//! The execution providers that this program was built with.

use crate::pose::device::{AskedDevice, Device};
use ort::ep::ExecutionProviderDispatch;
#[cfg(any(
    feature = "cuda",
    feature = "tensorrt",
    feature = "coreml",
    feature = "directml",
    feature = "openvino"
))]
use ort::ep::{self, ExecutionProvider as _};

/// The providers of one session, the first of them for the device and others for what it cannot compute.
pub(super) type Registered = Vec<ExecutionProviderDispatch>;

/// A device as ONNX Runtime has it.
struct Provider {
    device: Device,
    /// Whether the loaded library was built with it.
    is_offered: fn() -> ort::Result<bool>,
    /// In which ways it can be used: by hardware that is faster than the CPU, then by any other.
    ways: &'static [fn() -> Registered],
}

/// All of them.
///
/// # Deviations from the defaults
/// Each is set to 32-bit arithmetic, and to kernels that are not chosen by timing them, as far as it can be: a result should
/// agree with that of the CPU, and with that of the next run.
const PROVIDERS: &[Provider] = &[
    #[cfg(feature = "cuda")]
    Provider { device: Device::Cuda, is_offered: ep::CUDA::is_available, ways: &[cuda] },
    #[cfg(feature = "tensorrt")]
    Provider {
        device: Device::TensorRt,
        is_offered: ep::TensorRT::is_available,
        ways: &[tensorrt],
    },
    #[cfg(feature = "coreml")]
    Provider { device: Device::CoreMl, is_offered: ep::CoreML::is_available, ways: &[coreml] },
    #[cfg(feature = "directml")]
    Provider {
        device: Device::DirectMl,
        is_offered: ep::DirectML::is_available,
        ways: &[directml],
    },
    #[cfg(feature = "openvino")]
    Provider {
        device: Device::OpenVino,
        is_offered: ep::OpenVINO::is_available,
        ways: &[|| openvino("GPU"), || openvino("CPU")],
    },
];

/// The accelerators that this program was built with.
#[must_use]
pub fn devices_in_build() -> Vec<Device> {
    PROVIDERS.iter().map(|p| p.device).collect()
}

/// Those of them that the library was built with, too. A library must be loaded.
pub(super) fn devices_in_library() -> Vec<Device> {
    let is_offered = |p: &&Provider| (p.is_offered)().unwrap_or(false);
    PROVIDERS.iter().filter(is_offered).map(|p| p.device).collect()
}

/// In which ways a device can be used, the faster one first; none for the CPU.
///
/// Left to itself (`auto`) the program takes hardware that is faster than the CPU only: OpenVINO on a processor took longer
/// than ONNX Runtime itself.
pub(super) fn ways_of(device: Device, asked: AskedDevice) -> impl Iterator<Item = Registered> {
    let most = if asked == AskedDevice::Auto { 1 } else { usize::MAX };
    let own = PROVIDERS.iter().filter(move |p| p.device == device);
    own.flat_map(move |p| p.ways.iter().take(most)).map(|way| way())
}

/// TensorFloat-32 would round to 10 bits. The exhaustive search times all kernels of a convolution in each session.
#[cfg(feature = "cuda")]
fn cuda() -> Registered {
    let search = ep::cuda::ConvAlgorithmSearch::Heuristic;
    let cuda = ep::CUDA::default().with_conv_algorithm_search(search).with_tf32(false);
    vec![cuda.build().error_on_failure()]
}

/// What TensorRT cannot compute goes to CUDA, where that is built in. It has no option against TensorFloat-32 here; NVIDIA's
/// variable `NVIDIA_TF32_OVERRIDE=0` is one.
#[cfg(feature = "tensorrt")]
fn tensorrt() -> Registered {
    let tensorrt = ep::TensorRT::default().with_fp16(false).with_bf16(false).with_int8(false);
    #[cfg_attr(not(feature = "cuda"), allow(unused_mut))]
    let mut all = vec![tensorrt.build().error_on_failure()];
    #[cfg(feature = "cuda")]
    all.extend(cuda());
    all
}

/// An ML program keeps to 32 bits where its numbers have them; the older format of networks may compute in 16.
#[cfg(feature = "coreml")]
fn coreml() -> Registered {
    let format = ep::coreml::ModelFormat::MLProgram;
    let coreml = ep::CoreML::default().with_model_format(format).with_static_input_shapes(true);
    vec![coreml.build().error_on_failure()]
}

#[cfg(feature = "directml")]
fn directml() -> Registered {
    vec![ep::DirectML::default().build().error_on_failure()]
}

/// Graphics processors would compute in 16 bits, and some processors in bfloat16.
#[cfg(feature = "openvino")]
fn openvino(hardware: &str) -> Registered {
    let openvino = ep::OpenVINO::default().with_device_type(hardware).with_precision("ACCURACY");
    vec![openvino.build().error_on_failure()]
}
