//! Stage 8: everything that was found, as documents. Renders; writes nothing.

mod csv;

pub use csv::angles_csv;
