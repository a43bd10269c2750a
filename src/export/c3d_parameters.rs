//! The parameter section of a `.c3d`: groups of named values.
//!
//! # Source
//! The C3D File Format, a technical user guide (c3d.org), Intel byte order.

/// Groups and parameters as bytes, in the order in which they were added.
pub(super) struct Parameters {
    bytes: Vec<u8>,
    group: u8,
}

/// What a parameter's values are.
#[derive(Clone, Copy)]
enum Type {
    Char = -1,
    Integer = 2,
    Real = 4,
}

/// A section consists of blocks of so many bytes.
pub(super) const BLOCK: usize = 512;

/// A dimension is a byte: a parameter has at most so many values in a row.
pub(super) const MOST_VALUES: usize = 255;

impl Parameters {
    pub(super) fn new() -> Self {
        // the number of blocks is known at the end; 84: Intel
        Self { bytes: vec![1, 80, 0, 84], group: 0 }
    }

    /// Begins a group; what is added next belongs to it.
    pub(super) fn group(&mut self, name: &str) {
        self.group += 1;
        self.name(name, self.group.wrapping_neg());
        self.bytes.extend(3_u16.to_le_bytes()); // to the next item: these two bytes and the next one
        self.bytes.push(0); // no description
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        let text = ascii(text);
        self.add(name, Type::Char, &[text.len()], &text);
    }

    /// Texts of one width, filled up with spaces.
    pub(super) fn texts<S: AsRef<str>>(&mut self, name: &str, texts: &[S]) {
        let texts: Vec<Vec<u8>> = texts.iter().map(|text| ascii(text.as_ref())).collect();
        let width = texts.iter().map(Vec::len).max().unwrap_or(0);
        let filled = |text: &Vec<u8>| {
            let spaces = std::iter::repeat_n(b' ', width - text.len());
            text.iter().copied().chain(spaces).collect::<Vec<u8>>()
        };
        let bytes: Vec<u8> = texts.iter().flat_map(filled).collect();
        self.add(name, Type::Char, &[width, texts.len()], &bytes);
    }

    /// Whole numbers; those above 32,767 are read as unsigned.
    pub(super) fn integer(&mut self, name: &str, value: u16) {
        self.add(name, Type::Integer, &[], &value.to_le_bytes());
    }

    pub(super) fn integers(&mut self, name: &str, values: &[u16]) {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.add(name, Type::Integer, &[values.len()], &bytes);
    }

    pub(super) fn real(&mut self, name: &str, value: f32) {
        self.add(name, Type::Real, &[], &value.to_le_bytes());
    }

    /// Pairs of numbers.
    pub(super) fn pairs(&mut self, name: &str, pairs: &[[f32; 2]]) {
        let bytes: Vec<u8> = pairs.iter().flatten().flat_map(|value| value.to_le_bytes()).collect();
        self.add(name, Type::Real, &[2, pairs.len()], &bytes);
    }

    /// The section, filled up to whole blocks.
    pub(super) fn section(mut self) -> Vec<u8> {
        self.bytes.extend([0, 0]); // an item without a name ends it
        let blocks = self.bytes.len().div_ceil(BLOCK);
        self.bytes.resize(blocks * BLOCK, 0);
        self.bytes[2] = byte(blocks);
        self.bytes
    }

    fn add(&mut self, name: &str, of: Type, dimensions: &[usize], values: &[u8]) {
        self.name(name, self.group);
        let to_next = 2 + 2 + dimensions.len() + values.len() + 1;
        self.bytes.extend(u16::try_from(to_next).unwrap_or(u16::MAX).to_le_bytes());
        self.bytes.push((of as i8).cast_unsigned());
        self.bytes.push(byte(dimensions.len()));
        self.bytes.extend(dimensions.iter().map(|&n| byte(n)));
        self.bytes.extend(values);
        self.bytes.push(0); // no description
    }

    fn name(&mut self, name: &str, group: u8) {
        self.bytes.push(byte(name.len()));
        self.bytes.push(group);
        self.bytes.extend(name.as_bytes());
    }
}

/// What the format's letters can say, at most as long as a dimension.
fn ascii(text: &str) -> Vec<u8> {
    let letter = |c: char| u8::try_from(c).ok().filter(u8::is_ascii_graphic);
    text.chars().take(MOST_VALUES).map(|c| letter(c).unwrap_or(b' ')).collect()
}

/// Counts are kept below 256 by those who add values.
fn byte(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}
