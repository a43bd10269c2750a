//! The command line as it is typed.

use super::say::Say;
use super::typed::{
    TypedAudience, TypedCamera, TypedDevice, TypedExport, TypedLanguage, TypedPaper, TypedPreset,
    TypedSex, TypedSize, TypedTask, TypedView,
};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use gaitline::gait::GivenScale;
use gaitline::options::OptionsError;
use serde::Deserialize;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  gaitline analyze walk.mp4                    report in gaitline-out/walk/report.html
  gaitline analyze *.mp4 --out study --overlay one folder per clip, each with a skeleton overlay
  gaitline analyze walk.mp4 --start 2 --end 9  only part of the clip
  gaitline analyze study/walk/poses.json       from saved poses, without video and model
  gaitline analyze walk.mp4 --poses walk_json/ landmarks of another tool (OpenPose, MMPose, MediaPipe)
  gaitline analyze walk.mp4 --audience patient --language de
                                               one sheet in plain words, in German
  gaitline visit may.toml                      several clips of one person, combined
  gaitline compare may/walk/report.json june/walk/report.json
                                               better, worse, or within error

How to record: the whole body, from 3 to 5 m, the phone still and upright at hip height, 60 frames
a second, from the side (for knee, hip and ankle) or from the front (for knee and pelvis alignment).

Exit codes: 0 all clips analysed, 1 at least one clip failed, 2 wrong usage.

gaitline measures movement. It is not a medical device: discuss its numbers with a physical
therapist.";

const STUDY_CODES: &str = "\
Exit codes: 0 all clips have a report, 1 at least one failed, 2 wrong usage or mistakes in the table, 3 the run had to
stop: the same command takes it up.";

const CHECK_CODES: &str = "\
Exit codes: 0 all clips were compared, 1 at least one was left out or nothing could be saved, 2 wrong usage or truth file.";

/// Turns a clip of someone walking into a gait report, every number with its error
#[derive(Debug, Parser)]
#[command(name = "gaitline", version = gaitline::report::VERSION, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of a single clip: in a visit they stand below its `[[clip]]`.
pub(crate) const OF_A_CLIP: [&str; 12] = [
    "poses",
    "fps",
    "size",
    "person",
    "start",
    "end",
    "capture_fps",
    "view",
    "task",
    "camera",
    "known_length",
    "overlay",
];

/// Options that do not go with a study: they differ from clip to clip, or say something of each clip.
pub(crate) const NOT_OF_A_STUDY: [&str; 8] =
    ["poses", "fps", "size", "person", "known_length", "ask", "pdf", "json"];

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Analyse clips: one folder per clip, with report.html, report.json, poses.json and tables
    #[command(after_help = EXAMPLES)]
    Analyze(Box<AnalyzeArgs>),
    /// Analyse several clips of one person together: each finding comes from the clip that shows it
    #[command(mut_args(|a| if OF_A_CLIP.contains(&a.get_id().as_str()) { a.hide(true) } else { a }))]
    Visit(Box<VisitArgs>),
    /// Analyse a study: clips of many people into one data set with tables. May be stopped and run again at any time
    #[command(after_help = STUDY_CODES)]
    #[command(mut_args(|a| if NOT_OF_A_STUDY.contains(&a.get_id().as_str()) { a.hide(true) } else { a }))]
    Batch(Box<BatchArgs>),
    /// Put the shards of a study together, and make its tables anew
    Collect(CollectArgs),
    /// Check every file of a study against its manifest of SHA-256
    Verify(VerifyArgs),
    /// Make norms of your own from a study, and check them: `--norms` of analyze, visit and batch uses them
    Norms(NormsArgs),
    /// Compare reports of one person: better, worse, or within the error
    Compare(CompareArgs),
    /// List and describe the pose models, and check their files; add weights, measure errors
    Models(ModelsArgs),
    /// Print the red-flag screening questions as a TOML file to fill in
    Questions,
    /// Print the JSON Schema of an output file
    Schema(SchemaArgs),
    /// Print a shell completion script
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AnalyzeArgs {
    /// Clips (mp4, mov, mkv, webm, avi), or poses.json files of an earlier analysis. May be left out with --poses
    #[arg(required_unless_present_any = ["poses", "options"], value_name = "CLIP")]
    pub(crate) clips: Vec<PathBuf>,

    /// The options below from a TOML file, under the same names; the command line takes precedence
    #[arg(long, value_name = "FILE")]
    pub(crate) options: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) choices: Choices,
}

