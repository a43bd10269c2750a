//! What the cells of a table hold.

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Whole numbers.
    Count,
    /// True or false.
    Flag,
}

impl Kind {
    /// Its name in the data dictionary.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Count => "whole number",
            Self::Flag => "true or false",
        }
    }
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, with the unit at the end.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
    /// What it is.
    pub what: String,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Not known, not measured or not meant.
    Missing,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A whole number.
    Count(i64),
    /// True or false.
    Flag(bool),
}

impl Cell {
    /// As it stands in a CSV file; empty where it is missing.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Cell {
    /// What is no number is missing.
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Number(number) } else { Self::Missing }
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Missing, Self::Count)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}
