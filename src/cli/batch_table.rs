//! The table of a study's clips: from its cells to choices, with every mistake that is in it.

use super::choices::Choices;
use super::say::Say;
use clap::{Args, Command, FromArgMatches};
use gaitline::study::{ClipEntry, is_own_column};
use gaitline::text_file::open_regular;
use std::path::{Path, PathBuf};

/// Columns that are options of a clip, under the flags' names.
const OPTION_COLUMNS: [&str; 16] = [
    "poses",
    "fps",
    "size",
    "person",
    "start",
    "end",
    "capture_fps",
    "height_cm",
    "leg_length_cm",
    "known_length",
    "markers",
    "sex",
    "view",
    "task",
    "camera",
    "answers",
];

/// One row: the clip, its file and its own choices.
pub(crate) struct TableRow {
    /// The line of the table on which it begins.
    pub(crate) line: u64,
    pub(crate) entry: ClipEntry,
    /// The clip; `None` where there are only poses of another tool.
    pub(crate) path: Option<PathBuf>,
    pub(crate) choices: Choices,
}

/// What can be read of a table, and everything that is wrong with it.
#[derive(Default)]
pub(crate) struct ReadTable {
    pub(crate) rows: Vec<TableRow>,
    pub(crate) problems: Vec<String>,
}

/// Whether a file is a table of clips, by its name.
pub(crate) fn is_table(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    ["csv", "tsv"].contains(&ending.as_str())
}

/// Reads a table whose cells are parted by commas, semicolons or tabs. Files are looked for from its folder; where
/// `needs_files` is false, they need not be there.
pub(crate) fn read_table(path: &Path, needs_files: bool) -> ReadTable {
    let mut table = ReadTable::default();
    let text = match std::fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => {
            table.problems.push(Say::TableIsNotUtf8.text().to_owned());
            return table;
        }
        Err(e) => {
            let file = path.display().to_string();
            let places = [("file", file.as_str()), ("why", &e.to_string())];
            table.problems.push(Say::TableFile.filled(&places));
            return table;
        }
    };
    let text = text.trim_start_matches('\u{feff}');
    if text.matches('"').count() % 2 == 1 {
        table.problems.push(Say::TableQuoteOpen.text().to_owned());
        return table;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let head: Vec<String> = match reader.headers() {
        Ok(head) => head.iter().map(column_name).collect(),
        Err(e) => {
            table.problems.push(e.to_string());
            return table;
        }
    };
    table.problems.extend(head_problems(&head));
    let beside = path.parent().unwrap_or(Path::new(""));
    for record in reader.records() {
        match record {
            Err(e) => table.problems.push(e.to_string()),
            Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(record) => {
                let line = record.position().map_or(0, |at| line_of(text, at));
                let cells: Vec<&str> = record.iter().map(known).collect();
                match row(&head, &cells, (beside, needs_files), line) {
                    Ok(row) => table.rows.push(row),
                    Err(problems) => {
                        let of_line = |what: String| at_line(line, &what);
                        table.problems.extend(problems.into_iter().map(of_line));
                    }
                }
            }
        }
    }
    if table.rows.is_empty() && table.problems.is_empty() {
        table.problems.push(Say::TableIsEmpty.text().to_owned());
    }
    table
}

/// A cell without spaces around it; empty where it says that it is missing, as R and BIDS write it.
fn known(cell: &str) -> &str {
    let cell = cell.trim();
    if ["NA", "n/a"].contains(&cell) { "" } else { cell }
}

/// The line on which a record begins: the reader counts from where it looked for it, before lines that are blank.
fn line_of(text: &str, position: &csv::Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.get(start..).unwrap_or_default();
    let blank = rest.chars().take_while(|c| matches!(c, '\r' | '\n')).filter(|c| *c == '\n');
    blank.fold(position.line(), |line, _| line + 1)
}

/// A mistake, with its line.
pub(crate) fn at_line(line: u64, what: &str) -> String {
    Say::TableLine.filled(&[("line", &line.to_string()), ("what", what)])
}

/// The names of flags are typed with either dash.
fn column_name(name: &str) -> String {
    let name = name.trim();
    let as_flag = name.to_ascii_lowercase().replace('-', "_");
    let known = ["file", "subject", "session"].into_iter().chain(OPTION_COLUMNS);
    if known.into_iter().any(|k| k == as_flag) { as_flag } else { name.to_owned() }
}

fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |c: char| head.matches(c).count();
    let most =
        [(',', b','), (';', b';'), ('\t', b'\t')].into_iter().rev().max_by_key(|(c, _)| count(*c));
    most.map_or(b',', |(_, byte)| byte)
}

