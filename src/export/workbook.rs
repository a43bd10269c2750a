//! `.xlsx`: a clip's tables as sheets.

use crate::report::VERSION;
use crate::study::{Cell, Column, Results, Rows, TABLES, Table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The workbook: one sheet a table, and one with the meaning of every column. The columns are those of a study's tables.
///
/// # Errors
/// When the library that writes it does not take something.
pub(super) fn workbook(results: &Results<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // the clock is not asked: the same input gives the same bytes
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties =
        DocProperties::new().set_creation_datetime(&made).set_author(format!("gaitline {VERSION}"));
    book.set_properties(&properties);
    let bold = Format::new().set_bold();
    let mut dictionary = Vec::new();
    for table in &TABLES {
        // of one clip, the table of clips says what its report says
        let Rows::Results(rows) = table.rows else { continue };
        let columns = (table.columns)();
        let sheet = book.add_worksheet();
        fill(sheet, table.name, &columns, rows(results), &bold)?;
        dictionary.extend(columns.iter().map(|column| meaning(table, column)));
    }
    let columns = ["table", "column", "cells", "meaning"].map(heading).to_vec();
    fill(book.add_worksheet(), "dictionary", &columns, dictionary, &bold)?;
    book.save_to_buffer()
}

fn meaning(table: &Table, column: &Column) -> Vec<Cell> {
    [table.name, &column.name, column.kind.name(), &column.what].map(Cell::from).to_vec()
}

fn heading(name: &str) -> Column {
    Column { name: name.to_owned(), kind: crate::study::Kind::Text, what: String::new() }
}

/// Names above, and the rows below them.
fn fill(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[Column],
    rows: Vec<Vec<Cell>>,
    bold: &Format,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (place, column) in (0_u16..).zip(columns) {
        sheet.write_with_format(0, place, column.name.as_str(), bold)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (place, cell) in (0_u16..).zip(row) {
            write(sheet, line, place, cell)?;
        }
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, line: u32, place: u16, cell: Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Missing => return Ok(()),
        Cell::Text(text) => sheet.write_string(line, place, text)?,
        Cell::Number(number) => sheet.write_number(line, place, number)?,
        #[allow(clippy::cast_precision_loss)] // Excel knows no other numbers
        Cell::Count(count) => sheet.write_number(line, place, count as f64)?,
        Cell::Flag(flag) => sheet.write_boolean(line, place, flag)?,
    };
    Ok(())
}
