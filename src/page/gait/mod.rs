//! The page's part on what repeats from step to step: a table, curves over the cycle, loops, and step by step.

pub(super) mod curves;
mod found;
mod loops;
pub(super) mod numbers;
mod scale;
mod steps;
mod table;

use super::grouped::Named;
use super::number::Number;
use crate::evidence::BeyondNorms;
use crate::findings::PaceOf;
use crate::gait::Task;
use crate::report::Report;
use curves::CurveView;
pub(super) use found::are_stickers_advised;
use loops::LoopView;
use scale::ScaleView;
use steps::StepsView;
use table::TableView;

/// The page's gait section.
pub(super) struct GaitView {
    /// How many strides were found, in words.
    pub(super) found: String,
    pub(super) table: TableView,
    /// There are lengths or speeds.
    pub(super) has_lengths: bool,
    /// By what they are in metres; absent where they are in body heights.
    pub(super) scale: Option<ScaleView>,
    pub(super) refused: Vec<Named>,
    /// Stickers would show what is refused.
    pub(super) are_stickers_advised: bool,
    /// By which speed the norms were chosen; absent where there are none.
    pub(super) norm: Option<NormView>,
    pub(super) is_on_stairs: bool,
    pub(super) curves: Vec<CurveView>,
    pub(super) coupling: Option<LoopView>,
    pub(super) steps: Vec<StepsView>,
}

/// By which speed the norms were chosen.
pub(super) struct NormView {
    pub(super) speed: Number,
    pub(super) name: &'static str,
    pub(super) of: &'static str,
    /// Said where nobody was measured at such a speed.
    pub(super) beyond: &'static str,
}

pub(super) fn view(report: &Report) -> GaitView {
    GaitView {
        found: found::words(report),
        table: table::view(&report.gait),
        has_lengths: scale::is_needed(&report.gait),
        scale: scale::view(&report.gait),
        refused: found::refused(&report.gait),
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
