//! The command line as it is typed.

use super::choices::Choices;
use super::model_args::{ModelPlaces, ModelsArgs};
use super::study_args::{BatchArgs, CollectArgs, NormsArgs, VerifyArgs};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
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
    /// Open a page in the browser that does all this by mouse; clips and results stay on this machine
    App(AppArgs),
    /// Print what a clip shows at first sight, within seconds: who is in it, what is recognised, what is wrong with the film
    Preview(PreviewArgs),
    /// List and describe the pose models, and check their files; add weights, measure errors
    Models(ModelsArgs),
    /// Print the red-flag screening questions as a TOML file to fill in
    Questions,
    /// Print the JSON Schema of an output file
    Schema(SchemaArgs),
    /// Print a shell completion script
    Completions(CompletionsArgs),
    /// Write the manual pages into a folder
    Manual(ManualArgs),
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

#[derive(Debug, Args)]
pub(crate) struct VisitArgs {
    /// TOML file of the visit: name = "may", then for each clip [[clip]] with file = "front.mp4" and its own options
    #[arg(value_name = "VISIT")]
    pub(crate) visit: PathBuf,

    #[command(flatten)]
    pub(crate) choices: Choices,
}

#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// The clip
    #[arg(value_name = "CLIP")]
    pub(crate) clip: PathBuf,

    /// Also write the stills as JPEG files
    #[arg(long, value_name = "FOLDER")]
    pub(crate) stills: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) places: ModelPlaces,
}

#[derive(Debug, Args)]
pub(crate) struct AppArgs {
    /// Folder of clips and results [default: in the user's own data folder]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,

    /// Port on this machine [default: a free one]
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,

    /// Print the page's address, and open no browser
    #[arg(long)]
    pub(crate) no_browser: bool,

    #[command(flatten)]
    pub(crate) places: ModelPlaces,
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

#[derive(Debug, Args)]
pub(crate) struct ManualArgs {
    /// Where they go: one file for each command
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
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
}
