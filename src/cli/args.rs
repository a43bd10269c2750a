//! The command line as it is typed.

use super::say::Say;
use super::typed::{
    TypedAudience, TypedCamera, TypedLanguage, TypedPaper, TypedSex, TypedTask, TypedView,
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
  gaitline analyze *.mp4 --out study --overlay one folder a clip, with the skeleton drawn on it
  gaitline analyze walk.mp4 --start 2 --end 9  only a part of the clip
  gaitline analyze study/walk/poses.json       again, without video and model
  gaitline analyze walk.mp4 --audience patient --language de
                                               one sheet in plain words, in German
  gaitline visit may.toml                      several clips of one person together
  gaitline compare may/walk/report.json june/walk/report.json
                                               better, worse, or within error

How to film: the whole body, from 3 to 5 m, the phone still and upright at hip height, 60 frames a
second, from the side (for knee, hip and ankle) or from the front (for knee and pelvis alignment).

Exit codes: 0 all clips analysed, 1 at least one clip failed, 2 wrong usage.

gaitline measures movement. It is not a medical device; talk its numbers over with a physical
therapist.";

/// Turns a clip of someone walking into a gait report, every number with its error.
#[derive(Debug, Parser)]
#[command(name = "gaitline", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What belongs to one clip: in a visit it stands below its `[[clip]]`.
pub(crate) const OF_A_CLIP: [&str; 9] =
    ["person", "start", "end", "capture_fps", "view", "task", "camera", "known_length", "overlay"];

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Analyses clips: one folder a clip, with report.html, report.json, poses.json and angles.csv
    #[command(after_help = EXAMPLES)]
    Analyze(Box<AnalyzeArgs>),
    /// Analyses several clips of one person together: each finding from the clip that can see it
    #[command(mut_args(|a| if OF_A_CLIP.contains(&a.get_id().as_str()) { a.hide(true) } else { a }))]
    Visit(Box<VisitArgs>),
    /// Compares reports of one person: better, worse, or within error
    Compare(CompareArgs),
    /// Lists the pose models, says what they are, and checks their files
    Models(ModelsArgs),
    /// Prints the questions that come first, as a file of answers to fill in
    Questions,
    /// Prints the JSON Schema of a file that gaitline writes
    Schema(SchemaArgs),
    /// Prints a completion script for a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AnalyzeArgs {
    /// Clips (mp4, mov, mkv, webm, avi), or poses.json files of an earlier analysis
    #[arg(required = true, value_name = "CLIP")]
    pub(crate) clips: Vec<PathBuf>,

    /// A TOML file with the options below, by the same names; what is typed here wins
    #[arg(long, value_name = "FILE")]
    pub(crate) options: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) choices: Choices,
}

