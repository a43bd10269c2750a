//! The page's part on what repeats from step to step: a table, curves over the cycle, loops, and step by step.

pub(crate) mod curves;
mod loops;
pub(crate) mod numbers;
mod scale;
mod steps;
pub(super) mod stride_counts;
mod table;

use crate::evidence::BeyondNorms;
use crate::findings::PaceOf;
use crate::gait::Task;
use crate::page::basics::grouped::Named;
use crate::page::basics::number::Number;
use crate::report::Report;
use curves::CurveView;
use loops::LoopView;
use scale::ScaleView;
use steps::StepsView;
pub(crate) use stride_counts::are_stickers_advised;
use table::TableView;

/// The page's gait section.
pub(crate) struct GaitView {
    /// How many strides were found, in words.
    pub(crate) found: String,
    pub(crate) table: TableView,
    /// There are lengths or speeds.
    pub(crate) has_lengths: bool,
    /// By what they are in metres; absent where they are in body heights.
    pub(crate) scale: Option<ScaleView>,
    pub(crate) refused: Vec<Named>,
    /// Stickers would show what is refused.
    pub(crate) are_stickers_advised: bool,
    /// By which speed the norms were chosen; absent where there are none.
    pub(crate) norm: Option<NormView>,
    pub(crate) is_on_stairs: bool,
    pub(crate) curves: Vec<CurveView>,
    pub(crate) coupling: Option<LoopView>,
    pub(crate) steps: Vec<StepsView>,
}

/// By which speed the norms were chosen.
pub(crate) struct NormView {
    pub(crate) speed: Number,
    pub(crate) name: &'static str,
    pub(crate) of: &'static str,
    /// Said where nobody was measured at such a speed.
    pub(crate) beyond: &'static str,
}

pub(crate) fn view(report: &Report) -> GaitView {
    GaitView {
        found: stride_counts::words(report),
        table: table::view(&report.gait),
        has_lengths: scale::is_needed(&report.gait),
        scale: scale::view(&report.gait),
        refused: stride_counts::refused(&report.gait),
        are_stickers_advised: are_stickers_advised(&report.gait),
        norm: norm(report),
        is_on_stairs: report.gait.tasks.contains(&Task::StairDescent),
        curves: curves::view(report),
        coupling: loops::view(&report.gait),
        steps: steps::view(report),
    }
}

fn norm(report: &Report) -> Option<NormView> {
    let speed = report.gait.norm_speed.filter(|_| !report.gait.norms.is_empty())?;
    Some(NormView {
        speed: Number::new(speed.value, 2, "/gait/norm_speed/value"),
        name: speed.name,
        of: match speed.of {
            PaceOf::Way => "from the way across the picture",
            PaceOf::Cadence => "from the steps a minute",
        },
        beyond: match speed.beyond {
            Some(BeyondNorms::Slower) => {
                " Nobody was measured that slow: these are the slowest, so read shape rather than size."
            }
            Some(BeyondNorms::Faster) => {
                " Nobody was measured that fast: these are the fastest, so read shape rather than size."
            }
            None => "",
        },
    })
}
