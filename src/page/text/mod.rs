//! What measures, angles, findings and causes are called.

pub(super) mod finding_words;
pub(super) mod labels;
pub(super) mod patient;
pub(super) mod texts;

#[cfg(test)]
mod tests;
