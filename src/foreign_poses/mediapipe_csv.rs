//! MediaPipe's landmarks as a table: a row for each frame with columns such as `left_hip_x` or `x_23`, or a row for each
//! landmark of each frame with columns such as `frame`, `landmark_id`, `x`, `y`, `z` and `visibility`.
//!
//! MediaPipe itself writes no file: these are the two shapes that its users write. Numbers of landmarks are MediaPipe's,
//! from 0 to 32, or one more where there is a 33 and no 0.

use crate::anatomy::Landmark;
use crate::error::ForeignPosesError;
use crate::foreign_poses::check::{EXPECTED_TIME, is_time, time_text};
use crate::foreign_poses::landmark_set::landmark_named;
use crate::foreign_poses::point::{EXPECTED_POINT, Given, Point};
use crate::foreign_poses::poses::{ForeignFrame, ForeignPerson, PoseFile};
use crate::foreign_poses::table_columns::{Column, Named, Part, column};
use std::collections::BTreeMap;

/// The name of the format.
pub(super) const FORMAT: &str = "MediaPipe CSV";

/// A table of landmarks, read.
pub(super) struct Table {
    pub(super) frames: Vec<ForeignFrame>,
    pub(super) are_numbered: bool,
    pub(super) has_confidences: bool,
}

/// What a person's row, or rows, say of the landmarks.
type Parts = BTreeMap<(usize, Part), f64>;

/// The person and the frame to which a row belongs.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Key {
    frame: usize,
    time_s: Option<f64>,
    person: Option<u64>,
}

/// What has been read of a frame: its time, and each person's number and numbers.
type Gathered = BTreeMap<usize, (Option<f64>, Vec<(Option<u64>, Parts)>)>;

/// Reads a table.
pub(super) fn table(file: &PoseFile) -> Result<Table, ForeignPosesError> {
    let text = file.text.trim_start_matches('\u{feff}');
    let unknown = |why: String| ForeignPosesError::UnknownFormat { path: file.path.clone(), why };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|e| unknown(e.to_string()))?;
    let columns: Vec<Column> = head.iter().map(column).collect();
    let is_long = columns.contains(&Column::Landmark);
    let sheet = Sheet { file, is_long, first: first_number(&columns), columns };
    sheet.check_head().map_err(unknown)?;
    let mut gathered = Gathered::new();
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(|e| unknown(e.to_string()))?;
        let line = record.position().map_or(index as u64 + 2, csv::Position::line);
        let row = Row { sheet: &sheet, cells: record.iter().collect(), line };
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            row.gather(&mut gathered)?;
        }
    }
    sheet.finished(gathered)
}

/// The columns of a table.
struct Sheet<'a> {
    file: &'a PoseFile,
    columns: Vec<Column>,
    /// Whether there is a row for each landmark.
    is_long: bool,
    /// The number of the first landmark; in a long table it is found at the end.
    first: usize,
}

/// 1 where landmarks are counted from 1 to 33.
fn first_number(columns: &[Column]) -> usize {
    let has =
        |n: usize| columns.iter().any(|c| matches!(c, Column::Of(Named::Number(m), _) if *m == n));
    usize::from(has(Landmark::COUNT) && !has(0))
}

impl Sheet<'_> {
    fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    fn has_time(&self) -> bool {
        self.columns.iter().any(|c| matches!(c, Column::Time(_)))
    }

    /// What is wrong with the first line, in words.
    fn check_head(&self) -> Result<(), String> {
        for (index, column) in self.columns.iter().enumerate() {
            if *column != Column::Other && self.columns[..index].contains(column) {
                return Err(format!("its column {} is there twice", index + 1));
            }
        }
        let has_places = |part: Part| match self.is_long {
            true => self.has(Column::Own(part)),
            false => self.columns.iter().any(|c| matches!(c, Column::Of(_, p) if *p == part)),
        };
        if !has_places(Part::X) || !has_places(Part::Y) {
            return Err(
                "its first line names no x and y of landmarks, as left_hip_x or x_23".to_owned()
            );
        }
        match self.is_long && !self.has(Column::Frame) && !self.has_time() {
            true => Err("it has a row for each landmark, but no column frame".to_owned()),
            false => Ok(()),
        }
    }

    fn bad(&self, line: u64, what: impl Into<String>, expected: &str) -> ForeignPosesError {
        ForeignPosesError::BadValue {
            path: self.file.path.clone(),
            place: format!("line {line}"),
            what: what.into(),
            expected: expected.to_owned(),
        }
    }

    /// Turns what was gathered into people with all landmarks.
    fn finished(&self, gathered: Gathered) -> Result<Table, ForeignPosesError> {
        let confidence = match self.is_long {
            true => self.has(Column::Own(Part::Confidence)),
            false => self.columns.iter().any(|c| matches!(c, Column::Of(_, Part::Confidence))),
        };
        let first = match self.is_long {
            false => self.first,
            true => {
                let has = |n: usize| {
                    let mut people = gathered.values().flat_map(|(_, people)| people);
                    people.any(|(_, parts)| parts.contains_key(&(n, Part::X)))
                };
                usize::from(has(Landmark::COUNT) && !has(0))
            }
        };
        let mut frames = Vec::with_capacity(gathered.len());
        for (number, (time_s, people)) in gathered {
            let person = |(id, parts): (Option<u64>, Parts)| {
                self.person(number, &parts, first, confidence)
                    .map(|points| ForeignPerson { id, points })
            };
            let people = people.into_iter().map(person).collect::<Result<_, _>>()?;
            frames.push(ForeignFrame { number, time_s, people });
        }
        let are_numbered = self.has(Column::Frame);
        Ok(Table { frames, are_numbered, has_confidences: confidence })
    }

    fn person(
        &self,
        frame: usize,
        parts: &Parts,
        first: usize,
        has_confidences: bool,
    ) -> Result<Vec<Option<Point>>, ForeignPosesError> {
        let bad = |what: String, expected: &str| ForeignPosesError::BadValue {
            path: self.file.path.clone(),
            place: format!("frame {frame}"),
            what,
            expected: expected.to_owned(),
        };
        let last = parts.keys().map(|(number, _)| *number).max().unwrap_or_default();
        if last >= first + Landmark::COUNT {
            return Err(bad(format!("a landmark with the number {last}"), "numbers from 0 to 32"));
        }
        let of = |number: usize, part: Part| parts.get(&(number, part)).copied();
        let point = |number: usize| {
            let [x, y] = [Part::X, Part::Y].map(|part| of(number, part).unwrap_or(f64::NAN));
            let z = of(number, Part::Z).unwrap_or(0.0);
            let confidence =
                has_confidences.then(|| of(number, Part::Confidence).unwrap_or(f64::NAN));
            Given { x, y, z, confidence }.point().map_err(|what| bad(what, EXPECTED_POINT))
        };
        (first..first + Landmark::COUNT).map(point).collect()
    }
}