/// The options that may be typed or stand in a TOML file.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Choices {
    /// Output folder [default: gaitline-out]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,

    /// Also write overlay.mp4: the clip with the skeleton drawn on it
    #[arg(long)]
    pub(crate) overlay: bool,

    /// Embed the film in report.html, to share a single file
    #[arg(long)]
    pub(crate) single_file: bool,

    /// Make no film and no pictures, which saves a tenth of the time; report.html has drawings only
    #[arg(long, conflicts_with = "single_file")]
    pub(crate) no_film: bool,

    /// Blur the heads of all detected people in film, pictures and overlay. People who were not detected (far away,
    /// mostly hidden) are not blurred: check before sharing. The clip itself is not changed
    #[arg(long)]
    pub(crate) blur_faces: bool,

    /// Also write these files of other programs into the folder export: trc, mot, c3d (each needs a scale and a side view),
    /// xlsx
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub(crate) export: Vec<TypedExport>,

    /// Also print the page to report.pdf (visit.pdf for a visit), on A4 or --pdf=letter. Needs Chromium or Firefox, or
    /// the program named in GAITLINE_BROWSER
    #[arg(long, value_name = "PAPER", num_args = 0..=1, require_equals = true, default_missing_value = "a4")]
    pub(crate) pdf: Option<TypedPaper>,

    /// Landmarks of this clip from another tool: OpenPose JSON (BODY_25, HALPE-26 and others; a folder with one file per
    /// frame), MMPose JSON, COCO results JSON (AlphaPose), MediaPipe landmarks (CSV or JSON). Without CLIP, give --fps and
    /// --size
    #[arg(long, value_name = "FILE|FOLDER")]
    pub(crate) poses: Option<PathBuf>,

    /// With --poses and without CLIP: frames a second of the clip
    #[arg(long, value_name = "N")]
    pub(crate) fps: Option<f64>,

    /// With --poses and without CLIP: width and height of the upright picture in pixels, as in 1920x1080
    #[arg(long, value_name = "WxH")]
    pub(crate) size: Option<TypedSize>,

    /// Analyse person N instead of the detected walker; the report shows everyone's number
    #[arg(long, value_name = "N")]
    pub(crate) person: Option<u32>,

    /// Ignore everything before this time, in seconds of the file's own clock
    #[arg(long, value_name = "S")]
    pub(crate) start: Option<f64>,

    /// Ignore everything after this time, in seconds of the file's own clock
    #[arg(long, value_name = "S")]
    pub(crate) end: Option<f64>,

    /// Capture rate of a slow-motion clip in frames a second, if the file does not state it
    #[arg(long, value_name = "HZ")]
    pub(crate) capture_fps: Option<f64>,

    /// Set the scale from the person's height without shoes: step length and speed in metres
    #[arg(long, value_name = "CM", conflicts_with_all = ["leg_length_cm", "known_length"])]
    pub(crate) height_cm: Option<f64>,

    /// Set the scale from the leg length without shoes, from the greater trochanter (the outer hip bone) to the floor
    #[arg(long, value_name = "CM", conflicts_with = "known_length")]
    pub(crate) leg_length_cm: Option<f64>,

    /// Set the scale from an object of known length lying along the walking line: length in cm, then the pixel
    /// coordinates of its two ends in a still of the upright clip (from the left, from the top). Side view, still camera
    #[arg(long, value_name = "CM=X1,Y1,X2,Y2")]
    pub(crate) known_length: Option<String>,

    /// Stickers on the body, as in asis=green,psis=magenta, or a TOML file with one such line each. Sites: asis, psis,
    /// trochanter, knee, malleolus, patella. Colours: red, orange, yellow, green, cyan, blue, purple, magenta, pink,
    /// or #rrggbb
    #[arg(long, value_name = "STICKERS")]
    pub(crate) markers: Option<String>,

    /// The person's sex, for limits and norms that differ by sex
    #[arg(long, value_name = "SEX")]
    pub(crate) sex: Option<TypedSex>,

    /// Norms of your own, in place of the built-in ones of children and adults; `gaitline norms build` makes the file
    #[arg(long, value_name = "FILE")]
    pub(crate) norms: Option<PathBuf>,

    /// Reader of the report [default: professional]; patients get one sheet in plain words, without hypotheses
    #[arg(long, value_name = "WHO")]
    pub(crate) audience: Option<TypedAudience>,

    /// Language of the patient's sheet by its code, as de for German [default: en]; everything else is in English
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<TypedLanguage>,

    /// Replace the page's heading; nothing else on the page names a person, a file or a date
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// Answers to the red-flag screening questions (TOML; `gaitline questions` prints a file to fill in)
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,

    /// Ask the red-flag screening questions on the terminal
    #[arg(long, conflicts_with = "answers")]
    pub(crate) ask: bool,

    /// Override the detected camera view; left and right are the subject's own
    #[arg(long, value_name = "VIEW")]
    pub(crate) view: Option<TypedView>,

    /// Override the detected task
    #[arg(long, value_name = "TASK")]
    pub(crate) task: Option<TypedTask>,

    /// Override the detected camera movement
    #[arg(long, value_name = "CAMERA")]
    pub(crate) camera: Option<TypedCamera>,

    /// How much time to take: quick, standard or best [default: standard]
    #[arg(long, value_name = "PRESET")]
    pub(crate) preset: Option<TypedPreset>,

    /// Pose model in place of the preset's; `gaitline models` lists them
    #[arg(long, value_name = "NAME")]
    pub(crate) model: Option<String>,

    /// Device that computes the pose networks [default: auto]. A device that this build lacks, or that does not start, is
    /// replaced by the CPU; `gaitline models` lists the devices
    #[arg(long, value_name = "DEVICE")]
    pub(crate) device: Option<TypedDevice>,

    /// Number of frames (in a study: clips) processed in parallel [default: one per processor core; in a study at most one
    /// per 600 MB of free memory]; does not change the result
    #[arg(long, value_name = "N", value_parser = workers_in_range)]
    pub(crate) workers: Option<usize>,

    /// Model folder [default: found near the program]; also GAITLINE_MODELS
    #[arg(long, value_name = "FOLDER")]
    pub(crate) models: Option<PathBuf>,

    /// ONNX Runtime library [default: in the model folder]; also GAITLINE_ONNXRUNTIME
    #[arg(long, value_name = "FILE")]
    pub(crate) onnxruntime: Option<PathBuf>,

    /// Print each report as one line of JSON to standard output
    #[arg(long)]
    pub(crate) json: bool,

    /// Print errors only
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Print who was found, what was repaired, and how long it took
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// More workers than this only cost memory.
pub(crate) const MOST_WORKERS: usize = 64;

