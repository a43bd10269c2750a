//! One error type an edge: what, where, why, and a hint what to do next.
//!
//! No foreign error type stands in these enums: a decoder's or runtime's own words are kept as text.

use std::path::PathBuf;
use thiserror::Error;

/// A clip that cannot be opened, read or written.
#[derive(Debug, Error)]
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
    /// The header asks for a picture that no phone makes.
    #[error(
        "{path} claims pictures of {width_px}×{height_px} px; at most {limit_px} px a side are read"
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
    #[error("{path}: nothing between {start_s} s and {}; the clip lasts {duration_s:.2} s", .end_s.map_or_else(|| "its end".to_owned(), |s| format!("{s} s")))]
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
        match self {
            Self::Unreadable { .. } => "check the path and its permissions",
            Self::Empty { .. } => "copy the clip again from the phone; the transfer was cut",
            Self::NotAVideo { .. } => {
                "copy the clip again from the phone (a cut recording has no index), or convert it to mp4"
            }
            Self::NoVideoStream { .. } => "choose the video file, not its sound track",
            Self::StillImage { .. } => "gait needs movement: choose a clip of someone walking",
            Self::TooLarge { .. } => "the header is damaged, or scale the clip down to 4K or less",
            Self::NoDecoder { .. } => {
                "install an FFmpeg with this codec, or convert the clip to H.264"
            }
            Self::NoFrames { .. } => "the file is damaged: copy it again from the phone",
            Self::EmptyRange { .. } => "choose --start and --end inside the clip",
            Self::Convert { .. } => "convert the clip to H.264, 8 bit, and try again",
            Self::Encode { .. } => {
                "check free space and permissions, and that FFmpeg has an H.264 encoder"
            }
        }
    }
}

/// A model or runtime that cannot be found, loaded or run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PoseError {
    /// No models folder anywhere.
    #[error("no models folder found; looked in {}", list(.searched))]
    NoModels {
        /// Where it was looked for.
        searched: Vec<PathBuf>,
    },
    /// No model of that name is described.
    #[error("no model is called {name:?}; there are {}", .known.join(", "))]
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
    #[error("{path} is no valid model description: {why}")]
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
    /// The network does not answer as the family does.
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
        match self {
            Self::NoModels { .. } => {
                "run `make demo` or `models/prepare` in the checkout, or name the folder with --models"
            }
            Self::UnknownModel { .. } => "`gaitline models` lists the models",
            Self::MissingWeights { .. } => "run `models/prepare`",
            Self::WrongHash { .. } => "delete the file and run `models/prepare` again",
            Self::MissingRuntime { .. } | Self::Runtime { .. } => {
                "run `models/prepare`, or name a library of ONNX Runtime 1.24 or later with --onnxruntime"
            }
            Self::BadDescription { .. } | Self::WrongInput { .. } | Self::WrongOutput { .. } => {
                "models/README.md says what a description must hold"
            }
            Self::UnreadableModel { .. } => "check the path and its permissions",
            Self::Load { .. } | Self::Run { .. } => {
                "run `models/prepare` again; if it persists, report it with `gaitline models`' output"
            }
        }
    }
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// A `poses.json` that cannot be used.
#[derive(Debug, Error)]
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
    #[error("{path} is no poses file that this version can read: {why}")]
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
        match self {
            Self::Unreadable { .. } => "check the path and its permissions",
            Self::NotPoses { .. } => {
                "analyse the clip again; `gaitline schema poses` prints the format"
            }
        }
    }
}

/// A `report.json` that cannot be used.
#[derive(Debug, Error)]
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
    #[error("{path} is no report that this version can read: {why}")]
    NotAReport {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl ReportFileError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "check the path and its permissions",
            Self::NotAReport { .. } => {
                "give the report.json of an analysis; analyse its poses.json again if it is an old one"
            }
        }
    }
}

/// A finished page that cannot be printed.
#[derive(Debug, Error)]
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
    #[error("{page} is written, but not printed: {browser} does not answer")]
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
        match self {
            Self::NoBrowser { .. } => {
                "open the page in any browser and print it there, or name a program with GAITLINE_BROWSER"
            }
            Self::Silent { .. } | Self::Failed { .. } => {
                "open the page in a browser and print it there, or name another program with GAITLINE_BROWSER"
            }
        }
    }
}

/// One clip that could not be analysed.
#[derive(Debug, Error)]
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
    #[error("{path}: no person was found in {searched} searched frames")]
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
    /// An option that poses cannot obey.
    #[error("{path} holds poses; --{option} needs the clip itself")]
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
    /// Whether what was asked for makes no sense, rather than that it could not be done.
    #[must_use]
    pub fn is_wrong_usage(&self) -> bool {
        matches!(self, Self::OutsidePicture { .. } | Self::Pose(PoseError::UnknownModel { .. }))
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Video(e) => e.hint(),
            Self::Pose(e) => e.hint(),
            Self::Poses(e) => e.hint(),
            Self::Print(e) => e.hint(),
            Self::NoPerson { .. } => {
                "film the whole body from 3 to 5 m, in good light, with the person at least a third of the picture's height"
            }
            Self::NoSuchPerson { .. } => {
                "the report's first picture shows everyone's number; leave --person out to let gaitline choose"
            }
            Self::OutsidePicture { .. } => {
                "read its ends off a still of the clip itself, upright, as a player shows it"
            }
            Self::NeedsClip { .. } => "analyse the clip again, or leave the option out",
            Self::Write { .. } => {
                "check free space and permissions, or choose another folder with --out"
            }
            Self::Render { .. } => {
                "this is a defect of gaitline: please report it with the clip's properties"
            }
        }
    }
}
