//! A table as files: CSV and Parquet, written row by row.

use crate::error::StudyError;
use crate::report::VERSION;
use crate::study::{Cell, Column, Kind};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many rows are held before they are written to the Parquet file.
const GROUP_ROWS: usize = 50_000;

/// A table that is being written.
pub(super) struct TableFiles {
    columns: Vec<Column>,
    csv: csv::Writer<BufWriter<File>>,
    csv_path: PathBuf,
    parquet: SerializedFileWriter<BufWriter<File>>,
    parquet_path: PathBuf,
    /// Rows that the Parquet file does not have yet.
    group: Vec<Vec<Cell>>,
}

impl TableFiles {
    /// Begins a table in a folder: `NAME.csv` and `NAME.parquet`.
    pub(super) fn begin(
        folder: &Path,
        name: &str,
        columns: Vec<Column>,
    ) -> Result<Self, StudyError> {
        let [csv_path, parquet_path] =
            ["csv", "parquet"].map(|ending| folder.join(format!("{name}.{ending}")));
        let mut csv = csv::Writer::from_writer(create(&csv_path)?);
        csv.write_record(columns.iter().map(|c| &c.name)).map_err(|e| failed(&csv_path, &e))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("gaitline {VERSION}"))
            .build();
        let file = create(&parquet_path)?;
        let schema = schema(&columns).map_err(|e| failed(&parquet_path, &e))?;
        let parquet = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))
            .map_err(|e| failed(&parquet_path, &e))?;
        Ok(Self { columns, csv, csv_path, parquet, parquet_path, group: Vec::new() })
    }

    /// Adds a row, with a cell for each column.
    pub(super) fn add(&mut self, row: Vec<Cell>) -> Result<(), StudyError> {
        let texts = row.iter().map(Cell::text);
        self.csv.write_record(texts).map_err(|e| failed(&self.csv_path, &e))?;
        self.group.push(row);
        if self.group.len() >= GROUP_ROWS { self.write_group() } else { Ok(()) }
    }

    /// Ends both files.
    pub(super) fn end(mut self) -> Result<(), StudyError> {
        if !self.group.is_empty() {
            self.write_group()?;
        }
        self.csv.flush().map_err(|e| failed(&self.csv_path, &e))?;
        self.parquet.close().map_err(|e| failed(&self.parquet_path, &e))?;
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), StudyError> {
        let rows = std::mem::take(&mut self.group);
        write_rows(&mut self.parquet, &self.columns, &rows)
            .map_err(|e| failed(&self.parquet_path, &e))
    }
}

fn write_rows(
    file: &mut SerializedFileWriter<BufWriter<File>>,
    columns: &[Column],
    rows: &[Vec<Cell>],
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for (place, column) in columns.iter().enumerate() {
        if let Some(writer) = group.next_column()? {
            write_column(writer, column.kind, rows.iter().map(|row| &row[place]))?;
        }
    }
    group.close()?;
    Ok(())
}

fn create(path: &Path) -> Result<BufWriter<File>, StudyError> {
    Ok(BufWriter::new(File::create(path).map_err(|e| failed(path, &e))?))
}

fn failed(path: &Path, error: &dyn std::error::Error) -> StudyError {
    StudyError::Write { path: path.into(), why: error.to_string() }
}

/// Every cell may be missing.
fn schema(columns: &[Column]) -> Result<Type, ParquetError> {
    let field = |column: &Column| {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Count => (Physical::INT64, None),
            Kind::Flag => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(&column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        Ok(Arc::new(field.build()?))
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, ParquetError>>()?;
    Type::group_type_builder("table").with_fields(fields).build()
}

fn write_column<'a>(
    mut writer: SerializedColumnWriter<'_>,
    kind: Kind,
    cells: impl Iterator<Item = &'a Cell>,
) -> Result<(), ParquetError> {
    let mut there: Vec<i16> = Vec::new();
    let (mut texts, mut numbers) = (Vec::<ByteArray>::new(), Vec::<f64>::new());
    let (mut counts, mut flags) = (Vec::<i64>::new(), Vec::<bool>::new());
    for cell in cells {
        there.push(i16::from(*cell != Cell::Missing));
        match cell {
            Cell::Missing => {}
            Cell::Text(text) => texts.push(text.as_bytes().into()),
            Cell::Number(number) => numbers.push(*number),
            Cell::Count(count) => counts.push(*count),
            Cell::Flag(flag) => flags.push(*flag),
        }
    }
    let there = Some(there.as_slice());
    match kind {
        Kind::Text => writer.typed::<ByteArrayType>().write_batch(&texts, there, None)?,
        Kind::Number => writer.typed::<DoubleType>().write_batch(&numbers, there, None)?,
        Kind::Count => writer.typed::<Int64Type>().write_batch(&counts, there, None)?,
        Kind::Flag => writer.typed::<BoolType>().write_batch(&flags, there, None)?,
    };
    writer.close()
}