fn workers_in_range(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(n @ 1..=MOST_WORKERS) => Ok(n),
        _ => Err(Say::WorkersRange.filled(&[("most", &MOST_WORKERS.to_string())])),
    }
}

impl Choices {
    /// These choices, completed by those of a file.
    pub(crate) fn or(self, file: Choices) -> Choices {
        let scale = self.scale_or(&file);
        Choices {
            out: self.out.or(file.out),
            overlay: self.overlay || file.overlay,
            single_file: self.single_file || (file.single_file && !self.no_film),
            no_film: self.no_film || (file.no_film && !self.single_file),
            blur_faces: self.blur_faces || file.blur_faces,
            export: if self.export.is_empty() { file.export } else { self.export },
            pdf: self.pdf.or(file.pdf),
            poses: self.poses.or(file.poses),
            fps: self.fps.or(file.fps),
            size: self.size.or(file.size),
            person: self.person.or(file.person),
            start: self.start.or(file.start),
            end: self.end.or(file.end),
            capture_fps: self.capture_fps.or(file.capture_fps),
            height_cm: scale.0,
            leg_length_cm: scale.1,
            known_length: scale.2,
            markers: self.markers.or(file.markers),
            sex: self.sex.or(file.sex),
            norms: self.norms.or(file.norms),
            audience: self.audience.or(file.audience),
            language: self.language.or(file.language),
            title: self.title.or(file.title),
            ask: self.ask || (file.ask && self.answers.is_none()),
            answers: self.answers.or(file.answers),
            view: self.view.or(file.view),
            task: self.task.or(file.task),
            camera: self.camera.or(file.camera),
            // a typed preset stands for its model too
            model: self.model.or(file.model.filter(|_| self.preset.is_none())),
            preset: self.preset.or(file.preset),
            device: self.device.or(file.device),
            workers: self.workers.or(file.workers),
            models: self.models.or(file.models),
            onnxruntime: self.onnxruntime.or(file.onnxruntime),
            json: self.json || file.json,
            quiet: self.quiet || (file.quiet && !self.verbose),
            verbose: self.verbose || (file.verbose && !self.quiet),
        }
    }
}

