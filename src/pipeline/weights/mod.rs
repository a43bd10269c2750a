//! Weights of further models into the models folder, from a file or the web.

pub(crate) mod add;
mod archive;
mod copy;
mod download;

#[cfg(test)]
mod tests;
