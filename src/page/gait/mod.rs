//! The page's part on what repeats from step to step: a table, curves over the cycle, loops, and step by step.

pub(crate) mod curves;
pub(crate) mod flights;
pub(crate) mod key_table;
mod loops;
pub(crate) mod numbers;
mod own_norm;
mod scale;
mod steps;
pub(super) mod stride_counts;
mod table;
mod tasks;

use crate::evidence::BeyondNorms;
use crate::gait::Task;
use crate::page::basics::grouped::{Named, grouped};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::Number;
use crate::page::pictures::stickers::StickerNames;
use crate::page::text::texts::Texts;
use crate::report::Report;
use curves::{CurveView, SmallView};
use key_table::KeyTable;
use loops::LoopView;
use steps::StepsView;
pub(crate) use stride_counts::are_stickers_advised;
use table::TableView;

/// The page's gait section.
pub(crate) struct GaitView {
    /// What was counted, a sentence each.
    pub(crate) counted: Vec<Sentence>,
    /// The strides that were not used, where there are any.
    pub(crate) dropped: Option<Sentence>,
    /// What is read first.
    pub(crate) first: KeyTable,
    pub(crate) table: TableView,
    /// There are lengths or speeds.
    pub(crate) has_lengths: bool,
    pub(crate) has_scale: bool,
    /// In what they are, and by what.
    pub(crate) scale: Sentence,
    pub(crate) refused: Vec<Named>,
    /// Stickers would show what is refused.
    pub(crate) are_stickers_advised: bool,
    pub(crate) sticker_names: StickerNames,
    /// By which speed the norms were chosen; absent where there are none.
    pub(crate) norm: Option<Sentence>,
    /// The key of what the grey bands are.
    pub(crate) norm_legend: &'static str,
    pub(crate) is_on_stairs: bool,
    pub(crate) curves: Vec<CurveView>,
    /// Those that are read first, small.
    pub(crate) first_curves: Vec<SmallView>,
    /// Who is behind their grey bands, once each.
    pub(crate) first_norms: Vec<String>,
    /// Who is behind their lines of adults.
    pub(crate) first_adults: Vec<String>,
    pub(crate) coupling: Option<LoopView>,
    pub(crate) steps: Vec<StepsView>,
}

pub(crate) fn view(report: &Report, t: Texts) -> GaitView {
    let curves = curves::view(report, t);
    let first_curves: Vec<SmallView> = curves.iter().filter_map(|c| c.small.clone()).collect();
    let once = |words: fn(&SmallView) -> Option<String>| -> Vec<String> {
        let all = grouped(first_curves.iter().filter_map(|c| Some((words(c)?, ()))));
        all.into_iter().map(|(words, _)| words).collect()
    };
    GaitView {
        counted: stride_counts::words(report, t),
        dropped: stride_counts::dropped(report.gait.dropped, t),
        first: key_table::view(report, t),
        table: table::view(&report.gait, t),
        has_lengths: scale::is_needed(&report.gait),
        has_scale: report.gait.scale.is_some(),
        scale: scale::view(&report.gait, t),
        refused: stride_counts::refused(&report.gait, t),
        are_stickers_advised: are_stickers_advised(&report.gait),
        sticker_names: StickerNames::of(t),
        norm: match &report.options.norms {
            Some(own) => own_norm::words(report, own, t),
            None => norm(report, t),
        },
        norm_legend: match report.options.norms {
            Some(_) => "page_gait.mean_stride.own_legend",
            None => "page_gait.mean_stride.usual",
        },
        is_on_stairs: report.gait.tasks.contains(&Task::StairDescent),
        curves,
        first_norms: once(|c| c.norm.clone()),
        first_adults: once(|c| c.adults.clone()),
        first_curves,
        coupling: loops::view(report, t),
        steps: steps::view(report, t),
    }
}

/// Whose curves are shown, by which speed they were chosen, and where nobody was measured at such a speed.
fn norm(report: &Report, t: Texts) -> Option<Sentence> {
    let (speed, first) = (report.gait.norm_speed.as_ref()?, report.gait.norms.first()?);
    let say = |key: &str| t.say(&format!("page_gait.mean_stride.{key}"));
    let key = |key: &str| t.key(&format!("page_gait.mean_stride.{key}"));
    let name = match &*speed.name {
        "usual" => "usual_speed".to_owned(),
        other => other.replace(' ', "_"),
    };
    let norm = say("norm")
        .with("study", &*first.study)
        .with("note", t.key(&format!("evidence.studies.{}", first.source)))
        .with("speed", &Number::new(speed.value, 2, "/gait/norm_speed/value"))
        .with("name", key(&name))
        .with("from", own_norm::from(speed.of, t));
    let beyond = speed.beyond.map(|beyond| match beyond {
        BeyondNorms::Slower => say("slower"),
        BeyondNorms::Faster => say("faster"),
    });
    let said: Vec<String> =
        [Some(norm), beyond].into_iter().flatten().map(|s| s.to_string()).collect();
    Some(Sentence::of_html(said.join(" ")))
}