/// The three options of which one sets the scale: height, leg, known length.
type TypedScale = (Option<f64>, Option<f64>, Option<String>);

impl Choices {
    /// A scale on the command line replaces that of a file.
    pub(crate) fn scale_or(&self, file: &Choices) -> TypedScale {
        let of = |c: &Choices| (c.height_cm, c.leg_length_cm, c.known_length.clone());
        if of(self) == (None, None, None) { of(file) } else { of(self) }
    }

    /// The one length that is known.
    pub(crate) fn scale(&self) -> Result<Option<GivenScale>, OptionsError> {
        match (self.height_cm, self.leg_length_cm, &self.known_length) {
            (None, None, None) => Ok(None),
            (Some(height_cm), None, None) => Ok(Some(GivenScale::Height { height_cm })),
            (None, Some(leg_length_cm), None) => Ok(Some(GivenScale::LegLength { leg_length_cm })),
            (None, None, Some(typed)) => Ok(Some(GivenScale::KnownLength(typed.parse()?))),
            _ => Err(OptionsError::TwoScales),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct VisitArgs {
    /// TOML file of the visit: name = "may", then for each clip [[clip]] with file = "front.mp4" and its own options
    #[arg(value_name = "VISIT")]
    pub(crate) visit: PathBuf,

    #[command(flatten)]
    pub(crate) choices: Choices,
}

#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// A table of clips (CSV with a column `file`; `subject`, `session` and the options of a clip, such as `height_cm` or
    /// `view`, as further columns, all of which stand in every output), a folder, or files
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Analyse part I of N only, as in 2/8; `gaitline collect` makes the tables when all parts are done
    #[arg(long, value_name = "I/N", value_parser = shard)]
    pub(crate) shard: Option<Shard>,

    /// Say what would be done, and everything that is wrong with the table
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Make pages and tables anew from the poses of an earlier run, without video and model
    #[arg(long)]
    pub(crate) reports_only: bool,

    /// Also make the study a data set of Motion-BIDS, in its folder bids: tracks, channels and events of each clip
    #[arg(long, conflicts_with = "shard")]
    pub(crate) bids: bool,

    /// Remove the results of earlier runs whose clips are not in INPUT; otherwise they stay in the study
    #[arg(long, conflicts_with = "shard")]
    pub(crate) prune: bool,

    /// The options below from a TOML file, under the same names; the command line takes precedence
    #[arg(long, value_name = "FILE")]
    pub(crate) options: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) choices: Choices,
}

/// One part of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    /// From 1.
    pub(crate) number: usize,
    pub(crate) of: usize,
}

