//! The networks of a model on an accelerator.

use crate::error::PoseError;
use crate::pose::device::{AskedDevice, Device};
use crate::pose::network::{Network as _, Role};
use crate::pose::onnx::network::OnnxNetwork;
use crate::pose::onnx::providers::{Registered, ways_of};
use crate::pose::onnx::runtime::Runtime;
use crate::pose::spec::NetworkSpec;
use crate::pose::store::VerifiedModel;
use ndarray::Array4;

/// The networks of a model in sessions of an accelerator, which all workers share.
///
/// One session a network: an accelerator has one queue, its memory holds the weights once, and TensorRT builds its engine
/// once. Two builds may differ in their last digits, so a result would depend on which worker had which frame.
pub struct Accelerated {
    networks: Vec<(Role, OnnxNetwork)>,
}

impl Accelerated {
    /// Loads the networks on a device, and runs each once: drivers fail there, too. What was asked for says which hardware may
    /// be taken.
    ///
    /// # Errors
    /// When the device cannot compute them; in the words of ONNX Runtime.
    pub fn start(
        runtime: &Runtime,
        model: &VerifiedModel,
        device: Device,
        asked: AskedDevice,
    ) -> Result<Self, String> {
        let mut failed = format!("{device} is not in this build");
        for providers in ways_of(device, asked) {
            match runtime.quietly(|| Self::load(runtime, model, &providers)) {
                Ok(accelerated) => return Ok(accelerated),
                Err(PoseError::Load { why, .. } | PoseError::Run { why }) => {
                    failed = without_code_location(&why)
                }
                Err(other) => failed = other.to_string(),
            }
        }
        Err(failed)
    }

    fn load(
        runtime: &Runtime,
        model: &VerifiedModel,
        providers: &Registered,
    ) -> Result<Self, PoseError> {
        let load = |(role, spec): (Role, &NetworkSpec)| {
            let path = model.weights_of(role, spec)?;
            let mut network = OnnxNetwork::load(runtime, path, spec, providers)?;
            network.run(Array4::zeros(spec.input).view())?;
            Ok((role, network))
        };
        let networks = model.spec.networks().into_iter().map(load);
        Ok(Self { networks: networks.collect::<Result<_, PoseError>>()? })
    }

    /// A network for one more worker.
    pub(super) fn network(&self, role: Role, spec: &NetworkSpec) -> Result<OnnxNetwork, PoseError> {
        let found = self.networks.iter().find(|(of, _)| *of == role);
        let (_, network) = found.ok_or_else(|| spec.unusable("it was not loaded"))?;
        Ok(network.clone())
    }
}

/// ONNX Runtime puts file, line and function of its own code before what happened.
fn without_code_location(why: &str) -> String {
    const BEFORE: &str = "[ONNXRuntimeError] : ";
    why.rsplit_once(BEFORE).map_or(why, |(_, what)| what).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_kept_and_where_in_the_library_is_not() {
        let why = "/onnx/bridge.cc:1 f() [ONNXRuntimeError] : 1 : FAIL : libcublas.so: not found";
        assert_eq!(without_code_location(why), "1 : FAIL : libcublas.so: not found");
        assert_eq!(without_code_location("no device"), "no device");
    }
}
