//! ONNX Runtime behind the [`Network`](crate::pose::network::Network) seam. This folder alone names `ort`.

pub(super) mod accelerated;
mod network;
pub(super) mod providers;
pub(super) mod runtime;
pub(super) mod session;
