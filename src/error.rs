//! One error type for each edge of the program: what failed, where, why, and a hint what to do next.
//!
//! No foreign error type stands in these enums: a decoder's or runtime's own words are kept as text.

use crate::catalogue::Catalogue;
use std::path::PathBuf;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// What to do next, in English.
fn hint(section: &str, id: &str) -> &'static str {
    Catalogue::english().text(&format!("errors.{section}.{id}"))
}

/// A clip that cannot be opened, read or written.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum VideoError {
    /// The path does not exist or may not be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The clip.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file has no bytes.
    #[error("{path} is empty (0 bytes)")]
    Empty {
        /// The clip.
        path: PathBuf,
    },
    /// No demuxer knows the file, or its index is missing.
    #[error("{path} is not a video that can be opened: {why}")]
    NotAVideo {
        /// The clip.
        path: PathBuf,
        /// The demuxer's words.
        why: String,
    },
    /// There is sound but no picture.
    #[error("{path} has no video stream")]
    NoVideoStream {
        /// The clip.
        path: PathBuf,
    },
    /// A single picture.
    #[error("{path} is a still image, not a clip")]
    StillImage {
        /// The file.
        path: PathBuf,
    },
    /// The header claims a picture larger than any phone records.
    #[error(
        "{path} claims pictures of {width_px}×{height_px} px; the limit is {limit_px} px a side"
    )]
    TooLarge {
        /// The clip.
        path: PathBuf,
        /// Claimed width.
        width_px: u32,
        /// Claimed height.
        height_px: u32,
        /// The limit.
        limit_px: u32,
    },
    /// This FFmpeg cannot decode the stream.
    #[error("{path}: no decoder for {codec}: {why}")]
    NoDecoder {
        /// The clip.
        path: PathBuf,
        /// The codec's name.
        codec: String,
        /// FFmpeg's words.
        why: String,
    },
    /// Not one frame could be decoded.
    #[error("{path}: no frame could be decoded{}", .why.as_deref().map(|w| format!(": {w}")).unwrap_or_default())]
    NoFrames {
        /// The clip.
        path: PathBuf,
        /// The first decoding error, if there was one.
        why: Option<String>,
    },
    /// `--start`/`--end` leave nothing.
    #[error("{path}: there is nothing between {start_s} s and {}; the clip lasts {duration_s:.2} s", .end_s.map_or_else(|| "its end".to_owned(), |s| format!("{s} s")))]
    EmptyRange {
        /// The clip.
        path: PathBuf,
        /// Asked start.
        start_s: f64,
        /// Asked end, where one was asked for.
        end_s: Option<f64>,
        /// Length of the clip.
        duration_s: f64,
    },
    /// Converting colours, turning or scaling failed.
    #[error("{path}, frame {frame}: the picture cannot be converted: {why}")]
    Convert {
        /// The clip.
        path: PathBuf,
        /// Index of the frame.
        frame: usize,
        /// FFmpeg's words.
        why: String,
    },
    /// A film or overlay cannot be written.
    #[error("cannot write {path}: {why}")]
    Encode {
        /// The file.
        path: PathBuf,
        /// FFmpeg's words.
        why: String,
    },
}

impl VideoError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("video", self.into())
    }
}

