//! Models of further families, whose inputs and outputs are described in `models/*.toml`.

mod body;
mod boxes;
pub(crate) mod one_stage;
pub(crate) mod top_down;
mod window;

#[cfg(test)]
mod tests;
