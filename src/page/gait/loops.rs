//! Knee against hip over the mean cycle: how the two joints move together.

use crate::anatomy::Side;
use crate::gait::{Angle, CycleCurve, Unit};
use crate::page::basics::html::Sentence;
use crate::page::basics::number::decimals_of;
use crate::page::gait::curves::foot_times;
use crate::page::gait::numbers::{self, NumbersView, Series};
use crate::page::plots::coupling::{self, Loop};
use crate::page::plots::ranges::look_of;
use crate::page::text::texts::Texts;
use crate::report::{Gait, NormBand, Report};

/// The angle–angle diagram.
pub(crate) struct LoopView {
    /// How to read it.
    pub(crate) said: Sentence,
    pub(crate) has_norm: bool,
    /// The key of what the grey loop is.
    pub(crate) norm_words: &'static str,
    pub(crate) svg: String,
    pub(crate) view_box: &'static str,
    pub(crate) numbers: NumbersView,
}

const HIP: Angle = Angle::HipFlexionVertical;
const KNEE: Angle = Angle::KneeFlexion;

/// `None` where no leg has both curves.
pub(crate) fn view(report: &Report, t: Texts) -> Option<LoopView> {
    let gait = &report.gait;
    let mut loops: Vec<Loop<'_>> = norm(gait).into_iter().collect();
    let has_norm = !loops.is_empty();
    let legs: Vec<Loop<'_>> = Side::BOTH.into_iter().filter_map(|s| leg(gait, s)).collect();
    legs.first()?;
    loops.extend(legs);
    Some(LoopView {
        said: t
            .say("page_gait.coupling.said")
            .with("left", &t.coloured(&Side::Left))
            .with("right", &t.coloured(&Side::Right)),
        has_norm,
        norm_words: match gait.norms.iter().any(NormBand::is_of_file) {
            true => "page_gait.coupling.own",
            false => "page_gait.coupling.usual",
        },
        svg: coupling::svg(look_of(HIP, t), look_of(KNEE, t), &loops, t),
        view_box: coupling::VIEW_BOX,
        numbers: numbers::over_cycle(&series(report, t), t),
    })
}

fn curve(gait: &Gait, angle: Angle, side: Side) -> Option<(usize, &CycleCurve)> {
    gait.curves.iter().enumerate().find(|(_, c)| (c.angle, c.side) == (angle, side))
}

fn leg(gait: &Gait, side: Side) -> Option<Loop<'_>> {
    let (_, hip) = curve(gait, HIP, side)?;
    let (_, knee) = curve(gait, KNEE, side)?;
    let off_pct = foot_times(gait, hip.task, side).map(|f| f.off_pct);
    Some(Loop { side: Some(side), along_deg: &hip.mean_deg, up_deg: &knee.mean_deg, off_pct })
}

fn norm(gait: &Gait) -> Option<Loop<'_>> {
    let of = |angle| gait.norms.iter().find(|n: &&NormBand| n.angle == angle);
    let (hip, knee) = (of(HIP)?, of(KNEE)?);
    Some(Loop { side: None, along_deg: &hip.mean_deg, up_deg: &knee.mean_deg, off_pct: None })
}

/// Hip, then knee, of each leg that has both.
fn series(report: &Report, t: Texts) -> Vec<Series<'_>> {
    let mut all = Vec::new();
    for side in Side::BOTH {
        let pair = [(HIP, "hip"), (KNEE, "knee")].map(|(angle, word)| {
            let (index, curve) = curve(&report.gait, angle, side)?;
            let decimals = decimals_of(Unit::Degree);
            let head = t.fill(&format!("page_gait.coupling.{word}"), &[("side", t.side(side))]);
            let at = format!("/gait/curves/{index}/mean_deg");
            Some(Series { head, deg: &curve.mean_deg, at, decimals })
        });
        if let [Some(hip), Some(knee)] = pair {
            all.extend([hip, knee]);
        }
    }
    all
}
