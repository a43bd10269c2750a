//! The command line of studies and norms.

use super::choices::Choices;
use super::say::Say;
use clap::{Args, Subcommand};
use std::path::PathBuf;

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