/// One line.
struct Row<'a> {
    sheet: &'a Sheet<'a>,
    cells: Vec<&'a str>,
    line: u64,
}

impl Row<'_> {
    fn gather(&self, gathered: &mut Gathered) -> Result<(), ForeignPosesError> {
        let (sheet, line) = (self.sheet, self.line);
        if self.cells.len() != sheet.columns.len() {
            let what = format!("{} cells", self.cells.len());
            return Err(sheet.bad(line, what, &format!("{}", sheet.columns.len())));
        }
        let key = self.key(gathered)?;
        let (_, people) = gathered.entry(key.frame).or_insert_with(|| (key.time_s, Vec::new()));
        let known = people.iter().position(|(id, _)| *id == key.person);
        if known.is_some() && !sheet.is_long {
            let path = sheet.file.path.clone();
            return Err(ForeignPosesError::FrameTwice { path, frame: key.frame });
        }
        let index = known.unwrap_or(people.len());
        if known.is_none() {
            people.push((key.person, Parts::new()));
        }
        let parts = &mut people[index].1;
        let landmark = sheet.is_long.then(|| self.landmark()).transpose()?;
        for (column, cell) in sheet.columns.iter().zip(&self.cells) {
            let (number, part) = match (column, landmark) {
                (Column::Own(part), Some(number)) => (number, *part),
                (Column::Of(named, part), None) => (number_of(*named, sheet.first), *part),
                _ => continue,
            };
            if parts.insert((number, part), self.number(cell)?).is_some() {
                return Err(sheet.bad(
                    line,
                    format!("landmark {number} a second time"),
                    "each landmark once a frame",
                ));
            }
        }
        Ok(())
    }

    /// Without a number, the time identifies a frame, else each row is one.
    fn key(&self, gathered: &Gathered) -> Result<Key, ForeignPosesError> {
        let (mut frame, mut time_s, mut person) = (None, None, None);
        for (column, cell) in self.sheet.columns.iter().zip(&self.cells) {
            match column {
                Column::Frame => frame = Some(self.whole(cell)?),
                Column::Time(per_s) => time_s = Some(self.number(cell)? / f64::from(*per_s)),
                Column::Person => person = Some(self.whole(cell)? as u64),
                _ => {}
            }
        }
        if let Some(time_s) = time_s.filter(|s| !is_time(*s)) {
            return Err(self.sheet.bad(self.line, time_text(time_s), EXPECTED_TIME));
        }
        let next = gathered.last_key_value().map_or(0, |(last, _)| last + 1);
        let last = gathered.last_key_value().filter(|(_, (of_last_s, _))| *of_last_s == time_s);
        let same = last.map(|(last, _)| *last).filter(|_| time_s.is_some() || self.sheet.is_long);
        Ok(Key { frame: frame.unwrap_or(same.unwrap_or(next)), time_s, person })
    }

    fn landmark(&self) -> Result<usize, ForeignPosesError> {
        let at = self.sheet.columns.iter().position(|c| *c == Column::Landmark);
        let cell = at.map_or("", |at| self.cells[at].trim());
        let number = cell.parse().ok().filter(|n| *n <= Landmark::COUNT);
        let named = || landmark_named(cell).map(Landmark::index);
        number.or_else(named).ok_or_else(|| {
            self.sheet.bad(
                self.line,
                format!("the landmark {cell:?}"),
                "MediaPipe's number or name",
            )
        })
    }

    fn whole(&self, cell: &str) -> Result<usize, ForeignPosesError> {
        let number = self.number(cell)?;
        let is_whole = number.fract() == 0.0 && (0.0..1e15).contains(&number);
        let bad = || self.sheet.bad(self.line, cell.to_owned(), "a whole number, 0 or more");
        is_whole.then_some(number as usize).ok_or_else(bad)
    }

    /// NaN where nothing stands.
    fn number(&self, cell: &str) -> Result<f64, ForeignPosesError> {
        let cell = cell.trim();
        if ["", "na", "n/a", "nan", "none", "null"].contains(&cell.to_ascii_lowercase().as_str()) {
            return Ok(f64::NAN);
        }
        cell.parse().map_err(|_| self.sheet.bad(self.line, format!("{cell:?}"), "a number"))
    }
}

/// In the numbering of the table.
fn number_of(named: Named, first: usize) -> usize {
    match named {
        Named::Number(number) => number,
        Named::Landmark(landmark) => landmark.index() + first,
    }
}

fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |c: &u8| head.bytes().filter(|b| b == c).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}