/// A model or runtime that cannot be found, loaded or run.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum PoseError {
    /// No models folder anywhere.
    #[error("no models folder found; looked in {}", list(.searched))]
    NoModels {
        /// Where it was looked for.
        searched: Vec<PathBuf>,
    },
    /// No model of that name is described.
    #[error("there is no model {name:?}; there are {}", .known.join(", "))]
    UnknownModel {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A description or its weights cannot be read.
    #[error("cannot read {path}: {why}")]
    UnreadableModel {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The description has unknown or missing keys or wrong types.
    #[error("{path} is not a valid model description: {why}")]
    BadDescription {
        /// The description.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The weights were not prepared.
    #[error("the weights {path} are missing")]
    MissingWeights {
        /// Where they should be.
        path: PathBuf,
    },
    /// The weights are not those that were described and verified.
    #[error("{path} is not the described file: SHA-256 is {found}, expected {expected}")]
    WrongHash {
        /// The weights.
        path: PathBuf,
        /// Hash in the description.
        expected: String,
        /// Hash of the file.
        found: String,
    },
    /// There is no ONNX Runtime library.
    #[error("no ONNX Runtime library in {folder}")]
    MissingRuntime {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// The library cannot be loaded.
    #[error("{path} cannot be loaded as ONNX Runtime: {why}")]
    Runtime {
        /// The library.
        path: PathBuf,
        /// The loader's words.
        why: String,
    },
    /// The runtime refuses the model.
    #[error("{runtime} cannot load {path}: {why}")]
    Load {
        /// The weights.
        path: PathBuf,
        /// The library.
        runtime: PathBuf,
        /// The runtime's words.
        why: String,
    },
    /// Running a network failed.
    #[error("the network failed: {why}")]
    Run {
        /// The runtime's words.
        why: String,
    },
    /// The network's input is not one that this version can fill.
    #[error("{file} takes an input of shape {found:?}; expected [1, 3, n, n]")]
    WrongInput {
        /// The weights' file name.
        file: String,
        /// The described shape.
        found: Vec<usize>,
    },
    /// The network's output does not fit its family.
    #[error("output {output} has {found} values, expected {expected}")]
    WrongOutput {
        /// The output.
        output: String,
        /// Values that the family needs.
        expected: usize,
        /// Values that were found; 0 where the output is missing.
        found: usize,
    },
}

impl PoseError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("pose", self.into())
    }
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// A `poses.json` that cannot be used.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum PosesFileError {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file is no poses file of this version.
    #[error("{path} is not a poses file that this version can read: {why}")]
    NotPoses {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl PosesFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("poses_file", self.into())
    }
}

/// A `report.json` that cannot be used.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ReportFileError {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file is no report of this version.
    #[error("{path} is not a report that this version can read: {why}")]
    NotAReport {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The report is of another version of the format.
    #[error(
        "{path} is a report of format {found}; this version of gaitline reads format {expected}"
    )]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version of the format.
        found: u32,
        /// The version that is read.
        expected: u32,
    },
}

impl ReportFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("report_file", self.into())
    }
}

/// A finished page that cannot be printed.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum PrintError {
    /// There is no browser that prints.
    #[error(
        "{page} is written, but not printed: no Chromium, Chrome, Edge, Brave or Firefox was found"
    )]
    NoBrowser {
        /// The page.
        page: PathBuf,
    },
    /// The browser did not end in time.
    #[error("{page} is written, but not printed: {browser} does not respond")]
    Silent {
        /// The page.
        page: PathBuf,
        /// The program.
        browser: PathBuf,
    },
    /// The browser failed.
    #[error("{page} is written, but not printed: {browser}: {why}")]
    Failed {
        /// The page.
        page: PathBuf,
        /// The program.
        browser: PathBuf,
        /// Its own words.
        why: String,
    },
}

impl PrintError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("print", self.into())
    }
}

/// One clip that could not be analysed.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum AnalysisError {
    /// The clip cannot be read, or the overlay not written.
    #[error(transparent)]
    Video(#[from] VideoError),
    /// The model cannot be used.
    #[error(transparent)]
    Pose(#[from] PoseError),
    /// A poses file cannot be used.
    #[error(transparent)]
    Poses(#[from] PosesFileError),
    /// Nobody was found in the whole clip.
    #[error("{path}: no person was found in the {searched} frames searched")]
    NoPerson {
        /// The clip.
        path: PathBuf,
        /// How many frames were searched.
        searched: usize,
    },
    /// `--person` names somebody who is not there.
    #[error("{path}: there is no person {asked}; people 1 to {found} were found")]
    NoSuchPerson {
        /// The clip.
        path: PathBuf,
        /// The id asked for.
        asked: u32,
        /// How many were found.
        found: usize,
    },
    /// An option that needs more than poses.
    #[error("{path} contains poses only; --{option} needs the clip itself")]
    NeedsClip {
        /// The poses file.
        path: PathBuf,
        /// The flag.
        option: &'static str,
    },
    /// A place that is given in the picture lies outside of it.
    #[error(
        "--known-length: its end {},{} lies outside of {path}, which is {} x {} px", end_px[0], end_px[1], size_px[0], size_px[1]
    )]
    OutsidePicture {
        /// The clip.
        path: PathBuf,
        /// The end: from the left, from the top.
        end_px: [f64; 2],
        /// Width and height of the upright picture.
        size_px: [u32; 2],
    },
    /// The page cannot be printed; it is written already.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// A result cannot be written.
    #[error("cannot write {path}: {why}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// A document cannot be put together.
    #[error("cannot render {what}: {why}")]
    Render {
        /// Which document.
        what: &'static str,
        /// The renderer's words.
        why: String,
    },
}

