//! Rows whose columns are their fields: name, kind and meaning stand in one place.

use crate::study::cell::{Cell, Column};

/// A row of a table.
pub(crate) trait Row {
    /// Its columns, in order.
    fn columns() -> Vec<Column>;

    /// Its cells, in the same order.
    fn cells(self) -> Vec<Cell>;
}

/// The type of the cells of a kind; all but texts that are always there may be missing.
macro_rules! cell_type {
    (Text) => { Option<String> };
    (Number) => { Option<f64> };
    (Count) => { Option<usize> };
    (Flag) => { Option<bool> };
}

/// A row: each field is a column of that name, and what stands above it is its meaning in the data dictionary.
macro_rules! row {
    ($(#[doc = $about:literal])* $row:ident { $($(#[doc = $what:literal])+ $field:ident: $kind:ident,)+ }) => {
        $(#[doc = $about])*
        #[derive(Default)]
        pub(crate) struct $row {
            $($(#[doc = $what])+ pub(crate) $field: $crate::study::row::cell_type!($kind),)+
        }

        impl $crate::study::row::Row for $row {
            fn columns() -> Vec<$crate::study::cell::Column> {
                vec![$($crate::study::cell::Column {
                    name: stringify!($field).to_owned(),
                    kind: $crate::study::cell::Kind::$kind,
                    what: concat!($($what),+).trim().to_owned(),
                }),+]
            }

            fn cells(self) -> Vec<$crate::study::cell::Cell> {
                vec![$(self.$field.into()),+]
            }
        }
    };
}

pub(crate) use {cell_type, row};