fn head_problems(head: &[String]) -> Vec<String> {
    let mut problems = Vec::new();
    if !head.iter().any(|name| ["file", "poses"].contains(&name.as_str())) {
        problems.push(Say::TableNeedsFile.text().to_owned());
    }
    for (index, name) in head.iter().enumerate() {
        let column = [("column", name.as_str())];
        if name.is_empty() {
            let place = (index + 1).to_string();
            problems.push(Say::TableColumnUnnamed.filled(&[("place", &place)]));
        } else if head[..index].contains(name) {
            problems.push(Say::TableColumnTwice.filled(&column));
        } else if is_own_column(name) && !OPTION_COLUMNS.contains(&name.as_str()) {
            problems.push(Say::TableColumnTaken.filled(&column));
        } else if is_option_of_all(name) {
            problems.push(Say::TableColumnOfAll.filled(&column));
        }
    }
    problems
}

fn row(
    head: &[String],
    cells: &[&str],
    (beside, needs_files): (&Path, bool),
    line: u64,
) -> Result<TableRow, Vec<String>> {
    let mut problems = Vec::new();
    if cells.len() != head.len() {
        let [cells, columns] = [cells.len(), head.len()].map(|n| n.to_string());
        problems.push(Say::TableRowLength.filled(&[("cells", &cells), ("columns", &columns)]));
    }
    let cell = |name: &str| {
        let place = head.iter().position(|column| column == name)?;
        cells.get(place).copied().filter(|cell| !cell.is_empty())
    };
    let path = cell("file").map(|file| beside.join(file));
    if path.is_none() && cell("poses").is_none() {
        problems.push(Say::TableRowNeedsFile.text().to_owned());
    }
    let clip = path.as_deref().map(|path| open_regular(path).map(|_| ()));
    let poses = cell("poses").map(|poses| beside.join(poses).metadata().map(|_| ()));
    for (column, found) in [("file", clip), ("poses", poses)] {
        if let (true, Some(Err(e))) = (needs_files, found) {
            let file = cell(column).unwrap_or_default();
            problems.push(Say::TableFile.filled(&[("file", file), ("why", &e.to_string())]));
        }
    }
    let mut choices = Choices::default();
    for name in OPTION_COLUMNS {
        let Some(value) = cell(name) else { continue };
        match typed(name, value, beside) {
            Ok(one) => choices = one.or(choices),
            Err(why) => {
                let places = [("column", name), ("value", value), ("why", &why)];
                problems.push(Say::TableCell.filled(&places));
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let columns = head.iter().zip(cells).map(|(name, cell)| (travelling(name), (*cell).to_owned()));
    let entry = ClipEntry {
        file: cell("file").or(cell("poses")).unwrap_or_default().replace('\\', "/"),
        subject: cell("subject").map(str::to_owned),
        session: cell("session").map(str::to_owned),
        columns: columns.collect(),
    };
    Ok(TableRow { line, entry, path, choices })
}

/// Whether a column has the name of an option that all clips of a study share: as a column it would do nothing.
fn is_option_of_all(name: &str) -> bool {
    let as_flag = name.to_ascii_lowercase().replace('_', "-");
    let command = Choices::augment_args(Command::new("row"));
    let is_option = command.get_arguments().any(|a| a.get_long() == Some(as_flag.as_str()));
    is_option && !OPTION_COLUMNS.contains(&name)
}

/// What a column is called in the tables: where they have one of that name by themselves, as of the task, the user's is
/// the given one.
fn travelling(name: &str) -> String {
    if is_own_column(name) { format!("given_{name}") } else { name.to_owned() }
}

/// One cell as if it were typed as a flag. Files are looked for from the table's folder.
fn typed(column: &str, value: &str, beside: &Path) -> Result<Choices, String> {
    let is_file = ["answers", "poses"].contains(&column)
        || (column == "markers" && Path::new(value).extension().is_some_and(|e| e == "toml"));
    let value = match is_file {
        true => beside.join(value).to_string_lossy().into_owned(),
        false => value.to_owned(),
    };
    let flag = format!("--{}={value}", column.replace('_', "-"));
    let command = Choices::augment_args(Command::new("row").no_binary_name(true));
    let matches = command.try_get_matches_from([flag]).map_err(|e| first_line(&e))?;
    Choices::from_arg_matches(&matches).map_err(|e| first_line(&e))
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let mut lines = text.lines().map(|l| l.trim().trim_start_matches("error: "));
    let first = lines.next().unwrap_or_default().to_owned();
    let values = lines.find(|line| line.starts_with("[possible values"));
    match values {
        Some(values) => format!("{first} {values}"),
        None => first,
    }
}
