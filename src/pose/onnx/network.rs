//! One network in one session of ONNX Runtime.

use crate::error::PoseError;
use crate::pose::network::{Network, Outputs};
use crate::pose::onnx::runtime::Runtime;
use crate::pose::spec::NetworkSpec;
use ndarray::{ArrayD, ArrayView4};
use ort::ep::ExecutionProviderDispatch;
use ort::session::Session;
use ort::value::{TensorElementType, TensorRef, ValueType};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// One network in one session; its copies share the session.
#[derive(Clone)]
pub(super) struct OnnxNetwork {
    session: Arc<Mutex<Session>>,
    /// Name of the input.
    input: String,
    /// What is read of the answer.
    spec: NetworkSpec,
}

impl OnnxNetwork {
    /// Loads a network; its session computes on the CPU where no provider is to be registered.
    ///
    /// # Deviations from the default
    /// One thread a session: two spin and collapse when a core is busy, so workers run side by side
    /// instead, and a sum inside a network never depends on the number of threads.
    ///
    /// # Errors
    /// When the runtime refuses the weights or a provider, or the network is not as described.
    pub(super) fn load(
        runtime: &Runtime,
        path: &Path,
        spec: &NetworkSpec,
        providers: &[ExecutionProviderDispatch],
    ) -> Result<Self, PoseError> {
        let session = open(runtime, path, providers).map_err(|e| PoseError::Load {
            path: path.into(),
            runtime: runtime.path().into(),
            why: e.to_string(),
        })?;
        let input = input_name(&session, spec)?;
        for (name, shape) in &spec.outputs {
            check_output(&session, spec, name, shape)?;
        }
        Ok(Self { session: Arc::new(Mutex::new(session)), input, spec: spec.clone() })
    }
}

/// Makes the session of a network.
fn open(
    runtime: &Runtime,
    path: &Path,
    providers: &[ExecutionProviderDispatch],
) -> ort::Result<Session> {
    let mut builder = Session::builder(&runtime.environment)?.with_intra_threads(1)?;
    if !providers.is_empty() {
        builder = builder.with_deterministic_compute(true)?.with_execution_providers(providers)?;
    }
    builder.commit_from_file(path)
}

/// The name of the only input, if it has the described shape.
fn input_name(session: &Session, spec: &NetworkSpec) -> Result<String, PoseError> {
    let [input] = session.inputs() else {
        return Err(
            spec.unusable(format!("it has {} inputs instead of one", session.inputs().len()))
        );
    };
    match tensor_shape(input.dtype()) {
        Some(shape) if fits(shape, &spec.input) => Ok(input.name().to_owned()),
        _ => Err(spec.unusable(differs("input", input.name(), input.dtype(), &spec.input))),
    }
}

/// Checks that an output is there and may have the described shape.
fn check_output(
    session: &Session,
    spec: &NetworkSpec,
    name: &str,
    described: &[usize],
) -> Result<(), PoseError> {
    let Some(output) = session.outputs().iter().find(|o| o.name() == name) else {
        let names: Vec<&str> = session.outputs().iter().map(|o| o.name()).collect();
        let why = format!("it has no output {name:?}; there are {}", names.join(", "));
        return Err(spec.unusable(why));
    };
    match tensor_shape(output.dtype()) {
        Some(shape) if fits(shape, described) => Ok(()),
        _ => Err(spec.unusable(differs("output", name, output.dtype(), described))),
    }
}

/// The shape of a tensor of 32-bit numbers.
fn tensor_shape(kind: &ValueType) -> Option<&[i64]> {
    match kind {
        ValueType::Tensor { ty: TensorElementType::Float32, shape, .. } => Some(shape),
        _ => None,
    }
}

/// Whether a network's shape is the described one, as far as both say it: the network's open lengths are below zero, the
/// described ones are zero. A network that says nothing of a shape has an empty one.
fn fits(shape: &[i64], described: &[usize]) -> bool {
    let is_same = |(&own, &described): (&i64, &usize)| {
        own < 0 || described == 0 || usize::try_from(own) == Ok(described)
    };
    shape.is_empty() || (shape.len() == described.len() && shape.iter().zip(described).all(is_same))
}

fn differs(what: &str, name: &str, found: &ValueType, described: &[usize]) -> String {
    let found = match tensor_shape(found) {
        Some(shape) => format!("of shape {shape:?}"),
        None => "not of 32-bit numbers".to_owned(),
    };
    format!("its {what} {name:?} is {found}, described as 32-bit numbers of shape {described:?}")
}

/// Whether all values are numbers. Without a way out of the loop, the compiler looks at many at a time.
fn is_all_finite(array: &ArrayD<f32>) -> bool {
    let values = array.as_slice().unwrap_or_default();
    values.iter().fold(true, |all, value| all & value.is_finite())
}

impl Network for OnnxNetwork {
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, PoseError> {
        let failed = |e: ort::Error| PoseError::Run { why: e.to_string() };
        let tensor = TensorRef::from_array_view(input).map_err(failed)?;
        // a session that was left by a panic is whole: it is only borrowed while it runs
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = session.run(ort::inputs![self.input.as_str() => tensor]).map_err(failed)?;
        let mut outputs = Outputs::default();
        for (name, described) in &self.spec.outputs {
            let array: ArrayD<f32> =
                answer[name.as_str()].try_extract_array::<f32>().map_err(failed)?.to_owned();
            let is_same = |(&found, &length): (&usize, &usize)| length == 0 || found == length;
            let shape = array.shape();
            if shape.len() != described.len() || !shape.iter().zip(described).all(is_same) {
                let why =
                    format!("its output {name:?} has shape {shape:?}, described as {described:?}");
                return Err(self.spec.unusable(why));
            }
            if !is_all_finite(&array) {
                let why = format!("its output {name:?} holds values that are no numbers");
                return Err(self.spec.unusable(why));
            }
            outputs.0.push((name.clone(), array));
        }
        Ok(outputs)
    }
}