fn shard(typed: &str) -> Result<Shard, String> {
    let parts = typed.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
    match parts {
        Some((number, of)) if (1..=of).contains(&number) => Ok(Shard { number, of }),
        _ => Err(Say::ShardRange.text().to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct CollectArgs {
    /// The study's folder; or the folders of its shards, whose results are copied into --out
    #[arg(required = true, value_name = "STUDY")]
    pub(crate) studies: Vec<PathBuf>,

    /// Also make the study a data set of Motion-BIDS, in its folder bids: tracks, channels and events of each clip
    #[arg(long)]
    pub(crate) bids: bool,

    /// The folder of the whole study [default: the first one given]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The study's folder
    #[arg(value_name = "STUDY")]
    pub(crate) study: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct NormsArgs {
    #[command(subcommand)]
    pub(crate) command: NormsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NormsCommand {
    /// Make a norm file from the people of a study: mean and SD of every angle over the cycle and of every measure of level
    /// walking. Each person counts once; the column `subject` says whose a clip is
    Build(NormsBuildArgs),
    /// Check a norm file, and list what it holds
    Check(NormsCheckArgs),
}

#[derive(Debug, Args)]
pub(crate) struct NormsBuildArgs {
    /// The folder that `gaitline batch` wrote
    #[arg(value_name = "STUDY")]
    pub(crate) study: PathBuf,

    /// The norm file (CSV)
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,

    /// What reports call the norms, as in 'Adults, 20 to 40 years'
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: String,

    /// Who was measured, as in 'healthy adults without pain, 20 women and 18 men'
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) population: String,

    /// Where the study is described, as in a paper's citation
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) source: String,

    /// Only clips with this value in the study's table, as in condition=none; may be given several times
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = column_and_value)]
    pub(crate) only: Vec<(String, String)>,
}

fn column_and_value(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((column, value)) => Ok((column.trim().to_owned(), value.trim().to_owned())),
        None => Err(Say::OnlyForm.text().to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct NormsCheckArgs {
    /// The norm file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// Two to four report.json files of the same task and view, earliest first
    #[arg(required = true, num_args = 2..=gaitline::compare::MOST_VISITS, value_name = "REPORT")]
    pub(crate) reports: Vec<PathBuf>,

    /// Print the comparison as one line of JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Also write the comparison as a page, and as JSON beside it
    #[arg(long, value_name = "FILE.html")]
    pub(crate) page: Option<PathBuf>,

    /// Names of the reports on the page, as in May,June
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "page")]
    pub(crate) names: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ModelsArgs {
    #[command(subcommand)]
    pub(crate) action: Option<ModelsAction>,

    /// Model folder [default: found near the program]; also GAITLINE_MODELS
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) models: Option<PathBuf>,

    /// ONNX Runtime library [default: in the model folder]; also GAITLINE_ONNXRUNTIME
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) onnxruntime: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelsAction {
    /// Put the weights of a described model into the model folder
    Add(AddModelArgs),
    /// Measure a model's errors on clips of known truth, as multiples of those of the default model. The intervals of
    /// reports follow from them
    #[command(after_help = CHECK_CODES)]
    Check(CheckModelArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CheckModelArgs {
    /// The model's name, as in --model of `gaitline analyze`
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,

    /// Clips with their truth beside them, as walk.truth.json beside walk.mp4; or folders of them. docs/truth_files.md
    /// describes the format. A quantity is measured on five clips or more
    #[arg(required = true, value_name = "CLIP|FOLDER")]
    pub(crate) clips: Vec<PathBuf>,

    /// Keep the factors as MODEL.errors.toml in the model folder: further reports of that model state its errors by them
    #[arg(long)]
    pub(crate) save: bool,

    /// Frames processed at the same time [default: one per processor core]
    #[arg(long, value_name = "N", value_parser = workers_in_range)]
    pub(crate) workers: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct AddModelArgs {
    /// An ONNX file, or a zip archive with one: a path, or an https address. A download that was interrupted is continued
    #[arg(value_name = "FILE|URL")]
    pub(crate) from: String,

    /// SHA-256 of the ONNX file [default: the one in the model's description]
    #[arg(long, value_name = "HEX")]
    pub(crate) sha256: Option<String>,

    /// File name in the model folder, as the description states it [default: the file's own, with .onnx instead of .zip]
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which file
    #[arg(default_value = "report")]
    pub(crate) document: Document,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Document {
    /// report.json
    Report,
    /// visit.json
    Visit,
    /// what `gaitline compare --json` prints
    Comparison,
    /// poses.json
    Poses,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// Which shell
    pub(crate) shell: Shell,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn no_text_names_an_option_that_does_not_exist() {
        let mut flags: Vec<String> = vec!["help".to_owned(), "version".to_owned()];
        let command = Cli::command();
        let below = |c: &'_ clap::Command| c.get_subcommands().cloned().collect::<Vec<_>>();
        for command in below(&command).iter().flat_map(|c| [vec![c.clone()], below(c)].concat()) {
            flags.extend(command.get_arguments().filter_map(|a| a.get_long().map(str::to_owned)));
        }
        let mut named = 0;
        for language in gaitline::catalogue::Language::all() {
            let texts = gaitline::catalogue::Catalogue::of(language);
            for key in texts.keys() {
                for rest in texts.text(key).split("--").skip(1) {
                    let is_of_name =
                        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                    let end = rest.find(|c: char| !is_of_name(c));
                    let flag = rest[..end.unwrap_or(rest.len())].trim_end_matches('-');
                    let is_place = flag.is_empty() && rest.starts_with('{');
                    assert!(is_place || flags.iter().any(|f| f == flag), "{key}: --{flag}");
                    named += 1;
                }
            }
        }
        assert!(named > 20, "only {named} options are named at all");
    }

    #[test]
    fn a_file_has_the_names_of_the_flags_and_nothing_else() {
        let file: Choices = toml::from_str(
            "out = 'x'\noverlay = true\npdf = 'letter'\nsingle-file = true\nno-film = false\nblur-faces = true\nexport = ['trc', 'xlsx']\nposes = 'p'\nfps = 60\nsize = '1280x720'\nperson = 2\nstart = 1.5\nend = 4\ncapture-fps = 240\nheight-cm = 170\nleg-length-cm = 90\nknown-length = '200=1,2,300,4'\nmarkers = 'asis=green'\nsex = 'female'\nnorms = 'n.csv'\naudience = 'patient'\nlanguage = 'de'\ntitle = 't'\nanswers = 'a'\nask = false\nview = 'left'\ntask = 'stair-descent'\ncamera = 'still'\npreset = 'best'\nmodel = 'm'\ndevice = 'tensorrt'\n\
             workers = 3\nmodels = 'f'\nonnxruntime = 'l'\njson = true\nquiet = true\nverbose = false",
        )
        .unwrap();
        assert_eq!(file.capture_fps, Some(240.0));
        assert_eq!(file.device, Some(TypedDevice::TensorRt));
        let flags: Vec<String> = <Choices as Args>::augment_args(clap::Command::new("x"))
            .get_arguments()
            .filter_map(|a| a.get_long().map(str::to_owned))
            .collect();
        assert_eq!(flags.len(), 37, "a new flag needs a key in this test's file: {flags:?}");
        assert_eq!(file.scale(), Err(OptionsError::TwoScales));
        assert!(toml::from_str::<Choices>("capture_fps = 240").is_err());
    }

    #[test]
    fn a_typed_scale_stands_for_the_whole_scale_of_a_file() {
        let file = || Choices { leg_length_cm: Some(90.0), ..Choices::default() };
        let typed = Choices { height_cm: Some(170.0), ..Choices::default() };
        assert_eq!(typed.or(file()).scale(), Ok(Some(GivenScale::Height { height_cm: 170.0 })));
        let kept = Choices::default().or(file());
        assert_eq!(kept.scale(), Ok(Some(GivenScale::LegLength { leg_length_cm: 90.0 })));
    }

    #[test]
    fn what_is_typed_wins_over_the_file() {
        let typed = Choices {
            person: Some(1),
            device: Some(TypedDevice::Cpu),
            verbose: true,
            ..Choices::default()
        };
        let file = Choices {
            person: Some(2),
            end: Some(3.0),
            device: Some(TypedDevice::Cuda),
            quiet: true,
            ..Choices::default()
        };
        let both = typed.or(file);
        assert_eq!(
            (both.person, both.end, both.quiet, both.verbose),
            (Some(1), Some(3.0), false, true)
        );
        let file = || Choices { model: Some("m".to_owned()), ..Choices::default() };
        let typed = Choices { preset: Some(TypedPreset::Quick), ..Choices::default() };
        assert_eq!(typed.or(file()).model, None);
        assert_eq!(Choices::default().or(file()).model.as_deref(), Some("m"));
        assert_eq!(both.device, Some(TypedDevice::Cpu));
    }
}
