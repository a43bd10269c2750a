//! From a network's raw output to a probability.

/// The logistic function: the networks give logits.
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