impl AnalysisError {
    /// Whether the command was wrong, rather than impossible to carry out.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        matches!(self, Self::OutsidePicture { .. } | Self::Pose(PoseError::UnknownModel { .. }))
    }

    /// Whether the same clip fails by it every time: not by a full disk or a missing file.
    #[must_use]
    pub fn lasts(&self) -> bool {
        match self {
            Self::Video(e) => {
                !matches!(e, VideoError::Unreadable { .. } | VideoError::Encode { .. })
            }
            Self::Poses(e) => !matches!(e, PosesFileError::Unreadable { .. }),
            Self::NoPerson { .. } | Self::NoSuchPerson { .. } => true,
            Self::NeedsClip { .. } | Self::OutsidePicture { .. } => true,
            Self::Pose(_) | Self::Print(_) | Self::Write { .. } | Self::Render { .. } => false,
        }
    }

    /// Whether the clip's own file is to blame, and not what was asked for or where it was to be written.
    #[must_use]
    pub fn is_of_file(&self) -> bool {
        match self {
            Self::Video(e) => {
                !matches!(e, VideoError::EmptyRange { .. } | VideoError::Encode { .. })
            }
            Self::Poses(_) | Self::NoPerson { .. } => true,
            _ => false,
        }
    }

    /// Whether only the clip that it was said of can be meant by what was asked for.
    #[must_use]
    pub fn is_of_clip(&self) -> bool {
        matches!(self, Self::OutsidePicture { .. })
    }

    /// The kind of error: a short name that does not change.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Video(e) => e.into(),
            Self::Pose(e) => e.into(),
            Self::Poses(e) => e.into(),
            Self::Print(e) => e.into(),
            own => own.into(),
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Video(e) => e.hint(),
            Self::Pose(e) => e.hint(),
            Self::Poses(e) => e.hint(),
            Self::Print(e) => e.hint(),
            own => hint("analysis", own.into()),
        }
    }
}

/// A study that cannot be analysed or put together.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum StudyError {
    /// A file or folder cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// A file or folder cannot be written.
    #[error("cannot write {path}: {why}")]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// Another run is at work in the same folder.
    #[error("another run is at work in {folder}")]
    Busy {
        /// The study's folder.
        folder: PathBuf,
    },
    /// There are no records of clips.
    #[error("{folder} holds no study: there are no records of clips in it")]
    NotAStudy {
        /// The folder.
        folder: PathBuf,
    },
    /// A record is damaged, or one of another version.
    #[error("{path} is no record of a clip: {why}")]
    BadRecord {
        /// The record.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The manifest is damaged.
    #[error("{path} is no list of hashes and files")]
    BadManifest {
        /// The manifest.
        path: PathBuf,
    },
    /// Two studies hold different results of one clip.
    #[error("{first} and {second} hold different results of the clip {id}")]
    Contradiction {
        /// One study.
        first: PathBuf,
        /// The other one.
        second: PathBuf,
        /// The clip.
        id: String,
    },
    /// A report cannot be read.
    #[error(transparent)]
    Report(#[from] ReportFileError),
    /// What every clip must fail by.
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
}

impl From<PoseError> for StudyError {
    fn from(error: PoseError) -> Self {
        Self::Analysis(error.into())
    }
}

impl StudyError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Report(e) => e.hint(),
            Self::Analysis(e) => e.hint(),
            own => hint("study", own.into()),
        }
    }
}