/// The options that may be typed or stand in a TOML file.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Choices {
    /// Folder for the results [default: gaitline-out]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,

    /// Also writes overlay.mp4: the clip with the skeleton drawn on it
    #[arg(long)]
    pub(crate) overlay: bool,

    /// Puts the film into report.html instead of beside it: one file to hand on
    #[arg(long)]
    pub(crate) single_file: bool,

    /// Makes the heads of all people whom the program saw unrecognisable in film, pictures and overlay. Somebody whom
    /// it never saw (far away, mostly hidden) stays as filmed, so look through before you hand it on; the clip itself
    /// is not changed
    #[arg(long)]
    pub(crate) blur_faces: bool,

    /// Also prints the page to report.pdf (of a visit to visit.pdf), on A4 or --pdf=letter, by the Chromium or Firefox
    /// that is found, or the program that GAITLINE_BROWSER names
    #[arg(long, value_name = "PAPER", num_args = 0..=1, require_equals = true, default_missing_value = "a4")]
    pub(crate) pdf: Option<TypedPaper>,

    /// Analyses person N instead of the one who walks; the report numbers everybody
    #[arg(long, value_name = "N")]
    pub(crate) person: Option<u32>,

    /// Leaves out what is before this time of the clip, in seconds of the file's own clock
    #[arg(long, value_name = "S")]
    pub(crate) start: Option<f64>,

    /// Leaves out what is after this time of the clip, in seconds of the file's own clock
    #[arg(long, value_name = "S")]
    pub(crate) end: Option<f64>,

    /// Slow motion: the rate at which the camera filmed, in frames a second, where the file is silent
    #[arg(long, value_name = "HZ")]
    pub(crate) capture_fps: Option<f64>,

    /// The person's height without shoes, which turns step lengths and speed into metres
    #[arg(long, value_name = "CM", conflicts_with_all = ["leg_length_cm", "known_length"])]
    pub(crate) height_cm: Option<f64>,

    /// The same by the leg, from the greater trochanter (the bone at the outer side of the hip) to the floor, without shoes
    #[arg(long, value_name = "CM", conflicts_with = "known_length")]
    pub(crate) leg_length_cm: Option<f64>,

    /// The same by a thing of so many cm that lies on the walking line, along it: its two ends, in pixels of a still of the
    /// upright clip, from the left and from the top. Only from the side, with the phone still
    #[arg(long, value_name = "CM=X1,Y1,X2,Y2")]
    pub(crate) known_length: Option<String>,

    /// Stickers on the body, as in asis=green,psis=magenta, or a TOML file of such lines. Places: asis, psis,
    /// trochanter, knee, malleolus, patella; colours: red, orange, yellow, green, cyan, blue, purple,
    /// magenta, pink, or #rrggbb
    #[arg(long, value_name = "STICKERS")]
    pub(crate) markers: Option<String>,

    /// The person's sex, where a limit differs by it
    #[arg(long, value_name = "SEX")]
    pub(crate) sex: Option<TypedSex>,

    /// For whom the report is [default: professional]; a patient's is one sheet in plain words, without hypotheses
    #[arg(long, value_name = "WHO")]
    pub(crate) audience: Option<TypedAudience>,

    /// Language of the patient's sheet [default: en]; all else is English
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<TypedLanguage>,

    /// Heading of the page, in place of its own; nothing else there names a person, a file or a date
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// A TOML file with answers to the questions that come first (`gaitline questions` prints them)
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,

    /// Asks the questions that come first on the terminal
    #[arg(long, conflicts_with = "answers")]
    pub(crate) ask: bool,

    /// From where the person was filmed, where the program is mistaken: the subject's own side
    #[arg(long, value_name = "VIEW")]
    pub(crate) view: Option<TypedView>,

    /// What the person does, where the program is mistaken
    #[arg(long, value_name = "TASK")]
    pub(crate) task: Option<TypedTask>,

    /// Whether the camera stands still, or the ground moves through the picture (it follows, or a treadmill)
    #[arg(long, value_name = "CAMERA")]
    pub(crate) camera: Option<TypedCamera>,

    /// Pose model; `gaitline models` lists them [default: blazepose-heavy]; blazepose-full is three times as fast
    #[arg(long, value_name = "NAME")]
    pub(crate) model: Option<String>,

    /// Frames that are worked on at a time [default: one a processor core]; the result is the same
    #[arg(long, value_name = "N", value_parser = workers_in_range)]
    pub(crate) workers: Option<usize>,

    /// Folder of the models [default: found near the program]; also GAITLINE_MODELS
    #[arg(long, value_name = "FOLDER")]
    pub(crate) models: Option<PathBuf>,

    /// ONNX Runtime's library [default: in the models' folder]; also GAITLINE_ONNXRUNTIME
    #[arg(long, value_name = "FILE")]
    pub(crate) onnxruntime: Option<PathBuf>,

    /// Prints each report as one line of JSON to standard output
    #[arg(long)]
    pub(crate) json: bool,

    /// Prints nothing but errors
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Prints who was found, what was repaired, and how long it took
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
            single_file: self.single_file || file.single_file,
            blur_faces: self.blur_faces || file.blur_faces,
            pdf: self.pdf.or(file.pdf),
            person: self.person.or(file.person),
            start: self.start.or(file.start),
            end: self.end.or(file.end),
            capture_fps: self.capture_fps.or(file.capture_fps),
            height_cm: scale.0,
            leg_length_cm: scale.1,
            known_length: scale.2,
            markers: self.markers.or(file.markers),
            sex: self.sex.or(file.sex),
            audience: self.audience.or(file.audience),
            language: self.language.or(file.language),
            title: self.title.or(file.title),
            ask: self.ask || (file.ask && self.answers.is_none()),
            answers: self.answers.or(file.answers),
            view: self.view.or(file.view),
            task: self.task.or(file.task),
            camera: self.camera.or(file.camera),
            model: self.model.or(file.model),
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
    /// A scale that is typed stands for all that a file says of it.
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
    /// A TOML file: name = "may", and for each clip [[clip]] with file = "front.mp4" and options of its own
    #[arg(value_name = "VISIT")]
    pub(crate) visit: PathBuf,

    #[command(flatten)]
    pub(crate) choices: Choices,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// Two to four report.json files of the same task and view, the earliest first
    #[arg(required = true, num_args = 2..=gaitline::compare::MOST_VISITS, value_name = "REPORT")]
    pub(crate) reports: Vec<PathBuf>,

    /// Prints the comparison as one line of JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Also writes a page to look at, and the same as JSON beside it
    #[arg(long, value_name = "FILE.html")]
    pub(crate) page: Option<PathBuf>,

    /// What the reports are called on the page, as in May,June
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "page")]
    pub(crate) names: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ModelsArgs {
    /// Folder of the models [default: found near the program]; also GAITLINE_MODELS
    #[arg(long, value_name = "FOLDER")]
    pub(crate) models: Option<PathBuf>,

    /// ONNX Runtime's library [default: in the models' folder]; also GAITLINE_ONNXRUNTIME
    #[arg(long, value_name = "FILE")]
    pub(crate) onnxruntime: Option<PathBuf>,
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
    fn a_file_has_the_names_of_the_flags_and_nothing_else() {
        let file: Choices = toml::from_str(
            "out = 'x'\noverlay = true\npdf = 'letter'\nsingle-file = true\nblur-faces = true\nperson = 2\nstart = 1.5\nend = 4\ncapture-fps = 240\nheight-cm = 170\nleg-length-cm = 90\nknown-length = '200=1,2,300,4'\nmarkers = 'asis=green'\nsex = 'female'\naudience = 'patient'\nlanguage = 'de'\ntitle = 't'\nanswers = 'a'\nask = false\nview = 'left'\ntask = 'stair-descent'\ncamera = 'still'\nmodel = 'm'\n\
             workers = 3\nmodels = 'f'\nonnxruntime = 'l'\njson = true\nquiet = true\nverbose = false",
        )
        .unwrap();
        assert_eq!(file.capture_fps, Some(240.0));
        let flags: Vec<String> = <Choices as Args>::augment_args(clap::Command::new("x"))
            .get_arguments()
            .filter_map(|a| a.get_long().map(str::to_owned))
            .collect();
        assert_eq!(flags.len(), 29, "a new flag needs a key in this test's file: {flags:?}");
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
        let typed = Choices { person: Some(1), verbose: true, ..Choices::default() };
        let file = Choices { person: Some(2), end: Some(3.0), quiet: true, ..Choices::default() };
        let both = typed.or(file);
        assert_eq!(
            (both.person, both.end, both.quiet, both.verbose),
            (Some(1), Some(3.0), false, true)
        );
    }
}