/// A norm file that cannot be used. Lines count from 1, as editors and spreadsheets count them.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum NormFileError {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// The file is something else.
    #[error("{path}, line 1: it is no norm file; one begins with gaitline_norms,1")]
    NotNorms {
        /// The file.
        path: PathBuf,
    },
    /// The file is of another version of the format.
    #[error(
        "{path}, line 1, column 2: version {found:?} of the format; version {expected} is read"
    )]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: String,
        /// The version that is read.
        expected: u32,
    },
    /// The file is no CSV.
    #[error("{path}, line {line}: it is not valid CSV: {why}")]
    NotCsv {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// There is no value in it.
    #[error("{path}, line {line}: no value follows")]
    Empty {
        /// The file.
        path: PathBuf,
        /// Its last line that holds anything.
        line: u64,
    },
    /// A row of the head has no meaning.
    #[error("{path}, line {line}, column 1: {key:?} is no row of the head")]
    UnknownHead {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What stands in its first cell.
        key: String,
    },
    /// A row of the head is not there.
    #[error("{path}, after line {line}: the head has no row {key}")]
    MissingHead {
        /// The file.
        path: PathBuf,
        /// The line after which it may stand.
        line: u64,
        /// Which.
        key: &'static str,
    },
    /// A column is not there.
    #[error("{path}, line {line}: there is no column {column}")]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The line of the columns' names; where there is none, the last one of the head.
        line: u64,
        /// Which.
        column: &'static str,
    },
    /// A column has no meaning, or is there twice.
    #[error("{path}, line {line}: the column {column:?} is unknown or there twice")]
    UnknownColumn {
        /// The file.
        path: PathBuf,
        /// The line of the columns' names.
        line: u64,
        /// Which.
        column: String,
    },
    /// A row has more cells than there are columns.
    #[error("{path}, line {line}: {cells} cells instead of {columns}")]
    RowLength {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// Its cells.
        cells: usize,
        /// The columns.
        columns: usize,
    },
    /// A quantity that reports do not have, or that can have no norm.
    #[error("{path}, line {line}, column quantity: {quantity:?} is no quantity that has a norm")]
    UnknownQuantity {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What stands there.
        quantity: String,
    },
    /// A task that norms are not of.
    #[error("{path}, line {line}, column task: {task:?}; norms are of the task walking")]
    UnknownTask {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// What stands there.
        task: String,
    },
    /// A cell that cannot be meant.
    #[error("{path}, line {line}, column {column}: {value:?}: {why}")]
    BadCell {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// The column; of a row of the head, its first cell.
        column: String,
        /// What stands there.
        value: String,
        /// Why it cannot be meant.
        why: String,
    },
    /// A value stands in two rows.
    #[error("{path}, line {line}, column quantity: {what} stands in line {first_line} already")]
    Twice {
        /// The file.
        path: PathBuf,
        /// The second row.
        line: u64,
        /// The quantity, of a curve with its percent.
        what: String,
        /// The first row.
        first_line: u64,
    },
    /// A curve has a gap.
    #[error(
        "{path}, line {line}, column cycle_pct: {quantity} ends here without a row for {percent} %"
    )]
    PercentMissing {
        /// The file.
        path: PathBuf,
        /// The last row of the curve.
        line: u64,
        /// The curve.
        quantity: &'static str,
        /// The first percent that has no row.
        percent: usize,
    },
    /// The rows of a curve are of different people.
    #[error(
        "{path}, line {line}, column n: {n}; {quantity} is of {first_n} people in line {first_line}"
    )]
    MixedCount {
        /// The file.
        path: PathBuf,
        /// Where.
        line: u64,
        /// The curve.
        quantity: &'static str,
        /// How many people here.
        n: u32,
        /// How many in the curve's first row.
        first_n: u32,
        /// The curve's first row.
        first_line: u64,
    },
}

impl NormFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        hint("norm_file", self.into())
    }
}

/// A study of which no norms can be made.
#[derive(Debug, Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum CohortError {
    /// The study cannot be read.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// The table of clips had no such column.
    #[error("--only: no clip of {folder} has a column {column:?}; there are {}", .known.join(", "))]
    NoSuchColumn {
        /// The study.
        folder: PathBuf,
        /// The column asked for.
        column: String,
        /// The columns there are.
        known: Vec<String>,
    },
    /// No clip has the values asked for.
    #[error("--only: no clip of {folder} has these values")]
    NobodySelected {
        /// The study.
        folder: PathBuf,
    },
    /// A cohort too small to know its spread.
    #[error(
        "{folder}: no quantity of level walking was measured of more than {most} people; norms need {least}"
    )]
    TooFewPersons {
        /// The study.
        folder: PathBuf,
        /// The people of the quantity that has most of them.
        most: usize,
        /// How many are needed.
        least: usize,
    },
    /// People who do not differ.
    #[error("{folder}: every quantity is the same in all people")]
    NoSpread {
        /// The study.
        folder: PathBuf,
    },
    /// The head cannot be meant.
    #[error("--{option}: {why}")]
    BadHead {
        /// The flag.
        option: &'static str,
        /// Why.
        why: String,
    },
}

impl CohortError {
    /// Whether the command was wrong, rather than impossible to carry out.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        !matches!(self, Self::Study(_) | Self::TooFewPersons { .. } | Self::NoSpread { .. })
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Study(e) => e.hint(),
            own => hint("cohort", own.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;

    #[test]
    fn every_error_has_its_hint_and_none_is_spare() {
        assert_texts("errors.video", VideoError::VARIANTS);
        assert_texts("errors.pose", PoseError::VARIANTS);
        assert_texts("errors.poses_file", PosesFileError::VARIANTS);
        assert_texts("errors.report_file", ReportFileError::VARIANTS);
        assert_texts("errors.print", PrintError::VARIANTS);
        assert_texts("errors.norm_file", NormFileError::VARIANTS);
        let own = CohortError::VARIANTS.iter().copied().filter(|v| *v != "study");
        assert_texts("errors.cohort", &own.collect::<Vec<_>>());
        let of_others = ["video", "pose", "poses", "print"];
        let own = StudyError::VARIANTS.iter().copied();
        let own = own.filter(|v| !["report", "analysis"].contains(v));
        assert_texts("errors.study", &own.collect::<Vec<_>>());
        let own = AnalysisError::VARIANTS.iter().copied().filter(|v| !of_others.contains(v));
        assert_texts("errors.analysis", &own.collect::<Vec<_>>());
    }
}
